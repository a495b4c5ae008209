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
from ui.task_shelf import Listed

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
"""What makes a spreadsheet read a cell as a formula, in full width too; see OWASP, "CSV Injection"."""
_VERTICAL = re.compile("[\x0b\x0c]")
"""Control characters that no XLSX file may hold, besides those of `UNSEEN`."""
_WIDTHS = (12, 8, 32, 30, 36, 100)
"""Of the columns, in characters."""
_DOCUMENT_WIDTH = 36


def rows_of(listed: Sequence[Listed]) -> list[tuple[str, ...]]:
    """Return a header and one row for each task, safe to open in a spreadsheet; the last cell is the whole text.

    Of several documents, the first column names the document.
    """
    several = any(one.name for one in listed)
    head = (words.DOCUMENT_COLUMN, *words.EXPORT_COLUMNS) if several else words.EXPORT_COLUMNS
    rows = [((one.name,) if several else ()) + _values(task) for one in listed for task in one.selection.tasks]
    return [head, *(tuple(map(_cell, row)) for row in rows)]


def to_csv(listed: Sequence[Listed]) -> bytes:
    """Write UTF-8 with a byte-order mark, without which Excel shows Chinese as garbage."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows_of(listed))
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(listed: Sequence[Listed]) -> bytes:
    """Write a workbook of one sheet, its header fixed and ready to filter."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=False)
    sheet = book.worksheets[0]
    sheet.title = words.EXPORT_SHEET
    rows = rows_of(listed)
    for row in rows:
        sheet.append(row)
    widths = _WIDTHS if len(rows[0]) == len(_WIDTHS) else (_DOCUMENT_WIDTH, *_WIDTHS)
    for number, width in enumerate(widths, 1):
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
