"""What kind of number items must state: an amount of money, a share, a date."""

from __future__ import annotations

from collections.abc import Iterator

from answer.models import Condition, Not, States
from answer.understand.selecting.pieces import Piece
from answer.understand.selecting.shape import Shape
from ingest.facts import FactKind

_KINDS = {
    "AMOUNT_NOUN": FactKind.AMOUNT,
    "SHARE_NOUN": FactKind.SHARE,
    "DATE_NOUN": FactKind.DATE,
    "DEADLINE": FactKind.DATE,
}
_STATED = f"(SAY|INVOLVE) ({'|'.join(_KINDS)})"


def read_facts(shape: Shape) -> Iterator[Piece]:
    """Read which kinds of numbers are asked for: 写明金额的, 没有百分比的."""
    for found in shape.find(_STATED):
        denied = shape.before(found.start, "NOT") or ()
        condition: Condition = States(_KINDS[found.tokens[-1].topic or found.tokens[-1].word])
        yield Piece((*found.tokens, *denied), Not(condition) if denied else condition)
