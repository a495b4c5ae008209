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
from answer.question import Question
from answer.ways import Ways
from ingest.models import PolicyDocument


class Comparisons:
    """Compares what one document says of several things."""

    def __init__(
        self,
        document: PolicyDocument,
        ways: Ways,
        desk: OwnershipDesk,
        coverage: Coverage,
        understand: Callable[[str], Question],
    ) -> None:
        """Take the document, what searches in it and refuses, what weighs words, and what takes questions apart."""
        self._document = document
        self._ways = ways
        self._desk = desk
        self._coverage = coverage
        self._understand = understand
        # Who is responsible for what is read off the table where the document names it.
        self._has_agencies = any(task.agencies for task in desk.table.tasks)

    def answer(self, plan: SideBySide, text: str, clock: Clock) -> Answer | None:
        """Answer a normalised question; None where it is asked what the table or the wording says, or is to be refused."""
        question = self._understand(text)
        if question.address or (question.kind is AnswerKind.AGENCY and self._has_agencies) or is_literal(question) or self._desk.answer(question):
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

    def _asked(self, side: Side, clock: Clock) -> Asked:
        question = self._understand(side.question)
        evidence = self._ways.find(question, clock).evidence
        called = [item for item in self._coverage.ids if side.name in self._coverage.text(item)]
        return Asked(side, question, evidence, self._coverage.shares(self._understand(side.name)), called)
