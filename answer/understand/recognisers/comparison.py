"""Questions that ask the same of several things: what each is, how they differ, which is more.

Whose tasks these are is read as a selection, so agencies are no sides here.
"""

from __future__ import annotations

from answer.models import Candidate, Question, SideBySide
from answer.understand.names import Names
from answer.understand.sides import Sides

_SCORE = 0.55
"""Any other reading that accounts for all of a question is surer."""


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Read a question that puts several things beside each other."""
    del names
    sides = Sides(question)
    if any(mention.kind == "agency" and mention.ids for mention in question.mentions) or not sides.compares():
        return []
    found = sides.find()
    return [Candidate(SideBySide(found), _SCORE, "逐一比较", frozenset(question.tokens))] if found else []
