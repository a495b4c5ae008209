"""Every rule of the question file format, by hand."""

from __future__ import annotations

from typing import get_args

import pytest

from eval.categories import LONG, Category
from eval.judge import Verdict, fold, has_fact, judge
from tests.eval.making import make_question, make_response, refusal

SOURCE = "（一）形成规模 1000 亿元的人工智\n\n能基金群。（二）开展试点。"


def test_all_right() -> None:
    response = make_response(quotes=(("M1", "形成规模 1000 亿元"),))
    assert judge(make_question(), response, SOURCE) == Verdict(
        right=True, facts=True, citations=True, short=True, refused=False, verbatim=True
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
    verdict = judge(make_question(), make_response(given), SOURCE)
    assert (verdict.facts, verdict.right) == (same, same)


def test_case_does_not_matter() -> None:
    assert judge(make_question(gold_facts=(("深i企",),)), make_response("“深Ｉ企”平台"), SOURCE).facts
    assert has_fact(("Ai",), "“公共服务+ＡＩ”")


def test_folding() -> None:
    assert fold("“Ａ Ｂ－c_d”（1.5）\n㎡") == "abcd15m2"


@pytest.mark.parametrize(("text", "right"), [("甲乙", False), ("甲丁", True), ("乙丁", False), ("丙丁甲", True)])
def test_every_fact_in_any_of_its_wordings(text: str, right: bool) -> None:
    question = make_question(gold_facts=(("甲", "丙"), ("丁",)))
    assert judge(question, make_response(text), SOURCE).facts is right


@pytest.mark.parametrize(
    ("cites", "right"),
    [
        ("M1 M2", True),
        ("M2 M1", True),
        ("M1", False),
        ("", False),
        ("M1 M2 M3 M4", True),
        ("M3 M4 M1 M2", True),
        ("M1 M2 M3 M4 M5", False),
    ],
)
def test_all_gold_citations_and_at_least_half_gold(cites: str, right: bool) -> None:
    question = make_question(gold_cites=(frozenset({"M1"}), frozenset({"M2"})))
    verdict = judge(question, make_response(cites=cites), SOURCE)
    assert (verdict.citations, verdict.right) == (right, right)


@pytest.mark.parametrize(
    ("cites", "right"),
    [("M10", True), ("A2", True), ("A2 M10", True), ("A2 M3", True), ("A2 M3 M4", False), ("M3", False)],
)
def test_either_of_two_citations(cites: str, right: bool) -> None:
    question = make_question(gold_cites=(frozenset({"M10", "A2"}),))
    assert judge(question, make_response(cites=cites), SOURCE).right is right


@pytest.mark.parametrize("category", get_args(Category))
def test_no_padding(category: Category) -> None:
    limit = 1500 if category in ("agency_tasks", "list_aggregate", "annex") else 700
    assert (category in LONG) is (limit == 1500)
    for length, short in ((limit, True), (limit + 1, False)):
        response = make_response("1000亿元".ljust(length, "长"))
        verdict = judge(make_question(category=category), response, SOURCE)
        assert (verdict.short, verdict.right) == (short, short)


def test_a_refusal_of_an_answerable_question_is_wrong() -> None:
    verdict = judge(make_question(), refusal(), SOURCE)
    assert (verdict.right, verdict.refused) == (False, True)
    everything_right = make_response(refused=True)
    assert not judge(make_question(), everything_right, SOURCE).right


def test_an_unanswerable_question_must_be_refused() -> None:
    question = make_question(category="unanswerable_near", answerable=False, gold_cites=(), gold_facts=())
    assert judge(question, refusal(), SOURCE).right
    assert not judge(question, make_response(), SOURCE).right


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("形成规模 1000 亿元的人工智能基金群。", True),
        ("形成规模1000亿元的人工智能基金群。", True),
        ("形成规模 2000 亿元", False),
        ("形成规模 1000 亿元。", False),
        ("形成规模 １０００ 亿元", False),
    ],
)
def test_every_quote_is_in_the_source(quote: str, verbatim: bool) -> None:
    for quotes in ([("M1", quote)], [("M1", "开展试点。"), ("M1", quote)]):
        verdict = judge(make_question(), make_response(quotes=tuple(quotes)), SOURCE)
        assert (verdict.verbatim, verdict.right) == (verbatim, verbatim)


def test_nothing_required_nothing_missing() -> None:
    assert judge(make_question(gold_cites=(), gold_facts=()), make_response("好", ""), SOURCE).right
