from __future__ import annotations

import pytest

from answer.answer_kinds import kind_of
from answer.lead import find_lead
from answer.question import Question
from index.normalize import normalize


def lead(asked: str, sentence: str) -> str:
    text = normalize(asked)
    return find_lead(Question(asked, text, (), {}, kind_of(text), None, several=False), sentence)


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("基金群规模多大", "形成规模 1000 亿元的人工智能基金群。", "1000 亿元"),
        ("什么时候启动", "鹏城云脑III项目 2023 年年底启动建设。", "2023 年年底"),
        ("多久发布一次", "出台后按季度发布相关数据。", "按季度"),
        ("每月哪天", "在每月 8 日举行的深圳创投日活动中设立专场。", "每月 8 日"),
        ("共建几家联合实验室", "共建5家以上人工智能联合实验室。", "5家以上"),
        ("采取什么方式", "采取“揭榜挂帅”方式鼓励研发。", "揭榜挂帅"),
        ("哪部条例要落实", "推动《深圳经济特区人工智能产业促进条例》落实。", "深圳经济特区人工智能产业促进条例"),
    ],
)
def test_the_one_fact_as_written(asked: str, sentence: str, expected: str) -> None:
    assert lead(asked, sentence) == expected


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("补贴多少钱", "奖励500万元，另补助200万元。"),
        ("基金群规模多大", "统筹整合基金资源。"),
        ("讲什么内容", "形成规模1000亿元的基金群。"),
        ("谁负责", "形成规模1000亿元的基金群。"),
        ("叫什么", "“甲”与“乙”。"),
        ("揭榜挂帅是什么方式", "采取“揭榜挂帅”方式。"),
        ("什么时候出台", "印发《行动方案（2023—2024年）》的通知"),
    ],
    ids=[
        "two facts",
        "no fact",
        "no kind",
        "another kind",
        "two names",
        "the name is in the question",
        "a range of years",
    ],
)
def test_no_guess(asked: str, sentence: str) -> None:
    assert lead(asked, sentence) == ""


def test_the_same_fact_twice_is_one() -> None:
    assert lead("奖励多少钱", "奖励500万元，即500万元。") == "500万元"
