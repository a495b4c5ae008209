from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.levels import Levels, Part, find_levels, heading_of, label_of
from ingest.grammar.lines import LineKind
from ingest.grammar.outline import Node, build_tree
from ingest.grammar.settling import settle_labels

BODY = "支持企业牵头组建创新联合体，围绕重点领域开展关键技术攻关，按规定给予资金支持。"
OWN = "（责任单位：市科技局）"


def levels_of(*lines: str, wanted: LineKind | None = None) -> tuple[Node, Levels]:
    root = build_tree(settle_labels(read_blocks("\n".join(lines))))
    return root, find_levels(root, wanted)


def labels(*lines: str, part: Part = Part.MEASURE, wanted: LineKind | None = None) -> list[str]:
    root, levels = levels_of(*lines, wanted=wanted)
    return [label_of(node) or node.head.text for node in root.walk() if levels.parts.get(node) is part]


def test_what_has_agencies_is_a_measure() -> None:
    lines = ("（一）甲", f"1.乙。{BODY}{OWN}", f"2.丙。{BODY}{OWN}", "（二）丁", f"3.戊。{BODY}{OWN}")
    assert labels(*lines) == ["1.", "2.", "3."]
    assert labels(*lines, part=Part.GROUP) == ["（一）", "（二）"]


def test_numbers_that_go_on_over_the_parts_are_the_measures() -> None:
    lines = ("一、甲", f"1.{BODY}", f"2.{BODY}", "二、乙", f"3.{BODY}", f"4.{BODY}")
    assert labels(*lines) == ["1.", "2.", "3.", "4."]


def test_a_list_behind_a_colon_belongs_to_its_item() -> None:
    lines = ("一、甲", f"（一）对下列项目给予支持：\n1.国家级；\n2.省级。\n{OWN}", f"（二）{BODY}{OWN}")
    assert labels(*lines) == ["（一）", "（二）"]


def test_a_list_joined_by_semicolons_belongs_to_its_item() -> None:
    lines = (
        f"（一）{BODY}",
        "1.对国家级项目给予最高300万元资助；",
        "2.对省级项目给予最高200万元资助。",
        f"（二）{BODY}",
    )
    assert labels(*lines) == ["（一）", "（二）"]


def test_the_outermost_level_may_hold_the_measures() -> None:
    assert labels(f"一、甲。{BODY}", f"二、乙。{BODY}", f"三、丙。{BODY}") == ["一、", "二、", "三、"]
    assert labels("一、甲", BODY, "二、乙", BODY) == ["一、", "二、"]


def test_the_level_differs_from_part_to_part() -> None:
    lines = (
        "一、任务",
        "（一）甲",
        f"1.乙。{BODY}{OWN}",
        f"2.丙。{BODY}{OWN}",
        "（二）丁",
        f"1.戊。{BODY}{OWN}",
        f"2.己。{BODY}{OWN}",
        "二、保障措施",
        f"（一）庚。{BODY}",
        f"（二）辛。{BODY}",
    )
    assert labels(*lines) == ["1.", "2.", "1.", "2.", "（一）", "（二）"]


@pytest.mark.parametrize("name", ["总体要求", "指导思想", "基本原则", "工作目标", "适用范围"])
def test_aims_hold_no_measures(name: str) -> None:
    lines = (
        f"一、{name}",
        f"（一）甲。{BODY}",
        f"（二）乙。{BODY}",
        "二、任务",
        f"（三）丙。{BODY}",
        f"（四）丁。{BODY}",
    )
    assert labels(*lines) == ["（三）", "（四）"]
    assert labels(*lines, part=Part.AIM) == ["一、", "（一）", "（二）"]


def test_closing_provisions_are_no_measures() -> None:
    lines = ("一、任务", f"（一）甲。{BODY}", f"（二）乙。{BODY}", "二、附则", "（三）本措施由市科技局负责解释。")
    assert labels(*lines, part=Part.CLOSING) == ["二、", "（三）"]


def test_an_item_that_only_says_when_it_begins_is_no_measure() -> None:
    lines = (f"一、甲。{BODY}", f"二、乙。{BODY}", "三、本措施自2024年1月1日起施行，有效期3年。")
    assert labels(*lines) == ["一、", "二、"]


def test_articles_are_measures_whatever_they_say() -> None:
    lines = ("第一章 总则", "第一条 为了甲，制定本办法。", "第二章 附则", "第二条 本办法自2024年1月1日起施行。")
    assert labels(*lines) == ["第一条", "第二条"]
    assert labels(*lines, part=Part.GROUP) == ["第一章", "第二章"]


def test_every_decision_that_another_might_question_has_its_reason() -> None:
    _, levels = levels_of("（一）甲", f"1.乙。{BODY}{OWN}", f"2.丙。{BODY}{OWN}")
    (reason,) = levels.reasons
    assert "第 1 行" in reason
    assert "责任单位" in reason
    assert levels.doubts == []


def test_what_was_close_is_a_doubt() -> None:
    _, levels = levels_of("一、甲", f"（一）{BODY}", "1.支持企业", "2.支持高校", f"（二）{BODY}")
    assert levels.doubts


def test_a_person_overrules() -> None:
    lines = ("（一）甲", f"1.乙。{BODY}{OWN}", f"2.丙。{BODY}{OWN}", "（二）丁", f"1.戊。{BODY}{OWN}")
    assert labels(*lines, wanted=LineKind.ITEM) == ["（一）", "（二）"]
    _, levels = levels_of(*lines, wanted=LineKind.ITEM)
    assert levels.reasons[0].startswith("按指定")


def test_what_a_line_is_called() -> None:
    root, _ = levels_of("一、总体要求。", "（一）指导思想：以人民为中心。")
    assert [heading_of(node) for node in root.walk() if node.block] == ["总体要求", "指导思想"]
