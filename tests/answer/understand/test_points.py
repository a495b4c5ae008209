from __future__ import annotations

import pytest

from answer.find.points import points_of
from answer.understand.points import PointsAsked, asks_points_alone, counts_and_names, read_points
from ingest.parser import parse_policy


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("第三条一共列了几项", False, False),
        ("一共几项,最后一项是啥?", False, True),
        ("总共列了几项,打头那项是什么", True, False),
        ("下面一共设几个组,最后一个管什么", False, True),
        ("列了多少种情形,第一种和最后一种是什么", True, True),
    ],
)
def test_points_are_counted(question: str, first: bool, last: bool) -> None:
    assert read_points(question) == PointsAsked(first, last)


@pytest.mark.parametrize("question", ["谁负责", "最后一项是什么", "补贴多少钱", "第三条讲什么", "一共多少钱"])
def test_other_questions_count_none(question: str) -> None:
    assert read_points(question) is None


def test_points_are_found_as_printed() -> None:
    document = parse_policy(
        "第一条 有下列情形之一的，不予批准：\n（一）材料虚假的；\n（二）逾期的；\n（三）其他情形。\n第二条 本办法自发布之日起施行。\n"
    )
    first, second = document.measures
    assert [point.text for point in points_of(first, document.source)] == [
        "（一）材料虚假的；",
        "（二）逾期的；",
        "（三）其他情形。",
    ]
    assert points_of(second, document.source) == ()


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("数一下列了几个,头一个和末一个是啥?", True),
        ("一共列了几项,最后一项是什么?", True),
        ("一共几种?", True),
        ("提到消防的一共几项?", False),
        ("叫“某某贷”的一共几种?", False),
    ],
)
def test_whether_nothing_else_is_said(question: str, alone: bool) -> None:
    assert asks_points_alone(question) is alone


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("点到的单位一共几家,是哪几家?", True),
        ("一共列了几种,都叫啥?", True),
        ("一共几家?", False),
        ("哪几家负责?", False),
    ],
)
def test_what_is_counted_may_be_named(question: str, both: bool) -> None:
    assert counts_and_names(question) is both
