"""Picks the reading of a question: the surest one that accounts for all that the question says."""

from __future__ import annotations

from collections.abc import Sequence

from answer.models import Candidate, Question
from answer.understand.names import Names
from answer.understand.recognisers import RECOGNISERS, Recogniser

LEAST = 0.5
"""A reading that is less sure than this is none."""
UNUSED = 0.3
"""What each token costs that a reading leaves out."""


def candidates(
    question: Question, names: Names, recognisers: Sequence[Recogniser] = RECOGNISERS
) -> list[tuple[float, Candidate]]:
    """Return all readings, the best first, each with its score after what it leaves out was taken off."""
    found = [candidate for recognise in recognisers for candidate in recognise(question, names)]
    scored = [(one.score - UNUSED * len(one.unused(question)), one) for one in found]
    # Of equally sure readings the one with the plainer plan; the text of a plan is the same every time.
    return sorted(scored, key=lambda pair: (-pair[0], len(repr(pair[1].plan)), repr(pair[1].plan)))


def plan(question: Question, names: Names) -> Candidate | None:
    """Return the best reading; None where none is sure enough."""
    best = next(iter(candidates(question, names)), None)
    return best[1] if best and best[0] >= LEAST else None
