"""What happens to tables."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ingest.grammar.lines import cells, is_table_row
from tests.ingest.spoilings.page import Page, some

_Rows = list[list[str]]


def _spoiled(page: Page, spoil: Callable[[_Rows], _Rows], written: Callable[[list[str]], str] | None = None) -> str:
    """Spoil the rows of every table below its head; a rule below the head stays."""
    out: list[str] = []
    rows: list[str] = []
    for line in [*page.text.split("\n"), ""]:
        if is_table_row(line):
            rows.append(line)
            continue
        if rows:
            bars = rows[0].lstrip().startswith("|")
            heads = [row for row in rows[:2] if row is rows[0] or set(row) <= set("|-: ")]
            write = written or (lambda row: f"| {' | '.join(row)} |") if bars else written or "\t".join
            body = spoil([cells(row) for row in rows[len(heads) :]])
            out += [*heads, *(write(row) for row in body)]
            rows = []
        out.append(line)
    return "\n".join(out[:-1])


def merged_empty(page: Page, random: Random) -> str:
    """Cells that repeat the one above are empty, in whatever column."""

    def spoil(rows: _Rows) -> _Rows:
        return [
            [cell if not place or cell != (rows[place - 1] + row)[i] else "" for i, cell in enumerate(row)]
            for place, row in enumerate(rows)
        ]

    return _spoiled(page, spoil)


def cells_lost(page: Page, random: Random) -> str:
    """Some rows lack a cell, and what follows moved to the left."""

    def spoil(rows: _Rows) -> _Rows:
        chosen = set(some(random, range(len(rows)), 0.25))
        return [
            [cell for i, cell in enumerate(row) if place not in chosen or i != random.randrange(len(row))]
            for place, row in enumerate(rows)
        ]

    return _spoiled(page, spoil)


def cells_moved_left(page: Page, random: Random) -> str:
    def spoil(rows: _Rows) -> _Rows:
        chosen = set(some(random, range(len(rows)), 0.25))
        return [[*row[1:], ""] if place in chosen else row for place, row in enumerate(rows)]

    return _spoiled(page, spoil)


def cells_moved_right(page: Page, random: Random) -> str:
    def spoil(rows: _Rows) -> _Rows:
        chosen = set(some(random, range(len(rows)), 0.25))
        return [[row[0], "", *row[1:]] if place in chosen else row for place, row in enumerate(rows)]

    return _spoiled(page, spoil)


def cells_swapped(page: Page, random: Random) -> str:
    """In some rows two cells changed places."""

    def spoil(rows: _Rows) -> _Rows:
        out = []
        chosen = set(some(random, range(len(rows)), 0.25))
        for place, row in enumerate(rows):
            one, other = random.sample(range(len(row)), 2)
            changed = list(row)
            if place in chosen:
                changed[one], changed[other] = row[other], row[one]
            out.append(changed)
        return out

    return _spoiled(page, spoil)


def columns_swapped(page: Page, random: Random) -> str:
    """The cells stand under the wrong heads."""
    return _spoiled(page, lambda rows: [[*row[:-2], row[-1], row[-2]] for row in rows])


def cut_off(page: Page, random: Random) -> str:
    return _spoiled(page, lambda rows: [*rows[:-1], rows[-1][: random.randint(1, 3)]])


def cut_off_in_name(page: Page, random: Random) -> str:
    """The file ends within the last cell of the last row."""
    last = page.cells[-1]
    return page.text[: random.randrange(last.start + 1, last.end - 1)]


def continued(page: Page, random: Random) -> str:
    """Cells go on in the row below."""

    def spoil(rows: _Rows) -> _Rows:
        out = []
        chosen = set(some(random, range(len(rows)), 0.25))
        for place, row in enumerate(rows):
            cuts = [max(1, len(cell) // 2) if len(cell) > 3 else len(cell) for cell in row]
            if place not in chosen:
                out.append(row)
                continue
            out.append([cell[:cut] for cell, cut in zip(row, cuts, strict=True)])
            out.append([cell[cut:] for cell, cut in zip(row, cuts, strict=True)])
        return out

    return _spoiled(page, spoil)


def rows_joined(page: Page, random: Random) -> str:
    """The line end between two rows is missing."""

    def spoil(rows: _Rows) -> _Rows:
        chosen = set(some(random, range(0, len(rows) - 1, 2), 0.25))
        out: _Rows = []
        for place, row in enumerate(rows):
            if place - 1 in chosen:
                out[-1] = out[-1] + row
            else:
                out.append(row)
        return out

    return _spoiled(page, spoil)


def rows_broken(page: Page, random: Random) -> str:
    """A line end within a cell."""

    def write(row: list[str]) -> str:
        cut = [
            cell[: len(cell) // 2] + "\n" + cell[len(cell) // 2 :] if len(cell) > 5 and random.random() < 0.3 else cell
            for cell in row
        ]
        return "\t".join(cut)

    return _spoiled(page, lambda rows: rows, write)


def flattened_to_spaces(page: Page, random: Random) -> str:
    return _spoiled(page, lambda rows: rows, "  ".join).replace("\t", "  ")


def flattened_to_lines(page: Page, random: Random) -> str:
    """Every cell on a line of its own."""
    return _spoiled(page, lambda rows: rows, "\n".join)


def other_marks(page: Page, random: Random) -> str:
    """Tabs became bars, or bars tabs."""

    def changed(line: str) -> str:
        return "\t".join(cells(line)) if line.startswith("|") else f"| {' | '.join(cells(line))} |"

    return "\n".join(changed(line) if is_table_row(line) else line for line in page.text.split("\n"))


def head_lost(page: Page, random: Random) -> str:
    lines = page.text.split("\n")
    heads = {
        i
        for i, line in enumerate(lines)
        if is_table_row(line) and (not i or not is_table_row(lines[i - 1]) or set(line) <= set("|-: "))
    }
    return "\n".join(line for i, line in enumerate(lines) if i not in heads)


def heads_repeated(page: Page, random: Random) -> str:
    """Pages repeat the head, with a page number above it."""
    lines = page.text.split("\n")
    head = next(line for line in lines if is_table_row(line))
    out = []
    for i, line in enumerate(lines):
        out.append(line)
        if (
            is_table_row(line)
            and i % 5 == 0
            and i + 1 < len(lines)
            and is_table_row(lines[i + 1])
            and not set(line) <= set("|-: ")
        ):
            out += ["— 7 —", head]
    return "\n".join(out)


def columns_doubled(page: Page, random: Random) -> str:
    """An empty column in some rows at the front."""

    def spoil(rows: _Rows) -> _Rows:
        chosen = set(some(random, range(len(rows)), 0.4))
        return [["", *row] if place in chosen else row for place, row in enumerate(rows)]

    return _spoiled(page, spoil)
