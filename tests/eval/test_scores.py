from __future__ import annotations

from dataclasses import fields
from math import log2

import pytest

from eval.judge import judge
from eval.questions import JudgedQuestion
from eval.scores import LOWER_IS_BETTER, METRICS, Scores, score
from eval.systems import Response
from eval.unsupported import agencies_in
from ingest.models import PolicyDocument
from tests.eval.making import make_question, make_response, refusal

AGENCIES = ("市科协", "各区", "各区各部门", "市教育局")
SOURCE = "形成规模1000亿元。"
QUESTION = make_question(
    gold_cites=(frozenset({"M1"}), frozenset({"M2", "A2"})),
    gold_facts=(("甲乙",), ("丙", "丁")),
    gold_agencies=("各区", "市科协"),
)


def scores(question: JudgedQuestion, response: Response) -> dict[str, float | None]:
    return score(question, response, judge(question, response, SOURCE), AGENCIES).as_dict()


def eligible(question: JudgedQuestion, response: Response) -> dict[str, float]:
    return {name: value for name, value in scores(question, response).items() if value is not None}


def test_every_score_by_hand() -> None:
    response = make_response("甲乙。各区各部门、市科协", "A2 M9", ranked=("M9", "A2", "M3", "M1"))
    assert scores(QUESTION, response) == pytest.approx(
        {
            "right": 0.0,
            "fact_recall": 1 / 2,
            "citation_precision": 1 / 2,
            "citation_recall": 1 / 2,
            "agency_f1": 1 / 2,  # 各区各部门 is another agency than 各区
            "character_f1": 2 * 2 / (10 + 3),  # 甲乙各区各部门市科协 and 甲乙丙 share 甲 and 乙
            "first_citation": 1.0,
            "recall_at_5": 1.0,
            "recall_at_10": 1.0,
            "mrr_at_10": 1 / 2,
            "ndcg_at_10": (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)),
            "refusal_near": None,
            "refusal_far": None,
            "refusal_precision": None,
            "status": None,
            "false_refusal": 0.0,
            "verbatim": 1.0,
            "length": 12.0,
            "phrased": None,
            "sentences_dropped": None,
            "unsupported": None,
        }
    )


def test_a_right_answer() -> None:
    found = eligible(make_question(), make_response())
    assert found == {
        "right": 1.0,
        "fact_recall": 1.0,
        "citation_precision": 1.0,
        "citation_recall": 1.0,
        "character_f1": 1.0,
        "first_citation": 1.0,
        "false_refusal": 0.0,
        "verbatim": 1.0,
        "length": 7.0,
    }


def test_recall_at_five_ends_at_five() -> None:
    ranked = ("M9", "A9", "A8", "A7", "A6", "M1")
    found = eligible(make_question(), make_response(ranked=ranked))
    assert (found["recall_at_5"], found["recall_at_10"], found["mrr_at_10"]) == (0.0, 1.0, 1 / 6)


def test_a_false_refusal_scores_zero_where_an_answer_was_due() -> None:
    assert eligible(QUESTION, refusal()) == {
        "right": 0.0,
        "fact_recall": 0.0,
        "citation_recall": 0.0,
        "agency_f1": 0.0,
        "character_f1": 0.0,
        "first_citation": 0.0,
        "refusal_precision": 0.0,
        "false_refusal": 1.0,
    }


@pytest.mark.parametrize(
    ("category", "own"),
    [("unanswerable_near", "refusal_near"), ("unanswerable_far", "refusal_far"), ("multi_turn", None)],
)
def test_an_unanswerable_question(category: str, own: str | None) -> None:
    question = make_question(category=category, answerable=False, gold_cites=(), gold_facts=())
    refused = {"right": 1.0, "refusal_precision": 1.0, **({own: 1.0} if own else {})}
    answered = {"right": 0.0, "verbatim": 1.0, "length": 7.0, **({own: 0.0} if own else {})}
    assert eligible(question, refusal(ranked=("M1",))) == refused
    assert eligible(question, make_response(ranked=("M1",))) == answered


def test_gold_that_is_not_there_is_not_scored() -> None:
    question = make_question(gold_cites=(), gold_facts=())
    found = eligible(question, make_response("各区", "M1", ranked=("M1",)))
    assert found == {"right": 0.0, "false_refusal": 0.0, "verbatim": 1.0, "length": 2.0}


def test_an_answer_that_cites_nothing_has_no_precision() -> None:
    found = scores(make_question(), make_response(cites=""))
    assert (found["citation_precision"], found["citation_recall"], found["first_citation"]) == (None, 0.0, 0.0)


def test_an_invented_quote_is_not_verbatim() -> None:
    assert scores(make_question(), make_response(quotes=(("M1", "形成规模9000亿元。"),)))["verbatim"] == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各区各部门", {"各区各部门"}),
        ("各区", {"各区"}),
        ("各区、各区各部门", {"各区", "各区各部门"}),
        ("各区各部门和市科协、市科协", {"各区各部门", "市科协"}),
        ("各区党委", {"各区"}),
        ("市教育厅", set()),
        ("", set()),
    ],
)
def test_the_longest_of_agencies_within_each_other_counts(text: str, expected: set[str]) -> None:
    for agencies in (AGENCIES, AGENCIES[::-1]):
        assert agencies_in(text, agencies) == expected


def test_agencies_of_the_policy_itself(document: PolicyDocument) -> None:
    assert agencies_in("、".join(document.agencies), document.agencies) == set(document.agencies)
    assert agencies_in("各区", ()) == set()


def test_every_score_is_named_once_and_explained() -> None:
    assert tuple(field.name for field in fields(Scores)) == METRICS
    assert set(METRICS) > LOWER_IS_BETTER
    for name in METRICS:
        assert f"        {name}: " in (Scores.__doc__ or "")


def test_of_items_that_will_do_for_one_another_one_is_all_there_is_to_find() -> None:
    question = make_question(gold_cites=(frozenset({"M10", "A2"}), frozenset({"M4"})))
    assert scores(question, make_response(ranked=("A2", "M4", "M10")))["ndcg_at_10"] == 1.0
    assert eligible(question, make_response(ranked=("A2", "M10", "M4")))["ndcg_at_10"] < 1.0


@pytest.mark.parametrize(
    ("status", "gold", "right"),
    [
        ("unanswerable_not_stated", "not_stated", 1.0),
        ("unanswerable_off_topic", "not_stated", 0.0),
        ("small_talk", "small_talk", 1.0),
        ("unanswerable_not_stated", "", None),
    ],
)
def test_a_refusal_may_be_right_for_one_reason_only(status: str, gold: str, right: float | None) -> None:
    question = make_question(
        answerable=False, category="unanswerable_near", gold_cites=(), gold_facts=(), gold_status=gold
    )
    found = scores(question, make_response("没有写明", "", refused=True, status=status))
    assert found["status"] == right
    assert found["right"] == 1.0
    answered = scores(question, make_response())
    assert answered["status"] == (0.0 if gold else None)
