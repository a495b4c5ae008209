from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.lines import LineKind
from ingest.tables.grid import group_tables

RULE = "|---|---|"


def grouped(text: str, section: str = "") -> list[list[str]]:
    """Return the lines of each table, its title first."""
    blocks = read_blocks(text)
    rows = [(block, section) for block in blocks if block.kind is LineKind.TABLE_ROW]
    return [[table.title, *(block.text for block in table.blocks)] for table in group_tables(blocks, rows)]


@pytest.mark.parametrize(
    ("lines", "tables"),
    [
        (["名称\t单位", "甲\t乙局"], [["", "名称\t单位", "甲\t乙局"]]),
        (["表1 清单", "名称\t单位", "甲\t乙局"], [["表1 清单", "名称\t单位", "甲\t乙局"]]),
        (
            ["名称\t单位", "甲\t乙局", "支持企业发展。", "指标\t目标", "丙\t丁"],
            [["", "名称\t单位", "甲\t乙局"], ["", "指标\t目标", "丙\t丁"]],
        ),
        (["名称\t单位", "甲\t乙局", "— 3 —", "丙\t丁局"], [["", "名称\t单位", "甲\t乙局", "丙\t丁局"]]),
        (
            ["| 名称 | 单位 |", RULE, "| 甲 | 乙局 |", "| 指标 | 目标 |", RULE, "| 丙 | 丁 |"],
            [["", "| 名称 | 单位 |", RULE, "| 甲 | 乙局 |"], ["", "| 指标 | 目标 |", RULE, "| 丙 | 丁 |"]],
        ),
        (
            ["| 名称 | 单位 |", "| 甲 | 乙局 |", "名称\t单位", "丙\t丁局"],
            [["", "| 名称 | 单位 |", "| 甲 | 乙局 |"], ["", "名称\t单位", "丙\t丁局"]],
        ),
        (["支持企业发展。"], []),
    ],
)
def test_which_lines_make_a_table(lines: list[str], tables: list[list[str]]) -> None:
    assert grouped("\n".join(lines)) == tables


def test_a_sentence_above_is_no_title() -> None:
    assert grouped("资助标准如下：\n名称\t单位\n甲\t乙局")[0][0] == ""


def test_rows_below_another_heading_are_another_table() -> None:
    blocks = read_blocks("名称\t单位\n甲\t乙局\n二、丙\n丁\t戊局\n己\t庚局")
    rows = [(block, "一、甲" if block.line < 3 else "二、丙") for block in blocks if block.kind is LineKind.TABLE_ROW]
    assert [(table.section, len(table.blocks)) for table in group_tables(blocks, rows)] == [
        ("一、甲", 2),
        ("二、丙", 2),
    ]
