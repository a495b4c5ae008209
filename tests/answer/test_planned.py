"""Answers by plans: what a document does not say of itself is said beside what it does."""

from __future__ import annotations

import pytest

from answer.clock import Clock
from answer.evidence import Coverage
from answer.planned import PlannedAnswers
from answer.replies import Replies
from index.normalize import normalize
from index.search_index import SearchIndex
from tests.answer.understand.recognisers.conftest import names_of


@pytest.fixture(scope="module")
def planned() -> PlannedAnswers:
    document = names_of("jiashan-opc-2026").document
    return PlannedAnswers(SearchIndex.by_words(document), Coverage(document), Replies(document), lambda *_: None)


def test_of_two_things_the_one_that_is_not_stated_is_named(planned: PlannedAnswers) -> None:
    question = "“算力费用”是什么意思，这份文件图啥？"
    answer = planned.answer(question, normalize(question), Clock())
    assert answer is not None
    assert not answer.refused
    assert "文件没有写明“算力费用”的含义。" in answer.body
    assert "制定的目的" in answer.body
    assert answer.citations


def test_where_none_of_them_is_stated_there_is_no_plan(planned: PlannedAnswers) -> None:
    question = "“算力费用”是什么意思？"
    assert planned.answer(question, normalize(question), Clock()) is None


def test_a_space_that_was_typed_ends_a_clause(planned: PlannedAnswers) -> None:
    typed = "这份文件图啥 对一人公司有啥好处"
    answer = planned.answer(typed, normalize(typed), Clock())
    assert answer is not None
    assert "制定的目的" in answer.body
    assert "支持和便利" in answer.body


def test_an_answer_says_how_its_question_was_read(planned: PlannedAnswers) -> None:
    question = "哪些措施写明了金额，这份文件里？"
    answer = planned.answer(question, normalize(question), Clock())
    assert answer is not None
    assert answer.trace is not None
    assert answer.trace.readings[0].endswith("写明金额的措施")
    assert len(answer.trace.readings) == len(set(answer.trace.readings))
