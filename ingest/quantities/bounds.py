"""What bounds a number: 不得低于, 至少, 以上, 左右. Whoever takes a number takes all of it, or has its opposite."""

from __future__ import annotations

import re

NEGATED = r"(?:不(?:[得能应宜会可要准许]|应当|能够)?|尚?未(?:能|曾)?|没有?|无法)"
COMPARED = r"(?:[早晚迟]于|少于|低于|小于|短于|超过|超出|高于|多于|大于|长于|突破|逾)"
_FEWER = r"早于|少于|低于|小于|短于"
_GREATER = r"[晚迟]于|超过|超出|高于|多于|大于|长于|突破|逾|超"

BEFORE = rf"(?:{NEGATED}(?:{COMPARED}|达到?|满|足|到)|{COMPARED}|至少|最少|至多|最多|超|达到?|大?约|将?近)"
"""Match what bounds the number behind it."""
BEHIND = r"(?:及?以[上下内]|之内|左右|上下(?!游|联)|余)"
"""Match what bounds the number before it."""
_BOUNDS = (
    (re.compile(rf"{NEGATED}(?:{_FEWER})|及?以上|至少|最少"), ">="),
    (re.compile(rf"{NEGATED}(?:{_GREATER})|及?以[下内]|之?内$|至多|最多"), "<="),
    (re.compile(rf"{NEGATED}|{_FEWER}"), "<"),
    (re.compile(rf"{_GREATER}|[余多]$"), ">"),
    (re.compile("左右|上下|大?约|将?近"), "~"),
)


def bound_of(*marks: str | None) -> str:
    """Return ``>=``, ``>``, ``<=``, ``<`` or ``~`` for what the first of some marks that bounds says; empty if none does."""
    said = (bound for mark in marks if mark for pattern, bound in _BOUNDS if pattern.match(mark))
    return next(said, "")
