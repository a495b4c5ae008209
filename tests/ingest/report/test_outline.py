from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.corpus_files import load_policy
from ingest.grammar.lines import LineKind
from ingest.models import Metadata, Origin
from ingest.parser import parse_policy
from ingest.report import outline
from ingest.report.lines import one_line
from tests.ingest.report.policies import LED, led, plain


def test_outline_of_a_policy_with_something_of_everything() -> None:
    assert outline(led()).splitlines() == [
        "甲市若干措施（试行）",
        "文号：甲政发〔2026〕3号",
        "发文机关：甲市人民政府",
        "发文日期：2026-03-01",
        "施行日期：2026-04-01",
        "有效期至：2028-12-31",
        "状态：试行",
        "主送：各区人民政府、市直各单位",
        "3 个部分，3 条措施，1 张表（2 行），1 段目标、原则等正文，1 条附则",
        "解析把握较大。",
        "",
        "一、总体要求",
        "  · 坚持政府引导，到2027年建成平台10个。",
        "",
        "二、主要任务",
        "  （一）建设平台",
        "      责任单位：市经信局、市财政局",
        "      牵头：市经信局（据“列第一位的为牵头单位，下同”）；负责：各区政府（据“以下均需各区政府落实，不再列出”）",
        "  （二）培育人才",
        "      牵头单位：市人社局；配合单位：市教育局等",
        "      负责：各区政府（据“以下均需各区政府落实，不再列出”）",
        "  （三）保障资金",
        "      责任单位：市财政局、市审计局",
        "      牵头：市财政局（据“列第一位的为牵头单位，下同”）；负责：各区政府（据“以下均需各区政府落实，不再列出”）",
        "",
        "三、附则",
        "  （附则，见下）",
        "",
        "表1：任务清单",
        "  序号 | 任务 | 牵头单位 | 配合单位，2 行",
        "   1    建平台  （牵头单位：市经信局；配合单位：市科技局）",
        "   2    育人才  （牵头单位：市人社局）",
        "",
        "附则（1 条）",
        "  本措施自2026年4月1日起施行，有效期至2028年12月31日。",
        "",
        "全文统一约定（2 条）",
        "  “列第一位的为牵头单位，下同”：名单中列第一位的单位牵头；写在（一），从那里起适用",
        "  “以下均需各区政府落实，不再列出”：不再逐条列出的负责单位：各区政府；写在（一），从那里起适用",
        "",
        "解析提示（0 条）",
        "  无",
    ]


def test_agencies_are_not_missed_where_the_whole_policy_names_none() -> None:
    assert outline(plain()).splitlines()[7:] == [
        "0 个部分，2 条措施",
        "有 1 处请人工核对：措施编号 1 处（第 4 行）。",
        "",
        "（无章节）",
        "  （一）支持企业",
        "  （三）支持个人",
        "",
        "解析提示（1 条）",
        "  第 4 行：措施编号从 1 跳到 3，中间可能有缺漏",
    ]


def test_a_measure_without_agencies_beside_others_with_some() -> None:
    document = parse_policy("甲\n（一）建设。建平台。（责任单位：甲局）\n（二）培育。育人才。")
    assert "  （二）培育\n      责任单位：未写明" in outline(document)


def test_pages_are_named_where_the_original_has_some() -> None:
    document = plain()
    document = replace(document, origin=Origin("pdf", (0, document.source.index("（三）"))))
    shown = outline(document)
    assert "措施编号 1 处（第 2 页）。" in shown
    assert "  第 2 页（第 4 行）：措施编号从 1 跳到 3" in shown


def test_prose_of_an_annex_stands_behind_the_body() -> None:
    text = (
        "甲市若干措施\n一、任务\n（一）建设。建平台。（责任单位：甲局）\n\n附件：说明\n本清单由甲局解释并逐年更新。\n"
    )
    lines = outline(parse_policy(text)).splitlines()
    assert lines.index("附件：说明") > lines.index("  （一）建设")
    assert lines[lines.index("附件：说明") + 1] == "  · 本清单由甲局解释并逐年更新。"


def test_a_level_that_a_person_named_is_shown() -> None:
    text = "甲市若干措施\n一、任务\n（一）建设。建平台。\n（二）培育。育人才。\n"
    assert "人工指定" not in outline(parse_policy(text))
    shown = outline(parse_policy(text, Metadata("a", "甲", measures=LineKind.SECTION))).splitlines()
    assert "措施的编号：一、（人工指定）" in shown
    assert "0 个部分，1 条措施" in shown


def test_the_built_in_policy_names_every_item() -> None:
    document = load_policy()
    shown = outline(document)
    assert "6 个部分，18 条措施，1 张表（25 行）" in shown
    names = [*(item.title for item in document.measures), *(item.name for item in document.scenarios)]
    assert [name for name in names if one_line(name) not in shown] == []


@pytest.mark.parametrize(
    "text", [LED, "（一）甲。", "没有编号的正文一段，说明要做什么事情。\n\n又一段，说明另一件事情要怎样做。"]
)
def test_every_item_is_in_the_outline(text: str) -> None:
    document = parse_policy(text)
    shown = outline(document)
    names = [item.name.removesuffix("……") for item in document.measures]
    names += [item.name.removesuffix("……") for item in document.goals]
    names += [row.name for row in document.scenarios]
    names += [one_line(part.text)[:20] for part in (document.closing.parts if document.closing else ())]
    names += [section.heading for section in document.sections]
    assert [name for name in names if one_line(name) not in shown] == []
