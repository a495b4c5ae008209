"""A policy as its parts, whatever file it is kept in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.grammar.lines import LABELS, is_table_row
from ingest.grammar.lines import cells as cells_of
from ingest.models import PolicyDocument

_RULE = re.compile(r"[\s|:\-]+")
_NUMBER = re.compile(r"\S{2,16}〔\d{4}〕\d+号")
_QUOTED = re.compile(r"《([^《》]+(?:《[^《》]+》[^《》]*)?)》")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is shown, its number included; a title stands in the middle, and large."""

    text: str
    kind: Literal["paragraph", "title"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins; ``rows`` and ``columns`` count those that it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """What one place of a table shows: a cell, and how far the place is from the cell's own row and column."""

    cell: Cell
    down: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first ``heads`` rows name the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1

    def places(self) -> list[list[Place]]:
        """Return the table as a rectangle."""
        taken: dict[tuple[int, int], Place] = {}
        for i, row in enumerate(self.rows):
            j = 0
            for cell in row:
                while (i, j) in taken:
                    j += 1
                for down in range(cell.rows):
                    for right in range(cell.columns):
                        taken[i + down, j + right] = Place(cell, down, right)
        width = max(j for _, j in taken) + 1
        return [[taken[i, j] for j in range(width)] for i in range(len(self.rows))]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy from its first line to its last."""

    parts: tuple[Line | Table, ...]

    @property
    def title(self) -> str:
        """Its first title, in one line."""
        first = next((i for i, part in enumerate(self.parts) if part not in self._titles), len(self.parts))
        return "".join(part.text for part in self.parts[:first] if isinstance(part, Line))

    @property
    def number(self) -> str:
        """Its document number, empty if it gives none."""
        lines = (part.text for part in self.parts if isinstance(part, Line))
        return next((line for line in lines if _NUMBER.fullmatch(line)), "")

    @property
    def _titles(self) -> list[Line | Table]:
        return [part for part in self.parts if isinstance(part, Line) and part.kind == "title"]


def described(text: str) -> Policy:
    """Describe a policy that is written in Markdown, or as plain lines, without damage."""
    return Policy(tuple(_parts([line.strip("#* 　") for line in text.splitlines()])))


def without_damage(document: PolicyDocument) -> str:
    """Return the source of a policy without what pages and portals left in it."""
    cuts = [(repair.start, repair.end) for measure in document.measures for repair in measure.repairs]
    cuts += [(noise.span.start, noise.span.end) for noise in document.noise]
    text = document.source
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    return text


def _parts(lines: Sequence[str]) -> Iterator[Line | Table]:
    rows: list[tuple[Cell, ...]] = []
    names: set[str] = set()
    has_begun = False
    for line in (line for line in lines if line):
        if is_table_row(line):
            if not _RULE.fullmatch(line):
                rows.append(tuple(map(Cell, cells_of(line))))
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        has_begun = has_begun or _begins(line)
        is_title = not has_begun or line in names
        names.update(_QUOTED.findall(line))
        yield Line(line, "title" if is_title else "paragraph")
    if rows:
        yield Table(tuple(rows))


def _begins(line: str) -> bool:
    """Tell the first line below the title."""
    is_labelled = any(pattern.match(line) for pattern in LABELS.values())
    return is_labelled or line.endswith(("：", "。", "；")) or _NUMBER.fullmatch(line) is not None
