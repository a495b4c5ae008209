"""Answers questions whose plan is recognised, step by step: understood, found, worded.

What no recogniser is sure of goes the old way (`answer.assistant`), until there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.clock import Clock
from answer.compose.document_facts import compose_document_facts, not_stated
from answer.compose.gist import LONGEST, write_definition, write_overview
from answer.compose.selected import SelectedWriter
from answer.compose.small_talk import compose_small_talk
from answer.evidence import Coverage
from answer.find import gist
from answer.find.definition import define
from answer.find.document_facts import find_document_facts
from answer.find.table import Table
from answer.models import (
    ALWAYS,
    All,
    Answer,
    Candidate,
    Definition,
    DocumentFacts,
    Gist,
    Has,
    Is,
    Kind,
    Mention,
    Plan,
    Question,
    Says,
    Select,
    Several,
    SmallTalk,
)
from answer.refusal import Refusal, suggestions
from answer.replies import Replies
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from index.normalize import normalize
from index.search_index import SearchIndex
from ingest.agency_aliases import read_aliases

_MANY = 2
"""Conditions."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What is known of a question besides its plan.

    Attributes:
        mentions: the names in it.
        unused: words of the documents that the plan leaves out.
        clock: that times the answer.
        longest: characters of the answer, where its length can be chosen.
    """

    mentions: tuple[Mention, ...]
    unused: tuple[str, ...]
    clock: Clock
    longest: int = LONGEST


def _leans(plan: Plan, question: Question) -> bool:
    """Tell whether a part of a question would be about everything if it stood alone: 谁来配合, 想解决什么."""
    names = (
        question.mentions or question.has("QUOTED", "DOCUMENT_NOUN") or any(token.counts for token in question.tokens)
    )
    return isinstance(plan, Gist | Select) and not (question.has("DOCUMENT_NOUN") if isinstance(plan, Gist) else names)


class PlannedAnswers:
    """Answers about one document by plans."""

    def __init__(self, index: SearchIndex, coverage: Coverage, replies: Replies) -> None:
        """Take the open document, what counts its words, and what writes answers."""
        self._index = index
        self._document = index.document
        self._replies = replies
        self._source = normalize(index.document.source)
        self._table = Table.of_document(index.document)
        self._selected = SelectedWriter(index.document, self._table)
        self.names = Names(index.document, index.tokenizer, read_aliases(), coverage.occurrences)

    def understand(self, text: str) -> Candidate | None:
        """Return the surest reading of a normalised question that stands alone; None where none is sure."""
        return planner.plan(annotate(text, text, self.names), self.names)

    def answer(self, text: str, clock: Clock, *, is_part: bool = False) -> Answer | None:
        """Answer a normalised question that stands alone, or part of one; None where its plan is not recognised."""
        question = annotate(text, text, self.names)
        candidate = planner.plan(question, self.names)
        clock.lap("plan")
        # 想解决什么 behind another question asks of what that one was about, not of the whole document.
        if candidate is None or (is_part and _leans(candidate.plan, question)):
            return None
        unused = tuple(token.text for token in candidate.unused(question) if self.names.occurrences(token.text))
        answer = self._carry_out(candidate.plan, _Request(question.mentions, unused, clock))
        clock.lap("find")
        return replace(answer, question=text, timings=clock.laps) if answer else None

    def counted(self, text: str) -> tuple[Kind, int] | None:
        """Return what a normalised question selects, and how many of them there are; None where it is no list."""
        candidate = self.understand(text)
        if candidate is None or not isinstance(candidate.plan, Select):
            return None
        return candidate.plan.what, len(self._table.select(candidate.plan).rows)

    def small_talk(self, raw: str, plan: SmallTalk) -> Answer:
        """Reply to small talk."""
        examples = suggestions(self._document, ())
        return compose_small_talk(raw, plan, self._document.metadata.short_title, examples)

    def _carry_out(self, plan: Plan, request: _Request) -> Answer | None:
        """Find what a plan asks for, and word it."""
        answer: Answer | None = None
        match plan:
            case Select():
                answer = self._select(plan, request)
            case DocumentFacts():
                answer = self._about_document(plan, request.clock)
            case Gist():
                overview = gist.find(plan, self._index)
                answer = write_overview(overview, self._document, request.longest) if overview else None
            case Definition():
                defined = define(plan.term, self._document)
                answer = write_definition(defined, self._document, request.longest) if defined else None
            case Several():
                answer = self._several(plan, request)
            case SmallTalk():
                answer = self.small_talk("", plan)
        return answer

    def _select(self, plan: Select, request: _Request) -> Answer | None:
        if plan.where == ALWAYS and not plan.order and not plan.group:
            return None  # how many there are in all is known of the document
        found = self._table.select(plan)
        # Most of what nothing has is no answer: the document names no agencies.
        is_nothing = found.rows[0].value == 0 if found.rows else self._is_misread(plan, request.unused)
        return None if is_nothing else self._selected.write(plan, found, request.unused, request.mentions)

    def _is_misread(self, plan: Select, unused: Sequence[str]) -> bool:
        """Tell whether it is likelier that a question was misread than that nothing is so: some of it was left out, it said very
        much at once, or asks for words that stand in what is no item.
        """
        conditions = plan.where.conditions if isinstance(plan.where, All) else (plan.where,)
        only = conditions[0] if len(conditions) == 1 else ALWAYS
        while isinstance(only, Has) and only.where is not None:
            only = only.where
        is_elsewhere = isinstance(only, Says) and all(word in self._source for word in only.words)
        names_items = any(isinstance(one, Is) for one in conditions)
        return bool(unused) or len(conditions) > _MANY or is_elsewhere or names_items

    def _about_document(self, plan: DocumentFacts, clock: Clock) -> Answer:
        facts = find_document_facts(plan, self._document)
        answer = compose_document_facts(facts, self._document, clock)
        if answer:
            return answer
        refusal = Refusal("unanswerable_not_stated", not_stated(facts, self._document))
        return self._replies.refuse("", refusal, "document", clock)

    def _several(self, several: Several, request: _Request) -> Answer | None:
        """Answer several plans in one; None if one of them has no answer."""
        shared = replace(request, longest=request.longest // len(several.plans))
        answers = [self._carry_out(plan, shared) for plan in several.plans]
        found = [answer for answer in answers if answer]
        # They are parts of a plan, and no parts of the question's text.
        merged = self._replies.merged("", found, request.clock)
        return replace(merged, trace=None) if len(found) == len(answers) else None
