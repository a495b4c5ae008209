"""Conditions as SQL: each becomes one of a row, and what is asked for is bound, never written.

A condition on something connected becomes ``key IN (SELECT …)``, which depends on no row around it, so that each is worked
out once, however deeply it is nested.
"""
# ruff: noqa: S608 - what a question has is bound; what is written are names of this package

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from dataclasses import replace

from answer.find.binding import Binding
from answer.find.errors import IllTypedError
from answer.find.links import COUNTS, OWNER, link, members, require_connected
from answer.find.relations import is_item, of_kind, relation
from answer.models.plan import (
    ALWAYS,
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
    States,
    Titled,
)
from index.normalize import normalize

_COMPARED = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COLUMNS = {"name": "normalised_name", "text": "normalised", "agencies": "agency_lists", "anywhere": "content"}
_NUMBERED = re.compile(r"(?:(?P<document>.*)/)?(?P<letter>[MAGS])(?P<number>\d{1,9})")
_KIND_OF = {"M": "measure", "A": "row", "G": "goal"}


def operator_of(comparison: Comparison) -> str:
    """Return a comparison as SQL writes it.

    Raises:
        IllTypedError: if there is no such comparison.
    """
    if comparison not in _COMPARED:
        raise IllTypedError("There is no such comparison.")
    return comparison


def is_some(has: Has) -> bool:
    """Tell whether a condition is that there is one, whichever way it is written."""
    return (has.comparison, has.count) in ((">=", 1), (">", 0), ("!=", 0))


def is_true_of_none(has: Has) -> bool:
    """Tell whether having none at all fulfils a condition."""
    return bool(_COMPARED[operator_of(has.comparison)](0, has.count))


