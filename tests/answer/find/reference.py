"""The queries of `answer.models.plan` worked out over parsed documents in the most simple-minded way there is.

Nothing here is quick and nothing is shared with the engine: each condition is a comprehension that says what it means.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import get_args

from answer.models import plan
from answer.models.plan import Condition, Kind, Select
from index.normalize import normalize
from ingest.facts import Fact, facts_in
from ingest.models import Goal, Measure, PolicyDocument, Role, Scenario, Section, sections_over
from ingest.ownership import Task, agencies_with, names, owners
from ingest.places import place_of

Item = Measure | Scenario | Goal
OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
KINDS: dict[str, tuple[type, ...]] = {
    "item": (Measure, Scenario, Goal),
    "task": (Measure, Scenario),
    "measure": (Measure,),
    "row": (Scenario,),
}


@dataclass(frozen=True)
class Thing:
    """Something that can be selected; ``home`` is its document, or the place of an agency."""

    kind: str
    home: str
    id: str


@dataclass(frozen=True)
class Found:
    """A row as the engine should give it."""

    id: str
    kind: str
    name: str
    document: str
    value: float | None
    group: str


@dataclass(frozen=True)
class Result:
    rows: tuple[Found, ...]
    total: int
    groups: tuple[tuple[str, int], ...]
    universe: int


class Reference:
    """Some documents that are open, in order."""

    def __init__(self, documents: Mapping[str, PolicyDocument], places: Mapping[str, str] | None = None) -> None:
        self.documents = dict(documents)
        self.places = dict(places or {name: place_of(document).name for name, document in documents.items()})
        self.consulted = False
        self._parts: dict[tuple[object, ...], dict[Thing, None]] = {}
        self._between: dict[tuple[object, ...], tuple[Thing, ...]] = {}
        self._fulfilled: dict[tuple[Thing, int, bool], bool] = {}
        self._restricted: dict[tuple[object, ...], Reference] = {}

    def select(self, query: Select) -> Result:
        """Run a query."""
        there = self._for(query)
        return there._select(query)

    def _for(self, query: Select) -> Reference:
        """Return the documents that a query is about; those only consulted are agencies where it speaks of them."""
        key = (query.documents, speaks_of_consulted(query))
        if key not in self._restricted:
            chosen = {
                name: one for name, one in self.documents.items() if not query.documents or name in query.documents
            }
            self._restricted[key] = Reference(chosen, self.places)
            self._restricted[key].consulted = key[1]
        return self._restricted[key]

    def _select(self, query: Select) -> Result:
        self._fulfilled.clear()
        everything = self.things(query.what)
        chosen = [one for one in everything if self.holds(one, query.where, reached=False)]
        values: dict[Thing, float] = {}
        if query.order:
            worked_out = {one: self.value(one, query.what, query.order) for one in chosen}
            values = {one: value for one, value in worked_out.items() if value is not None}
            chosen = sorted(values, key=lambda one: -values[one] if query.order.most else values[one])  # type: ignore[union-attr]
        if query.take is not None and len(chosen) > query.take:
            last = chosen[query.take - 1]
            chosen = [
                one for at, one in enumerate(chosen) if at < query.take or (values and values[one] == values[last])
            ]
        numbers: dict[Thing, int] = {}
        group_of: dict[Thing, Thing] = {}
        for group in self.things(query.group) if query.group else []:
            inside = {one: self.times_in(group, one, query) for one in chosen}
            numbers[group] = sum(times if query.repeats else times > 0 for times in inside.values())
            for one in chosen:
                if inside[one]:
                    group_of.setdefault(one, group)
        total = len(chosen)
        if query.repeats and query.what == "agency":
            total = sum(self.pair_holds(one, item, query.where) for one in chosen for item in self.listings(one))
        return Result(
            tuple(
                Found(
                    one.id,
                    self.kind_of(one),
                    self.name_of(one),
                    self.document_of(one),
                    values.get(one),
                    self.called(group_of[one]) if one in group_of else "",
                )
                for one in chosen
            ),
            total,
            tuple((self.called(group), number) for group, number in numbers.items()),
            len(everything),
        )

    # Things

    def things(self, kind: Kind) -> list[Thing]:
        """List everything of a kind, in the order of the documents."""
        if kind in KINDS:
            return [one for one in self.items if isinstance(self.item(one), KINDS[kind])]
        if kind == "document":
            return [Thing("document", name, name) for name in self.documents]
        if kind == "section":
            return [
                Thing("section", name, f"S{place}")
                for name, document in self.documents.items()
                for place in range(len(document.sections))
            ]
        if kind == "domain":
            return list(
                dict.fromkeys(
                    Thing("domain", name, row.domain)
                    for name, document in self.documents.items()
                    for row in document.scenarios
                    if row.domain
                )
            )
        return list(self.first_named)

    @cached_property
    def items(self) -> list[Thing]:
        return [
            Thing("item", name, key)
            for name, document in self.documents.items()
            for key in document.ids
            if isinstance(document.item(key), Measure | Scenario | Goal)
        ]

    @cached_property
    def first_named(self) -> dict[Thing, str]:
        """Give all agencies, in order, with the document that names them first."""
        found: dict[Thing, str] = {}
        for name, document in self.documents.items():
            written = document.agencies
            if self.consulted:
                tasks: tuple[Task, ...] = (*document.measures, *document.scenarios)
                listed = [agency for task in tasks for agency in task.agencies]
                written = tuple(dict.fromkeys((*listed, *(duty.agency for task in tasks for duty in task.duties))))
            for agency in written:
                found.setdefault(Thing("agency", self.places[name], agency), name)
        return found

    def item(self, one: Thing) -> Item:
        found = self.documents[one.home].item(one.id)
        assert isinstance(found, Measure | Scenario | Goal)
        return found

    def section(self, one: Thing) -> Section:
        return self.documents[one.home].sections[int(one.id[1:])]

    def kind_of(self, one: Thing) -> str:
        if one.kind != "item":
            return one.kind
        return next(kind for kind in ("measure", "row", "item") if isinstance(self.item(one), KINDS[kind]))

    def name_of(self, one: Thing) -> str:
        if one.kind == "item":
            return self.item(one).name
        if one.kind == "section":
            return self.section(one).heading
        return self.documents[one.home].title if one.kind == "document" else one.id

    def document_of(self, one: Thing) -> str:
        return self.first_named[one] if one.kind == "agency" else one.home

    def called(self, one: Thing) -> str:
        several = len(self.documents) > 1 and one.kind in ("item", "section", "domain")
        return f"{one.home}/{one.id}" if several else one.id

    # What is connected with what

    def listings(self, agency: Thing) -> list[Thing]:
        """List the tasks that list an agency by this very name."""
        return [
            item
            for item in self.items
            if self.takes_part(agency, item, None, first=False, wide=False)
            or (self.consulted and self.takes_part(agency, item, Role.CONSULTED, first=False, wide=False))
        ]

    def takes_part(self, one: Thing, item: Thing, role: Role | None, *, first: bool, wide: bool) -> bool:
        return item in self.parts(one, role, first, wide)

    def _takes_part(self, one: Thing, item: Thing, role: Role | None, *, first: bool, wide: bool) -> bool:
        if one.kind == "item":
            return one == item
        if one.kind == "agency":
            return one.home == self.places[item.home] and self.has_part(one.id, self.item(item), role, first, wide)
        if one.home != item.home:
            return False
        found = self.item(item)
        if one.kind == "domain":
            return isinstance(found, Scenario) and found.domain == one.id
        if one.kind == "section":
            in_annex = not isinstance(found, Measure) and found.in_annex
            return (
                not in_annex and self.section(one) in sections_over(self.documents[one.home].sections, [found.span])[0]
            )
        return True

    @staticmethod
    def has_part(agency: str, task: Item, role: Role | None, first: bool, wide: bool) -> bool:
        if isinstance(task, Goal):
            return False
        if wide and not first:
            return names(task, agency, role)
        written = agencies_with(task, role) if role else owners(task)
        if first:
            written = tuple(one for one in written if one == owners(task)[0]) if owners(task) else ()
        return any(one == agency or (wide and agency[0] == "各" and one.startswith(f"{agency}各")) for one in written)

    def between(
        self,
        one: Thing,
        other: Thing,
        role: Role | None = None,
        *,
        first: bool = False,
        wide: bool,
        counted: bool = False,
    ) -> tuple[Thing, ...]:
        """Return what connects two things: nothing if they are not connected."""
        key = (one, other, role, first, wide)
        if key not in self._between:
            self._between[key] = self._connecting(one, other, role, first, wide)
        found = self._between[key]
        if counted and other.kind == "agency" and one.kind != "agency":
            return tuple(item for item in found if self.counts(other.id, self.item(item)))
        return found

    @staticmethod
    def counts(agency: str, task: Item) -> bool:
        """Tell whether an agency counts among those of a task: it is printed, or nobody is."""
        return not isinstance(task, Goal) and (not task.agencies or agency in task.agencies)

    def _connecting(self, one: Thing, other: Thing, role: Role | None, first: bool, wide: bool) -> tuple[Thing, ...]:
        if {one.kind, other.kind} <= {"document", "section"}:
            return (other,) if one.home == other.home and self.is_within(one, other) else ()
        if one == other:
            return ()
        part, none = (role, first), (None, False)
        mine, its = (none, part) if other.kind == "agency" else (part, none)
        return tuple(self.parts(one, *mine, wide).keys() & self.parts(other, *its, False).keys())

    def parts(self, one: Thing, role: Role | None, first: bool, wide: bool) -> dict[Thing, None]:
        """Return the items that something has part in."""
        key = (one, role, first, wide)
        if key not in self._parts:
            self._parts[key] = dict.fromkeys(
                item for item in self.items if self._takes_part(one, item, role, first=first, wide=wide)
            )
        return self._parts[key]

    def is_within(self, one: Thing, other: Thing) -> bool:
        """Tell whether one section is within another one, whichever that is; all are within their document."""
        if "document" in (one.kind, other.kind):
            return True
        sections = self.documents[one.home].sections
        for inner, outer in ((one, other), (other, one)):
            found = self.section(inner)
            over = [up for up in sections_over(sections, [found.span])[0] if up.level < found.level]
            if self.section(outer) in over:
                return True
        return False

    # Conditions

    def holds(self, one: Thing, condition: Condition, *, reached: bool) -> bool:
        key = (one, id(condition), reached)
        if key not in self._fulfilled:
            self._fulfilled[key] = self._holds(one, condition, reached)
        return self._fulfilled[key]

    def _holds(self, one: Thing, condition: Condition, reached: bool) -> bool:
        match condition:
            case plan.All(several):
                return all(self.holds(one, part, reached=reached) for part in several)
            case plan.Any(several):
                return any(self.holds(one, part, reached=reached) for part in several)
            case plan.Not(plan.Has() as has) if is_some(has):
                return self.count(one, has, wide=True) == 0
            case plan.Not(part):
                return not self.holds(one, part, reached=reached)
            case plan.Is(ids):
                return self.is_one(one, ids, reached)
            case plan.OfKind(kind):
                return (
                    isinstance(self.item(one), KINDS[kind])
                    if kind in KINDS and one.kind == "item"
                    else one.kind == kind
                )
            case plan.Says():
                return self.says(one, condition)
            case plan.Has():
                return OPERATORS[condition.comparison](
                    self.count(one, condition, wide=not is_some(condition)), condition.count
                )
            case plan.AllHave(what, where):
                connected = [other for other in self.things(what) if self.between(one, other, wide=True, counted=True)]
                against = plan.Not(where)
                return bool(connected) and not any(self._holds(other, against, True) for other in connected)
            case plan.InEvery(what, where):
                wanted = [
                    other for other in self.things(what) if where is None or self.holds(other, where, reached=False)
                ]
                return bool(wanted) and all(self.named_by(one, other) for other in wanted)
            case plan.SameNumber(what, among):
                kind = next(kind for kind in get_args(Kind) if kind == one.kind)
                alike = [
                    other for other in self.things(kind) if among is None or self.holds(other, among, reached=False)
                ]
                order = plan.Order("count", what=what)
                numbers = {other: self.value(other, what, order) for other in alike}
                return bool(numbers.get(one)) and list(numbers.values()).count(numbers[one]) > 1
            case plan.Beside(which, step):
                return self.is_beside(one, which, step)
        item = self.item(one)
        match condition:
            case plan.States():
                return any(stated_as(fact, condition) for fact in facts_in(item.text))
            case plan.OpenList():
                return not isinstance(item, Goal) and item.agencies_open
            case plan.Titled():
                return bool(item.title) if isinstance(item, Measure) else isinstance(item, Scenario) and bool(item.name)
            case plan.SameAgencies(which, in_order):
                return any(
                    self.is_one(other, (which,), False) or not which
                    for other in self.things("task")
                    if other != one and self.same_agencies(one, other, in_order=in_order)
                )
        raise AssertionError(condition)

    def count(self, one: Thing, has: plan.Has, *, wide: bool) -> int:
        return sum(
            1
            for other in self.things(has.what)
            if self.between(
                one, other, has.role, first=has.first, wide=wide, counted=wide and has.where in (None, plan.ALWAYS)
            )
            and (has.where is None or self.holds(other, has.where, reached=True))
        )

    def named_by(self, one: Thing, other: Thing) -> bool:
        """Tell whether two things are connected, if only by a name that has the agency's in it."""
        if other.kind == "agency" and one.kind != "agency":
            return bool(self.between(other, one, wide=True))
        return bool(self.between(one, other, wide=True))

    def is_one(self, one: Thing, ids: tuple[str, ...], reached: bool) -> bool:
        if one.kind == "agency" and reached:
            return any(one.id == each or (each[:1] == "各" and one.id.startswith(each + "各")) for each in ids)
        return one.id in ids or f"{self.document_of(one)}/{one.id}" in ids

    def is_beside(self, one: Thing, item: str, step: int) -> bool:
        same_kind = [
            other
            for other in self.things("section" if one.kind == "section" else "item")
            if other.home == one.home and self.kind_of(other) == self.kind_of(one)
        ]
        return any(
            self.is_one(other, (item,), False) and 0 <= place + step < len(same_kind) and same_kind[place + step] == one
            for place, other in enumerate(same_kind)
        )

    def same_agencies(self, one: Thing, other: Thing, *, in_order: bool) -> bool:
        lists = []
        for thing in (one, other):
            item = self.item(thing)
            place = self.places[thing.home]
            lists.append([] if isinstance(item, Goal) else [(place, agency) for agency in owners(item)])
        first, second = lists
        return bool(first) and (first == second if in_order else set(first) == set(second))

    def says(self, one: Thing, says: plan.Says) -> bool:
        if one.kind != "item":
            found = [normalize(word) in normalize(self.name_of(one)) for word in says.words]
        elif says.field == "beginning":
            found = [normalize(deed_of(self.item(one))).startswith(normalize(word)) for word in says.words]
        else:
            texts = texts_of(self.item(one), says.field, self.documents[one.home])
            found = [any(normalize(word) in normalize(text) for text in (*texts, "")) for word in says.words]
        return all(found) if says.every else any(found)

    # Order, groups and repeats

    def value(self, one: Thing, kind: Kind, order: plan.Order) -> float | None:
        if order.by == "place":
            return self.things(kind).index(one) + 1
        if order.by == "length" and one.kind == "agency":
            return len(one.id)
        if order.by == "count":
            assert order.what
            between = [
                self.between(
                    one,
                    other,
                    order.role,
                    first=order.first,
                    wide=True,
                    counted=order.where in (None, plan.ALWAYS),
                )
                for other in self.things(order.what)
                if order.where is None or self.holds(other, order.where, reached=True)
            ]
            return sum(len(items) if order.repeats else bool(items) for items in between)
        items = [self.item(item) for item in self.items if self.takes_part(one, item, None, first=False, wide=True)]
        if order.by == "length":
            return sum(len(item.text) for item in items)
        facts = [float(fact.value) for item in items for fact in facts_in(item.text) if fact.kind is order.fact]
        return max(facts, default=None)

    def times_in(self, group: Thing, one: Thing, query: Select) -> int:
        """Return how often something is in a group: an agency by those of its parts that the query speaks of."""
        if one.kind != "agency":
            return len(self.between(group, one, wide=True))
        return sum(
            self.takes_part(group, item, None, first=False, wide=False) and self.pair_holds(one, item, query.where)
            for item in self.listings(one)
        )

    def pair_holds(self, agency: Thing, item: Thing, condition: Condition) -> bool:
        """Tell whether an agency's part in a task is one that a query speaks of."""
        match condition:
            case plan.All(several):
                return all(self.pair_holds(agency, item, part) for part in several)
            case plan.Any(several):
                return any(self.pair_holds(agency, item, part) for part in several)
            case plan.Has(what, where) if what != "agency" and not OPERATORS[condition.comparison](0, condition.count):
                return (
                    self.takes_part(agency, item, condition.role, first=condition.first, wide=False)
                    and (is_some(condition) or self.holds(agency, condition, reached=False))
                    and any(
                        self.takes_part(other, item, None, first=False, wide=False)
                        and (where is None or self.holds(other, where, reached=True))
                        for other in self.things(what)
                    )
                )
        return self.holds(agency, condition, reached=False)


