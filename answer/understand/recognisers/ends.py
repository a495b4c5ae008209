"""Questions for both ends of something, often with how many there are: 实施步骤一共列了几项，头一项和末一项叫什么."""

from __future__ import annotations

from dataclasses import replace

from answer.models import Candidate, Order, Question, Select, Several, Token
from answer.understand.names import Names
from answer.understand.recognisers import select

_FIRST = ("FRONT", "FIRST", "START", "BEGIN")
_LAST = ("LAST", "END", "REAR")
_LAST_ITEM = ("最后", "末")


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Read a question that names both ends as two selections, each as it is read for one end."""
    ends = [token for token in question.tokens if token.word in _FIRST or _is_last(token)]
    if not any(map(_is_last, ends)) or all(map(_is_last, ends)):
        return []
    return [
        replace(one, plan=_both(one.plan, question), why="首尾两项", used=one.used | frozenset(ends))
        for one in select.recognise(question, names)
        if isinstance(one.plan, Select) and one.plan.order and one.plan.order.by == "place" and one.plan.take == 1
    ]


def _is_last(token: Token) -> bool:
    return token.word in _LAST or (token.word == "ITEM" and token.text.startswith(_LAST_ITEM))


def _both(plan: Select, question: Question) -> Several:
    show = ("count", *plan.show) if question.has("HOW_MANY") and "count" not in plan.show else plan.show
    return Several(tuple(replace(plan, order=Order("place", most=most), show=show) for most in (False, True)))
