from __future__ import annotations

import pytest

from answer.compose.english import in_english
from answer.models import Answer, Kind


def _answer(text: str, status: str = "answered") -> Answer:
    return Answer(question="", text=text, status=status, route="document", citations=(), timings={})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("**国务院，2018年12月21日**\n\n……", "21 December 2018."),
        ("**自2021年1月起**\n2019年2月3日", "January 2021."),
        ("**最高不超过100万元**", "1,000,000 yuan."),
        ("**1.5亿元**", "150,000,000 yuan."),
        ("没有要点", "What the document says"),
    ],
)
def test_dates_and_amounts_of_the_answer_are_said_in_english(text: str, line: str) -> None:
    said = in_english(_answer(text), None, 0)
    assert said.startswith(line)
    assert "2019" not in said


@pytest.mark.parametrize(
    ("what", "number", "said"),
    [("measure", 1, "1 measure or article."), ("agency", 12, "12 bodies."), ("section", 0, "0 parts.")],
)
def test_what_was_counted_is_said(what: Kind, number: int, said: str) -> None:
    assert in_english(_answer(""), what, number).startswith(said)


def test_a_refusal_says_so() -> None:
    assert "does not state" in in_english(_answer("", "unanswerable_not_stated"), None, 0)
    assert in_english(_answer("", "small_talk"), None, 0) == ""