class Conditions(Binding):
    """Writes conditions, and keeps what they are about."""

    def things(self, kind: Kind, where: Condition | None, alias: str, *, is_reached: bool) -> str:
        """Return the condition that a row is of a kind and fulfils another condition.

        Args:
            kind: of the things.
            where: what else must hold of it; nothing if None.
            alias: of the row.
            is_reached: whether the things are those that something is connected with.
        """
        narrow = of_kind(kind, alias)
        return narrow if where is None else f"{narrow} AND {self.of(kind, where, alias, is_reached=is_reached)}"

    def of(self, kind: Kind, condition: Condition, t: str, *, is_reached: bool = False) -> str:
        """Return a condition of a row of things as SQL that is true or false, never unknown.

        Args:
            kind: of the things.
            condition: what must hold of it.
            t: alias of the row.
            is_reached: whether the things are those that something is connected with: 各区 then is in 各区各部门, too.

        Raises:
            IllTypedError: if these things have no such thing about them.
        """
        match condition:
            case All(several):
                text = _joined(" AND ", [self.of(kind, one, t, is_reached=is_reached) for one in several], "1")
            case Any(several):
                text = _joined(" OR ", [self.of(kind, one, t, is_reached=is_reached) for one in several], "0")
            case Not(Has() as has) if is_some(has):
                text = self._has(kind, replace(has, comparison="=", count=0), t)
            case Not(one):
                text = f"NOT {self.of(kind, one, t, is_reached=is_reached)}"
            case Is(ids):
                text = self._is(ids, t, is_wide=is_reached and kind == "agency")
            case OfKind(wanted):
                text = _is_of(kind, wanted, t)
            case Says():
                text = self._says(kind, condition, t)
            case Has() | AllHave() | InEvery() | SameNumber():
                text = self._is_connected(kind, condition, t)
            case Beside(item, step):
                text = self._beside(kind, item, step, t)
            case _:
                text = self._of_item(kind, condition, t)
        return text

    def _of_item(self, kind: Kind, condition: Condition, t: str) -> str:
        if not is_item(kind):
            raise IllTypedError(f"{type(condition).__name__} is asked of a {kind}, which is no item.")
        match condition:
            case States():
                return self._states(condition, t)
            case OpenList():
                return _of_row(t, "x.agencies_open")
            case Titled():
                return _of_row(t, "x.kind IN ('measure', 'row') AND x.title <> ''")
            case SameAgencies():
                return self._same_agencies(condition, t)
        raise IllTypedError(f"{type(condition).__name__} is no condition.")

    # What a thing is called and says

    def _is(self, ids: Sequence[str], t: str, *, is_wide: bool) -> str:
        listed = self.among(ids)
        if is_wide:
            begins = f"substr(value, 1, 1) = '各' AND substr({t}.id, 1, length(value) + 1) = value || '各'"
            return f"EXISTS (SELECT 1 FROM {listed} WHERE value = {t}.id OR {begins})"
        qualified = f" OR {t}.document || '/' || {t}.id IN {listed}" if any("/" in one for one in ids) else ""
        return f"({t}.id IN {listed}{qualified})"

    def _says(self, kind: Kind, says: Says, t: str) -> str:
        words = [self.bind(normalize(word)) for word in says.words]
        if not is_item(kind):
            return self._contains(f"normalised({t}.name)", words, says)
        if says.field == "beginning":
            found = [f"substr(x.beginning, 1, length({word})) = {word}" for word in words]
            return _of_row(t, _all_or_any(found, says))
        return _of_row(t, self._contains(f"x.{_COLUMNS[says.field]}", words, says))

    @staticmethod
    def _contains(text: str, words: Sequence[str], says: Says) -> str:
        return _all_or_any([f"instr({text}, {word}) > 0" for word in words], says)

    def _states(self, states: States, t: str) -> str:
        wanted = [f"f.kind = {self.bind(states.kind.value)}"]
        if states.unit:
            wanted.append(f"f.unit = {self.bind(states.unit)}")
        if states.comparison:
            wanted.append(f"f.value {operator_of(states.comparison)} {self.bind(float(states.value))}")
        return f"EXISTS (SELECT 1 FROM facts f WHERE f.revision = {t}.revision AND f.item = {t}.id AND {' AND '.join(wanted)})"

    # Where it stands

    def _beside(self, kind: Kind, item: str, step: int, t: str) -> str:
        found = _NUMBERED.fullmatch(item)
        if kind in ("agency", "domain", "document"):
            raise IllTypedError(f"A {kind} stands beside nothing.")
        if not found or (found["letter"] == "S") != (kind == "section"):
            return "0"
        row, place = self.alias(), self.bind(int(found["number"]))
        column = "position" if kind == "section" else "number"
        alike = "" if kind == "section" else f" AND {row}.kind = {t}.kind AND {t}.kind = '{_KIND_OF[found['letter']]}'"
        within = f" AND {row}.document = {self.bind(found['document'])}" if found["document"] is not None else ""
        return (
            f"EXISTS (SELECT 1 FROM {relation(kind)} {row} WHERE {row}.revision = {t}.revision{alike}{within} "
            f"AND {row}.{column} = {place} AND {t}.{column} = {row}.{column} + {self.bind(step)})"
        )

    # What it is connected with

    def _is_connected(self, kind: Kind, condition: Has | AllHave | InEvery | SameNumber, t: str) -> str:
        match condition:
            case AllHave(what, where):
                return self._all_have(kind, what, where, t)
            case InEvery(what, every):
                return self._in_every(kind, what, every, t)
            case SameNumber(what, among):
                return self._same_number(kind, what, among, t)
            case Has():
                return self._has(kind, condition, t)

    def _has(self, kind: Kind, has: Has, t: str) -> str:
        require_connected(kind, has.what, with_part=has.role is not None or has.first)
        some = is_some(has)
        part = self.part(has.role, has.first)
        if not some and _is_number_of_agencies(kind, has.what, has.where):
            part = f"{part} AND {COUNTS}"
        found = self._connected(link(kind, has.what, by_name=not some, part=part), has.what, has.where)
        if some:
            return f"{t}.key IN ({found})"
        holds = f"count(DISTINCT l.b) {operator_of(has.comparison)} {self.bind(has.count)}"
        if is_true_of_none(has):
            return f"{t}.key NOT IN ({found} GROUP BY l.a HAVING NOT {holds})"
        return f"{t}.key IN ({found} GROUP BY l.a HAVING {holds})"

    def _connected(self, links: str, what: Kind, where: Condition | None, shown: str = "l.a") -> str:
        """Return a statement that gives what is connected with things of a kind that fulfil a condition."""
        if not is_item(what) and where in (None, ALWAYS):
            return f"SELECT {shown} FROM ({links}) l"
        b = self.alias()
        wanted = self.things(what, where, b, is_reached=True)
        return f"SELECT {shown} FROM ({links}) l JOIN {relation(what)} {b} ON {b}.key = l.b WHERE {wanted}"

    def _all_have(self, kind: Kind, what: Kind, where: Condition, t: str) -> str:
        require_connected(kind, what)
        links = link(kind, what, by_name=True, part=f"{OWNER} AND {COUNTS}" if _are_agencies(kind, what) else OWNER)
        some, others = self._connected(links, what, None), self._connected(links, what, Not(where))
        return f"({t}.key IN ({some}) AND {t}.key NOT IN ({others}))"

    def _in_every(self, kind: Kind, what: Kind, where: Condition | None, t: str) -> str:
        require_connected(kind, what)
        b = self.alias()
        wanted = self.things(what, where, b, is_reached=False)
        name = f"every_{len(self.relations)}"
        self.relations.append((name, f"SELECT {b}.key FROM {relation(what)} {b} WHERE {wanted}"))
        if what == "agency" and kind != "agency":
            links = f"SELECT b AS a, a AS b FROM ({link(what, kind, by_name=True)})"
        else:
            links = link(kind, what, by_name=True)
        return (
            f"{t}.key IN (SELECT l.a FROM ({links}) l JOIN {name} e ON e.key = l.b GROUP BY l.a "
            f"HAVING count(DISTINCT l.b) = (SELECT count(*) FROM {name}))"
        )

    def _same_agencies(self, same: SameAgencies, t: str) -> str:
        lists = "same_order" if same.in_order else "same_set"
        paired = f"SELECT s.task FROM {lists} s JOIN {lists} o ON o.agencies = s.agencies AND o.task <> s.task"
        if same.item:
            row = self.alias()
            paired += f" JOIN item {row} ON {row}.key = o.task WHERE {self._is((same.item,), row, is_wide=False)}"
        return f"{t}.key IN ({paired})"

    def _same_number(self, kind: Kind, what: Kind, among: Condition | None, t: str) -> str:
        require_connected(kind, what)
        b = self.alias()
        wanted = self.of(kind, among, b) if among else "1"
        name = f"number_{len(self.relations)}"
        counted = self.counted(kind, what, None, OWNER, repeats=False)
        numbers = (
            f"SELECT n.key, n.value FROM ({counted}) n JOIN {relation(kind)} {b} ON {b}.key = n.key WHERE {wanted}"
        )
        self.relations.append((name, numbers))
        return f"{t}.key IN (SELECT x.key FROM {name} x JOIN {name} y ON y.value = x.value AND y.key <> x.key)"

    def counted(self, kind: Kind, what: Kind, where: Condition | None, part: str, *, repeats: bool) -> str:
        """Return a statement that gives for each thing of a kind how many others it is connected with, if any.

        Args:
            kind: of the things.
            what: kind of the others.
            where: which of them count.
            part: condition on the agency's part.
            repeats: whether one counts as often as there is something between.
        """
        if _is_number_of_agencies(kind, what, where):
            part = f"{part} AND {COUNTS}"
        number = "count(*)" if repeats else "count(DISTINCT l.b)"
        found = self._connected(
            link(kind, what, by_name=True, part=part), what, where, f"l.a AS key, {number} AS value"
        )
        return f"{found} GROUP BY l.a"

    def pairs(self, condition: Condition) -> str:
        """Return the condition that an agency's part in a task, the row ``d``, is one of those that a query speaks of."""
        match condition:
            case All(several):
                return _joined(" AND ", [self.pairs(one) for one in several], "1")
            case Any(several):
                return _joined(" OR ", [self.pairs(one) for one in several], "0")
            case Has(what, where) if what != "agency" and not is_true_of_none(condition):
                b, part = self.alias(), self.part(condition.role, condition.first)
                wanted = self.things(what, where, b, is_reached=True)
                held = f"SELECT m.item FROM ({members(what)}) m JOIN {relation(what)} {b} ON {b}.key = m.thing WHERE {wanted}"
                counts = "1" if is_some(condition) else self.fulfils(condition)
                return f"({counts} AND {part} AND d.task IN ({held}))"
        return self.fulfils(condition)

    def fulfils(self, condition: Condition) -> str:
        """Return the condition that the agency of the row ``d`` fulfils a condition."""
        if condition == ALWAYS:
            return "1"
        t = self.alias()
        return f"d.agency IN (SELECT {t}.key FROM agency {t} WHERE {self.of('agency', condition, t)})"


def _are_agencies(kind: Kind, what: Kind) -> bool:
    """Tell whether something else is connected with its agencies."""
    return what == "agency" and kind != "agency"


def _is_number_of_agencies(kind: Kind, what: Kind, where: Condition | None) -> bool:
    """Tell whether all agencies of something else are counted; of some that are named it is asked whether they are there."""
    return _are_agencies(kind, what) and where in (None, ALWAYS)


def _joined(word: str, conditions: Sequence[str], otherwise: str) -> str:
    return f"({word.join(conditions)})" if conditions else otherwise


def _all_or_any(found: Sequence[str], says: Says) -> str:
    return _joined(" AND ", found, "1") if says.every else _joined(" OR ", found, "0")


def _of_row(t: str, condition: str) -> str:
    """Return a condition on the columns of an item that counting does not read."""
    return f"EXISTS (SELECT 1 FROM items x WHERE x.revision = {t}.revision AND x.id = {t}.id AND {condition})"


def _is_of(kind: Kind, wanted: Kind, t: str) -> str:
    if is_item(kind) and is_item(wanted):
        return f"({of_kind(wanted, t)})"
    return "1" if kind == wanted else "0"
