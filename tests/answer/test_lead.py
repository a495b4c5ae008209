from __future__ import annotations

import re
from pathlib import Path

import pytest

from answer.answer_kinds import kind_of
from answer.expressions import find_expressions
from answer.lead import find_lead
from answer.question import Question
from index.normalize import normalize
from tests.answer.test_expressions import OTHERS, SHAPES, sentences_of


def lead(asked: str, sentence: str, *words: str) -> str:
    text = normalize(asked)
    return find_lead(Question(asked, text, words, {}, kind_of(text), None, several=False), sentence)


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("基金群规模多大", "形成规模 1000 亿元的人工智能基金群。", "1000 亿元"),
        ("什么时候启动", "鹏城云脑III项目 2023 年年底启动建设。", "2023 年年底"),
        ("多久发布一次", "出台后按季度发布相关数据。", "按季度"),
        ("每月哪天", "在每月 8 日举行的深圳创投日活动中设立专场。", "每月 8 日"),
        ("共建几家联合实验室", "共建5家以上人工智能联合实验室。", "5家以上"),
        ("有效期到什么时候", "本措施有效期至2026年12月31日。", "2026年12月31日"),
        ("什么时候截止", "申报截止到2025年6月30日前。", "2025年6月30日前"),
        ("什么时候施行", "本办法自二〇二六年七月一日起施行。", "自二〇二六年七月一日起"),
        ("什么时候施行", "本办法自2026年1月1日起施行，有效期5年。", "自2026年1月1日起"),
        ("保存多久", "记录应当保存五年。", "五年"),
        ("补贴多少钱", "给予最高不超过500万元补贴。", "最高不超过500万元"),
        ("补贴多少钱", "按实际投入的50%给予补贴，最高30万元。", "最高30万元"),
        ("补贴比例是多少", "按实际投入的50%给予补贴，最高30万元。", "50%"),
        ("补贴比例是多少", "给予不超过合同额50%的补贴。", "不超过合同额50%"),
        ("培育多少家企业", "到2027年，培育企业500家以上，面积2万平方米。", "500家以上"),
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
        ("奖励多少", "按合同额的50%给予奖励，最高30万元。"),
        ("奖励金额是多少", "给予合同额50%的奖励。"),
        ("什么时候启动", "项目有效期5年。"),
        ("保存多久", "自2026年1月1日起保存。"),
        ("什么时候施行", "自2026年1月1日起施行，至2027年1月1日止的文件同时废止。"),
        ("规模多大", "电话55583219，规模30家。"),
    ],
    ids=[
        "two facts",
        "no fact",
        "no kind",
        "another kind",
        "two names",
        "the name is in the question",
        "a range of years",
        "a rate and an amount",
        "a rate for an amount",
        "how long for when",
        "when for how long",
        "two days",
        "a number that is not read",
    ],
)
def test_no_guess(asked: str, sentence: str) -> None:
    assert lead(asked, sentence) == ""


def test_the_same_fact_twice_is_one() -> None:
    assert lead("奖励多少钱", "奖励500万元，即500万元。") == "500万元"


@pytest.mark.parametrize(
    ("words", "sentence", "expected"),
    [
        (("研发",), "对研发投入给予30万元补贴。", "30万元"),
        (("租房",), "对研发投入给予30万元补贴。", ""),
        (("租房",), "对研发投入给予30万元补贴；对租房给予优惠。", ""),
        (("研发",), "对研发投入给予30万元补贴；对租房给予优惠。", "30万元"),
        (("租房",), "对研发投入给予30万元补贴，对租房给予优惠。", ""),
        (("租房", "补贴"), "对研发给予30万元补贴；对租房给予补贴。", ""),
    ],
)
def test_a_fact_about_something_else_does_not_lead(words: tuple[str, ...], sentence: str, expected: str) -> None:
    assert lead("补贴多少钱", sentence, *words) == expected


MONEY = re.compile(r"[\d一二三四五六七八九十百千][\d,.]*\s*[万亿]*元(?![宇素旦])")
DAYS = re.compile(r"\d{4}\s*年|\d{1,2}\s*月\s*\d{1,2}\s*日")
TITLES = re.compile("《[^》]*》|〔[^〕]*〕")


@pytest.mark.parametrize("path", [None, *SHAPES, *OTHERS], ids=lambda path: path.stem if path else "built-in")
def test_what_leads_is_a_whole_expression_and_the_only_one(path: Path | None) -> None:
    """Over all sentences of several texts, whatever is asked of them."""
    for sentence in sentences_of(path):
        found = {one.text for one in find_expressions(sentence)[0]}
        for asked, others in (
            ("补贴多少钱", MONEY),
            ("什么时候举行", DAYS),
            ("比例是多少", re.compile(r"\d%")),
            ("有多少", MONEY),
        ):
            fact = lead(asked, sentence)
            assert fact == "" or fact in found
            if fact:
                assert not others.search(TITLES.sub("", sentence).replace(fact, "")), (asked, fact, sentence)
