"""Ruled lines of a page that make a table: where its rows and columns are, and which cells are merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.formats.pdf.drawing import Rule

_NEAR = 3.0
"""Points between lines that are meant as one, or to meet."""
_MOST_LINES = 600
_MOST_CELLS = 20_000
_LEAST_CELLS = 4
_OPEN = 3


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: which rows and columns it covers (half open), and where it is."""

    row: int
    column: int
    last_row: int
    last_column: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its lines, and its cells from the top left to the bottom right."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """Return the tables that lines make, from the top of the page to its bottom."""
    across = _joined([(rule.y0 + rule.y1) / 2, rule.x0, rule.x1] for rule in rules if rule.across)
    down = _joined([(rule.x0 + rule.x1) / 2, rule.y0, rule.y1] for rule in rules if not rule.across)
    if len(across) + len(down) > _MOST_LINES:
        return []
    grids = (_grid(*group) for group in _connected(across, down))
    return sorted((grid for grid in grids if grid), key=lambda grid: grid.ys[0])


_Line = list[float]
"""Its place, and from where to where it runs."""


def _joined(lines: Iterable[_Line]) -> list[_Line]:
    """Join lines that go on in each other; borders are drawn cell by cell, and twice."""
    places: list[list[_Line]] = []
    for line in sorted(lines):
        if places and line[0] - places[-1][0][0] <= _NEAR:
            places[-1].append(line)
        else:
            places.append([line])
    joined: list[_Line] = []
    for place in places:
        at = sum(line[0] for line in place) / len(place)
        runs: list[_Line] = []
        for _, start, end in sorted(place, key=lambda line: line[1]):
            if runs and start <= runs[-1][2] + _NEAR:
                runs[-1][2] = max(runs[-1][2], end)
            else:
                runs.append([at, start, end])
        joined += runs
    return joined


def _connected(across: Sequence[_Line], down: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Group lines that meet."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, len(across)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, line in enumerate((*across, *down)):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(line)
    return list(groups.values())


def _grid(across: list[_Line], down: list[_Line]) -> Grid | None:
    # At a page break, a row may have no line above it or below.
    if not across or not down or (len(across) < 2 and len(down) < _OPEN):
        return None
    # Tables may be open at their sides, and at page breaks above and below.
    left, right = min(line[1] for line in across), max(line[2] for line in across)
    top, bottom = min(line[1] for line in down), max(line[2] for line in down)
    xs, ys = _places(down, left, right), _places(across, top, bottom)
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    cells = _cells(xs, ys, across, down)
    if len(cells) < _LEAST_CELLS and not (len(ys) == 2 and len(cells) == len(xs) - 1):
        return None
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _places(lines: Sequence[_Line], first: float, last: float) -> list[float]:
    places: list[float] = []
    for place in sorted((first, *(line[0] for line in lines), last)):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


def _cells(xs: Sequence[float], ys: Sequence[float], across: Sequence[_Line], down: Sequence[_Line]) -> list[GridCell]:
    """Merge the fields of a grid that no line parts; every cell is a rectangle."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            last_column, last_row = column + 1, row + 1
            while last_column < columns and not (
                taken[row][last_column] or _is_ruled(down, xs[last_column], ys[row], ys[row + 1])
            ):
                last_column += 1
            while last_row < rows and not any(
                taken[last_row][i] or _is_ruled(across, ys[last_row], xs[i], xs[i + 1])
                for i in range(column, last_column)
            ):
                last_row += 1
            for i in range(row, last_row):
                taken[i][column:last_column] = [True] * (last_column - column)
            place = (xs[column], ys[row], xs[last_column], ys[last_row])
            cells.append(GridCell(row, column, last_row, last_column, *place))
    return cells


def _is_ruled(lines: Sequence[_Line], place: float, start: float, end: float) -> bool:
    """Tell whether a line runs at a place along the middle of a side of a field."""
    middle = (start + end) / 2
    return any(abs(line[0] - place) <= _NEAR and line[1] - _NEAR <= middle <= line[2] + _NEAR for line in lines)
