"""Tables without lines down: texts that stand under each other, with white between them from the top to the bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.pdf.lines import TextLine, line_of
from ingest.formats.pdf.tables import PdfTable, cell_text
from ingest.grammar.lines import LABELS

_APART = 1.5
"""Widths of a character between two cells of a row."""
_WHITE = 0.8
"""Widths of a character that stay white between two columns."""
_LEAST_ROWS = 3
_MOST_LINES = 4
"""Lines in one cell, as a rule at most."""
_LONGEST = 40
_PARTED = 1.3


@dataclass(frozen=True, slots=True)
class Run:
    """Lines ``start`` to ``end`` (exclusive) of a region that are a table."""

    start: int
    end: int
    table: PdfTable


def unruled_tables(lines: Sequence[TextLine], page: int) -> Iterator[Run]:
    """Yield the tables among the lines of a region, from the top to the bottom."""
    i = 0
    while i < len(lines):
        end = _end_of_run(lines, i)
        table = _table(lines[i:end], page) if end else None
        if end and table:
            yield Run(i, end, table)
        i = end or i + 1


def _segments(line: TextLine) -> list[TextLine]:
    parts = [[line.glyphs[0]]]
    for glyph in line.glyphs[1:]:
        if glyph.x0 - parts[-1][-1].x1 >= _APART * line.size:
            parts.append([])
        parts[-1].append(glyph)
    return [part for part in map(line_of, parts) if part]


def _end_of_run(lines: Sequence[TextLine], start: int) -> int:
    """Return where the rows that begin at a line end; 0 if they are no table."""
    columns: list[tuple[float, float]] = []
    rows, end = 0, 0
    for i in range(start, len(lines)):
        segments = _segments(lines[i])
        wider = _columns([*columns, *((each.x0, each.x1) for each in segments)], lines[i].size)
        if len(wider) < 2 or (len(segments) == 1 and i - end >= _MOST_LINES) or (i == start and len(segments) == 1):
            break
        columns = wider
        if len(segments) > 1:
            rows, end = rows + 1, i + 1
    return end if rows >= _LEAST_ROWS else 0


def _columns(places: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for left, right in sorted(places):
        if columns and left - columns[-1][1] < _WHITE * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _table(lines: Sequence[TextLine], page: int) -> PdfTable | None:
    parted = [_segments(line) for line in lines]
    columns = _columns([(each.x0, each.x1) for segments in parted for each in segments], lines[0].size)
    edges = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    cells = [
        [[each for each in segments if _column(each, edges) == i] for i in range(len(columns))] for segments in parted
    ]
    rows: list[list[list[TextLine]]] = []
    for begins, row in zip(_beginnings(lines, cells), cells, strict=True):
        if begins:
            rows.append([[] for _ in columns])
        for i, segments in enumerate(row):
            rows[-1][i] += segments
    texts = [
        [cell_text(cell, column[1] - column[0]) for cell, column in zip(row, columns, strict=True)] for row in rows
    ]
    if len(rows) < _LEAST_ROWS or not _are_cells(texts):
        return None
    xs = (columns[0][0], *edges, columns[-1][1])
    return PdfTable(xs, texts, [page] * len(texts), lines[0].y, page)


def _column(segment: TextLine, edges: Sequence[float]) -> int:
    return sum(segment.x0 > edge for edge in edges)


def _beginnings(lines: Sequence[TextLine], cells: Sequence[Sequence[Sequence[TextLine]]]) -> list[bool]:
    """Tell which lines begin a row: those after a wider gap, or where all gaps are alike, those with a first cell."""
    gaps = [other.y - one.y for one, other in pairwise(lines)]
    if max(gaps) > _PARTED * min(gaps) and not all(row[0] for row in cells):
        middle = (max(gaps) + min(gaps)) / 2
        return [True, *(gap > middle for gap in gaps)]
    return [True, *(bool(row[0]) for row in cells[1:])]


def _are_cells(rows: Sequence[Sequence[str]]) -> bool:
    """Tell cells from the numbers of paragraphs with their texts, and from running text."""
    first = [row[0] for row in rows if row[0]]
    numbers = sum(
        any((found := pattern.match(text)) and not found["rest"] for pattern in LABELS.values()) for text in first
    )
    if len(rows[0]) == 2 and numbers * 2 > len(first):
        return False
    texts = [text for row in rows for text in row if text]
    return sum(map(len, texts)) <= _LONGEST * len(texts)
