from __future__ import annotations

import pytest

from ingest.grammar.lines import (
    CLOSE_LABEL,
    FINISHED,
    LABELS,
    REFERENCE,
    LineKind,
    cells,
    classify,
    is_table_row,
    plain,
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("第一章　总则", LineKind.CHAPTER),
        ("第二部分 重点任务", LineKind.CHAPTER),
        ("第一编 总则", LineKind.BOOK),
        ("第二分编 准合同", LineKind.SUBBOOK),
        ("第一节　一般规定", LineKind.DIVISION),
        ("第十二条　本办法自发布之日起施行。", LineKind.ARTICLE),
        ("第12条 为了甲。", LineKind.ARTICLE),
        ("### 一、强化供给", LineKind.SECTION),
        ("　　二、 保障", LineKind.SECTION),
        ("（一）建设平台。", LineKind.ITEM),
        ("(十八)加强监管。", LineKind.ITEM),
        ("**（二）建设平台。**", LineKind.ITEM),
        ("1.支持企业。", LineKind.POINT),
        ("12、支持企业。", LineKind.POINT),
        ("1．支持企业。", LineKind.POINT),
        ("⒈支持企业。", LineKind.POINT),
        ("第十七条之一　为了甲。", LineKind.ARTICLE),
        ("一．支持企业。", LineKind.SECTION),
        ("㈠建设平台。", LineKind.ITEM),
        ("1.1 编制目的", LineKind.DECIMAL),
        ("2.3.1 组织领导", LineKind.DECIMAL),
        ("（1）支持企业。", LineKind.SUBPOINT),
        ("1）支持企业。", LineKind.HALF_POINT),
        ("⑴支持企业。", LineKind.SUBPOINT),
        ("①支持企业。", LineKind.CIRCLED),
        ("⑩支持企业。", LineKind.CIRCLED),
        ("附件", LineKind.ANNEX),
        ("附件2", LineKind.ANNEX),
        ("附表一：", LineKind.ANNEX),
        ("## 附件：清单", LineKind.ANNEX),
        ("附件1 场景清单", LineKind.ANNEX),
        ("附录", LineKind.ANNEX),
        ("序号\t名称", LineKind.TABLE_ROW),
        ("\t\t低空基础设\t", LineKind.TABLE_ROW),
        ("| 1 | 甲 |", LineKind.TABLE_ROW),
        ("https://www.example.gov.cn/a", LineKind.LINK),
        ("（[http://a.b/c\\_1](http://a.b/c_1)）", LineKind.LINK),
        ("![图](http://a.b/c.png)", LineKind.LINK),
        ("— 3 —", LineKind.PAGE_NUMBER),
        ("-12-", LineKind.PAGE_NUMBER),
        ("第 3 页 共 9 页", LineKind.PAGE_NUMBER),
        ("（此件公开发布）", LineKind.STAMP),
        ("抄送：市委各部委。", LineKind.STAMP),
        ("某市人民政府办公厅2023年5月31日印发", LineKind.STAMP),
        ("2023年5月31日", LineKind.DATE),
        ("二〇二三年五月三十一日", LineKind.DATE),
        ("二○二三年十二月一日", LineKind.DATE),
    ],
)
def test_what_a_line_is(line: str, kind: LineKind) -> None:
    assert classify(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "2023年年底前出台办法。",
        "3.5亿元资金支持企业。",
        "2023年5月31日前完成。",
        "附件所列清单由市局更新。",
        "第三页所列事项。",
        "见 https://www.example.gov.cn 的公告。",
        "（责任单位：市科技局）",
        "（2023—2024年）",
        "A|B",
        "2.5万元以下的项目。",
        "1、2、3号线",
        "第一，支持企业。",
        "第三款规定的情形除外。",
    ],
)
def test_ordinary_text_is_text(line: str) -> None:
    assert classify(line) is LineKind.TEXT


@pytest.mark.parametrize("line", ["\t（一）建设平台。", "（一）\t建设平台。", "（一）建设平台。\t", "\t支持企业。"])
def test_a_tab_of_the_layout_makes_no_table_row(line: str) -> None:
    assert not is_table_row(line)


@pytest.mark.parametrize("line", ["1\t甲", "1.\t甲\t乙局", "\t\t甲", "25\t\t\t", "|甲|"])
def test_table_rows(line: str) -> None:
    assert is_table_row(line)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\t 甲 \t\t乙局", ["1", "甲", "", "乙局"]),
        ("| 1 | 甲 || 乙局 |", ["1", "甲", "", "乙局"]),
        ("|| 甲 | 乙局 ||", ["", "甲", "乙局", ""]),
        ("| 1 | 甲\t丙 |", ["1", "甲\t丙"]),
        ("| 1 | 甲", ["1", "甲"]),
    ],
)
def test_cells(row: str, expected: list[str]) -> None:
    assert cells(row) == expected


def test_labels_give_number_and_rest() -> None:
    match = LABELS[LineKind.ITEM].match("## （ 十二 ） 建设平台。")
    assert match
    assert (match["label"], match["number"], match["rest"]) == ("（ 十二 ）", "十二", "建设平台。")


@pytest.mark.parametrize("text", ["甲。", "甲：", "“甲。”", "甲；", "（甲。）", "甲……"])
def test_finished(text: str) -> None:
    assert FINISHED.search(text)


@pytest.mark.parametrize("text", ["甲", "甲，", "甲、", "甲。乙", "（甲）", ""])
def test_not_finished(text: str) -> None:
    assert not FINISHED.search(text)


@pytest.mark.parametrize(
    ("line", "text"), [("## 一、总则 ", "一、总则"), ("**场景清单**", "场景清单"), ("　　甲　", "甲"), ("> 引", "引")]
)
def test_plain_is_without_marks(line: str, text: str) -> None:
    assert plain(line) == text


@pytest.mark.parametrize("text", ["第五条和第七条之一处理的除外。", "第六条第（二）项的规定", "第三条规定办理。"])
def test_references(text: str) -> None:
    assert REFERENCE.match(text)


def test_a_digit_right_behind_a_label() -> None:
    match = CLOSE_LABEL.match("2.2025年底前完成改造。")
    assert match
    assert (match["label"], match["rest"]) == ("2.", "2025年底前完成改造。")
