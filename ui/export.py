"""Tasks in, the bytes of a CSV or XLSX file out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ingest.models import Measure
from ingest.ownership import Task
from ui import words
from ui.escape import UNSEEN
from ui.task_list import owners_of, place_of

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
"""What makes a spreadsheet read a cell as a formula, in full width too; see OWASP, "CSV Injection"."""
_VERTICAL = re.compile("[\x0b\x0c]")
"""Control characters that no XLSX file may hold, besides those of `UNSEEN`."""
_WIDTHS = (12, 8, 32, 30, 36, 100)
"""Of the columns, in characters."""


def rows_of(tasks: Sequence[Task]) -> list[tuple[str, ...]]:
    """Return a header and one row for each task, safe to open in a spreadsheet; the last cell is the whole text."""
    return [words.EXPORT_COLUMNS, *(tuple(map(_cell, _values(task))) for task in tasks)]


def to_csv(tasks: Sequence[Task]) -> bytes:
    """Write UTF-8 with a byte-order mark, without which Excel shows Chinese as garbage."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows_of(tasks))
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(tasks: Sequence[Task]) -> bytes:
    """Write a workbook of one sheet, its header fixed and ready to filter."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=False)
    sheet = book.worksheets[0]
    sheet.title = words.EXPORT_SHEET
    for row in rows_of(tasks):
        sheet.append(row)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _values(task: Task) -> tuple[str, ...]:
    kind = words.MEASURE if isinstance(task, Measure) else words.SCENARIO
    return task.label, kind, task.name, place_of(task), owners_of(task), task.text


def _cell(text: str) -> str:
    shown = _VERTICAL.sub("", UNSEEN.sub("", text))
    return f"'{shown}" if _FORMULA.match(shown) else shown
