"""Two rankings into one: a pure function of their scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean, pstdev

DENSE_WEIGHT = 0.6
"""Share of the dense leg. Measured by ``python -m eval public`` on lay questions and on passages: anything from
0.5 to 0.7 beats both legs on both sets."""


@dataclass(frozen=True, slots=True)
class FusedScore:
    """One candidate with its scores; a leg that did not return it has None."""

    key: str
    score: float
    dense: float | None
    bm25: float | None


def fuse(dense: Mapping[str, float], bm25: Mapping[str, float], dense_weight: float = DENSE_WEIGHT) -> list[FusedScore]:
    """Add the z-scores of two legs over the union of their candidates.

    Cosines crowd together and BM25 scores spread with the question's length; standardised over the same
    candidates they can be added, and unlike ranks they keep how far ahead a candidate is. A candidate that one
    leg did not return counts there as that leg's worst (for BM25: no match, 0).

    Args:
        dense: cosine by key.
        bm25: BM25 score by key, all above 0.
        dense_weight: share of the dense leg, 0 to 1.

    Returns:
        All candidates, best first; equal scores in order of their keys.
    """
    keys = sorted(dense.keys() | bm25.keys())
    worst = min(dense.values(), default=0.0)
    dense_z = _standardise([dense.get(key, worst) for key in keys])
    bm25_z = _standardise([bm25.get(key, 0.0) for key in keys])
    fused = [
        FusedScore(key, dense_weight * d + (1 - dense_weight) * b, dense.get(key), bm25.get(key))
        for key, d, b in zip(keys, dense_z, bm25_z, strict=True)
    ]
    return sorted(fused, key=lambda candidate: -candidate.score)


def _standardise(values: list[float]) -> list[float]:
    if not values:
        return []
    mean, deviation = fmean(values), pstdev(values)
    return [(value - mean) / deviation if deviation > 0 else 0.0 for value in values]
