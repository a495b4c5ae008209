"""How many is asked for: three, at least two, fewer than five."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.numerals import NUMERAL_CHARS

NUMBER = rf"(?<![第哪每\d])(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})"
"""Matches a number that counts something, in digits or Chinese."""

_MORE_THAN, _AT_LEAST = (
    re.compile(r"(?<!不)(?:超过|多于|大于|高于)|不止"),
    re.compile(r"以上|至少|不[少小低]于|起码|或更多"),
)
_LESS_THAN, _AT_MOST = (
    re.compile(r"(?<!不)(?:少于|小于|低于)|不到|不足"),
    re.compile(r"以下|不超过|不[多大高]于|至多|以内"),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on a count, and how to say it with a unit."""

    fits: Callable[[int], bool]
    said: str


def read_bound(text: str, number: int, unit: str) -> Bound:
    """Read 以上, 至少, 不到 … beside a number in a normalised question."""
    if _AT_MOST.search(text) or _LESS_THAN.search(text):
        most = number if _AT_MOST.search(text) else number - 1
        return Bound(lambda count: count <= most, f"不超过 {most} {unit}")
    if _AT_LEAST.search(text) or _MORE_THAN.search(text):
        least = number if _AT_LEAST.search(text) else number + 1
        return Bound(lambda count: count >= least, f"有 {least} {unit}以上")
    return Bound(lambda count: count == number, f"有 {number} {unit}")
