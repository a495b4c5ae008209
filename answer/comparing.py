"""Answers questions that put several things beside each other: for each what the document says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from answer.answer_kinds import AnswerKind
from answer.clock import Clock
from answer.compose.side_by_side import write_sides
from answer.evidence import Coverage
from answer.find.sides import Asked, find_sides
from answer.listing import is_literal
from answer.models import Answer, Side, SideBySide, Trace
from answer.ownership.desk import OwnershipDesk
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from answer.question import Question
from answer.replies import Replies
from answer.ways import Ways
from ingest.models import PolicyDocument

_SENTENCES = 2


class Comparisons:
    """Compares what one document says of several things."""

    def __init__(
        self,
        document: PolicyDocument,
        ways: Ways,
        replies: Replies,
        desk: OwnershipDesk,
        coverage: Coverage,
        understand: Callable[[str], Question],
    ) -> None:
        """Take the document, what searches in it and refuses, what writes answers, who is responsible, what weighs words, and what takes questions apart."""
        self._document = document
        self._ways = ways
        self._replies = replies
        self._desk = desk
        self._coverage = coverage
        self._understand = understand
        # Who is responsible for what is read off the table where the document names it.
        self._has_agencies = any(task.agencies for task in desk.table.tasks)

    def answer(self, plan: SideBySide, text: str, clock: Clock) -> Answer | None:
        """Answer a normalised question; None where it is asked what the table or the wording says, or is to be refused."""
        question = self._understand(text)
        if question.address or is_literal(question):
            return None
        from_table = self._desk.answer(question)
        if question.kind is AnswerKind.AGENCY and self._has_agencies:
            return None if isinstance(from_table, TableRefusal) else self._owners(question, plan, clock, from_table)
        if from_table:
            return None
        whole = self._ways.find(question, clock)
        if self._ways.refuse(question, whole, clock):
            return None
        asked = [self._asked(side, clock) for side in plan.sides]
        answer = write_sides(find_sides(asked), self._document, tells_place=question.asks_place)
        if answer is None:
            return None
        parts = Trace(text, parts=tuple(side.question for side in plan.sides))
        return replace(answer, results=whole.results, signals=whole.signals, timings=clock.laps, trace=parts)

    def _owners(self, question: Question, plan: SideBySide, clock: Clock, whole: TableReply | None) -> Answer | None:
        """Answer whose each side is; None where the table knows all of them together, or one of them is not found."""
        sides = [self._understand(side.question) for side in plan.sides]
        named = [self._desk.names_task(side) for side in sides]
        tells_roles = self._desk.names_task(question) and self._desk.tells_roles(question.text)
        if whole and (tells_roles or all(named) or not any(named)):
            return None
        answers = [self._owners_of(side, clock, is_named=is_named) for side, is_named in zip(sides, named, strict=True)]
        if any(answer.refused for answer in answers):
            return None
        return self._replies.merged(question.raw, answers, clock)

    def _owners_of(self, side: Question, clock: Clock, *, is_named: bool) -> Answer:
        reply = self._desk.answer(side) if is_named else None
        if isinstance(reply, TableAnswer):
            return self._ways.from_table(side, reply, clock)
        return self._ways.from_evidence(side, self._ways.find(side, clock), clock, _SENTENCES, 1)

    def _asked(self, side: Side, clock: Clock) -> Asked:
        question = self._understand(side.question)
        evidence = self._ways.find(question, clock).evidence
        called = [item for item in self._coverage.ids if side.name in self._coverage.text(item)]
        return Asked(side, question, evidence, self._coverage.shares(self._understand(side.name)), called)
