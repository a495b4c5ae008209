"""Answers questions whose plan is recognised, step by step: understood, found, worded.

What no recogniser is sure of goes the old way (`answer.assistant`), until there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer import messages
from answer.clock import Clock
from answer.compose.document_facts import compose_document_facts, not_stated
from answer.compose.gist import LONGEST, write_absent, write_definition, write_overview
from answer.compose.selected import SelectedWriter
from answer.compose.small_talk import compose_small_talk
from answer.compose.told import write_told
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
    SideBySide,
    SmallTalk,
    Trace,
)
from answer.models.told import AskedOfTold
from answer.refusal import Refusal, suggestions
from answer.replies import Replies
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from index.normalize import normalize
from index.search_index import SearchIndex
from ingest.agency_aliases import read_aliases

Compares = Callable[[SideBySide, str, Clock], Answer | None]
_MOST_READINGS = 3
_MANY = 2
"""Conditions."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What is known of a question besides its plan.

    Attributes:
        text: of it, normalised.
        mentions: the names in it.
        unused: words of the documents that the plan leaves out.
        clock: that times the answer.
        longest: characters of the answer, where its length can be chosen.
        is_count: whether of a selection only the number is told.
    """

    text: str
    mentions: tuple[Mention, ...]
    unused: tuple[str, ...]
    clock: Clock
    longest: int = LONGEST
    is_count: bool = False


def _is_of(plan: Plan, wider: Plan) -> bool:
    """Tell whether one selection is of some of those of another, of which only the number is asked for: 共几条，其中哪几条…"""
    if not (isinstance(plan, Select) and isinstance(wider, Select)) or plan == wider or wider.show[:1] != ("count",):
        return False
    narrow, wide = (one.where.conditions if isinstance(one.where, All) else (one.where,) for one in (plan, wider))
    return plan.what == wider.what and set(wide) < set(narrow)


def _leans(plan: Plan, question: Question) -> bool:
    """Tell whether a part of a question would be about everything if it stood alone: 谁来配合, 想解决什么."""
    names = (
        question.mentions or question.has("QUOTED", "DOCUMENT_NOUN") or any(token.counts for token in question.tokens)
    )
    return isinstance(plan, Gist | Select) and not (question.has("DOCUMENT_NOUN") if isinstance(plan, Gist) else names)


class PlannedAnswers:
    """Answers about one document by plans."""

    def __init__(self, index: SearchIndex, coverage: Coverage, replies: Replies, compare: Compares) -> None:
        """Take the open document, what counts its words, what writes answers, and what compares passages."""
        self._compare = compare
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

    def answer(self, typed: str, text: str, clock: Clock, *, is_part: bool = False) -> Answer | None:
        """Answer a question that stands alone, or part of one, as typed and normalised; None where its plan is not recognised."""
        question = annotate(typed, text, self.names)
        scored = planner.candidates(question, self.names)
        candidate = planner.surest(scored)
        clock.lap("plan")
        # 想解决什么 behind another question asks of what that one was about, not of the whole document.
        if candidate is None or (is_part and _leans(candidate.plan, question)):
            return None
        unused = tuple(token.text for token in candidate.unused(question) if self.names.occurrences(token.text))
        answer = self._carry_out(candidate.plan, _Request(text, question.mentions, unused, clock))
        clock.lap("find")
        if answer is None:
            return None
        parts = answer.trace.parts if answer.trace else ()
        trace = Trace(text, parts=parts, readings=tuple(self._readings(scored, question)))
        return replace(answer, question=text, timings=clock.laps, trace=trace)

    def _readings(self, scored: Sequence[tuple[float, Candidate]], question: Question) -> Iterator[str]:
        """Say how a question was read, and how else, the surest first."""
        told: list[Plan] = []
        for score, one in scored:
            if one.plan in told or len(told) == _MOST_READINGS:
                continue
            told.append(one.plan)
            plans = one.plan.plans if isinstance(one.plan, Several) else (one.plan,)
            said = "；".join(self._selected.say(plan) for plan in plans if isinstance(plan, Select))
            unused = "”“".join(token.text for token in one.unused(question))
            yield messages.READING.format(
                why=one.why, score=f"{max(score, 0):.2f}", said=f"：{said}" if said else ""
            ) + (messages.READING_LACKS.format(words=unused) if unused else "")

    def counted(self, text: str) -> tuple[Kind, int] | None:
        """Return what a normalised question selects, and how many of them there are; None where it is no list."""
        candidate = self.understand(text)
        if candidate is None or not isinstance(candidate.plan, Select):
            return None
        return candidate.plan.what, len(self._table.select(candidate.plan).rows)

    def of_group(self, text: str, clock: Clock) -> Answer | None:
        """Answer whose the tasks of a section or domain are, where a normalised text is nothing but its name."""
        question = annotate(text, text, self.names)
        named = [one for one in question.mentions if one.kind in ("section", "domain")]
        if len(named) != 1 or any(token.counts and token.mention is not named[0] for token in question.tokens):
            return None
        kind: Kind = "section" if named[0].kind == "section" else "domain"
        plan = Select("task", Has(kind, Is(named[0].ids)), show=("names", "agencies"))
        answer = self._select(plan, _Request(text, question.mentions, (), clock))
        return replace(answer, question=text, timings=clock.laps) if answer else None

    def small_talk(self, raw: str, plan: SmallTalk) -> Answer:
        """Reply to small talk."""
        examples = suggestions(self._document, ())
        return compose_small_talk(raw, plan, self._document.metadata.short_title, examples)

    def of_told(self, asked: AskedOfTold, clock: Clock) -> Answer | None:
        """Answer what is asked of what answers before told; None if nothing of that can be cited."""
        answer = write_told(asked, self._document)
        clock.lap("compose")
        return replace(answer, timings=clock.laps) if answer else None

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
            case SideBySide():
                answer = self._compare(plan, request.text, request.clock)
            case SmallTalk():
                answer = self.small_talk("", plan)
        return answer

    def _select(self, plan: Select, request: _Request) -> Answer | None:
        if plan.where == ALWAYS and not plan.order and not plan.group:
            return None  # how many there are in all is known of the document
        found = self._table.select(plan)
        # Most of what nothing has is no answer: the document names no agencies.
        is_nothing = found.rows[0].value == 0 if found.rows else self._is_misread(plan, request.unused)
        if is_nothing:
            return None
        # 共几条，最后一条是什么 counts them all, and shows one.
        counts_all = plan.order is not None and plan.order.by == "place" and "count" in plan.show
        total = self._table.select(replace(plan, order=None, take=None)).total if counts_all else None
        return self._selected.write(plan, found, request.unused, request.mentions, total, is_count=request.is_count)

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
        """Answer several plans in one; of what the document does not say of itself it is said so. None if nothing is
        found, or another one of them has no answer.
        """
        shared = replace(request, longest=request.longest // len(several.plans))
        answers = [
            self._carry_out(plan, replace(shared, is_count=any(_is_of(other, plan) for other in several.plans)))
            or self._absent(plan)
            for plan in several.plans
        ]
        found = [answer for answer in answers if answer]
        if len(found) < len(answers) or all(answer.refused for answer in found):
            return None
        # They are parts of a plan, and no parts of the question's text.
        return replace(self._replies.merged("", found, request.clock), trace=None)

    @staticmethod
    def _absent(plan: Plan) -> Answer | None:
        """Say that the document does not say of itself what a plan asks; None for a plan of another kind."""
        return write_absent(plan) if isinstance(plan, Gist | Definition) else None
