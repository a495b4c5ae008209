"""What a row of a table says besides what it is about, its group, its number and whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.models import Scenario
from ingest.tables.columns import find_columns


def further_cells(row: Scenario) -> Iterator[tuple[str, str]]:
    """Yield the other cells of a row, each with the head of its column; empty ones are left out."""
    columns = find_columns([head for head, _ in row.cells])
    known = (columns.number, columns.domain, *columns.agencies)
    for place, (head, cell) in enumerate(row.cells):
        if cell and place not in known and cell not in (row.name, row.domain):
            yield head, cell


def further_text(row: Scenario) -> str:
    """Return the other cells of a row, a line each, with the heads of their columns; empty if there are none."""
    return "\n".join(f"{head} {cell}".strip() for head, cell in further_cells(row))
