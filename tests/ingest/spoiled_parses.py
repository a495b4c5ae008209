"""What is wrong in the parse of a spoiled text, and whether the parse says so."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.models import Measure, ParseWarning, PolicyDocument, Scenario
from tests.ingest.spoilings.page import Page

_GRAM = 5
NOTES = ("page_break", "running_head", "stray_line")
"""Kinds of warnings that say what was done, and do not call it doubtful."""
Task = Measure | Scenario
WHOLE = ("encoding", "invisible_characters", "lost_characters", "unnumbered", "layout")
"""Kinds of warnings that are of the whole document."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An item of a spoiled text that names agencies which its original does not own, or lacks some of its own.

    Attributes:
        label: of the item.
        added: agencies that it does not own.
        lost: agencies that it owns.
        warned: whether a warning stands at it or beside it, or is of the whole document.
        surely: whether one of these is no mere note that lines were joined or left out.
        elsewhere: whether there is any warning that the text had not before it was spoiled.
    """

    label: str
    added: tuple[str, ...]
    lost: tuple[str, ...]
    warned: bool
    surely: bool
    elsewhere: bool


def compare(page: Page, document: PolicyDocument) -> Iterator[Wrong]:
    """Yield the items whose agencies are not those of the item of the true parse that they begin with."""
    owners = _Owners(page.document)
    told = {_message(one) for one in page.document.warnings}
    new = [one for one in document.warnings if _message(one) not in told]
    for task in tasks(document):
        own = owners.of(task)
        agencies = agencies_of(task)
        added = tuple(one for one in agencies if own is None or one not in agencies_of(own))
        lost = tuple(one for one in agencies_of(own) if one not in agencies) if own else ()
        if added or lost:
            told_here = [one for one in new if _is_told(document, task, one)]
            surely = any(one.kind not in NOTES for one in told_here)
            yield Wrong(task.mark, added, lost, bool(told_here), surely, bool(new))


def tasks(document: PolicyDocument) -> tuple[Task, ...]:
    """Return what has agencies."""
    return (*document.measures, *document.scenarios)


def agencies_of(task: Task) -> tuple[str, ...]:
    """Return all that have a part in a task, in one width of characters."""
    found = (*task.agencies, *(duty.agency for duty in task.duties))
    return tuple(dict.fromkeys(unicodedata.normalize("NFKC", name) for name in found))


class _Owners:
    """The items of the true parse, found by what is said in them."""

    def __init__(self, document: PolicyDocument) -> None:
        found: defaultdict[str, list[Task]] = defaultdict(list)
        for task in tasks(document):
            for gram in _grams(_said(task)):
                if task not in found[gram]:
                    found[gram].append(task)
        self._by_gram: Mapping[str, list[Task]] = found
        self._rows = {_flat(row.name): row for row in document.scenarios}

    def of(self, task: Task) -> Task | None:
        """Return the item that one begins with; of a row, the one that has its name."""
        for _, cell in task.cells if isinstance(task, Scenario) else ():
            if _flat(cell) in self._rows:
                return self._rows[_flat(cell)]
        for gram in _grams(_said(task)):
            only = self._by_gram.get(gram, [])
            if len(only) == 1:
                return only[0]
        text = _flat(task.text)
        named = [name for name in self._rows if name and name in text]
        return self._rows[max(named, key=len)] if named else None


def _said(task: Task) -> str:
    return _flat(task.name if isinstance(task, Scenario) else task.title + task.body)


def _flat(text: str) -> str:
    return re.sub("[^一-龥A-Za-z0-9]", "", text)


def _grams(text: str) -> Iterator[str]:
    return (text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1)))


def _message(warning: ParseWarning) -> str:
    return re.sub(r"\d+", "", warning.message)


def _is_told(document: PolicyDocument, task: Task, warning: ParseWarning) -> bool:
    """Tell whether a warning stands on a line of an item, or between it and those beside it."""
    if warning.kind in WHOLE:
        return True
    spans = sorted((one.span for one in tasks(document)), key=lambda span: span.start)
    place = spans.index(task.span)
    source = document.source
    start = spans[place - 1].end if place else 0
    end = spans[place + 1].start if place + 1 < len(spans) else len(source)
    return _line(source, max(start - 1, 0)) <= warning.line <= _line(source, end)


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1
