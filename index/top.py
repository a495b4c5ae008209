"""The best of many scores."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_GROUPS, _LEAST_IN_GROUP = 4, 4
"""So many groups for each score that is wanted, and so many scores in each, or finding the groups' best does not pay."""


def best(scores: NDArray[Any], count: int) -> NDArray[np.intp]:
    """Return the places of the best scores, best first; of equal ones the first.

    Only what may be among them is sorted: sorting 50,000 scores takes as long as computing them.

    Args:
        scores: shape (n,).
        count: how many at most.
    """
    if count <= 0:
        return np.zeros(0, dtype=np.intp)
    if count >= len(scores):
        return np.argsort(-scores, kind="stable")
    places = np.flatnonzero(scores >= _reached(scores, count))
    order = np.argsort(-scores[places], kind="stable")[:count]
    chosen: NDArray[np.intp] = places[order]
    return chosen


def _reached(scores: NDArray[Any], count: int) -> Any:
    """Return a score that at least so many reach, and not many more.

    Where there are many, it is looked for among the best of groups: as many groups as were asked for reach it.
    """
    groups = _GROUPS * count
    size = len(scores) // groups
    if size >= _LEAST_IN_GROUP:
        scores = scores[: groups * size].reshape(size, groups).max(axis=0)
    return np.partition(scores, len(scores) - count)[len(scores) - count]
