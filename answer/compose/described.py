"""A selection in plain words: 责任单位有甲、没有乙的措施. So the reader sees what was counted, and how it was understood."""

from __future__ import annotations

from collections.abc import Sequence

from answer import messages
from answer.labels import label_of
from answer.models import (
    All,
    AllHave,
    Any,
    Beside,
    Comparison,
    Condition,
    Has,
    InEvery,
    Is,
    Kind,
    Not,
    OfKind,
    OpenList,
    SameAgencies,
    SameNumber,
    Says,
    Select,
    States,
    Titled,
)
from ingest.facts import FactKind
from ingest.models import Measure, PolicyDocument, Role, Scenario

KINDS: dict[Kind, str] = {
    "document": "文件",
    "section": "部分",
    "domain": "领域",
    "agency": "单位",
    "item": "条款",
    "task": "任务",
    "measure": "措施",
    "row": "附件场景",
}
ITEM_KINDS: frozenset[Kind] = frozenset({"item", "task", "measure", "row"})
_UNITS: dict[Kind, str] = {"agency": "家", "measure": "条", "section": "个", "domain": "个", "document": "份"}
_FACTS = {
    FactKind.AMOUNT: "金额",
    FactKind.SHARE: "比例",
    FactKind.DATE: "日期",
    FactKind.DURATION: "时长",
    FactKind.COUNT: "数量",
    FactKind.FREQUENCY: "频次",
}
_NUMBERS: dict[Comparison, str] = {
    "=": "{count} {unit}",
    "!=": "不是 {count} {unit}",
    "<": "不到 {count} {unit}",
    "<=": "不超过 {count} {unit}",
    ">": "超过 {count} {unit}",
    ">=": "至少 {count} {unit}",
}


class Describer:
    """Puts selections over one document into words."""

    def __init__(self, document: PolicyDocument) -> None:
        """Take the document whose items, sections and agencies are named."""
        self._document = document

    def describe(self, query: Select, *, with_kind: bool = True) -> str:
        """Say what a selection selects; the tasks of one agency by its name alone.

        Args:
            query: the selection.
            with_kind: whether to say of what kind it is: 提到“算力”的措施, or 提到“算力”的 where numbers of each kind follow.
        """
        if query.what == "task" and not with_kind and agency_wanted(query.where):
            return agency_wanted(query.where)
        said = self._said(query.where, query.what)
        if query.order and query.order.by == "place":
            said.append(messages.LAST_ONES if query.order.most else messages.FIRST_ONES)
        elif query.order and query.order.fact:
            largest = messages.LARGEST if query.order.most else messages.SMALLEST
            said.append(largest.format(what=_FACTS[query.order.fact]))
        elif query.order and query.order.what:
            most = messages.MOST if query.order.most else messages.FEWEST
            said.append(most.format(what=_counted(query.order.what, query.order.role)))
        return "、".join(said) + (messages.OF if said else messages.EVERY) + (KINDS[query.what] if with_kind else "")

    def besides(self, query: Select) -> str:
        """Say which items are left out, in brackets: （不含（四）加强科技研发攻关）."""
        conditions = query.where.conditions if isinstance(query.where, All) else (query.where,)
        ids = [one for part in conditions for one in _left_out(part, query.what)]
        return messages.BESIDES_ITEMS.format(items=self._named(ids, query.what)) if ids else ""

    def _said(self, condition: Condition, kind: Kind) -> list[str]:
        """Return what a condition says, a phrase for each part of it."""
        if isinstance(condition, All):
            return [said for one in _merged(condition.conditions) for said in self._said(one, kind)]
        said = self._phrase(condition, kind)
        return [said] if said else []

    def _phrase(self, condition: Condition, kind: Kind) -> str:
        said = ""
        match condition:
            case Any(conditions):
                said = "或".join("且".join(self._said(one, kind)) for one in conditions)
            case Not(inner):
                said = self._denied(inner, kind)
            case Is(ids):
                said = "" if kind in ("section", "domain") else self._named(ids, kind)
            case Says(words, field, every):
                said = messages.SAYS[field].format(words=_quoted(words, every=every))
            case States(fact):
                said = messages.STATES.format(fact=_FACTS[fact]) + _bounded(condition)
            case Has():
                said = self._has(condition, kind)
            case OfKind(part):
                said = messages.IN_PART.format(part=KINDS[part])
            case OpenList():
                said = messages.ENDS_OPEN
            case Titled():
                said = messages.TITLED_ITEMS
            case _:
                said = self._likeness(condition)
        return said

    def _likeness(self, condition: Condition) -> str:
        """Say what things are like, stand beside, or have throughout."""
        said = ""
        match condition:
            case SameAgencies(item):
                said = messages.SAME_AGENCIES.format(item=self._name(item) if item else messages.ANOTHER)
            case SameNumber(what):
                said = messages.SAME_NUMBER.format(what=KINDS[what])
            case Beside(item, step):
                said = (messages.BEHIND if step > 0 else messages.BEFORE).format(item=self._name(item))
            case AllHave(what, where):
                said = messages.ONLY_HAS.format(said="、".join(self._said(where, what)))
            case InEvery(what, _):
                said = messages.IN_EVERY.format(what=KINDS[what])
        return said

    def _denied(self, condition: Condition, kind: Kind) -> str:
        match condition:
            case Says(words, field, _):
                return messages.SAYS_NOT[field].format(words=_quoted(words, every=False))
            case Has("agency", Is(ids), _, _, role, first):
                return messages.WITHOUT_AGENCY.format(agency="、".join(ids), how=_how(role, first=first))
            case Has("section" | "domain" as what, Is(ids)):
                return messages.NOT_INSIDE.format(group=self._named(ids, what))
            case Is() if kind in ITEM_KINDS:
                return ""  # said in brackets
            case Is(ids):
                return messages.LEFT_OUT_ITEMS.format(items=self._named(ids, kind))
            case _:
                return messages.DENIED.format(said="、".join(self._said(condition, kind)))

    def _has(self, condition: Has, kind: Kind) -> str:
        some = condition.comparison == ">=" and condition.count == 1
        match condition.what, condition.where:
            case "agency", Is(ids) if some:
                how = _how(condition.role, first=condition.first)
                return messages.WITH_AGENCY.format(agency="或".join(ids), how=how)
            case "agency", All(conditions) if some:
                both = [one for part in conditions if isinstance(part, Is) for one in part.ids]
                return messages.WITH_AGENCY.format(agency="和".join(both), how="")
            case (("section" | "domain" as what), Is(ids)) if some:
                return messages.INSIDE.format(group=self._named(ids, what))
            case "agency", None if some:
                return messages.WITH_AGENCIES
            case "agency", None:
                return messages.AGENCIES_OF_TASK + self._number(condition)
            case _:
                within = self._said(condition.where, condition.what) if condition.where else []
                among = messages.AMONG.format(said="、".join(within), what=KINDS[condition.what]) if within else ""
                role = condition.role.value if condition.role else ""
                own = (
                    messages.FIRST_LISTED
                    if condition.first
                    else role or (messages.LISTED_IN if kind == "agency" else messages.HOLDS)
                )
                return among + own + ("" if some else self._number(condition))

    def _number(self, condition: Has) -> str:
        unit = _UNITS.get(condition.what, "项")
        return _NUMBERS[condition.comparison].format(count=condition.count, unit=unit)

    def _named(self, ids: Sequence[str], kind: Kind) -> str:
        if kind == "section":
            return "、".join(self._document.sections[int(one[1:])].heading for one in ids)
        if kind in ("agency", "domain", "document"):
            return "、".join(ids)
        return "、".join(map(self._name, ids))

    def _name(self, item_id: str) -> str:
        item = self._document.item(item_id)
        label = label_of(item, self._document)
        return label + (item.name if isinstance(item, Measure | Scenario) else "")


