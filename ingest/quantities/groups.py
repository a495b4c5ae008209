"""What belongs together: a period and how often in it, or how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.quantities.models import Date, Number, Quantity
from ingest.quantities.units import Kind

_AT_ONCE = re.compile(r"\s*")
_HALF = Decimal("0.5")
_BETWEEN = r"[^，。；、：,;:\d]"
_OFTEN = re.compile(rf"{_BETWEEN}{{0,8}}")
"""What may stand between a period and how often: 每季度至少召开 一次."""
_MUCH = re.compile(rf"{_BETWEEN}{{0,12}}")
"""What may stand between a period and how much: 每年最高 10万元 says nothing of how often."""


def by_statement(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Yield pairs of a period and how often in it, 每季度通报一次, 一年两次, or how much, 每年最高10万元; all else alone.

    Args:
        text: that was read.
        found: in it, in order.
    """
    place = 0
    while place < len(found):
        pair = found[place : place + 2]
        is_pair = len(pair) == 2 and _is_pair(text, *pair)
        yield tuple(pair) if is_pair else (found[place],)
        place += 2 if is_pair else 1


def says_how_often(one: Quantity) -> bool:
    """Tell whether a number says how often: 两次."""
    return isinstance(one.value, Number) and one.value.unit == "次" and not one.is_ordinal


def times_a_year(period: Quantity, times: Quantity | None = None) -> Decimal:
    """Return how often in a year something comes of which `by_statement` paired the period and the times."""
    each = period.value
    if isinstance(each, Number):
        each = Date(f"每{'半' if each.value == _HALF else f'{each.value:f}'}{each.unit}")
    return each.times_a_year * (times.value.value if times and isinstance(times.value, Number) else 1)


def _is_pair(text: str, period: Quantity, behind: Quantity) -> bool:
    is_often = says_how_often(behind)
    if period.kind is Kind.FREQUENCY:
        reach = _OFTEN if is_often else _MUCH if behind.kind in (Kind.AMOUNT, Kind.SHARE) else _AT_ONCE
        return isinstance(behind.value, Number) and reach.fullmatch(text, period.end, behind.start) is not None
    is_length = isinstance(period.value, Number) and period.kind is Kind.DURATION and times_a_year(period) > 0
    return is_often and is_length and period.value[2:] == ("", "") and not text[period.end : behind.start].strip()
