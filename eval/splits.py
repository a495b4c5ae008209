"""Our own questions, and which of them may be looked at while the assistant is made better."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from eval.questions import JudgedQuestion, QuestionFileError, read_questions

Split = Literal["dev", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
DATA_DIR = Path(__file__).parent / "data"

_TEST_IDS = ("T", "J")
"""The fixed rule: what was written by people who had not seen the code, after it had been fitted, has these initials
and belongs to ``test``; all else is ``dev``."""


def split_of(question_id: str) -> Split:
    """Return the split that a question belongs to, by its id."""
    return "test" if question_id.startswith(_TEST_IDS) else "dev"


def files_of(split: Split) -> tuple[Path, ...]:
    """Return the files of a split, in order."""
    return tuple(sorted((DATA_DIR / split).glob("*.jsonl")))


def load(split: Split) -> list[JudgedQuestion]:
    """Read the questions of a split, in order of file and line.

    Raises:
        QuestionFileError: if a file is not as it should be, or holds a question of the other split.
    """
    found = [(path, question) for path in files_of(split) for question in read_questions(path)]
    for path, question in found:
        if split_of(question.id) != split:
            raise QuestionFileError(f"{path}: {question.id} belongs to {split_of(question.id)}")
    return [question for _, question in found]