def is_some(has: plan.Has) -> bool:
    """Tell whether a condition is that there is one, whichever way it is written."""
    yes = [OPERATORS[has.comparison](number, has.count) for number in range(4)]
    return yes == [False, True, True, True]


def stated_as(fact: Fact, states: plan.States) -> bool:
    return (
        fact.kind is states.kind
        and states.unit in ("", fact.unit)
        and (states.comparison is None or OPERATORS[states.comparison](float(fact.value), states.value))
    )


def deed_of(item: Item) -> str:
    if isinstance(item, Measure):
        return item.title or item.body
    return item.name if isinstance(item, Scenario) else item.text


def texts_of(item: Item, field: str, document: PolicyDocument) -> list[str]:
    """Return the pieces of an item that words are looked for in."""
    if field == "name":
        return [item.name]
    if field == "text":
        return [item.text]
    if field == "agencies":
        if isinstance(item, Scenario):
            return ["、".join(item.agencies)]
        return [listed.text for listed in item.agency_lists] if isinstance(item, Measure) else []
    if isinstance(item, Goal):
        return [item.text]
    if isinstance(item, Scenario):
        columns = [listed.word for listed in item.roles]
        return [item.name, *(text for head, text in item.cells if head not in columns)]
    return [item.title, *without_lists(item, document)]


def without_lists(measure: Measure, document: PolicyDocument) -> list[str]:
    """Read a measure off the source, character by character, and leave out what is in a list of agencies or a repair."""
    pieces = [""]
    for place in range(measure.span.start, measure.span.end):
        if any(one.start <= place < one.end for one in measure.agency_lists):
            pieces += [""]
        elif not any(one.start <= place < one.end for one in measure.repairs):
            pieces[-1] += document.source[place]
    return pieces


def speaks_of_consulted(value: object) -> bool:
    """Tell whether a query has the role of those that are consulted anywhere in it."""
    if is_dataclass(value):
        return any(speaks_of_consulted(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return any(speaks_of_consulted(one) for one in value)
    return value is Role.CONSULTED
