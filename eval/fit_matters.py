"""Train the model of which item of the policy a question is about (`answer.matters`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.answerability import Observed
from answer.matters import Matters
from answer.runs import BUCKETS, Vector, runs
from eval.questions import JudgedQuestion
from index.anchors import make_anchors
from index.normalize import normalize
from ingest.chunks import citation_of
from ingest.models import PolicyDocument

_OF_RUNS, _OF_VECTOR = 6.0, 10.0
"""Scales of the two groups of inputs, so that the penalty falls on both alike."""
_STRENGTH = 1.0
"""Inverse of the penalty on the weights; from 1 to 3 it makes no difference."""
_ITERATIONS, _TOLERANCE = 500, 1e-3
_MOST_ITEMS = 2
"""What is about more items teaches nothing about any."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A normalised text with its unit vector (shape: dimensions) and an item that it is about."""

    text: str
    vector: Vector
    item: str


def lessons_of_lexicon(
    document: PolicyDocument, encode: Callable[[list[str]], NDArray[np.float32]]
) -> tuple[Lesson, ...]:
    """Return what the lexicon teaches: the policy's sentences in plain words."""
    about = [
        (normalize(anchor.text), sorted({citation_of(chunk) for chunk in anchor.chunks}))
        for anchor in make_anchors(document)
    ]
    kept = [(text, items) for text, items in about if 0 < len(items) <= _MOST_ITEMS]
    vectors = encode([text for text, _ in kept]) if kept else np.zeros((0, 0), dtype=np.float32)
    return tuple(
        Lesson(text, vector, item) for (text, items), vector in zip(kept, vectors, strict=True) for item in items
    )


def lessons_of_question(question: JudgedQuestion, observed: Observed) -> Iterator[Lesson]:
    """Yield what a question teaches whose items are known; of items that are equally right the first."""
    for cites in question.gold_cites:
        yield Lesson(observed.text, observed.vector, sorted(cites)[0])


def train_matters(lessons: Sequence[Lesson], fingerprint: str) -> Matters | None:
    """Train the model; nothing is learned from lessons on fewer than three items.

    Args:
        lessons: in any number for each item.
        fingerprint: of the embedding model and the document.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    if len({lesson.item for lesson in lessons}) < 3:
        return None
    vectors = np.array([lesson.vector for lesson in lessons], dtype=np.float64)
    centre = vectors.mean(axis=0)
    inputs = hstack([wording(lesson.text for lesson in lessons), csr_matrix((vectors - centre) * _OF_VECTOR)]).tocsr()
    model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS, tol=_TOLERANCE)
    model.fit(inputs, [lesson.item for lesson in lessons])
    of_runs, of_vector = np.split(model.coef_.T, [BUCKETS])
    of_vector = of_vector * _OF_VECTOR
    return Matters(
        tuple(map(str, model.classes_)),
        (of_runs * _OF_RUNS).astype(np.float16),
        of_vector.astype(np.float32),
        (model.intercept_ - centre @ of_vector).astype(np.float32),
        fingerprint,
    )


def wording(texts: Iterator[str], scale: float = _OF_RUNS) -> Any:
    """Return the runs of characters of texts, each text of the same length: a sparse matrix (texts, BUCKETS)."""
    from scipy.sparse import csr_matrix

    found = [runs(text) for text in texts]
    weights = np.concatenate([np.full(len(one), scale / np.sqrt(len(one))) for one in found])
    rows = np.repeat(np.arange(len(found)), [len(one) for one in found])
    return csr_matrix((weights, (rows, np.concatenate(found))), shape=(len(found), BUCKETS))
