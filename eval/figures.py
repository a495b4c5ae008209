"""Means with what they are worth: bootstrap intervals, the same at every run."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20231
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over the eligible questions.

    Attributes:
        mean: the mean.
        low: lower end of its 95 % bootstrap interval.
        high: upper end.
        n: eligible questions.
    """

    mean: float
    low: float
    high: float
    n: int


def figures(
    scores: Sequence[Mapping[str, float | None]], clusters: Sequence[str] | None = None, seed: int = SEED
) -> dict[str, Figure]:
    """Return the mean of every score over the questions that are eligible for it; a score that none is has no figure.

    Args:
        scores: of each question.
        clusters: the document that each is about; where there are several, the intervals say how much the mean would
            differ on other documents, and not only on other questions.
        seed: of the run.
    """
    names = dict.fromkeys(name for row in scores for name in row)
    clusters = clusters or [""] * len(scores)
    found = {}
    for name in names:
        rows = [
            (value, cluster)
            for row, cluster in zip(scores, clusters, strict=True)
            if (value := row.get(name)) is not None
        ]
        if rows:
            found[name] = figure([value for value, _ in rows], name, seed, [cluster for _, cluster in rows])
    return found


def figure(values: Sequence[float], name: str, seed: int = SEED, clusters: Sequence[str] = ()) -> Figure:
    """Return a mean with its percentile bootstrap interval.

    Args:
        values: at least one.
        name: of the score; with the seed it fixes the resamples.
        seed: of the run.
        clusters: of the values; where there are several, whole clusters are drawn.
    """
    data = np.asarray(values, dtype=np.float64)
    members = [np.flatnonzero(np.asarray(clusters) == cluster) for cluster in dict.fromkeys(clusters)]
    if len(members) > 1:
        sums, sizes = (np.asarray([of(data[own]) for own in members], dtype=np.float64) for of in (np.sum, len))
        drawn = _resamples(len(members), name, seed)
        means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    else:
        means = data[_resamples(len(data), name, seed)].mean(axis=1)
    low, high = np.percentile(means, _TAILS)
    return Figure(round(float(data.mean()), 6), round(float(low), 6), round(float(high), 6), len(values))


def paired_difference(
    pairs: Sequence[tuple[float, float]], name: str, seed: int = SEED, clusters: Sequence[str] = ()
) -> Figure:
    """Return the mean of second minus first over the same questions, with its paired bootstrap interval.

    Args:
        pairs: at least one: the score of a question in either run.
        name: of the score.
        seed: of the comparison.
        clusters: the document that each question is about.
    """
    return figure([second - first for first, second in pairs], name, seed, clusters)


def _resamples(count: int, name: str, seed: int) -> NDArray[np.int64]:
    """Return indices of shape (RESAMPLES, count)."""
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    return generator.integers(0, count, size=(RESAMPLES, count))
