from __future__ import annotations

import pytest

from ingest.parser import parse_policy

_ROWS = ["序号\t任务\t责任单位", "1\t建设平台\t市科技局", "2\t培养人才\t市教育局", "3\t发放补贴\t市财政局"]


def _warned(rows: list[str]) -> list[int]:
    text = "（一）甲。支持企业。\n附件：清单\n" + "\n".join(rows)
    return sorted({warning.line for warning in parse_policy(text).warnings})


def test_a_right_table_has_no_warnings() -> None:
    assert _warned(_ROWS) == []


@pytest.mark.parametrize(
    "row", ["2\t\t培养人才\t市教育局", "2\t培养人才", "2\t市教育局\t培养人才", "2\t市教育局\t市财政局"]
)
def test_a_row_whose_cells_moved_is_told(row: str) -> None:
    assert 5 in _warned([*_ROWS[:2], row, _ROWS[3]])


def test_a_row_that_was_not_written_to_its_end_is_told() -> None:
    rows = ["| 任务 | 责任单位 |", "| --- | --- |", "| 建设平台 | 市科技局 |", "| 培养人才 | 各区"]
    assert _warned(rows) == [6]
