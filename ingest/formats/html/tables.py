"""Tables of a web page: those that hold data become rows, those that only place the page become lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.html.dom import Node
from ingest.formats.html.line import Line
from ingest.formats.html.metadata import pairs_of_cells
from ingest.formats.tables import Cell, lay_out
from ingest.grammar.lines import LABELS

_MOST_SPAN = 10_000
"""Browsers take no more rows or columns for one cell either."""
_LONG_CELL = 6
"""Paragraphs in one cell that no table of data has."""
_SHARE = 0.5
_NUMBERED = 3
_FORM = 4
_HEAD = 20


_LinesOf = Callable[[Node], Sequence[Line]]
"""Reads what stands in a cell, tables again among it."""


@dataclass(frozen=True, slots=True)
class _TableCell:
    lines: Sequence[Line]
    rows: int
    columns: int

    @property
    def text(self) -> str:
        return "\n".join(_cell_lines(self.lines))

    @property
    def length(self) -> int:
        return sum(len(line.text) for line in self.lines)

    @property
    def filled(self) -> bool:
        return any(line.kind != "picture" for line in self.lines)


def table_lines(table: Node, lines_of: _LinesOf) -> list[Line]:
    """Return the one line of a table of data or of metadata, or the lines in a table that only places them.

    Args:
        table: the element.
        lines_of: gives the lines that an element shows.

    Raises:
        SourceUnreadableError: if the table is too large.
    """
    rows = [[_read_cell(cell, lines_of) for cell in _children(row, "td", "th")] for row in _rows(table)]
    caption = [line for node in _children(table, "caption") for line in lines_of(node)]
    content = [line for row in rows for cell in row for line in cell.lines]
    pairs = pairs_of_cells([[cell.text for cell in row] for row in rows])
    if pairs:
        return [Line("", table, "metadata", pairs=pairs)]
    if _only_places(table, rows):
        return [*caption, *content]
    grid = lay_out([[Cell(cell.text, cell.rows, cell.columns) for cell in row] for row in rows])
    text = "\n".join(line.text for line in content)
    linked = sum(line.linked for line in content)
    pictures = [line for line in content if line.kind == "picture"]
    return [*caption, Line(text, table, "table", linked=linked, rows=grid), *pictures]


def _read_cell(cell: Node, lines_of: _LinesOf) -> _TableCell:
    return _TableCell(lines_of(cell), _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Node, attribute: str) -> int:
    text = cell.attributes.get(attribute, "").strip()
    if not (text.isascii() and text.isdigit()):
        return 1
    # Zero rows are all that are left of the table.
    span = int(text) if len(text) < 6 else _MOST_SPAN
    return min(span or _MOST_SPAN, _MOST_SPAN)


def _children(node: Node, *tags: str) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node) and child.tag in tags]


def _rows(table: Node) -> Iterator[Node]:
    for child in table.children:
        if isinstance(child, Node):
            if child.tag == "tr":
                yield child
            elif child.tag in ("tbody", "thead", "tfoot"):
                yield from _children(child, "tr")


def _only_places(table: Node, rows: Sequence[Sequence[_TableCell]]) -> bool:
    """Tell a table that only places what is in it."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    filled = [[cell for cell in row if cell.filled] for row in rows]
    # One row or one column of texts relates nothing to anything, but for the head of a form.
    width = max(map(len, filled), default=0)
    if sum(map(bool, filled)) < 2 or width < 2:
        return width < _FORM or len(rows) < 2 or any(cell.length > _HEAD for row in filled for cell in row)
    cells = [cell for row in filled for cell in row]
    longest = max(cells, key=lambda cell: cell.length)
    if longest.length <= _SHARE * sum(cell.length for cell in cells):
        return False
    return len(longest.lines) >= _LONG_CELL and _is_article(longest.lines)


def _is_article(lines: Sequence[Line]) -> bool:
    if any(line.kind in ("table", "metadata") for line in lines):
        return True
    numbered = sum(any(pattern.match(line.text) for pattern in LABELS.values()) for line in lines)
    return numbered >= _NUMBERED or len(lines) >= 2 * _LONG_CELL


def _cell_lines(lines: Sequence[Line]) -> Iterator[str]:
    texts = [line for line in lines if line.kind != "picture"]
    if len(texts) > 1 and all(len(line.text) == 1 for line in texts):
        # Written downwards.
        yield "".join(line.text for line in texts)
        return
    for line in texts:
        if line.kind == "table":
            for above, row in pairwise([[], *line.rows]):
                if row != above:
                    yield "｜".join(cell.replace("\n", " ") for cell in row)
        elif line.kind == "metadata":
            yield from (f"{name}：{value}" for name, value in line.pairs)
        else:
            yield line.text
