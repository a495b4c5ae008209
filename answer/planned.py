"""Answers questions whose plan is recognised, step by step: understood, found, worded.

What no recogniser is sure of goes the old way (`answer.assistant`), until there is none.
"""

from __future__ import annotations

from dataclasses import replace

from answer.clock import Clock
from answer.compose.document_facts import compose_document_facts, not_stated
from answer.compose.selected import SelectedWriter
from answer.compose.small_talk import compose_small_talk
from answer.evidence import Coverage
from answer.find.document_facts import find_document_facts
from answer.find.table import Table
from answer.models import ALWAYS, Answer, Candidate, DocumentFacts, Plan, Select, SmallTalk
from answer.refusal import Refusal, suggestions
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
        self._table = Table.of_document(index.document)
        self._selected = SelectedWriter(index.document, self._table)
        self.names = Names(index.document, index.tokenizer, read_aliases(), coverage.occurrences)

    def understand(self, text: str) -> Candidate | None:
        """Return the surest reading of a normalised question that stands alone; None where none is sure."""
        return planner.plan(annotate(text, text, self.names), self.names)

    def answer(self, text: str, clock: Clock) -> Answer | None:
        """Answer a normalised question that stands alone; None where its plan is not recognised."""
        question = annotate(text, text, self.names)
        candidate = planner.plan(question, self.names)
        clock.lap("plan")
        if candidate is None:
            return None
        unused = [token.text for token in candidate.unused(question) if self.names.occurrences(token.text)]
        answer = self._carry_out(candidate.plan, unused, clock)
        clock.lap("find")
        return replace(answer, question=text, timings=clock.laps) if answer else None

    def _carry_out(self, plan: Plan, unused: list[str], clock: Clock) -> Answer | None:
        """Find what a plan asks for, and word it."""
        match plan:
            case Select(where=where, order=None, group=None) if where == ALWAYS:
                return None  # how many there are in all is known of the document
            case Select():
                found = self._table.select(plan)
                # Most of what nothing has is no answer: the document names no agencies.
                if found.rows and found.rows[0].value == 0:
                    return None
                return self._selected.write(plan, found, unused)
            case DocumentFacts():
                return self._about_document(plan, clock)
            case SmallTalk():
                return self.small_talk("", plan)
            case _:
                return None

    def _about_document(self, plan: DocumentFacts, clock: Clock) -> Answer:
        facts = find_document_facts(plan, self._document)
        answer = compose_document_facts(facts, self._document, clock)
        if answer:
            return answer
        refusal = Refusal("unanswerable_not_stated", not_stated(facts, self._document))
        return self._replies.refuse("", refusal, "document", clock)

    def small_talk(self, raw: str, plan: SmallTalk) -> Answer:
        """Reply to small talk."""
        examples = suggestions(self._document, ())
        return compose_small_talk(raw, plan, self._document.metadata.short_title, examples)
