"""Rows of tables whose cells may stand in the wrong columns."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.unit_words import gaps
from ingest.grammar.lines import cells
from ingest.grammar.unit_lists import is_unit
from ingest.models import ParseWarning, PolicyDocument, Scenario

_SHOWN_LENGTH = 40
_SHORTEST_UNIT = 3


def check_rows(document: PolicyDocument) -> Iterator[ParseWarning]:
    """Yield the rows that have more or fewer cells than their head, or an agency where something else belongs."""
    heads = {row: table.head for table in document.tables for row in table.rows}
    for row in document.scenarios:
        message = _odd(row, heads[row.id])
        if message:
            line = document.source.count("\n", 0, row.span.start) + 1
            yield ParseWarning("unreadable_row", line, f"{message}，请对照原表核对：“{_shown(row)}”")


def _odd(row: Scenario, head: tuple[str, ...]) -> str:
    lines = row.text.split("\n")
    widths = [len(cells(line)) for line in lines]
    if any(head) and (max(widths) != len(head) or (row.agencies and min(widths) != len(head))):
        return f"表格这一行有 {widths[0]} 格，表头有 {len(head)} 格，内容可能错了栏"
    if len(lines) > 1:
        return "表格这一行由几行接成，内容可能错了行"
    if lines[0].lstrip().startswith("|") and not lines[0].rstrip().endswith("|"):
        return "表格这一行没有写完"
    others = [cell for _, cell in row.cells if not any(name in cell for name in row.agencies)]
    astray = [cell for cell in others if _is_surely_unit(cell)]
    if row.agencies and astray:
        return f"表格这一行的“{astray[0][:20]}”像单位，却不在责任单位一栏"
    return ""


def _is_surely_unit(text: str) -> bool:
    return len(text) >= _SHORTEST_UNIT and text[-1] in "局委厅办署" and is_unit(text) and not gaps(text)


def _shown(row: Scenario) -> str:
    return " ".join(cell for _, cell in row.cells if cell)[:_SHOWN_LENGTH]
