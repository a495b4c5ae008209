"""Numbers that Word counts, in place of those that are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.grammar.labels import number_of
from ingest.grammar.lines import LABELS
from tests.ingest.formats.word.docx_files import level, numbering, of_kind


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph without its number; ``place`` is the list and level that gives the number, None if it has none."""

    text: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """How the labels of a level look: ``（%）`` with a number of some format for ``%``."""

    text: str
    numbers: str


@dataclass(slots=True)
class _Lists:
    """One list with a level for each form of number; where a count begins again by itself, another list does so."""

    forms: list[_Form]
    goes_on: set[int]
    """Levels that count on over the headings above them."""
    counts: list[int] = field(default_factory=lambda: [0] * 9)
    overrides: list[tuple[int, int]] = field(default_factory=list)

    def count(self, place: int, number: int) -> tuple[int, int]:
        self.counts[place + 1 :] = [
            count if below in self.goes_on else 0 for below, count in enumerate(self.counts[place + 1 :], place + 1)
        ]
        if self.counts[place] + 1 != number:
            self.overrides.append((place, number))
        self.counts[place] = number
        return len(self.overrides) + 1, place

    @property
    def written(self) -> str:
        kind = "".join(
            level(
                place,
                form.numbers,
                form.text.replace("%", f"%{place + 1}"),
                '<w:lvlRestart w:val="0"/>' if place in self.goes_on else "",
            )
            for place, form in enumerate(self.forms)
        )
        lists: dict[int, int | str] = {1: 1}
        for number, (place, start) in enumerate(self.overrides, 2):
            begins = f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            lists[number] = of_kind(1) + begins
        return numbering(kind, lists=lists)


def numbered(lines: Sequence[str]) -> tuple[list[Numbered], str]:
    """Take the numbers off lines, for Word to count them; returns the lines and the description of the lists."""
    split = [_split(line) for line in lines]
    forms = list(dict.fromkeys(form for form, _, _ in split if form))
    places = {form: place for place, form in enumerate(forms)}
    lists = _Lists(forms, _going_on([(places[form], number) for form, number, _ in split if form]))
    found = [Numbered(rest, lists.count(places[form], number) if form else None) for form, number, rest in split]
    return found, lists.written


def _going_on(labels: Sequence[tuple[int, int]]) -> set[int]:
    last: dict[int, int] = {}
    parted: set[int] = set()
    found = set()
    for place, number in labels:
        if place in parted and number == last[place] + 1:
            found.add(place)
        last[place] = number
        parted = {below for below in last if below > place} | (parted - {place})
    return found


def _split(line: str) -> tuple[_Form | None, int, str]:
    """Part a line into the form of its label, the number in it, and the rest."""
    for pattern in LABELS.values():
        match = pattern.match(line)
        if match and not match.groupdict().get("inserted"):
            return _form(match), number_of(match).whole, match["rest"]
    return None, 0, line


def _form(label: re.Match[str]) -> _Form:
    printed = label.groupdict().get("number")
    if printed is None:
        return _Form("%", "decimalEnclosedCircle")
    text = "".join(label["label"].split()).replace(printed, "%", 1)
    return _Form(text, "decimal" if printed.isascii() else "chineseCountingThousand")
