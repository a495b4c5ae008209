from __future__ import annotations

from answer.assistant import Assistant
from answer.models import Answer
from eval.answers import Outcome, run, summary
from eval.judge import Verdict
from eval.questions import JudgedQuestion

NOBODY = Answer("", "", "answered", "retrieval")


def outcome(category: str, *, right: bool, first: bool | None = None, refused: bool = False) -> Outcome:
    answerable = not category.startswith("unanswerable")
    question = JudgedQuestion("Q", category, "", answerable, (), ())
    verdict = Verdict(right, first, facts=True, citations=True, short=True, refused=refused, verbatim=right)
    return Outcome(question, NOBODY, verdict)


def test_questions_are_asked_in_order_and_judged(assistant: Assistant) -> None:
    questions = [
        JudgedQuestion("1", "fact", "基金群规模多大", True, (frozenset({"M16"}),), (("1000亿元",),)),
        JudgedQuestion("2", "unanswerable_far", "红烧肉怎么做才不腻", False, (), ()),
    ]
    outcomes = run(assistant, questions)
    assert [o.question for o in outcomes] == questions
    assert [o.verdict.right for o in outcomes] == [True, True]
    assert [o.answer.status for o in outcomes] == ["answered", "unanswerable_off_topic"]


def test_figures_by_hand() -> None:
    figures = summary(
        [
            outcome("fact", right=True, first=True),
            outcome("fact", right=False, first=True),
            outcome("annex", right=False, first=False, refused=True),
            outcome("colloquial", right=True, first=None),
            outcome("list_aggregate", right=False, first=False),
            outcome("unanswerable_far", right=True, refused=True),
            outcome("unanswerable_far", right=False),
            outcome("unanswerable_near", right=True, refused=True),
        ]
    )
    assert figures == {
        "first citation right (plain questions)": (2 / 3, 3),
        "answer right (plain questions)": (2 / 4, 4),
        "answer right (all answerable)": (2 / 5, 5),
        "falsely refused (plain questions)": (1 / 4, 4),
        "refused (far off)": (1 / 2, 2),
        "refused (near misses)": (1.0, 1),
        "quotes verbatim": (2 / 5, 5),
        "right: annex": (0.0, 1),
        "right: colloquial": (1.0, 1),
        "right: fact": (1 / 2, 2),
        "right: list_aggregate": (0.0, 1),
        "right: unanswerable_far": (1 / 2, 2),
        "right: unanswerable_near": (1.0, 1),
    }


def test_no_questions_no_figures() -> None:
    assert summary([]) == {}
    assert summary([outcome("unanswerable_far", right=True, refused=True)]) == {
        "refused (far off)": (1.0, 1),
        "right: unanswerable_far": (1.0, 1),
    }
