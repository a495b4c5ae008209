"""Down-votes in, draft questions in the benchmark's format out; a person settles the gold before they are used."""

from __future__ import annotations

from collections.abc import Iterable

from answer.feedback import Feedback
from eval.questions import JudgedQuestion


def drafts(votes: Iterable[Feedback]) -> list[JudgedQuestion]:
    """Make a draft of every question that was voted down, once for each reason, the latest vote first to count.

    The history of a follow-up is not kept, so its draft asks the question made whole. What the vote says is taken over
    (whether it should be answered, the citations that were not in doubt); all else is left for a person to fill in.
    """
    found: dict[tuple[str, str], JudgedQuestion] = {}
    for vote in votes:
        question = (vote.resolved or vote.question).strip()
        if vote.verdict == "down" and question:
            found[question, vote.reason] = _draft(question, vote)
    return list(found.values())


def _draft(question: str, vote: Feedback) -> JudgedQuestion:
    answerable = {"should_refuse": False, "should_answer": True}.get(vote.reason, vote.status == "answered")
    # An incomplete answer cites what a whole one cites, too; of any other the citations are in doubt.
    kept = vote.citations if vote.reason == "incomplete" else ()
    return JudgedQuestion(
        id=f"U{vote.id[:12]}",
        category="fact" if answerable else "unanswerable_near",
        question=question,
        answerable=answerable,
        gold_cites=tuple(frozenset({cite}) for cite in kept),
        gold_facts=(),
        note=f"draft from feedback of {vote.time:%Y-%m-%d}: {vote.reason or 'no reason'}; answer {vote.answer_id}, "
        f"settings {vote.fingerprint}. Settle category and gold before use.",
    )
