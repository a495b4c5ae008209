"""Taking times: two things in turn, so that what else the machine does slows both alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

_MILLISECONDS = 1000.0


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * _MILLISECONDS


def in_turn(items: Sequence[T], works: Mapping[str, Callable[[T], object]]) -> dict[str, list[float]]:
    """Do several kinds of work on each item, one after the other, and return the milliseconds of each by kind.

    Who comes first finds the processor's caches cold, so everyone does, in turn.
    """
    names = list(works)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for place, item in enumerate(items):
        first = place % len(names)
        for name in names[first:] + names[:first]:
            work = works[name]
            began = time.perf_counter()
            work(item)
            taken[name].append((time.perf_counter() - began) * _MILLISECONDS)
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of all (0 to 1) lies at or below, by the nearest rank.

    Raises:
        ValueError: if there are no values.
    """
    if not values:
        raise ValueError("no values have no percentile")
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]
