"""The best of many scores."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


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
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    places = np.flatnonzero(scores >= least)
    order = np.argsort(-scores[places], kind="stable")[:count]
    chosen: NDArray[np.intp] = places[order]
    return chosen
