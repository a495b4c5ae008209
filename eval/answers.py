"""Ask every question of a file and judge the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from answer.assistant import Assistant
from answer.models import Answer
from eval.judge import Verdict, judge
from eval.questions import JudgedQuestion

LATER_CATEGORIES = frozenset({"agency_tasks", "lookup_agency", "list_aggregate", "multi_turn"})
"""Listing, counting, history and ownership look-ups: not part of plain retrieval answering, so counted apart."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, its answer and the verdict."""

    question: JudgedQuestion
    answer: Answer
    verdict: Verdict


def run(assistant: Assistant, questions: Iterable[JudgedQuestion]) -> list[Outcome]:
    """Ask and judge, in order; history is not read."""
    source = assistant.document.source
    outcomes = []
    for question in questions:
        answer = assistant.ask(question.question)
        outcomes.append(Outcome(question, answer, judge(question, answer, source)))
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, int]]:
    """Return each figure as its mean and the number of questions that it is a mean of; none, no figure."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    plain = [outcome for outcome in answerable if outcome.question.category not in LATER_CATEGORIES]
    far = [outcome for outcome in outcomes if outcome.question.category == "unanswerable_far"]
    near = [outcome for outcome in outcomes if outcome.question.category == "unanswerable_near"]
    figures = {
        "first citation right (plain questions)": [
            o.verdict.first_citation for o in plain if o.verdict.first_citation is not None
        ],
        "answer right (plain questions)": [o.verdict.right for o in plain],
        "answer right (all answerable)": [o.verdict.right for o in answerable],
        "falsely refused (plain questions)": [o.verdict.refused for o in plain],
        "refused (far off)": [o.verdict.refused for o in far],
        "refused (near misses)": [o.verdict.refused for o in near],
        "quotes verbatim": [o.verdict.verbatim for o in outcomes if not o.verdict.refused],
    }
    for category in sorted({outcome.question.category for outcome in outcomes}):
        figures[f"right: {category}"] = [o.verdict.right for o in outcomes if o.question.category == category]
    return {name: (fmean(values), len(values)) for name, values in figures.items() if values}


def table_milliseconds(outcomes: Sequence[Outcome]) -> list[float]:
    """Return, in ascending order, how long each answer by names alone took beyond reading its question."""
    answers = [outcome.answer for outcome in outcomes if outcome.answer.route == "table" and not outcome.answer.results]
    return sorted(sum(took for step, took in answer.timings.items() if step != "understand") for answer in answers)
