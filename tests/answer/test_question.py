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
