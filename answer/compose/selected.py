"""Lists, counts and owners: what was selected, how it was counted, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer import messages
from answer.citations import cite_convention, cite_task, joined
from answer.compose.described import ITEM_KINDS, Describer, agency_wanted, written
from answer.compose.understood import names_shown
from answer.details import with_details
from answer.find.table import Row, Selected, Table
from answer.labels import label_of
from answer.models import (
    ALWAYS,
    All,
    AllHave,
    Answer,
    Any,
    Citation,
    Condition,
    Has,
    InEvery,
    Is,
    Mention,
    Not,
    Order,
    Route,
    Says,
    Select,
    States,
)
from answer.ownership.wording import cannot_rule_out, paragraphs
from answer.refusal import suggestions
from answer.replies import MOST_SUGGESTIONS
from index.normalize import normalize
from ingest.facts import FactKind
from ingest.models import Goal, Measure, PolicyDocument, Scenario, Sentence
from ingest.ownership import owners

_LONGEST = 1300
"""Characters; the sources beside an answer show every text anyway."""
_FEW = 3
"""Sections of which all items are shown."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an answer lists, and what it cites."""

    lead: str
    lines: str
    citations: tuple[Citation, ...]
    notes: str = ""


class SelectedWriter:
    """Writes what selections over one document gave."""

    def __init__(self, document: PolicyDocument, table: Table) -> None:
        """Take the document that is cited, and what finds the tasks that connect agencies and sections with it."""
        self._document = document
        self._table = table
        self._describer = Describer(document)

    def write(
        self,
        query: Select,
        found: Selected,
        unused: Sequence[str] = (),
        mentions: Sequence[Mention] = (),
        total: int | None = None,
        *,
        is_count: bool = False,
    ) -> Answer:
        """Write an answer; a refusal where nothing is as asked.

        Args:
            query: what was asked for.
            found: what it gave.
            unused: words of the question that bound nothing.
            mentions: the names in the question.
            total: how many there are in all, where that is asked besides those that are shown.
            is_count: whether only their number is asked for, and some of them are listed with it anyway.
        """
        what = self._describer.describe(query, with_kind=not found.rows or query.what not in ITEM_KINDS)
        if not found.rows:
            return self._nothing(query, what)
        if query.what in ITEM_KINDS:
            shown = self._items(query, found, what)
        elif query.what == "agency":
            shown = self._agencies(query, found, what)
        else:
            shown = self._groups(query, found, what)
        if is_count:
            shown = _Shown(shown.lead, "", ())
        left = messages.NOT_USED.format(words="”“".join(unused)) if unused else ""
        counted = messages.IN_ALL.format(count=total) if total is not None else ""
        text = paragraphs(names_shown(mentions), counted, shown.lead, shown.lines, shown.notes, left)
        route: Route = "scan" if _reads_texts(query.where) and not _is_about_agencies(query.where) else "table"
        return Answer("", text, "answered", route, shown.citations)

    def say(self, query: Select) -> str:
        """Say in words what a query selects."""
        return self._describer.describe(query)

    def _nothing(self, query: Select, what: str) -> Answer:
        document = self._document.metadata.short_title
        message = messages.NONE_SELECTED.format(document=document, besides=self._describer.besides(query), what=what)
        wanted = [name for name in map(agency_wanted, _conditions(query.where)) if name]
        if len(wanted) == 1:
            has = self._table.select(Select("task", Has("agency", Is((wanted[0],))))).rows
            message += (
                messages.NO_TASKS_BUT.format(agency=wanted[0], tasks="、".join(row.name for row in has)) if has else ""
            )
        offered = tuple(suggestions(self._document, ()))[:MOST_SUGGESTIONS]
        if _reads_texts(query.where) and not _is_about_agencies(query.where):
            return Answer("", message, "unanswerable_not_stated", "scan", suggestions=offered)
        return Answer("", message, "unanswerable_no_such_item", "table", suggestions=offered)

    def _items(self, query: Select, found: Selected, what: str) -> _Shown:
        items = [self._item(row) for row in found.rows]
        words = _words(query.where)
        said = {item.id: _saying(item, words) for item in items}
        with_agencies = "agencies" in query.show or (query.order is not None and query.order.what == "agency")
        by_lists = with_agencies or _is_about_agencies(query.where)
        how = (
            messages.BY_LISTS if by_lists else messages.BY_TEXT if _reads_texts(query.where) else messages.BY_STRUCTURE
        )
        every_kind = query.what == "task" and by_lists and bool(self._document.scenarios)
        counts = _counts(items, every_kind=every_kind)
        how = self._describer.besides(query) + how
        lead = messages.SELECTED.format(what=what + self._measured(query.order, found), counts=counts) + how
        others = not agency_wanted(query.where)
        full = "\n".join(
            self._line(item, said[item.id], with_agencies=with_agencies, with_owners=others) for item in items
        )
        plain = "\n".join(self._line(item, (), with_agencies=False, with_owners=others) for item in items)
        lines = full if len(full) <= _LONGEST else plain
        quoted = {item.id: said[item.id] or (() if by_lists else _first(item)) for item in items}
        cited = [cite_task(item, quoted[item.id], self._document, lists=by_lists) for item in items]
        return _Shown(lead, lines, self._with_conventions(query, joined(cited)), self._notes(query.where, items))

    def _measured(self, order: Order | None, found: Selected) -> str:
        """Say the largest number where things were ranked by one: 责任单位最多的措施（9 家）."""
        value = found.rows[0].value
        if order is not None and order.fact in (FactKind.AMOUNT, FactKind.SHARE) and value is not None:
            return f"（{written(order.fact, value)}）"
        if order is None or order.by != "count" or value is None:
            return ""
        unit = "家" if order.what == "agency" else "项"
        return f"（{messages.KIND_COUNT.format(count=int(value), unit=unit)}）"

    def _with_conventions(self, query: Select, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Cite besides what the document declares about who leads, where that decided."""
        if not _asks_role(query.where):
            return citations
        told = (
            cite_convention(one, self._document) for one in self._document.conventions if one.kind != "also_responsible"
        )
        return joined((*citations, *filter(None, told)))

    def _line(
        self,
        item: Measure | Scenario | Goal,
        said: Sequence[Sentence],
        *,
        with_agencies: bool,
        with_owners: bool = True,
    ) -> str:
        mark = messages.CITED.format(label=label_of(item, self._document))
        if isinstance(item, Scenario):
            return with_details(item.name, item, item if with_owners else None) + mark
        title = item.title if isinstance(item, Measure) else ""
        name = with_details(item.name, item, item) if with_agencies and isinstance(item, Measure) else title
        quoted = "".join(" ".join(sentence.text.split()) for sentence in said if sentence.text != title)
        return f"{'：'.join(part for part in (name, quoted) if part) or item.name}{mark}"

    def _agencies(self, query: Select, found: Selected, what: str) -> _Shown:
        names = tuple(row.id for row in found.rows)
        through = _through(query)
        tasks = [
            self._item(row)
            for row in self._table.select(replace(through, where=_and(through.where, _any_of(names)))).rows
        ]
        owned = [item for item in tasks if isinstance(item, Measure | Scenario)]
        by_agency = {name: [task for task in owned if name in owners(task)] for name in names}
        counts = messages.AGENCY_COUNT.format(count=found.total)
        lead = messages.SELECTED.format(what=f"{what}（{counts}）", counts="、".join(names)) + messages.BY_LISTS
        lines = "\n".join(
            messages.AGENCY_LINE.format(agency=name, counts=_counts(tasks))
            for name, tasks in by_agency.items()
            if tasks
        )
        listed = "\n".join(self._line(task, (), with_agencies=False) for task in owned)
        cited = joined(cite_task(task, (), self._document) for task in owned)
        return _Shown(lead, paragraphs(lines, listed), cited, self._notes(query.where, owned))

    def _groups(self, query: Select, found: Selected, what: str) -> _Shown:
        """Write sections or domains, with what they hold."""
        ids = tuple(row.id for row in found.rows)
        within = _through(query).where
        groups = []
        citations: list[Citation] = []
        for row in found.rows:
            inside = Select("task", _and(Has(query.what, Is((row.id,))), within))
            items = [self._item(one) for one in self._table.select(inside).rows]
            head = messages.ITEMS_OF.format(group=row.name, counts=_counts(items))
            names = [self._line(item, (), with_agencies=False) for item in items] if len(ids) <= _FEW else []
            groups.append("\n".join([head, *names]))
            citations += [
                cite_task(item, (), self._document, lists=False) for item in (items if len(ids) <= _FEW else items[:1])
            ]
        counts = messages.KIND_COUNT.format(count=found.total, unit="个")
        lead = messages.SELECTED.format(what=f"{what}（{counts}）", counts="、".join(row.name for row in found.rows))
        return _Shown(lead + messages.BY_STRUCTURE, "\n\n".join(groups), joined(citations))

    def _item(self, row: Row) -> Measure | Scenario | Goal:
        item = self._document.item(row.id)
        assert isinstance(item, Measure | Scenario | Goal), "only such items are selected"
        return item

    def _notes(self, where: Condition, items: Sequence[Measure | Scenario | Goal]) -> str:
        """Say what a list that ends in 等, or names a class, cannot prove."""
        unwanted = _unwanted(where)
        tasks = [item for item in items if isinstance(item, Measure | Scenario)]
        return cannot_rule_out(tasks, unwanted) if unwanted else ""


def _counts(items: Sequence[Measure | Scenario | Goal], *, every_kind: bool = False) -> str:
    """Count items of each kind; where both kinds of tasks were asked for, also those that there are none of."""
    measures = sum(isinstance(item, Measure) for item in items)
    rows = sum(isinstance(item, Scenario) for item in items)
    goals = len(items) - measures - rows
    parts = [
        form.format(count=count)
        for form, count in (
            (messages.MEASURE_COUNT, measures),
            (messages.ROW_COUNT, rows),
            (messages.PARAGRAPH_COUNT, goals),
        )
        if count or (every_kind and form != messages.PARAGRAPH_COUNT)
    ]
    total = messages.TOTAL.format(count=len(items)) if len(parts) > 1 else ""
    return "，".join(parts) + total or messages.MEASURE_COUNT.format(count=0)


def _and(*conditions: Condition) -> Condition:
    return All(tuple(conditions))


def _any_of(agencies: tuple[str, ...]) -> Condition:
    return Has("agency", Is(agencies))


def _through(query: Select) -> Select:
    """Return the tasks through which what is selected is connected."""
    conditions = query.where.conditions if isinstance(query.where, All) else (query.where,)
    within = [one.where for one in conditions if isinstance(one, Has) and one.what in ITEM_KINDS and one.where]
    within += [one.where for one in conditions if isinstance(one, AllHave) and one.what in ITEM_KINDS]
    within += [one.where for one in conditions if isinstance(one, InEvery) and one.what in ITEM_KINDS and one.where]
    if query.order and query.order.where:
        within.append(query.order.where)
    # Of several, such as a task in each of two sections, each task fulfils one.
    return Select("task", Any(tuple(dict.fromkeys(within))) if within else ALWAYS)


def _conditions(condition: Condition) -> list[Condition]:
    if isinstance(condition, All | Any):
        return [part for one in condition.conditions for part in _conditions(one)]
    return [condition]


def _words(condition: Condition) -> tuple[str, ...]:
    """Return the words that items were chosen for."""
    return tuple(
        word for one in _conditions(condition) if isinstance(one, Says) and one.field != "name" for word in one.words
    )


def _reads_texts(condition: Condition) -> bool:
    """Tell whether things were chosen for what they say, or do not say."""
    inner = (one.condition if isinstance(one, Not) else one for one in _conditions(condition))
    return any(isinstance(one, Says | States) for one in inner)


def _saying(item: Measure | Scenario | Goal, words: Sequence[str]) -> tuple[Sentence, ...]:
    if isinstance(item, Scenario):
        return ()
    return tuple(one for one in item.sentences if any(word in normalize(one.text) for word in words))


def _first(item: Measure | Scenario | Goal) -> tuple[Sentence, ...]:
    """Return the title of an item, or its first sentence: what it is recognised by."""
    return () if isinstance(item, Scenario) else item.sentences[:1]


def _is_about_agencies(condition: Condition) -> bool:
    return any(
        "agency" in (getattr(one, "what", ""), getattr(getattr(one, "condition", None), "what", ""))
        for one in _conditions(condition)
    )


def _asks_role(condition: Condition) -> bool:
    return any(isinstance(one, Has) and (one.role or one.first) for one in _conditions(condition))


def _unwanted(condition: Condition) -> tuple[str, ...]:
    """Return the agencies that lists must not name."""
    found = [one.condition for one in _conditions(condition) if isinstance(one, Not)]
    return tuple(
        name
        for one in found
        if isinstance(one, Has) and one.what == "agency" and isinstance(one.where, Is)
        for name in one.where.ids
    )
