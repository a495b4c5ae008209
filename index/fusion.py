"""Two rankings into one: a pure function of their scores."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

DENSE_WEIGHT = 0.6
"""Share of the dense leg. Measured by ``python -m eval public`` on lay questions and on passages: anything from
0.5 to 0.7 beats both legs on both sets."""

LEXICON_WEIGHT = 1.0
"""What the lexicon adds. Measured on our fitting questions in everyday words: anything from 0.6 to 1.5 helps them
and harms no others."""


Key = TypeVar("Key", str, int)
"""What names a candidate: its id, or its place."""


class FusedScore(NamedTuple):
    """One candidate with its scores; a leg that did not return it has None."""

    key: str
    score: float
    dense: float | None
    bm25: float | None


def fuse(
    dense: Mapping[str, float],
    bm25: Mapping[str, float],
    dense_weight: float = DENSE_WEIGHT,
    lexicon: Mapping[str, float] | None = None,
    lexicon_weight: float = LEXICON_WEIGHT,
) -> list[FusedScore]:
    """Add the z-scores of two legs, and of the lexicon where there is one, over the union of their candidates.

    Cosines crowd together and BM25 scores spread with the question's length; standardised over the same
    candidates they can be added, and unlike ranks they keep how far ahead a candidate is. A candidate that one
    leg did not return counts there as that leg's worst (for BM25: no match, 0).

    Args:
        dense: cosine by key.
        bm25: BM25 score by key, all above 0.
        dense_weight: share of the dense leg, 0 to 1.
        lexicon: by key, the cosine of the question and what people call something in that candidate. It puts no
            candidate forward, and counts besides the two legs.
        lexicon_weight: what that counts.

    Returns:
        All candidates, best first; equal scores in order of their keys.
    """
    return [
        FusedScore(key, score, dense.get(key), bm25.get(key))
        for key, score in rank(dense, bm25, dense_weight, lexicon, lexicon_weight)
    ]


def rank(
    dense: Mapping[Key, float],
    bm25: Mapping[Key, float],
    dense_weight: float,
    lexicon: Mapping[Key, float] | None,
    lexicon_weight: float,
) -> list[tuple[Key, float]]:
    """Return the candidates as `fuse` does, with nothing but their fused scores."""
    keys = sorted(dense.keys() | bm25.keys())
    worst = min(dense.values(), default=0.0)
    dense_z = _standardise([dense.get(key, worst) for key in keys])
    bm25_z = _standardise([bm25.get(key, 0.0) for key in keys])
    scores = dense_weight * dense_z + (1 - dense_weight) * bm25_z
    if lexicon:
        farthest = min(lexicon.values())
        scores = scores + lexicon_weight * _standardise([lexicon.get(key, farthest) for key in keys])
    order = np.argsort(-scores, kind="stable")
    return list(zip([keys[place] for place in order.tolist()], scores[order].tolist(), strict=True))


def _standardise(values: list[float]) -> NDArray[np.float64]:
    """Return z-scores; zeros where all values are the same.

    The sums are those of numpy's own ``mean`` and ``std``, which take several times as long on so few values.
    """
    scores = np.array(values, dtype=np.float64)
    if not values or max(values) == min(values):
        return np.zeros(len(values))
    from_mean = scores - np.add.reduce(scores) / len(values)
    deviation = math.sqrt(np.add.reduce(from_mean * from_mean) / len(values))
    return from_mean / deviation if deviation > 0 else np.zeros(len(values))
