from __future__ import annotations

import pytest

from ingest.grammar.titles import TitleStyle, find_style, find_title

LABEL = "（一）"


def split(rest: str, style: TitleStyle | None = None) -> tuple[str, str]:
    """Return the title and the body of an item, with the style of an item alone if none is given."""
    text = LABEL + rest
    found = find_title(text, len(LABEL), style or find_style([rest], are_all=True))
    return text[found.start : found.end], text[found.body :].strip()


@pytest.mark.parametrize(
    ("rest", "title", "body"),
    [
        ("建设平台。整合资源。", "建设平台", "整合资源。"),
        ("支持“产，学”研。办好大会。", "支持“产，学”研", "办好大会。"),
        ("建设平台（第一批）。整合资源。", "建设平台（第一批）", "整合资源。"),
        ("加强领导，落实责任。成立领导小组。", "加强领导，落实责任", "成立领导小组。"),
        ("　建设平台。整合资源。", "建设平台", "整合资源。"),
        ("【建设平台】整合资源。", "建设平台", "整合资源。"),
        ("【建设平台】：整合资源。", "建设平台", "整合资源。"),
        ("〔建设平台〕整合资源。", "建设平台", "整合资源。"),
        ("建设平台\n整合资源。", "建设平台", "整合资源。"),
        ("建设平台。\n整合资源。", "建设平台", "整合资源。"),
        ("建设平台：\n整合资源。", "建设平台", "整合资源。"),
        ("加强领导，落实责任\n\n成立领导小组。", "加强领导，落实责任", "成立领导小组。"),
        ("建设平台：整合资源。", "建设平台", "整合资源。"),
    ],
)
def test_titles(rest: str, title: str, body: str) -> None:
    assert split(rest) == (title, body)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "建设平台",
        "建设平台。",
        "对甲企业，给予奖励。奖励一次。",
        "对首次认定的企业给予20万元奖励，由区兑现。逾期不予受理。",
        "申请人应当符合下列条件：1.甲；2.乙。",
        "支持企业发展，推动产业升级，鼓励企业在本市建设总部、研发中心、生产基地和销售结算中心。给予奖励。",
    ],
)
def test_what_is_no_title(rest: str) -> None:
    assert split(rest) == ("", rest)


def test_a_title_in_articles_needs_others() -> None:
    style = TitleStyle(only_if_usual=True)
    assert split("支持攻关。给予资助。", style) == ("", "支持攻关。给予资助。")
    assert split("支持攻关。给予资助。", TitleStyle(sentence=True, only_if_usual=True)) == ("支持攻关", "给予资助。")


def test_a_colon_ends_a_title_only_where_that_is_usual() -> None:
    assert split("建设平台：整合资源。", TitleStyle()) == ("", "建设平台：整合资源。")


def test_the_style_is_that_of_most() -> None:
    own_line = ["建设平台\n整合资源。", "引进人才\n给予补贴。", "支持企业。给予奖励。"]
    assert find_style(own_line, are_all=True).own_line
    assert not find_style(own_line, are_all=True).sentence
    assert not find_style(own_line, are_all=True).colon
    assert find_style(["建设平台：整合资源。", "引进人才：给予补贴。"], are_all=True).colon
    none = find_style([], are_all=True)
    assert (none.own_line, none.sentence, none.colon) == (False, False, False)


def test_styles_are_joined() -> None:
    joined = TitleStyle(own_line=True).or_as(TitleStyle(sentence=True))
    assert (joined.own_line, joined.sentence) == (True, True)
