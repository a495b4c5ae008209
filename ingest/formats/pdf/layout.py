"""From pages to what is read one after the other: lines with their margins, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf.columns import Region, regions_of
from ingest.formats.pdf.grid import Grid, grids_of
from ingest.formats.pdf.lines import TextLine, lines_of
from ingest.formats.pdf.margins import running_lines
from ingest.formats.pdf.pages import Glyph, PdfPage
from ingest.formats.pdf.paragraphs import Placed, place
from ingest.formats.pdf.tables import PdfTable, append, goes_on, read_table
from ingest.formats.pdf.unruled import unruled_tables

Item = Placed | PdfTable


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A page with its glyphs sorted: those of each table, and the lines beside them."""

    tables: list[PdfTable]
    lines: list[TextLine]


def lay_out(pages: Sequence[PdfPage]) -> list[Item]:
    """Return lines and tables in reading order; tables that go on over pages are one."""
    parted = [_sort(page, number) for number, page in enumerate(pages)]
    running = running_lines([each.lines for each in parted], [page.height for page in pages])
    kept = [
        [line for i, line in enumerate(each.lines) if i not in out] for each, out in zip(parted, running, strict=True)
    ]
    regions = [regions_of(lines) for lines in kept]
    usual = _usual(regions)
    items: list[Item] = []
    for number, (each, of_page) in enumerate(zip(parted, regions, strict=True)):
        for item in _in_order(each.tables, of_page, number, usual):
            last = items[-1] if items else None
            if isinstance(item, PdfTable) and isinstance(last, PdfTable) and goes_on(last, item):
                append(last, item)
            elif not isinstance(item, PdfTable) or item.rows:
                items.append(item)
    return items


def _sort(page: PdfPage, number: int) -> _Sorted:
    grids = grids_of(page.rules)
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        at = next((i for i, grid in enumerate(grids) if _holds(grid, glyph)), None)
        (outside if at is None else inside[at]).append(glyph)
    tables = [read_table(grid, glyphs, number) for grid, glyphs in zip(grids, inside, strict=True)]
    return _Sorted(tables, lines_of(outside))


def _holds(grid: Grid, glyph: Glyph) -> bool:
    return grid.xs[0] <= (glyph.x0 + glyph.x1) / 2 <= grid.xs[-1] and grid.ys[0] <= glyph.middle <= grid.ys[-1]


def _usual(pages: Sequence[Sequence[Region]]) -> Region | None:
    """Return the margins of the page with the most lines, for pages that have few."""
    single = [regions[0] for regions in pages if len(regions) == 1]
    return max(single, key=lambda region: len(region.lines)) if single else None


def _in_order(tables: Sequence[PdfTable], regions: Sequence[Region], page: int, usual: Region | None) -> list[Item]:
    """Put the tables of a page between its lines."""
    items: list[Item] = []
    waiting = list(tables)
    for region in regions:
        placed = place(region, page, usual if len(regions) == 1 else None)
        runs = {run.start: run for run in unruled_tables(region.lines, page)}
        skipped = 0
        for i, line in enumerate(placed):
            while waiting and waiting[0].y < line.line.y:
                items.append(waiting.pop(0))
            if i in runs:
                items.append(runs[i].table)
                skipped = runs[i].end
            if i >= skipped:
                items.append(line)
    return [*items, *waiting]
