from __future__ import annotations

import pytest

from ingest.annex import Annex, find_columns, parse_annex
from ingest.blocks import read_blocks

HEAD = "序号\t应用领域\t场景名称\t责任单位\n"


def parse(text: str) -> Annex:
    return parse_annex(read_blocks(text))


def rows(annex: Annex) -> list[tuple[int, str, str, tuple[str, ...]]]:
    return [(found.number, found.domain, found.name, found.agencies) for found in annex.scenarios]


def warnings(annex: Annex) -> list[tuple[str, int]]:
    return [(warning.kind, warning.line) for warning in annex.warnings]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (["序号", "应用领域", "场景名称", "责任单位"], {"number": 0, "domain": 1, "name": 2, "agencies": 3}),
        (["任务", "牵头单位"], {"name": 0, "agencies": 1}),
        (["编号", "重点任务", "负责部门", "类别"], {"number": 0, "name": 1, "agencies": 2, "domain": 3}),
        (["序号", "场景名称"], {}),
        (["1", "医疗", "影像诊断", "市卫健委"], {}),
        ([], {}),
    ],
)
def test_columns(row: list[str], columns: dict[str, int]) -> None:
    assert find_columns(row) == columns


@pytest.mark.parametrize(
    "head",
    [
        "附件：场景清单\n",
        "## 附件一：场景清单\n",
        "**附件**\n场景清单\n",
        "附件1\n场景清单\n",
        "附件 2：\n## 场景 清单\n",
        "附件\n\n— 3 —\n**场景清单**\n",
    ],
)
def test_title(head: str) -> None:
    annex = parse(head + HEAD + "1\t医疗\t影像诊断\t市卫健委")
    assert annex.title == "场景清单"
    assert rows(annex) == [(1, "医疗", "影像诊断", ("市卫健委",))]


def test_title_repeated_is_set_aside_without_a_warning() -> None:
    annex = parse("附件：场景清单\n场景　清单\n" + HEAD)
    assert [noise.kind for noise in annex.noise] == ["repeated_title"]
    assert annex.warnings == ()


def test_merged_domain_counts_for_the_rows_below() -> None:
    annex = parse(HEAD + "1\t医疗\t甲\t乙局\n2\t\t丙\t乙局\n3\t交通\t丁\t乙局")
    assert [found.domain for found in annex.scenarios] == ["医疗", "医疗", "交通"]


def test_rows_without_a_column_of_numbers_are_numbered() -> None:
    annex = parse("场景名称\t责任单位\n甲\t乙局\n丙\t丁局")
    assert rows(annex) == [(1, "", "甲", ("乙局",)), (2, "", "丙", ("丁局",))]


@pytest.mark.parametrize(("written", "number"), [("7", 7), ("7.", 7), ("７", 7), ("十二", 12)])
def test_numbers(written: str, number: int) -> None:
    assert [found.number for found in parse(HEAD + f"{written}\t医疗\t甲\t乙局").scenarios] == [number]


@pytest.mark.parametrize("written", ["", "①", "甲", "1" * 5000])
def test_row_with_another_number_is_reported(written: str) -> None:
    annex = parse(HEAD + f"{written}\t医疗\t甲\t乙局\n2\t医疗\t丙\t乙局")
    assert [found.number for found in annex.scenarios] == [2]
    assert warnings(annex) == [("unreadable_row", 2)]


def test_duplicate_number_is_reported_once_and_as_what_it_is() -> None:
    annex = parse(HEAD + "1\t医疗\t甲\t乙局\n1\t医疗\t丙\t乙局")
    assert [found.name for found in annex.scenarios] == ["甲"]
    assert warnings(annex) == [("numbering", 3)]


def test_agencies_of_every_column_count() -> None:
    annex = parse("名称\t牵头单位\t配合单位\n甲\t乙局\t丙局、丁局等")
    (scenario,) = annex.scenarios
    assert (scenario.agencies, scenario.agencies_open) == (("乙局", "丙局", "丁局"), True)


def test_truncated_row_is_the_last_row_whatever_follows_it() -> None:
    annex = parse(HEAD + "1\t医疗\t甲\t\n2\t医疗\t丙\n— 9 —")
    assert warnings(annex) == [("unreadable_row", 2), ("truncated_row", 3), ("stray_line", 4)]
    assert [noise.kind for noise in annex.noise] == ["unreadable_row", "truncated_row", "page_number"]


def test_table_without_a_known_head_is_reported() -> None:
    annex = parse("附件：清单\n甲\t乙\n丙\t丁")
    assert annex.scenarios == ()
    assert warnings(annex) == [("unreadable_row", 2), ("truncated_row", 3)]


def test_message_shows_no_more_than_the_beginning_of_a_long_row() -> None:
    annex = parse(HEAD + "1\t" + "医" * 1000)
    assert len(annex.warnings[0].message) < 120


def test_no_annex() -> None:
    assert parse_annex([]) == Annex()


def test_head_of_many_cells_is_not_walked_for_every_row() -> None:
    # No clock: with the whole head looked at again for each row this took minutes.
    annex = parse("名称\t责任单位" + "\t责任单位" * 30_000 + "\n" + "甲\t乙局\n" * 30_000)
    assert len(annex.scenarios) == 30_000


def test_cell_that_is_no_name_is_reported() -> None:
    annex = parse(HEAD + f"1\t医疗\t{'甲' * 501}\t乙局\n2\t医疗\t{'丙' * 500}\t乙局")
    assert [found.number for found in annex.scenarios] == [2]
    assert warnings(annex) == [("unreadable_row", 2)]
