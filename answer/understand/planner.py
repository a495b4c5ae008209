"""Picks the reading of a question: the surest one that accounts for all that the question says."""

from __future__ import annotations

from collections.abc import Sequence

from answer.models import Candidate, Question, Token
from answer.understand.names import Names
from answer.understand.recognisers import RECOGNISERS, Recogniser

LEAST = 0.5
"""A reading that is less sure than this is none."""
_UNUSED_NAME, _UNUSED_WORD, _UNUSED_UNKNOWN = 0.5, 0.5, 0.15
"""What it costs to leave out a name, a quotation or a number; a word that the documents use; one that they do not."""


def candidates(
    question: Question, names: Names, recognisers: Sequence[Recogniser] = RECOGNISERS
) -> list[tuple[float, Candidate]]:
    """Return all readings, the best first, each with its score after what it leaves out was taken off."""
    found = [candidate for recognise in recognisers for candidate in recognise(question, names)]
    scored = [(one.score - sum(_cost(token, names) for token in one.unused(question)), one) for one in found]
    # Of equally sure readings the one with the plainer plan; the text of a plan is the same every time.
    return sorted(scored, key=lambda pair: (-pair[0], len(repr(pair[1].plan)), repr(pair[1].plan)))


def plan(question: Question, names: Names) -> Candidate | None:
    """Return the best reading; None where none is sure enough."""
    return surest(candidates(question, names))


def surest(scored: Sequence[tuple[float, Candidate]]) -> Candidate | None:
    """Return the first of some readings, the best first; None where it is not sure enough."""
    best = next(iter(scored), None)
    return best[1] if best and best[0] >= LEAST else None


def _cost(token: Token, names: Names) -> float:
    if token.word != "CONTENT":
        return _UNUSED_NAME
    return _UNUSED_WORD if names.occurrences(token.text) else _UNUSED_UNKNOWN
