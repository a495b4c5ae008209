from __future__ import annotations

import pytest

from ingest.parser import parse_policy

OWN = "（责任单位：市科技局）"


def warned(*lines: str) -> list[tuple[str, int]]:
    return [(warning.kind, warning.line) for warning in parse_policy("\n".join(lines)).warnings]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、甲", "（一）乙。", "（二）丙。", "二、丁", "（三）戊。"),
        ("一、甲", "（一）乙。", "（二）丙。", "二、丁", "（一）戊。"),
        ("第一条 甲。", "第二条 乙。", "第二条之一 丙。", "第三条 丁。"),
        ("一、甲", "1.乙。", "2.丙。", "二、丁", "1.戊。"),
    ],
)
def test_numbers_that_go_on_or_begin_again_are_as_they_should_be(lines: tuple[str, ...]) -> None:
    assert warned(*lines) == []


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (("（一）甲。", "（二）乙。", "（四）丙。"), 3, "从 2 跳到 4"),
        (("（一）甲。", "（二）乙。", "（二）丙。", "（三）丁。"), 3, "从 2 到 2"),
        (("一、甲", "（一）乙。", "（三）丙。", "（二）丁。", "（四）戊。"), 4, "从 3 到 2"),
        (("第一条 甲。", "第三条 乙。"), 2, "从 1 跳到 3"),
    ],
)
def test_numbers_that_do_not_go_on_are_named_with_their_line(lines: tuple[str, ...], line: int, said: str) -> None:
    (warning,) = parse_policy("\n".join(lines)).warnings
    assert (warning.kind, warning.line) == ("numbering", line)
    assert said in warning.message


def test_one_of_many_without_a_list_is_named() -> None:
    items = [f"（{number}）支持企业。给予奖励。{OWN}" for number in "一二三四五"]
    assert warned(*items) == []
    assert warned(*items, "（六）支持高校。给予奖励。") == [("no_agencies", 6)]


def test_list_without_a_readable_agency_is_reported() -> None:
    (warning,) = parse_policy(f"（一）甲。\n（二）丙。（责任单位：{'乙' * 5000}）").warnings
    assert (warning.kind, warning.line) == ("no_agencies", 2)
    assert "读不出单位" in warning.message


def test_a_name_that_looks_like_no_unit_is_named() -> None:
    (warning,) = parse_policy("（一）甲。\n（二）丙。（责任单位：市科技局、推进落实到位的）").warnings
    assert (warning.kind, warning.line) == ("agency", 2)
    assert "推进落实到位的" in warning.message


def test_text_without_numbers_says_so() -> None:
    assert warned("某市通知", "支持企业发展，给予奖励。", "支持高校发展，给予奖励。") == [("unnumbered", 1)]


def test_a_table_alone_is_whole() -> None:
    assert warned("某市重点任务分工表", "序号\t任务\t责任单位", "1\t建设平台\t市科技局", "2\t引进人才\t市人社局") == []
