from __future__ import annotations

import pytest

from ingest.corpus_files import load_policy
from ingest.metadata import read_level
from ingest.models import Metadata
from ingest.parser import parse_policy
from ingest.report import explanation
from tests.ingest.report.policies import LED, led, plain

ARTICLES = "甲市管理办法\n第一章 总则\n第一条 为了管理，制定本办法。\n第二条 本办法适用于本市。\n第二章 附则\n第三条 本办法自公布之日起施行。\n"


def test_each_part_says_what_was_taken_for_what() -> None:
    assert explanation(led()).splitlines() == [
        "甲市若干措施（试行）",
        "解析把握较大。",
        "",
        "措施是怎样认定的",
        "  “一、总体要求”：1 段目标、原则等正文，不算措施。",
        f"    {led().reading.reasons[0]}",
        "  “二、主要任务”：措施是“（一）”一级，3 条。",
        f"    {led().reading.reasons[1]}",
        "  “三、附则”：1 段附则，不算措施。",
        f"    {led().reading.reasons[2]}",
        "  表格：1 张，每一行是一项内容，不算措施。",
    ]


def test_without_sections() -> None:
    assert explanation(plain()).splitlines()[4:] == [
        "  正文：措施是“（一）”一级，2 条。",
        "    各条下面没有更细的编号，本身就说明要做什么。",
    ]


def test_articles_are_explained_once() -> None:
    shown = explanation(parse_policy(ARTICLES))
    assert shown.count("分条的文件") == 1
    assert "“第二章 附则”：措施是“第…条”一级，1 条。" in shown


def test_what_a_person_named_is_the_reason() -> None:
    shown = explanation(parse_policy(LED, Metadata("a", "甲", measures=read_level("一、"))))
    assert "按指定，措施是“一、”这一级。" in shown
    assert "更细的编号" not in shown


@pytest.mark.parametrize("text", [LED, ARTICLES, "（一）甲。", None])
def test_every_measure_and_every_reason_is_accounted_for(text: str | None) -> None:
    document = parse_policy(text) if text else load_policy()
    lines = explanation(document).splitlines()
    counted = [
        int(part.split("一级，")[1].split(" 条")[0]) for line in lines for part in line.split("；") if "一级，" in part
    ]
    assert sum(counted) == len(document.measures)
    assert [reason for reason in document.reading.reasons if not any(reason in line for line in lines)] == []
