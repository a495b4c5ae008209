"""Headings over items, and how people call them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.grammar.labels import read_label
from ingest.grammar.lines import LineKind
from ingest.models.agencies import RoleList
from ingest.models.spans import Span


class Heading(NamedTuple):
    """How people call a section: by the form of its label (第…章, 一、), if they name one, and by its number."""

    kind: LineKind | None
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over items: 一、强化智能算力集群供给.

    Attributes:
        label: as printed, empty where it has none.
        title: behind the label.
        heading: both, as printed.
        span: of the heading in the source.
        level: 0 of the outermost, 1 of what stands within it.
        roles: the lists of agencies right below it, which count for all that stands under it.
    """

    label: str
    title: str
    heading: str
    span: Span
    level: int = 0
    roles: tuple[RoleList, ...] = ()

    @property
    def number(self) -> int:
        """The number in its label; 0 if that has none."""
        read = read_label(self.label)
        return read[1].whole if read else 0

    def is_called(self, heading: Heading) -> bool:
        """Tell whether its label has the number, and the form if one is meant."""
        read = read_label(self.label)
        return read is not None and heading.kind in (None, read[0]) and heading.number == read[1].whole


def sections_over(sections: Sequence[Section], spans: Sequence[Span]) -> list[tuple[Section, ...]]:
    """Return for each of some parts of the source, in their order, what it stands under: 第二章, then 一、."""
    found: list[tuple[Section, ...]] = []
    path: tuple[Section, ...] = ()
    coming = deque(sections)
    for span in spans:
        while coming and coming[0].span.start < span.start:
            section = coming.popleft()
            path = (*(one for one in path if one.level < section.level), section)
        found.append(path)
    return found
