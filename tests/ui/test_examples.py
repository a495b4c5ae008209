"""The questions to begin with."""

from __future__ import annotations

from ingest.corpus_files import load_policy
from ingest.parser import parse_policy
from tests.ui.samples import short_policy
from ui.examples import example_questions


def test_examples_are_six_questions_of_different_kinds_from_the_document() -> None:
    document = load_policy()
    questions = example_questions(document)
    assert len(set(questions)) == 6
    assert sum("“" in question for question in questions) >= 3
    assert any(document.scenarios[0].name in question for question in questions)
    assert all(question.count("“") <= 1 for question in questions)


def test_examples_of_a_short_document_without_titles_agencies_and_annex() -> None:
    assert example_questions(short_policy()) == ("第二条写了什么？", "第一条写了什么？")


def test_examples_of_a_document_of_paragraphs() -> None:
    document = parse_policy("某市意见\n\n要建设平台，给予补助。\n\n要支持企业，给予奖励。\n")
    assert example_questions(document) == ("“正文第1段”这段写了什么？", "“正文第2段”这段写了什么？")
