from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.models import Role
from ingest.tables.rows import TableLines, Tables, read_tables

HEAD = "序号\t应用领域\t场景名称\t责任单位\n"


def read(text: str) -> Tables:
    return read_tables(text, [TableLines(tuple(read_blocks(text)), in_annex=True)])


def rows(tables: Tables) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(found.printed, found.domain, found.name, found.agencies) for found in tables.rows]


def warnings(tables: Tables) -> list[tuple[str, int]]:
    return [(warning.kind, warning.line) for warning in tables.warnings]


def test_a_row_is_an_item_with_named_cells() -> None:
    tables = read(HEAD + "1\t医疗\t影像诊断\t市卫健委、市医保局等\n")
    (row,) = tables.rows
    assert (row.id, row.label, row.agencies_open) == ("A1", "附件第1项", True)
    assert row.cells == (
        ("序号", "1"),
        ("应用领域", "医疗"),
        ("场景名称", "影像诊断"),
        ("责任单位", "市卫健委、市医保局等"),
    )
    assert [(one.word, one.role, one.agencies) for one in row.roles] == [
        ("责任单位", Role.RESPONSIBLE, ("市卫健委", "市医保局"))
    ]
    (table,) = tables.tables
    assert (table.head, table.rows) == (("序号", "应用领域", "场景名称", "责任单位"), ("A1",))


@pytest.mark.parametrize("separator", ["\t", " | "])
@pytest.mark.parametrize("numbered", [True, False])
def test_merged_cells_count_for_the_rows_below(separator: str, numbered: bool) -> None:
    lines = [
        ["序号", "应用领域", "场景名称", "责任单位"],
        ["1", "医疗", "甲", "乙局"],
        ["2", "", "丙", "乙局"],
        ["3", "交通", "丁", "乙局"],
    ]
    cut = lines if numbered else [line[1:] for line in lines]
    text = "\n".join(separator.join(line) if separator == "\t" else f"| {separator.join(line)} |" for line in cut)
    assert [found.domain for found in read(text).rows] == ["医疗", "医疗", "交通"]


def test_an_empty_cell_of_agencies_is_not_filled_in() -> None:
    tables = read("任务\t牵头单位\t配合单位\n甲\t乙局\t丙局\n丁\t戊局\t\n")
    assert [found.agencies for found in tables.rows] == [("乙局", "丙局"), ("戊局",)]
    assert tables.warnings == []


def test_rows_without_a_column_of_numbers_are_numbered() -> None:
    tables = read("场景名称\t责任单位\n甲\t乙局\n丙\t丁局")
    assert [(found.number, found.name, found.agencies) for found in tables.rows] == [
        (1, "甲", ("乙局",)),
        (2, "丙", ("丁局",)),
    ]


@pytest.mark.parametrize("written", ["7", "7.", "７", "十二", "（七）", "7、"])
def test_numbers_stay_as_printed(written: str) -> None:
    tables = read(HEAD + f"{written}\t医疗\t甲\t乙局")
    assert [(found.number, found.printed) for found in tables.rows] == [(1, written)]
    assert tables.warnings == []


@pytest.mark.parametrize("written", ["①", "甲", "1" * 5000])
def test_row_with_another_number_is_kept_and_reported(written: str) -> None:
    tables = read(HEAD + f"{written}\t医疗\t甲\t乙局\n2\t医疗\t丙\t乙局")
    assert [found.name for found in tables.rows] == ["甲", "丙"]
    assert warnings(tables) == [("unreadable_row", 2)]


def test_duplicate_number_is_kept_and_reported_as_what_it_is() -> None:
    tables = read(HEAD + "1\t医疗\t甲\t乙局\n1\t医疗\t丙\t乙局")
    assert [found.name for found in tables.rows] == ["甲", "丙"]
    assert warnings(tables) == [("numbering", 3)]


def test_agencies_of_every_column_count_with_their_role() -> None:
    (row,) = read("名称\t牵头单位\t配合单位\n甲\t乙局\t丙局、丁局等").rows
    assert (row.agencies, row.agencies_open) == (("乙局", "丙局", "丁局"), True)
    assert [one.role for one in row.roles] == [Role.LEAD, Role.WITH]


def test_roles_inside_a_cell() -> None:
    (row,) = read("名称\t责任单位\n甲\t牵头单位：乙局；配合单位：丙局").rows
    assert [(one.role, one.agencies) for one in row.roles] == [(Role.LEAD, ("乙局",)), (Role.WITH, ("丙局",))]


@pytest.mark.parametrize("cell", ["乙局 丙局", "乙局<br>丙局", "乙局、<br/>丙局", "乙局；丙局", "乙局，丙局"])
def test_agencies_stand_side_by_side_or_below_each_other(cell: str) -> None:
    (row,) = read(f"| 名称 | 责任单位 |\n|---|---|\n| 甲 | {cell} |").rows
    assert row.agencies == ("乙局", "丙局")


@pytest.mark.parametrize("nothing", ["/", "—", "-", "无", "——"])
def test_a_cell_that_says_nothing_is_no_agency(nothing: str) -> None:
    tables = read(f"名称\t牵头单位\t配合单位\n甲\t乙局\t{nothing}\n丙\t丁局\t戊局")
    assert [found.agencies for found in tables.rows] == [("乙局",), ("丁局", "戊局")]
    assert tables.warnings == []


