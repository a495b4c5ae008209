"""Tables with merged cells as Markdown, every row of which says everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.errors import SourceUnreadableError

MAX_CELLS = 500_000
"""Of a table laid out in full. The longest tables of policies have some ten thousand."""
MAX_CHARACTERS = 16 * 1024 * 1024
"""Of a table laid out in full, where the text of merged cells is repeated."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins; ``rows`` and ``columns`` count those that it covers, from 1."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class _Placed:
    """A cell in the columns ``start`` to ``end`` (exclusive) that goes on for ``rows`` more rows."""

    text: str
    start: int
    end: int
    rows: int


def lay_out(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Give each cell its place, and its text to every row and column that it covers.

    A cell takes the first column of its row that no cell from above covers, as in HTML. Columns in which no cell begins
    are left out, and spans end with the table, so a span of a billion costs nothing.

    Returns:
        A rectangle of texts: as many rows as were given, each with the same number of columns.

    Raises:
        SourceUnreadableError: if the rectangle would be too large.
    """
    placed = list(_place(rows))
    starts = sorted({cell.start for row in placed for cell in row})
    if len(placed) * len(starts) > MAX_CELLS:
        raise _too_large(f"展开后超过 {MAX_CELLS} 格")
    grid, characters = [], 0
    for row in placed:
        grid.append(_spread(row, starts))
        characters += sum(map(len, grid[-1]))
        if characters > MAX_CHARACTERS:
            raise _too_large(f"展开后超过 {MAX_CHARACTERS} 字")
    return grid


def to_pipe_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write the lines of a Markdown pipe table; the first row is its head, short rows are filled up.

    Args:
        rows: the texts of the cells; line breaks in them become ``<br>``, bars become ``｜``.

    Returns:
        Head row, ruler and body rows; nothing if no cell has a text.
    """
    written = [[_one_line(text) for text in row] for row in rows]
    written = [row for row in written if any(row)]
    if not written:
        return []
    width = max(map(len, written))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in written]
    return [lines[0], "| " + " | ".join(["---"] * width) + " |", *lines[1:]]


def _place(rows: Sequence[Sequence[Cell]]) -> Iterator[list[_Placed]]:
    """Yield the cells that cover each row, from left to right, those from above included."""
    above: list[_Placed] = []
    for row in rows:
        here: list[_Placed] = []
        column, waiting = 0, iter(above)
        next_above = next(waiting, None)
        for cell in row:
            while next_above and next_above.start <= column:
                here.append(next_above)
                column, next_above = next_above.end, next(waiting, None)
            end = column + max(cell.columns, 1)
            if next_above:
                # Two cells in one place are a mistake of the writer: the one from above stays.
                end = min(end, next_above.start)
            here.append(_Placed(cell.text, column, end, max(cell.rows, 1)))
            column = end
        while next_above:
            here.append(next_above)
            next_above = next(waiting, None)
        yield here
        above = [_Placed(cell.text, cell.start, cell.end, cell.rows - 1) for cell in here if cell.rows > 1]


def _spread(row: Sequence[_Placed], starts: Sequence[int]) -> list[str]:
    texts, cells = [], iter(row)
    cell = next(cells, None)
    for column in starts:
        while cell and cell.end <= column:
            cell = next(cells, None)
        texts.append(cell.text if cell and cell.start <= column else "")
    return texts


def _one_line(text: str) -> str:
    parts = (" ".join(line.split()) for line in text.splitlines())
    return "<br>".join(part for part in parts if part).replace("|", "｜")


def _too_large(how: str) -> SourceUnreadableError:
    return SourceUnreadableError(f"表格过大（{how}）。请拆成几个较小的表格，或只留下政策正文后再试。")
