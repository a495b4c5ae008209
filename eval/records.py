"""One question with what a system made of it, and how that is kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from eval.questions import JudgedQuestion, parse_question
from eval.systems import Response


@dataclass(frozen=True, slots=True)
class Record:
    """One question with what the system made of it."""

    question: JudgedQuestion
    response: Response
    verdict: dict[str, bool]
    scores: dict[str, float | None]
    latency_ms: float


def question_row(question: JudgedQuestion) -> dict[str, Any]:
    """Return a question in the question file format."""
    further = {
        "document": question.document,
        "dialogue": question.dialogue,
        "gold_status": question.gold_status,
        "gold_set": dict(question.gold_set),
        "evidence": question.evidence,
        "writer": question.writer,
        "source": question.source,
    }
    return {
        "id": question.id,
        "category": question.category,
        "question": question.question,
        "history": [asdict(turn) for turn in question.history],
        "answerable": question.answerable,
        "gold_cites": ["|".join(sorted(cite)) for cite in question.gold_cites],
        "gold_facts": [list(fact) for fact in question.gold_facts],
        "gold_agencies": list(question.gold_agencies),
        "note": question.note,
        **{name: value for name, value in further.items() if value},
    }


def to_row(record: Record) -> dict[str, Any]:
    """Return a record as plain values; all that differs between two runs of the same thing is under ``timings``."""
    response = asdict(record.response)
    steps = response.pop("milliseconds")
    return {
        **question_row(record.question),
        "response": response,
        "verdict": record.verdict,
        "scores": record.scores,
        "timings": {"latency_ms": record.latency_ms, "steps": steps},
    }


def from_row(row: dict[str, Any]) -> Record:
    """Read what `to_row` wrote.

    Raises:
        KeyError, TypeError, ValueError, AttributeError, QuestionFileError: if it is something else.
    """
    values = row["response"] | {
        "citations": tuple(row["response"]["citations"]),
        "quotes": tuple((key, text) for key, text in row["response"]["quotes"]),
        "ranked": tuple(row["response"]["ranked"]),
        "milliseconds": row["timings"]["steps"],
        "dropped": tuple(row["response"].get("dropped", ())),
    }
    return Record(parse_question(row), Response(**values), row["verdict"], row["scores"], row["timings"]["latency_ms"])
