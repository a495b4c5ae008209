"""Two rankings into one: a pure function of their scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

DENSE_WEIGHT = 0.6
"""Share of the dense leg. Measured by ``python -m eval public`` on lay questions and on passages: anything from
0.5 to 0.7 beats both legs on both sets."""

LEXICON_WEIGHT = 1.0
"""What the lexicon adds. Measured on our fitting questions in everyday words: anything from 0.6 to 1.5 helps them
and harms no others."""


@dataclass(frozen=True, slots=True)
class FusedScore:
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
    keys = sorted(dense.keys() | bm25.keys())
    worst = min(dense.values(), default=0.0)
    dense_z = _standardise([dense.get(key, worst) for key in keys])
    bm25_z = _standardise([bm25.get(key, 0.0) for key in keys])
    said = lexicon or {}
    farthest = min(said.values(), default=0.0)
    lexicon_z = _standardise([said.get(key, farthest) for key in keys])
    fused = [
        FusedScore(key, dense_weight * d + (1 - dense_weight) * b + lexicon_weight * s, dense.get(key), bm25.get(key))
        for key, d, b, s in zip(keys, dense_z, bm25_z, lexicon_z, strict=True)
    ]
    return sorted(fused, key=lambda candidate: -candidate.score)


def _standardise(values: list[float]) -> list[float]:
    if not values:
        return []
    if max(values) == min(values):
        return [0.0] * len(values)
    mean = fmean(values)
    # `statistics.pstdev` calculates in fractions, which takes longer than all the rest of a search.
    deviation = sqrt(fmean((value - mean) ** 2 for value in values))
    return [(value - mean) / deviation if deviation > 0 else 0.0 for value in values]
