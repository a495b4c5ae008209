from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.answer_kinds import AnswerKind
from answer.question import Question

Ask = Callable[[str], Question]


def test_a_question_taken_apart(ask_about: Ask) -> None:
    question = ask_about("人工智能基金群　规模有多大？")
    assert question.raw == "人工智能基金群　规模有多大？"
    assert question.text == "人工智能基金群规模有多大?"
    assert {"人工智能", "规模"} <= set(question.words)
    assert question.kind is AnswerKind.AMOUNT
    assert question.address is None
    assert not question.several


def test_an_address_is_found_in_any_spelling(ask_about: Ask) -> None:
    question = ask_about("第 四 條")
    assert question.address is not None
    assert question.address.citation_id == "M4"


def test_everyday_words_expand_each_term_once(ask_about: Ask) -> None:
    question = ask_about("显卡和gpu")
    assert {"显卡", "gpu"} <= question.synonyms.keys()
    terms = question.expansion.split()
    assert "智能算力" in terms
    assert len(terms) == len(set(terms))


def test_nothing_to_expand(ask_about: Ask) -> None:
    assert ask_about("第四条").expansion == ""


@pytest.mark.parametrize("text", ["两者有什么区别", "分别由谁负责", "基金和人才各是怎么规定的"])
def test_several_matters(ask_about: Ask, text: str) -> None:
    assert ask_about(text).several


@pytest.mark.parametrize("text", ["", "？", "的", "\x00", "😀"])
def test_a_question_about_nothing(ask_about: Ask, text: str) -> None:
    question = ask_about(text)
    assert question.words == ()
    assert question.kind is AnswerKind.OTHER


@pytest.mark.parametrize("text", ["人才这块有哪些举措", "数据怎么搞", "讲讲组织领导", "监管的内容", "第二条详细说说"])
def test_all_there_is_to_say(ask_about: Ask, text: str) -> None:
    assert ask_about(text).is_broad


@pytest.mark.parametrize("text", ["基金群有多大", "数据由谁负责", "联合实验室", "鹏城云脑哪年启动", ""])
def test_something_in_particular(ask_about: Ask, text: str) -> None:
    assert not ask_about(text).is_broad


@pytest.mark.parametrize(
    "text", ["讲师团出自第几条", "隐私计算写在哪里？在哪一条", "低空经济归在哪一部分", "which article mentions robots"]
)
def test_where_something_stands(ask_about: Ask, text: str) -> None:
    assert ask_about(text).asks_place


@pytest.mark.parametrize("text", ["哪些企业受益", "讲师团是什么", "第二条写了什么", ""])
def test_not_where_something_stands(ask_about: Ask, text: str) -> None:
    assert not ask_about(text).asks_place


@pytest.mark.parametrize(
    ("text", "present"),
    [("目前有补贴吗", True), ("明年还做吗", True), ("is it still valid", True), ("有补贴吗", False), ("", False)],
)
def test_the_present(ask_about: Ask, text: str, present: bool) -> None:
    assert ask_about(text).asks_present is present


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("深圳的机器人企业", "的机器人企业"),
        ("深圳市的行动方案里机器人怎么讲", "的里机器人怎么讲"),
        ("机器人", "机器人"),
        # Where nothing else is left, all of it is looked for.
        ("深圳市行动方案", "深圳市行动方案"),
        ("这份文件？", "这份文件?"),
    ],
)
def test_what_is_looked_for(ask_about: Ask, text: str, matter: str) -> None:
    assert ask_about(text).matter == matter


@pytest.mark.parametrize(("text", "chinese"), [("算力 power", True), ("compute power", False), ("", False)])
def test_the_script(ask_about: Ask, text: str, chinese: bool) -> None:
    assert ask_about(text).is_chinese is chinese
