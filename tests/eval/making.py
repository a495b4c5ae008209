"""Questions, responses and runs by hand, and a system that fails."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.questions import Asked, JudgedQuestion
from eval.records import Record
from eval.runs import Run, Setup
from eval.scores import METRICS
from eval.systems import Response, System

SETUP = Setup(
    system="full",
    split="plan-dev",
    categories=(),
    questions=1,
    questions_digest="q",
    corpus_digest="c",
    model="m",
    settings={},
    versions={},
)


def make_question(question_id: str = "Q", **changes: Any) -> JudgedQuestion:
    """Return a question on M1 with one fact; changed as given."""
    plain = JudgedQuestion(question_id, "fact", "多大", True, (frozenset({"M1"}),), (("1000亿元",),))
    return replace(plain, **changes)


def make_response(answer: str = "1000 亿元", cites: str = "M1", **changes: Any) -> Response:
    """Return an answer that cites some ids and quotes nothing; changed as given."""
    return replace(Response(answer, tuple(cites.split()), (), False, "answered", "retrieval"), **changes)


def refusal(**changes: Any) -> Response:
    """Return a refusal."""
    return make_response("没有写明", "", refused=True, status="unanswerable_not_stated", **changes)


def make_record(question_id: str = "Q", category: str = "fact", **scores: float | None) -> Record:
    """Return a record with some scores, the others not eligible; right unless it says otherwise."""
    values = {**dict.fromkeys(METRICS), "right": 1.0, **scores}
    question = make_question(question_id, category=category)
    return Record(question, make_response(), {"right": values["right"] == 1.0}, values, 1.0)


def make_run(*records: Record, **setup: Any) -> Run:
    """Return a finished run."""
    return Run(replace(SETUP, **setup), records)


class FailsAfter:
    """A system that answers some questions and then breaks down, and remembers what it was asked."""

    def __init__(self, system: System, count: int) -> None:
        self.asked: list[str] = []
        self._system = system
        self._count = count

    def answer(self, asked: Asked) -> Response:
        if len(self.asked) == self._count:
            raise ConnectionError("the power went")
        self.asked.append(asked.id)
        return self._system.answer(asked)


def write_rows(path: Path, rows: Sequence[object]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def read_rows(path: Path) -> list[Any]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
