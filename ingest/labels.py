"""Printed labels, read: （四）, 第四条, 第十七条之一, 4. are numbers of a form, and none of them is a place in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.grammar import LABELS, LineKind
from ingest.numerals import to_chinese, to_int

_LARGEST = 10_000
"""From here on `to_chinese` knows no words."""


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number in a label; those of one document stand in the order of these values.

    Attributes:
        whole: 17 of 第十七条之一.
        inserted: 1 of 第十七条之一; 0 of what was not put in later.
    """

    whole: int
    inserted: int = 0

    @property
    def spoken(self) -> str:
        """How people say it whatever the form of the label: 第十七条之一."""
        return f"第{written(self.whole)}条" + (f"之{written(self.inserted)}" if self.inserted else "")


def written(number: int) -> str:
    """Write a number in Chinese numerals, as far as those go."""
    return to_chinese(number) if number < _LARGEST else str(number)


def number_of(label: re.Match[str]) -> Number:
    """Return the number in a label that one of `ingest.grammar.LABELS` matched."""
    inserted = label.groupdict().get("inserted")
    return Number(to_int(label["number"]), to_int(inserted) if inserted else 0)


def read_label(label: str) -> tuple[LineKind, Number] | None:
    """Return the form and the number of a label as `Measure.label` and `Section.label` have it; None if it is no label."""
    for kind, pattern in LABELS.items():
        match = pattern.match(label)
        if match:
            return kind, number_of(match)
    return None
