"""Question files: JSON lines with the user's words and what a right answer must hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


class QuestionFileError(Exception):
    """A question file is missing or has another form; the message names the line."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with its gold.

    Attributes:
        id: unique in its file.
        category: kind of question, such as ``fact`` or ``unanswerable_far``.
        question: the user's words.
        answerable: false where the policy gives no answer.
        gold_cites: per required citation, the ids of which any one will do.
        gold_facts: per required fact, the wordings of which any one will do.
    """

    id: str
    category: str
    question: str
    answerable: bool
    gold_cites: tuple[frozenset[str], ...]
    gold_facts: tuple[tuple[str, ...], ...]

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Read one line; a missing gold field means that nothing is required."""
        return cls(
            id=row["id"],
            category=row.get("category", ""),
            question=row["question"],
            answerable=row.get("answerable", True),
            gold_cites=tuple(frozenset(cite.split("|")) for cite in row.get("gold_cites", [])),
            gold_facts=tuple((fact,) if isinstance(fact, str) else tuple(fact) for fact in row.get("gold_facts", [])),
        )

    @property
    def relevant(self) -> frozenset[str]:
        """Every citation id that counts as right."""
        return frozenset().union(*self.gold_cites)


def read_questions(path: Path) -> list[JudgedQuestion]:
    """Read a question file.

    Raises:
        QuestionFileError: if it is missing or a line is not a question.
    """
    try:
        # Not splitlines(): it also cuts at characters that may stand inside a JSON string.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"cannot read the question file {path}: {error}") from error
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(JudgedQuestion.from_json(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise QuestionFileError(f"{path}, line {number}: not a question ({error!r})") from error
    return questions
