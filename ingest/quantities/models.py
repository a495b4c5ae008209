"""What is read: numbers and dates, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ingest.quantities.units import Kind, kind_of

_TIMES = {"年": 1, "期": 2, "季": 4, "月": 12, "旬": 36, "周": 52, "日": 365}
"""How often a period comes in a year, by the last character of its name."""
_EVERY = re.compile(r"每(?P<each>半|\d+)?(?P<period>.+)")
_WORKDAYS = 250


class Number(NamedTuple):
    """A quantity.

    Attributes:
        value: in its unit; what is in 万 or 亿 of it is multiplied.
        unit: 元, %, 年, 月, 日, 家 and the like; empty if none.
        bound: ``>=``, ``>``, ``<=``, ``<``, ``~``, or empty where it is exact.
        side: 前 or 后 of a length of time that leads to a point: 会议召开十五日前.
    """

    value: Decimal
    unit: str
    bound: str = ""
    side: str = ""


class Date(NamedTuple):
    """A point in time as far as it is told: what is not told is empty, or 0.

    Attributes:
        every: 每季, 每2年: it comes again.
        year: such as 2026.
        month: 1 to 12.
        day: 1 to 31.
        part: 底, 初, 上半年, 第三季度 …
        side: 前, 后, 起, 内.
    """

    every: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    side: str = ""

    @property
    def number(self) -> int:
        """Year, month and day as one number, 0 for what is not told: 20231200."""
        return self.year * 10_000 + self.month * 100 + self.day

    @property
    def times_a_year(self) -> Decimal:
        """How often it comes in a year; 0 if it does not come again."""
        every = _EVERY.fullmatch(self.every)
        if not every or every["period"][-1] not in _TIMES:
            return Decimal(0)
        length = Decimal("0.5") if every["each"] == "半" else Decimal(every["each"] or 1)
        times = Decimal(_WORKDAYS if every["period"] == "工作日" else _TIMES[every["period"][-1]])
        return times / length if length else Decimal(0)

    def within(self, other: Date) -> bool:
        """Tell whether this says nothing that another one does not, on the same side of it."""
        told = ((mine, its) for mine, its in zip(self[:5], other[:5], strict=True) if mine)
        return all(mine == its for mine, its in told) and self.side == other.side


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a date that stands in a text.

    Attributes:
        value: what it says.
        start: offset of its first character, what bounds it included.
        end: offset after its last character.
        is_vague: whether it may be an article and count nothing: 一个平台.
        is_ordinal: whether it is the place of something: 第五条.
    """

    value: Number | Date
    start: int
    end: int
    is_vague: bool = False
    is_ordinal: bool = False

    @property
    def kind(self) -> Kind:
        """What it says how much of; a bare number counts something."""
        if isinstance(self.value, Number):
            return kind_of(self.value.unit)
        return Kind.FREQUENCY if self.value.every and not self.value.number else Kind.DATE


def span_of(match: re.Match[str]) -> tuple[int, int]:
    """Return where a match begins and ends without the space around it."""
    written = match.group()
    return match.end() - len(written.lstrip()), match.start() + len(written.rstrip())
