"""A text that is right, with the places at which it can be spoiled, and how pieces of it are exchanged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from ingest.models import PolicyDocument, Span
from ingest.parser import parse_policy

LABEL = re.compile(
    r"^[#*　 ]*(?P<label>（[一二三四五六七八九十]+）|\d{1,2}[.．]|第[一二三四五六七八九十]+条|[一二三四五六七八九十]+、)"
)
"""The labels of the documents that are spoiled."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its parse, which is right.

    Attributes:
        text: the source.
        document: the parse.
        lists: where the lists of agencies of the measures stand, brackets included.
        cells: where the cells of agencies stand.
        names: where the names in both stand.
    """

    text: str
    document: PolicyDocument
    lists: tuple[Span, ...]
    cells: tuple[Span, ...]
    names: tuple[Span, ...]


T = TypeVar("T")

Spoil = Callable[[Page, Random], str | bytes]
"""A way to spoil a page; the same random numbers give the same text."""


def read_page(text: str) -> Page:
    """Parse a text and find its places."""
    document = parse_policy(text)
    lists = tuple(Span(one.start, one.end) for measure in document.measures for one in measure.agency_lists)
    cells: list[Span] = []
    names: list[Span] = []
    for measure in document.measures:
        for one in measure.agency_lists:
            names += _names(text, Span(one.start, one.end), measure.agencies)
    for row in document.scenarios:
        found = list(_names(text, row.span, row.agencies))
        names += found
        cells += [Span(found[0].start, found[-1].end)] if found else []
    return Page(text, document, lists, tuple(cells), tuple(names))


def _names(text: str, span: Span, names: Iterable[str]) -> Iterable[Span]:
    for name in names:
        start = text.rfind(name, span.start, span.end)
        if start >= 0:
            yield Span(start, start + len(name))


def exchanged(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Put other text in the place of pieces that do not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def some(random: Random, things: Iterable[T], share: float) -> list[T]:
    """Choose a share of some things, at least one of them, in order."""
    pool = list(things)
    count = min(len(pool), max(1, round(share * len(pool))))
    chosen = set(random.sample(range(len(pool)), count))
    return [thing for place, thing in enumerate(pool) if place in chosen]


def labelled_lines(page: Page) -> list[tuple[int, int]]:
    """Return where the labels of the measures stand."""
    found = []
    for measure in page.document.measures:
        start = page.text.index(measure.label, measure.span.start)
        found.append((start, start + len(measure.label)))
    return found
