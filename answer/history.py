"""What is read of a conversation, however much of one is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer.models import Turn
from ingest.models import PolicyDocument

_BEGINNING, _LAST = 2, 20
"""Turns that are read: how a conversation began, since a question may ask for it, and the last ones."""
_LONGEST = 4000
"""Characters of an answer that are read; our own have fewer."""
_MOST_CITES = 100


def bounded(history: Sequence[Turn], longest_question: int, document: PolicyDocument) -> list[Turn]:
    """Return the turns that count, shortened, with the citations that the document has, each once.

    Args:
        history: oldest first.
        longest_question: characters of a question that are read.
        document: that is talked about.
    """
    kept = history if len(history) <= _BEGINNING + _LAST else (*history[:_BEGINNING], *history[-_LAST:])
    return [
        replace(
            turn,
            content=turn.content[: longest_question if turn.role == "user" else _LONGEST],
            cites=tuple(cite for cite in dict.fromkeys(turn.cites[:_MOST_CITES]) if document.has(cite)),
        )
        for turn in kept
    ]
