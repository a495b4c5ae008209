"""Lists of responsible agencies: where they stand and how they are split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.grammar import CLOSE_BRACKETS, IN_CHARGE, NOTE_START, OPEN_BRACKETS, OPEN_TAIL, ROLE

_SEPARATORS = frozenset("、，,；;")
_LINE_ANNOTATION = re.compile(rf"(?:^|(?<=\n)|(?<=。)){ROLE.pattern}[^\n]*")


@dataclass(frozen=True, slots=True)
class AgencyList:
    """Agencies as written, in order, each once; ``open`` where the list ends in 等."""

    names: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A list of agencies in a text: ``text[start:end]``, brackets included."""

    start: int
    end: int
    agencies: AgencyList


def find_annotations(text: str) -> list[Annotation]:
    """Find every list of agencies in the text of a measure, in order."""
    return sorted(_bracketed(text), key=lambda found: found.start) or list(_unbracketed(text))


def merge(lists: list[AgencyList]) -> AgencyList:
    """Join several lists of one measure, each agency once, in order."""
    names = tuple(dict.fromkeys(name for found in lists for name in found.names))
    return AgencyList(names, any(found.open for found in lists))


def split_agencies(text: str, *, spaces_separate: bool = False) -> AgencyList:
    """Split a list of agencies at its separators, not inside brackets.

    Args:
        text: such as ``市教育局、市科技创新委等``.
        spaces_separate: true in table cells, where agencies may stand side by side.
    """
    names: list[str] = []
    is_open = False
    for part in _split(text, spaces_separate):
        name = part.strip().rstrip("。.")
        tail = OPEN_TAIL.search(name)
        if tail:
            is_open = True
            name = name[: tail.start()]
        if name:
            names.append(name)
    return AgencyList(tuple(dict.fromkeys(names)), is_open)


def _split(text: str, spaces_separate: bool) -> Iterator[str]:
    depth, start = 0, 0
    for position, char in enumerate(text):
        if char in OPEN_BRACKETS:
            depth += 1
        elif char in CLOSE_BRACKETS:
            depth = max(0, depth - 1)
        elif depth == 0 and (char in _SEPARATORS or (spaces_separate and char.isspace())):
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _bracketed(text: str) -> Iterator[Annotation]:
    for match in ROLE.finditer(text):
        start = match.start() - 1
        while start >= 0 and text[start].isspace():
            start -= 1
        if start < 0 or text[start] not in OPEN_BRACKETS:
            continue
        end = _closing(text, start)
        yield Annotation(start, end, _parse_roles(text[start + 1 : end - 1]))
    for match in IN_CHARGE.finditer(text):
        yield Annotation(match.start(), match.end(), split_agencies(match["units"]))


def _unbracketed(text: str) -> Iterator[Annotation]:
    for match in _LINE_ANNOTATION.finditer(text):
        yield Annotation(match.start(), match.end(), _parse_roles(match.group()))


def _closing(text: str, start: int) -> int:
    """Return the offset after the bracket that closes the one at ``start`` (or the end of the text)."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] in OPEN_BRACKETS:
            depth += 1
        elif text[position] in CLOSE_BRACKETS:
            depth -= 1
            if depth == 0:
                return position + 1
    return len(text)


def _parse_roles(inner: str) -> AgencyList:
    """Read 责任单位：A、B；配合单位：C等 and leave out the remarks after it."""
    found = []
    roles = list(ROLE.finditer(inner))
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        units = inner[role.end() : following.start() if following else len(inner)].rstrip("；;，,。 ")
        note = NOTE_START.search(units)
        found.append(split_agencies(units[: note.start()] if note else units))
    return merge(found)