def test_row_without_agencies_is_kept_and_reported() -> None:
    tables = read(HEAD + "1\t医疗\t甲\t\n2\t医疗\t丙\t乙局")
    assert [found.name for found in tables.rows] == ["甲", "丙"]
    assert warnings(tables) == [("no_agencies", 2)]


def test_a_column_of_measures_holds_no_agencies() -> None:
    tables = read("指标\t单位\t2023年\t2025年\n研发投入强度\t%\t3.5\t4\n高新技术企业\t家\t4000\t5000")
    assert [found.agencies for found in tables.rows] == [(), ()]
    assert tables.warnings == []


def test_table_without_a_head() -> None:
    tables = read("1\t医疗\t影像诊断\t市卫健委\n2\t医疗\t辅助决策\t市卫健委")
    assert rows(tables) == [("1", "", "影像诊断", ("市卫健委",)), ("2", "", "辅助决策", ("市卫健委",))]
    assert warnings(tables) == [("unreadable_row", 1)]


@pytest.mark.parametrize("section_row", ["| 一、医疗 | 一、医疗 | 一、医疗 |", "| 一、医疗 | | |"])
def test_a_section_row_stands_over_those_below(section_row: str) -> None:
    tables = read(f"| 序号 | 任务 | 责任单位 |\n|---|---|---|\n{section_row}\n| 1 | 甲 | 乙局 |\n| 2 | 丙 | 乙局 |")
    assert rows(tables) == [("1", "一、医疗", "甲", ("乙局",)), ("2", "一、医疗", "丙", ("乙局",))]


def test_a_row_broken_by_a_page_is_joined() -> None:
    tables = read("| 序号 | 名称 | 责任单位 |\n|---|---|---|\n| 1 | 甲 | 乙局、 |\n| | | 丙局 |\n| 2 | 丁 | 戊局 |")
    assert rows(tables) == [("1", "", "甲", ("乙局", "丙局")), ("2", "", "丁", ("戊局",))]


def test_a_head_that_comes_again_is_no_row() -> None:
    assert [found.name for found in read(HEAD + "1\t医疗\t甲\t乙局\n" + HEAD + "2\t医疗\t丙\t乙局").rows] == [
        "甲",
        "丙",
    ]


def test_two_rows_of_heads() -> None:
    text = "| 任务 | 责任单位 | 责任单位 |\n|---|---|---|\n| 任务 | 牵头单位 | 配合单位 |\n| 甲 | 乙局 | 丙局 |"
    (row,) = read(text).rows
    assert [(one.word, one.role) for one in row.roles] == [("牵头单位", Role.LEAD), ("配合单位", Role.WITH)]


def test_truncated_last_row_is_set_aside_with_a_warning() -> None:
    tables = read(HEAD + "1\t医疗\t甲\t乙局\n2\t医疗\t丙")
    assert [found.name for found in tables.rows] == ["甲"]
    assert [(noise.kind, noise.text) for noise in tables.noise] == [("truncated_row", "2\t医疗\t丙")]
    assert warnings(tables) == [("truncated_row", 3)]


def test_numbered_lines_inside_cells_stay_in_the_cell() -> None:
    (row,) = read("| 内容 | 标准 |\n|---|---|\n| 研发投入 | 1.达到5%得30分；2.达到3%得20分。 |").rows
    assert row.cells[1] == ("标准", "1.达到5%得30分；2.达到3%得20分。")


def test_several_tables_are_numbered_and_their_rows_go_on() -> None:
    one, two = "名称\t责任单位\n甲\t乙局\n", "指标\t目标\n丙\t丁\n"
    source = one + two
    blocks = read_blocks(source)
    tables = read_tables(
        source, [TableLines(tuple(blocks[:2]), "清单", in_annex=True), TableLines(tuple(blocks[2:]), "指标", "附件2")]
    )
    assert [(row.id, row.table, row.place, row.label) for row in tables.rows] == [
        ("A1", 1, 1, "附件第1项"),
        ("A2", 2, 1, "表2第1行"),
    ]
    assert [(table.number, table.title, table.section) for table in tables.tables] == [
        (1, "清单", ""),
        (2, "指标", "附件2"),
    ]


def test_message_shows_no_more_than_the_beginning_of_a_long_row() -> None:
    tables = read(HEAD + "1\t" + "医" * 1000)
    assert len(tables.warnings[0].message) < 120


def test_head_of_many_cells_is_not_walked_for_every_row() -> None:
    # No clock: with the whole head looked at again for each row this took minutes.
    tables = read("名称\t责任单位" + "\t责任单位" * 3_000 + "\n" + "甲\t乙局\n" * 30_000)
    assert len(tables.rows) == 30_000


def test_cell_that_is_no_name_names_nothing() -> None:
    tables = read(HEAD + f"1\t医疗\t{'甲' * 501}\t乙局\n2\t医疗\t{'丙' * 500}\t乙局")
    assert [found.name for found in tables.rows] == ["医疗", "丙" * 500]


def test_a_table_outside_an_annex_is_called_by_its_number() -> None:
    text = "名称\t责任单位\n甲\t乙局"
    (row,) = read_tables(text, [TableLines(tuple(read_blocks(text)))]).rows
    assert row.label == "表1第1行"
