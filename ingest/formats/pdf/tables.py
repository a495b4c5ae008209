"""Ruled tables of a PDF: the text of their cells, and their parts on several pages put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.formats.pdf.grid import Grid, GridCell
from ingest.formats.pdf.lines import TextLine, first_word, joint, lines_of
from ingest.formats.pdf.pages import Glyph
from ingest.grammar.lines import FINISHED, LABELS

_PADDING = 12.0
"""Points that both sides of a cell may be kept free."""
_ALIGNED = 6.0
_MOST_HEAD = 4


@dataclass(slots=True)
class PdfTable:
    """A table, laid out in full.

    Attributes:
        xs: where its columns begin and end.
        rows: the texts of its cells.
        pages: for each row the page that it begins on, from 0.
        y: of its top on its first page.
    """

    xs: tuple[float, ...]
    rows: list[list[str]]
    pages: list[int]
    y: float
    ended: int = field(default=0)


def read_table(grid: Grid, glyphs: Iterable[Glyph], page: int) -> PdfTable:
    """Read the text of a ruled table."""
    inside: dict[GridCell, list[Glyph]] = {cell: [] for cell in grid.cells}
    fields = {(row, column): cell for cell in grid.cells for row, column in _covered(cell)}
    for glyph in glyphs:
        row, column = _place(grid.ys, glyph.middle), _place(grid.xs, (glyph.x0 + glyph.x1) / 2)
        inside[fields[row, column]].append(glyph)
    rows = [[""] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for cell, held in inside.items():
        text = cell_text(lines_of(held), cell.x1 - cell.x0)
        for row, column in _covered(cell):
            rows[row][column] = text
    rows = [row for row in rows if any(row)]
    return PdfTable(grid.xs, rows, [page] * len(rows), grid.ys[0], page)


def cell_text(lines: Sequence[TextLine], width: float) -> str:
    """Write the lines of a cell of some width; those that were only broken to fit in are joined."""
    text = ""
    last: TextLine | None = None
    for line in lines:
        numbered = any(pattern.match(line.text) for pattern in LABELS.values())
        full = last is not None and width - (last.x1 - last.x0) < first_word(line) + _PADDING
        short = last is not None and len(last.glyphs) == 1 and len(line.glyphs) == 1
        if last is not None and (full or short) and not numbered:
            text += joint(text, line.text) + line.text
        else:
            text += "\n" * bool(text) + line.text
        last = line
    return text


def goes_on(table: PdfTable, other: PdfTable) -> bool:
    """Tell whether the second table is the rest of the first on the next page."""
    return (
        other.pages[:1] == [table.ended + 1]
        and len(table.xs) == len(other.xs)
        and all(abs(a - b) <= _ALIGNED for a, b in zip(table.xs, other.xs, strict=True))
    )


def append(table: PdfTable, rest: PdfTable) -> None:
    """Put the rest of a table behind it: without its head again, the row joined that the page broke."""
    rows = list(zip(rest.rows, rest.pages, strict=True))
    for head in table.rows[:_MOST_HEAD]:
        if len(rows) < 2 or rows[0][0] != head:
            break
        rows.pop(0)
    if rows and table.rows:
        first, last = rows[0][0], table.rows[-1]
        if _is_broken(last, first):
            table.rows[-1] = [above + joint(above, below) + below for above, below in zip(last, first, strict=True)]
            rows.pop(0)
        elif not first[0]:
            # Its first cell began on the page before.
            first[0] = last[0]
    table.rows += [row for row, _ in rows]
    table.pages += [page for _, page in rows]
    table.ended = rest.ended


def _is_broken(last: Sequence[str], first: Sequence[str]) -> bool:
    """Tell a row that goes on: some of its cells end on one page, and the others end in mid-sentence."""
    pairs = list(zip(last, first, strict=True))
    if not any(above and not below for above, below in pairs):
        return False
    begins = any(pattern.match(cell) for cell in first for pattern in LABELS.values()) or any(map(str.isdigit, first))
    open_ends = all(not FINISHED.search(above) for above, below in pairs if below)
    apart = not any(above and below for above, below in pairs)
    return apart or (not first[0] and not begins and open_ends)


def _covered(cell: GridCell) -> Iterable[tuple[int, int]]:
    return ((i, j) for i in range(cell.row, cell.last_row) for j in range(cell.column, cell.last_column))


def _place(lines: Sequence[float], at: float) -> int:
    return max(min(bisect_right(lines, at) - 1, len(lines) - 2), 0)
