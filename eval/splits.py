"""Our own questions, and which of them may be looked at while the assistant is made better.

The documents of a split are in no other one: what was learned or chosen on one split is measured on documents that it
never saw. The built-in plan has two splits of its own beside the questions on it in ``train``.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Literal, get_args

from eval.documents import DATA_DIR, Corpus, documents_of
from eval.questions import JudgedQuestion, QuestionFileError, read_questions
from ingest.corpus_files import load_policy
from ingest.settings import IngestSettings, from_environment

Split = Literal["plan-dev", "plan-test", "train", "dev", "test", "test2"]
SPLITS: tuple[Split, ...] = get_args(Split)
OF_THE_PLAN: tuple[Split, ...] = ("plan-dev", "plan-test")
"""Splits whose questions are asked of the document that ``POLICYQA_DOCUMENT`` names, the built-in plan by default."""

_TEST_IDS = ("T", "J")
"""The fixed rule: what was written on the plan by people who had not seen the code, after it had been fitted, has these
initials and belongs to ``plan-test``; all else is ``plan-dev``."""


def split_of(question: JudgedQuestion) -> Split:
    """Return the split that a question on the plan belongs to, by its id."""
    return "plan-test" if question.id.startswith(_TEST_IDS) else "plan-dev"


def files_of(split: Split) -> tuple[Path, ...]:
    """Return the files of a split, in order."""
    return tuple(sorted((DATA_DIR / split).glob("*.jsonl")))


def load(split: Split) -> list[JudgedQuestion]:
    """Read the questions of a split, in order of file and line.

    Raises:
        QuestionFileError: if a file is not as it should be, or holds a question of another split.
    """
    found = [(path, question) for path in files_of(split) for question in read_questions(path)]
    own = {document.id for document in documents_of(split)}
    for path, question in found:
        if split in OF_THE_PLAN and split_of(question) != split:
            raise QuestionFileError(f"{path}: {question.id} belongs to {split_of(question)}")
        if question.document and question.document not in own:
            raise QuestionFileError(f"{path}: {question.id} asks about {question.document}, which is not of {split}")
    return [question for _, question in found]


def corpus_of(split: Split) -> Corpus:
    """Read the documents that a split asks about.

    Raises:
        PolicyError, SettingsError: if one cannot be read.
    """
    if split in OF_THE_PLAN:
        return Corpus([load_policy(from_environment(IngestSettings).source)])
    return Corpus.of(documents_of(split))


def sample(questions: Sequence[JudgedQuestion], count: int) -> list[JudgedQuestion]:
    """Take some questions, of every category in turn and spread over the file, always the same; dialogues stay whole.

    Args:
        questions: in order.
        count: how many at most; a dialogue that has begun is taken to its end.
    """
    by_kind: dict[str, list[list[JudgedQuestion]]] = {}
    units = groupby(enumerate(questions), key=lambda pair: pair[1].dialogue or pair[0])
    for unit in ([question for _, question in group] for _, group in units):
        by_kind.setdefault("dialogue" if unit[0].dialogue else unit[0].category, []).append(unit)
    # The digest of an id spreads what is taken over documents and writers.
    queues = [sorted(found, key=lambda unit: sha256(unit[0].id.encode()).digest()) for found in by_kind.values()]
    chosen: list[JudgedQuestion] = []
    for unit in (unit for level in zip_longest(*queues) for unit in level if unit):
        if len(chosen) >= count:
            break
        chosen += unit
    places = {question.id: place for place, question in enumerate(questions)}
    return sorted(chosen, key=lambda question: places[question.id])
