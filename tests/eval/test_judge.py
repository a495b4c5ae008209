"""Every rule of the question file format, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.models import Answer, Citation, Quote, Status
from eval.judge import Verdict, fold, judge
from eval.questions import JudgedQuestion

SOURCE = "（一）形成规模 1000 亿元的人工智\n\n能基金群。（二）开展试点。"


def question(**changes: object) -> JudgedQuestion:
    plain = JudgedQuestion("Q", "fact", "多大", True, (frozenset({"M1"}),), (("1000亿元",),))
    return replace(plain, **changes)  # type: ignore[arg-type]


def answer(
    text: str = "1000 亿元", cites: str = "M1", status: Status = "answered", quote: str = "形成规模 1000 亿元"
) -> Answer:
    citations = tuple(Citation(key, "", "", "", quote, (Quote(quote, 0, 1),)) for key in cites.split())
    return Answer("多大", text, status, "retrieval", citations)


def test_all_right() -> None:
    assert judge(question(), answer(), SOURCE) == Verdict(
        right=True, first_citation=True, facts=True, citations=True, short=True, refused=False, verbatim=True
    )


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ("规模为“１０００　亿元”。", True),
        ("1,000亿元", True),
        ("1000億元", False),
        ("100亿元", False),
    ],
)
def test_facts_are_compared_without_width_space_and_punctuation(given: str, same: bool) -> None:
    assert judge(question(), answer(given), SOURCE).facts is same


def test_case_does_not_matter() -> None:
    assert judge(question(gold_facts=(("深i企",),)), answer("“深Ｉ企”平台"), SOURCE).facts


def test_folding() -> None:
    assert fold("“Ａ Ｂ－c_d”（1.5）") == "abcd15"


@pytest.mark.parametrize(("text", "right"), [("甲乙", False), ("甲丁", True), ("乙丁", False), ("丙丁甲", True)])
def test_every_fact_in_any_of_its_wordings(text: str, right: bool) -> None:
    assert judge(question(gold_facts=(("甲", "丙"), ("丁",))), answer(text), SOURCE).facts is right


@pytest.mark.parametrize(
    ("cites", "right", "first"),
    [
        ("M1 M2", True, True),
        ("M2 M1", True, True),
        ("M1", False, True),
        ("", False, False),
        ("M1 M2 M3 M4", True, True),
        ("M1 M2 M3 M4 M5", False, True),
        ("M3 M1 M2", True, False),
    ],
)
def test_all_gold_citations_and_at_least_half_gold(cites: str, right: bool, first: bool) -> None:
    verdict = judge(question(gold_cites=(frozenset({"M1"}), frozenset({"M2"}))), answer(cites=cites), SOURCE)
    assert (verdict.citations, verdict.first_citation, verdict.right) == (right, first, right)


@pytest.mark.parametrize(
    ("cites", "right"),
    [("M10", True), ("A2", True), ("A2 M10", True), ("A2 M3", True), ("A2 M3 M4", False), ("M3", False)],
)
def test_either_of_two_citations(cites: str, right: bool) -> None:
    assert judge(question(gold_cites=(frozenset({"M10", "A2"}),)), answer(cites=cites), SOURCE).right is right


@pytest.mark.parametrize(
    ("category", "length", "short"),
    [
        ("fact", 700, True),
        ("fact", 701, False),
        ("agency_tasks", 1500, True),
        ("list_aggregate", 1500, True),
        ("annex", 1500, True),
        ("annex", 1501, False),
    ],
)
def test_no_padding(category: str, length: int, short: bool) -> None:
    verdict = judge(question(category=category), answer("1000亿元".ljust(length, "长")), SOURCE)
    assert (verdict.short, verdict.right) == (short, short)


def test_a_refusal_of_an_answerable_question_is_wrong() -> None:
    verdict = judge(question(), answer("没有写明", "", "unanswerable_not_stated"), SOURCE)
    assert (verdict.right, verdict.refused, verdict.first_citation) == (False, True, False)


@pytest.mark.parametrize("status", ["unanswerable_off_topic", "unanswerable_no_such_item", "blocked_input"])
def test_an_unanswerable_question_must_be_refused(status: Status) -> None:
    asked = question(answerable=False, gold_cites=(), gold_facts=())
    assert judge(asked, answer("没有", "", status), SOURCE).right
    assert not judge(asked, answer(), SOURCE).right
    assert judge(asked, answer(), SOURCE).first_citation is None


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("形成规模 1000 亿元的人工智能基金群。", True),
        ("形成规模1000亿元的人工智能基金群。", True),
        ("形成规模 2000 亿元", False),
        ("形成规模 1000 亿元。", False),
    ],
)
def test_every_quote_is_in_the_source(quote: str, verbatim: bool) -> None:
    verdict = judge(question(), answer(quote=quote), SOURCE)
    assert (verdict.verbatim, verdict.right) == (verbatim, verbatim)


def test_nothing_required_nothing_missing() -> None:
    verdict = judge(question(gold_cites=(), gold_facts=()), answer("好", ""), SOURCE)
    assert (verdict.right, verdict.first_citation) == (True, None)
