"""The numbered points (项) that a measure lists, in their order."""

from __future__ import annotations

from ingest.clause_parts import find_part
from ingest.models import Measure, Sentence

_MOST = 100


def points_of(measure: Measure, source: str) -> tuple[Sentence, ...]:
    """Return the points of the outermost level of a measure, each as printed; none where nothing in it is numbered.

    Args:
        measure: lists them.
        source: that it is parsed from.
    """
    points: list[Sentence] = []
    for number in range(1, _MOST):
        found = find_part(measure, source, None, (number,))
        if len(found) != 1:
            break
        points += found
    return tuple(points)
