"""Printed labels, read: （四）, 第四条, 第十七条之一, 4. are numbers of a form, and none of them is a place in a list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.grammar.lines import CLOSE_LABEL, LABELS, PLAIN_NUMBER, LineKind
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

    def follows(self, other: Number) -> bool:
        """Tell whether it is the next one behind another: 之一 behind 第十七条, 第十八条 behind either."""
        if self.whole == other.whole:
            return self.inserted == other.inserted + 1
        return self.whole == other.whole + 1 and not self.inserted


def written(number: int) -> str:
    """Write a number in Chinese numerals, as far as those go."""
    return to_chinese(number) if number < _LARGEST else str(number)


def number_of(label: re.Match[str]) -> Number:
    """Return the number in a label that one of `ingest.grammar.lines.LABELS` matched."""
    parts = label.groupdict()
    inserted = parts.get("inserted")
    printed = parts.get("number")
    whole = to_int(printed) if printed else int(unicodedata.numeric(parts["sign"]))
    return Number(whole, to_int(inserted) if inserted else 0)


def match_label(kind: LineKind, text: str) -> re.Match[str]:
    """Match the label of a line that was classified as having one.

    Raises:
        ValueError: if it has none of that kind.
    """
    match = LABELS[kind].match(text)
    if match is None and kind is LineKind.POINT:
        match = CLOSE_LABEL.match(text)
    elif match is None and kind is LineKind.DECIMAL:
        match = PLAIN_NUMBER.match(text)
    if match is None:
        raise ValueError(f"no label {kind.value}: {text[:20]!r}")
    return match


def read_label(label: str) -> tuple[LineKind, Number] | None:
    """Return the form and the number of a label as `Measure.label` and `Section.label` have it; None if it is no label."""
    for kind, pattern in LABELS.items():
        match = pattern.match(label)
        if match:
            return kind, number_of(match)
    return None