def _merged(conditions: Sequence[Condition]) -> list[Condition]:
    """Say of several agencies at once that they are wanted: 责任单位有甲和乙、没有丙."""
    wanted = [one for one in conditions if agency_wanted(one)]
    if len(wanted) == 1:
        return list(conditions)
    # Only for the wording: what is said of all of them in one phrase.
    together = Has("agency", All(tuple(Is((agency_wanted(one),)) for one in wanted)))
    return [*([together] if wanted else []), *(one for one in conditions if one not in wanted)]


def agency_wanted(condition: Condition) -> str:
    """Return the one agency that lists must name, in whatever role; empty if a condition says something else."""
    match condition:
        case Has("agency", Is((agency,)), ">=", 1, None, False):
            return agency
        case _:
            return ""


def _left_out(condition: Condition, kind: Kind) -> tuple[str, ...]:
    """Return the items that a condition leaves out of account."""
    match condition:
        case Not(Is(ids)) if kind in ITEM_KINDS:
            return ids
        case _:
            return ()


def _counted(what: Kind, role: Role | None) -> str:
    if what == "agency":
        return messages.AGENCIES_WITH_ROLE.format(role=role.value) if role else messages.AGENCIES_OF_TASK
    return (role.value if role else "") + KINDS[what]


def _how(role: Role | None, *, first: bool) -> str:
    return messages.IN_FRONT if first else messages.IN_ROLE.format(role=role.value) if role else ""


def _bounded(states: States) -> str:
    if states.comparison is None:
        return ""
    return _NUMBERS[states.comparison].format(count=written(states.kind, states.value), unit="").rstrip()


def written(kind: FactKind, value: float) -> str:
    """Write a number as policies do: 10亿元, 50万元, 30%."""
    if kind is FactKind.SHARE:
        return f"{value:g}%"
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if value >= size:
            return f"{value / size:g}{name}元"
    return f"{value:g}元"


def _quoted(words: Sequence[str], *, every: bool) -> str:
    return ("和" if every else "或").join(f"“{word}”" for word in words)
