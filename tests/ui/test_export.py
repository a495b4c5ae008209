"""The files open again with the rows that were shown, and no cell of theirs is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from ingest.models import Measure, PolicyDocument
from ingest.ownership import Task
from tests.ui.samples import tasks_of
from ui import words
from ui.export import rows_of, to_csv, to_xlsx
from ui.filters import Filters
from ui.task_shelf import Listed


@pytest.fixture(scope="module")
def listed(document: PolicyDocument) -> tuple[Listed, ...]:
    return tasks_of(document).select(Filters())


def only(listed: tuple[Listed, ...], *tasks: Task, name: str = "") -> Listed:
    """Return some tasks as they are listed."""
    return Listed(name, replace(listed[0].selection, tasks=tasks))


def read_csv(data: bytes) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


def read_xlsx(data: bytes) -> list[tuple[str, ...]]:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [tuple(str(cell.value or "") for cell in row) for row in sheet.iter_rows()]


def test_rows_have_the_columns_of_the_table_and_the_whole_text(listed: tuple[Listed, ...]) -> None:
    header, first, *others = rows_of(listed)
    assert header == words.EXPORT_COLUMNS
    assert first[:2] == ("（一）", "措施")
    assert first[2:5] == ("建设城市级智能算力平台", "一、强化智能算力集群供给", "市发展改革委、市科技创新委等")
    assert [row[-1] for row in (first, *others)] == [task.text for task in listed[0].selection.tasks]
    assert others[-1][:5] == ("附件第25项", "附件场景", "智能分拣", "智能制造", "市工业和信息化局")


def test_of_several_documents_each_row_names_its_own(listed: tuple[Listed, ...]) -> None:
    first, second, *_ = listed[0].selection.tasks
    both = [only(listed, first, name="《甲》"), only(listed, second, first, name="=《乙》")]
    header, *rows = rows_of(both)
    assert header == (words.DOCUMENT_COLUMN, *words.EXPORT_COLUMNS)
    assert [row[0] for row in rows] == ["《甲》", "'=《乙》", "'=《乙》"]
    assert [row[1] for row in rows] == [first.label, second.label, first.label]
    assert read_csv(to_csv(both)) == read_xlsx(to_xlsx(both)) == [header, *rows]


def test_a_csv_file_opens_again_in_excel_too(listed: tuple[Listed, ...]) -> None:
    data = to_csv(listed)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == rows_of(listed)


def test_an_xlsx_file_opens_again(listed: tuple[Listed, ...]) -> None:
    assert read_xlsx(to_xlsx(listed)) == rows_of(listed)


def test_no_tasks_make_a_file_with_a_header_only() -> None:
    assert read_csv(to_csv(())) == read_xlsx(to_xlsx(())) == [words.EXPORT_COLUMNS]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM", "\x0b=1", "\u202e=1"]
)
def test_no_cell_is_a_formula(listed: tuple[Listed, ...], text: str) -> None:
    first = listed[0].selection.tasks[0]
    assert isinstance(first, Measure)
    hostile = only(listed, replace(first, label=text, title=text, section=text, text=text, agencies=(text,)))
    for rows in (read_csv(to_csv([hostile])), read_xlsx(to_xlsx([hostile]))):
        assert all(cell.startswith("'") for cell in (*rows[1][:1], *rows[1][2:]))
    with zipfile.ZipFile(io.BytesIO(to_xlsx([hostile]))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_characters_that_no_file_may_hold_are_left_out(listed: tuple[Listed, ...]) -> None:
    first = listed[0].selection.tasks[0]
    assert isinstance(first, Measure)
    odd = only(listed, replace(first, text="算\x00力\x0c平\ud800台，“引号”\n换行"))
    for rows in (read_csv(to_csv([odd])), read_xlsx(to_xlsx([odd]))):
        assert rows[1][-1] == "算力平台，“引号”\n换行"
