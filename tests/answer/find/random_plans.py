"""Queries made at random, each of which could be asked: well-typed, nested, and about what documents have."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from answer.models.plan import (
    All,
    AllHave,
    Any,
    Beside,
    Comparison,
    Condition,
    Field,
    Has,
    InEvery,
    Is,
    Kind,
    Not,
    OfKind,
    OpenList,
    Order,
    SameAgencies,
    SameNumber,
    Says,
    Select,
    States,
    Titled,
)
from index.normalize import normalize
from ingest.facts import Fact, FactKind, facts_in
from ingest.models import Closing, Goal, Measure, Notice, PolicyDocument, Role, Scenario

T = TypeVar("T")
ITEM_KINDS: tuple[Kind, ...] = ("item", "task", "measure", "row")
KINDS: tuple[Kind, ...] = get_args(Kind)
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)
FIELDS: tuple[Field, ...] = get_args(Field)


@dataclass(frozen=True)
class Vocabulary:
    """What queries about some documents may speak of."""

    ids: dict[Kind, list[str]]
    names: list[str]
    texts: list[str]
    beginnings: list[str]
    facts: list[Fact]
    documents: list[str]

    @classmethod
    def of(cls, documents: Mapping[str, PolicyDocument]) -> Vocabulary:
        """Collect what is in some documents, and little that is in none of them."""
        items: list[tuple[str, Measure | Scenario | Goal]] = [
            (name, item)
            for name, document in documents.items()
            for key in document.ids
            if not isinstance(item := document.item(key), Notice | Closing)
        ]
        several = list(documents.values())
        own = [item.id for _, item in items] + [f"{name}/{item.id}" for name, item in items]
        agencies = [agency for document in several for agency in document.agencies]
        sections = [f"S{place}" for document in several for place in range(len(document.sections))]
        ids: dict[Kind, list[str]] = {
            "document": [*documents, "none"],
            "section": [*sections, *(f"{name}/S0" for name in documents), "S99"],
            "domain": [*(row.domain for document in several for row in document.scenarios), "别的"],
            "agency": [*agencies, *(agency[:2] for agency in agencies if agency[0] == "各"), "各", "别的局"],
        }
        ids |= {kind: [*own, "M999", "P"] for kind in ITEM_KINDS}
        texts = [normalize(item.text) for _, item in items]
        names = [
            *(item.name for _, item in items),
            *(section.heading for document in several for section in document.sections),
            *(document.title for document in several),
            *agencies,
        ]
        deeds = [item.body if isinstance(item, Measure) else item.text for _, item in items]
        facts = [fact for _, item in items for fact in facts_in(item.text)]
        return cls(
            ids, [normalize(name) for name in names], texts, [normalize(deed) for deed in deeds], facts, [*documents]
        )


class Plans:
    """Makes queries from a source of randomness: the same from the same seed."""

    def __init__(self, documents: Mapping[str, PolicyDocument], seed: int) -> None:
        self._words = Vocabulary.of(documents)
        self._random = random.Random(seed)

    def select(self, depth: int = 4) -> Select:
        """Make a query whose conditions are nested no deeper than that."""
        what = self._one_of(KINDS)
        where = self.condition(what, self._random.randint(0, depth)) if self._chance(0.9) else All()
        group = self._connected(what) if self._chance(0.25) else None
        documents = tuple(name for name in self._words.documents if self._chance(0.5)) if self._chance(0.2) else ()
        return Select(
            what,
            where,
            order=self._order(what, max(depth - 1, 0)) if self._chance(0.4) else None,
            take=self._random.randint(1, 6) if self._chance(0.3) else None,
            group=None if group == what else group,
            repeats=self._chance(0.3),
            documents=documents,
        )

    def condition(self, kind: Kind, depth: int) -> Condition:
        """Make a condition of things of a kind."""
        if depth > 0 and self._chance(0.75):
            return self._one_of((self._combined, self._negated, self._connection, self._connection, self._connection))(
                kind, depth - 1
            )
        plain = [self._is, self._says, self._of_kind]
        if kind in ITEM_KINDS:
            plain += [self._says, self._states, self._states, self._same, self._beside, self._open, self._titled]
        if kind == "section":
            plain.append(self._beside)
        return self._one_of(plain)(kind)

    def _combined(self, kind: Kind, depth: int) -> Condition:
        several = tuple(self.condition(kind, depth) for _ in range(self._random.choice((0, 1, 2, 2, 2, 3))))
        return All(several) if self._chance(0.6) else Any(several)

    def _negated(self, kind: Kind, depth: int) -> Condition:
        return Not(self.condition(kind, depth))

    def _connection(self, kind: Kind, depth: int) -> Condition:
        what = self._connected(kind)
        where = self.condition(what, depth)
        form = self._random.random()
        if form < 0.12:
            return AllHave(what, where)
        if form < 0.24:
            return InEvery(what, where if self._chance(0.8) else None)
        if form < 0.32:
            return SameNumber(what, self.condition(kind, depth) if self._chance(0.6) else None)
        comparison, count = self._comparison()
        role, first = self._part(kind, what)
        return Has(what, where if self._chance(0.8) else None, comparison, count, role, first)

    def _comparison(self) -> tuple[Comparison, int]:
        return (">=", 1) if self._chance(0.5) else (self._one_of(COMPARISONS), self._random.randint(0, 4))

    def _part(self, kind: Kind, what: Kind) -> tuple[Role | None, bool]:
        if "agency" not in (kind, what):
            return None, False
        return self._one_of(tuple(Role)) if self._chance(0.3) else None, self._chance(0.15)

    def _connected(self, kind: Kind) -> Kind:
        """Choose what things of a kind may be connected with."""
        return self._one_of(
            [
                other
                for other in KINDS
                if not (kind in ITEM_KINDS and other in ITEM_KINDS)
                and not (kind == other and kind in ("domain", "document"))
            ]
        )

    def _is(self, kind: Kind) -> Condition:
        return Is(tuple(self._one_of(self._words.ids[kind]) for _ in range(self._random.choice((1, 1, 2, 4)))))

    def _of_kind(self, kind: Kind) -> Condition:
        return OfKind(self._one_of(ITEM_KINDS) if kind in ITEM_KINDS else kind)

    def _says(self, kind: Kind) -> Condition:
        field = self._one_of(FIELDS)
        words = tuple(self._word(kind, field) for _ in range(self._random.choice((1, 1, 1, 2, 3))))
        return Says(words, field, self._chance(0.5))

    def _word(self, kind: Kind, field: Field) -> str:
        if field == "beginning" and kind in ITEM_KINDS:
            return self._one_of(self._words.beginnings)[: self._random.randint(1, 3)]
        is_named = field == "name" or kind not in ITEM_KINDS
        text = self._one_of(self._words.names if is_named else self._words.texts)
        start = self._random.randrange(max(len(text), 1))
        return text[start : start + self._random.randint(1, 4)]

    def _states(self, kind: Kind) -> Condition:
        if not self._words.facts or self._chance(0.2):
            return States(self._one_of(tuple(FactKind)))
        fact = self._one_of(self._words.facts)
        unit = fact.unit if self._chance(0.5) else ""
        return States(fact.kind, self._one_of(COMPARISONS) if self._chance(0.7) else None, float(fact.value), unit)

    def _same(self, kind: Kind) -> Condition:
        return SameAgencies(self._one_of(self._words.ids["task"]) if self._chance(0.5) else "", self._chance(0.5))

    def _beside(self, kind: Kind) -> Condition:
        return Beside(self._one_of(self._words.ids[kind]), self._random.randint(-2, 2))

    def _open(self, kind: Kind) -> Condition:
        return OpenList()

    def _titled(self, kind: Kind) -> Condition:
        return Titled()

    def _order(self, kind: Kind, depth: int) -> Order:
        most, by = self._chance(0.6), self._random.choice(("count", "count", "count", "value", "length", "place"))
        if by == "length" or by == "place":
            return Order(by, most)  # type: ignore[arg-type]
        if by == "value":
            return Order("value", most, fact=self._one_of(tuple(FactKind)))
        what = self._connected(kind)
        where = self.condition(what, self._random.randint(0, depth)) if self._chance(0.4) else None
        role, first = self._part(kind, what)
        return Order("count", most, what, where, role, first, self._chance(0.3))

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _one_of(self, values: Sequence[T]) -> T:
        return self._random.choice(values)
