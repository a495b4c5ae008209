"""What a text states in numbers, each as a typed fact with its place: amounts, shares, dates, durations, counts, frequencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.numerals import NUMERAL_CHARS
from ingest.quantities import Date, Number, Quantity, by_statement, read, says_how_often, times_a_year
from ingest.quantities import Kind as FactKind

__all__ = ["Fact", "FactKind", "facts_in"]

_DAY_OF_PERIOD = re.compile(rf"[\d{NUMERAL_CHARS}]+\s*(?:[月日号]|[—–~至到-])")
_AGAIN = "每按隔"
_NAMES = re.compile(r"《[^》]*》|[〔\[(（]\d{4}[〕\])）]\s*\d+\s*号")


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a text states.

    Attributes:
        kind: what it is a number of.
        value: in its unit. Of a date: year, month and day as one number, 0 for what is not told (20231200). Of a
            frequency: times a year.
        unit: 元, %, 年, 月, 日, 工作日, 家 and the like; empty for dates, and where something is only counted.
        bound: ``>=``, ``>``, ``<=``, ``<``, ``~``, or empty where it is exact.
        text: as written.
        start: offset of its first character in the text.
        end: offset after its last character.
    """

    kind: FactKind
    value: Decimal
    unit: str
    bound: str
    text: str
    start: int
    end: int


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts of a text, in its order; ordinals (第四条), idioms (一站式) and what stands in titles are none."""
    names = [match.span() for match in _NAMES.finditer(text)]
    stated = [
        one for one in read(text) if not (one.is_ordinal or any(start <= one.start < end for start, end in names))
    ]
    return tuple(fact for group in by_statement(text, stated) for fact in _facts(text, *group))


def _facts(text: str, one: Quantity, behind: Quantity | None = None) -> Iterator[Fact]:
    if behind and not says_how_often(behind):
        # 每年最高10万元 says how much, and not how often.
        one, behind = behind, None
    value, start, end = one.value, one.start, (behind or one).end
    if behind or one.kind is FactKind.FREQUENCY:
        yield _fact(text, FactKind.FREQUENCY, Number(times_a_year(one, behind), "次/年"), start, end)
    elif isinstance(value, Date):
        day = _DAY_OF_PERIOD.search(text, start, end) if text[start] in _AGAIN else None
        if day:
            yield _fact(text, FactKind.FREQUENCY, Number(value.times_a_year, "次/年"), start, day.start())
            start = day.start()
        if value.number:
            yield _fact(text, FactKind.DATE, Number(Decimal(value.number), ""), start, end)
    elif value.unit and not one.is_vague:
        yield _fact(text, one.kind, value, start, end)


def _fact(text: str, kind: FactKind, said: Number, start: int, end: int) -> Fact:
    written = text[start:end].rstrip()
    return Fact(kind, said.value, said.unit, said.bound, written, start, start + len(written))
