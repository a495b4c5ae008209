"""Lists of responsible agencies: where they stand and how they are split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.grammar import CLOSE_BRACKETS, IN_CHARGE, LEADING, NOTE_START, OPEN_BRACKETS, OPEN_TAIL, ROLE

LONGEST_NAME = 100
"""Characters of an agency's name; what is longer is a text whose list never ended."""
_SEPARATORS = frozenset("、，,；;")
_BRACKET = re.compile(f"[{re.escape(OPEN_BRACKETS + CLOSE_BRACKETS)}]")
_OPENING = re.compile(rf"[{re.escape(OPEN_BRACKETS)}]?\s*{ROLE.pattern}")
_LINE_ANNOTATION = re.compile(rf"(?:^|(?<=\n)|(?<=。)){ROLE.pattern}[^\n]*")


@dataclass(frozen=True, slots=True)
class AgencyList:
    """Agencies as written, in order, each once; ``open`` where the list ends in 等."""

    names: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A list of agencies in a text: ``text[start:end]``, brackets included; ``closed`` if it has them both or none."""

    start: int
    end: int
    agencies: AgencyList
    closed: bool = True


def find_annotations(text: str) -> list[Annotation]:
    """Find every list of agencies in the text of a measure, in order and without overlap."""
    return list(_disjoint(sorted((*_bracketed(text), *_in_charge(text)), key=_start))) or list(_unbracketed(text))


def begins_with_agencies(text: str) -> bool:
    """Tell whether a line opens a list of agencies, in brackets or not."""
    return _OPENING.match(text) is not None


def ends_with_agencies(text: str) -> bool:
    """Tell whether a text closes with its list of agencies."""
    annotations = find_annotations(text)
    return bool(annotations) and annotations[-1].closed and not text[annotations[-1].end :].strip("。 \n")


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
        if name and len(name) <= LONGEST_NAME:
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


def _start(annotation: Annotation) -> int:
    return annotation.start


def _disjoint(annotations: list[Annotation]) -> Iterator[Annotation]:
    end = 0
    for annotation in annotations:
        if annotation.start >= end:
            yield annotation
            end = annotation.end


def _bracketed(text: str) -> Iterator[Annotation]:
    roles = list(ROLE.finditer(text))
    closing = _closing_brackets(text) if roles else {}
    covered = 0
    for role in roles:
        start = role.start() - 1
        while start >= covered and text[start].isspace():
            start -= 1
        if start < covered or text[start] not in OPEN_BRACKETS:
            continue
        is_closed = start in closing
        last = closing[start] if is_closed else _line_end(text, role.end())
        covered = last + is_closed
        yield Annotation(start, covered, _parse_roles(text[start + 1 : last]), is_closed)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _in_charge(text: str) -> Iterator[Annotation]:
    for match in IN_CHARGE.finditer(text):
        found = split_agencies(match["units"])
        names = tuple(dict.fromkeys(LEADING.sub("", name) for name in found.names))
        yield Annotation(match.start(), match.end(), AgencyList(names, found.open))


def _unbracketed(text: str) -> Iterator[Annotation]:
    for match in _LINE_ANNOTATION.finditer(text):
        yield Annotation(match.start(), match.end(), _parse_roles(match.group()))


def _closing_brackets(text: str) -> dict[int, int]:
    """Pair the brackets of a text: the offset of each opening one with that of the one that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in OPEN_BRACKETS:
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs


def _parse_roles(inner: str) -> AgencyList:
    """Read 责任单位：A、B；配合单位：C等 and leave out the remarks after it."""
    found = []
    roles = list(ROLE.finditer(inner))
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        units = inner[role.end() : following.start() if following else len(inner)].rstrip("；;，,。 ")
        note = NOTE_START.search(units)
        found.append(split_agencies(units[: note.start()] if note else units))
    return merge(found)
