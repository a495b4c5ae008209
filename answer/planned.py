"""Answers questions whose plan is recognised, step by step: understood, found, worded.

What no recogniser is sure of goes the old way (`answer.assistant`), until there is none.
"""

from __future__ import annotations

from dataclasses import replace

from answer.clock import Clock
from answer.compose.gist import LONGEST, write_definition, write_overview
from answer.evidence import Coverage
from answer.find import gist
from answer.find.definition import define
from answer.models import Answer, Candidate, Definition, Gist, Plan, Several
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
        self._index = index
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
        answer = self._carry_out(candidate.plan, clock)
        clock.lap("find")
        return replace(answer, question=text, timings=clock.laps) if answer else None

    def _carry_out(self, plan: Plan, clock: Clock, longest: int = LONGEST) -> Answer | None:
        """Find what a plan asks for, and word it in no more characters than ``longest``, where that can be chosen."""
        match plan:
            case Gist():
                overview = gist.find(plan, self._index)
                return write_overview(overview, self._document, longest) if overview else None
            case Definition():
                defined = define(plan.term, self._document)
                return write_definition(defined, self._document, longest) if defined else None
            case Several():
                return self._several(plan, clock, longest)
            case _:
                return None

    def _several(self, several: Several, clock: Clock, longest: int) -> Answer | None:
        """Answer several plans in one; None if one of them has no answer."""
        share = longest // len(several.plans)
        answers = [self._carry_out(plan, clock, share) for plan in several.plans]
        found = [answer for answer in answers if answer]
        # They are parts of a plan, and no parts of the question's text.
        return replace(self._replies.merged("", found, clock), trace=None) if len(found) == len(answers) else None
