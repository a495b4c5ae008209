"""Answers questions whose plan is recognised, step by step: understood, found, worded.

What no recogniser is sure of goes the old way (`answer.assistant`), until there is none.
"""

from __future__ import annotations

from dataclasses import replace

from answer.clock import Clock
from answer.compose.small_talk import compose_small_talk
from answer.evidence import Coverage
from answer.models import Answer, Candidate, Plan, SmallTalk
from answer.refusal import suggestions
from answer.replies import Replies
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from index.search_index import SearchIndex
from ingest.agency_aliases import read_aliases


class PlannedAnswers:
    """Answers about one document by plans."""

    def __init__(self, index: SearchIndex, coverage: Coverage, replies: Replies) -> None:
        """Take the open document, what counts its words, and what writes answers."""
        self._document = index.document
        self._replies = replies
        self.names = Names(index.document, index.tokenizer, read_aliases(), coverage.occurrences)

    def understand(self, text: str) -> Candidate | None:
        """Return the surest reading of a normalised question that stands alone; None where none is sure."""
        return planner.plan(annotate(text, text, self.names), self.names)

    def answer(self, text: str, clock: Clock) -> Answer | None:
        """Answer a normalised question that stands alone; None where its plan is not recognised."""
        candidate = self.understand(text)
        clock.lap("plan")
        if candidate is None:
            return None
        answer = self._carry_out(candidate.plan)
        clock.lap("find")
        return replace(answer, question=text, timings=clock.laps) if answer else None

    def _carry_out(self, plan: Plan) -> Answer | None:
        """Find what a plan asks for, and word it."""
        match plan:
            case SmallTalk():
                return self.small_talk("", plan)
            case _:
                return None

    def small_talk(self, raw: str, plan: SmallTalk) -> Answer:
        """Reply to small talk."""
        examples = suggestions(self._document, ())
        return compose_small_talk(raw, plan, self._document.metadata.short_title, examples)
