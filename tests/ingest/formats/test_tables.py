from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import SourceUnreadableError
from ingest.formats.tables import MAX_CELLS, MAX_CHARACTERS, Cell, lay_out, to_pipe_table

TEXTS = st.text(alphabet="甲乙|\n \tA", max_size=6)


def cells(*texts: str) -> list[Cell]:
    return [Cell(text) for text in texts]


def test_a_cell_is_repeated_in_every_row_and_column_it_covers() -> None:
    rows = [[Cell("任务", rows=2), Cell("单位", columns=2)], cells("牵头", "配合"), cells("甲", "乙", "丙")]
    assert lay_out(rows) == [["任务", "单位", "单位"], ["任务", "牵头", "配合"], ["甲", "乙", "丙"]]


def test_rows_go_on_around_a_cell_from_above() -> None:
    rows = [[Cell("a"), Cell("b", rows=3), Cell("c")], cells("d", "e"), cells("f", "g")]
    assert lay_out(rows) == [["a", "b", "c"], ["d", "b", "e"], ["f", "b", "g"]]


def test_a_row_may_consist_of_cells_from_above_alone() -> None:
    assert lay_out([[Cell("a", rows=2), Cell("b", rows=2)], []]) == [["a", "b"], ["a", "b"]]


def test_spans_end_with_the_table_and_columns_without_a_cell_go() -> None:
    billion = 10**9
    rows = [[Cell("题", billion, billion)], cells("乙"), cells("丙")]
    assert lay_out(rows) == [["题", ""], ["题", "乙"], ["题", "丙"]]
    assert lay_out([[Cell("题", columns=billion)], cells("甲", "乙")]) == [["题", "题"], ["甲", "乙"]]


@given(st.lists(st.lists(st.builds(Cell, TEXTS, st.integers(-1, 4), st.integers(-1, 4)), max_size=4), max_size=5))
def test_the_grid_is_a_rectangle_with_every_text(rows: list[list[Cell]]) -> None:
    grid = lay_out(rows)
    assert len(grid) == len(rows)
    assert len({len(row) for row in grid}) <= 1
    for given_row, row in zip(rows, grid, strict=True):
        assert {cell.text for cell in given_row} <= set(row)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=5))
def test_without_spans_nothing_moves(rows: list[list[str]]) -> None:
    grid = lay_out([cells(*row) for row in rows])
    assert [texts[: len(row)] for row, texts in zip(rows, grid, strict=True)] == rows


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=5))
def test_a_pipe_table_has_as_many_bars_in_every_row(rows: list[list[str]]) -> None:
    lines = to_pipe_table(rows)
    assert len({line.count("|") for line in lines}) <= 1
    assert not any("\n" in line or "\t" in line for line in lines)


def test_what_is_written_in_a_cell() -> None:
    assert to_pipe_table([["序号", "a|b"], [" 1 ", "甲\n\n乙\t丙"], ["2"], [""]]) == [
        "| 序号 | a｜b |",
        "| --- | --- |",
        "| 1 | 甲<br>乙 丙 |",
        "| 2 |  |",
    ]
    assert to_pipe_table([]) == to_pipe_table([["", " "]]) == []


def test_a_table_that_is_too_large_is_refused() -> None:
    wide = [cells("a", "b")] * (MAX_CELLS // 2 + 1)
    with pytest.raises(SourceUnreadableError, match="表格过大"):
        lay_out(wide)
    with pytest.raises(SourceUnreadableError, match="表格过大"):
        lay_out([[Cell("字" * 1000, rows=10**9)]] + [[] for _ in range(MAX_CHARACTERS // 1000 + 1)])
