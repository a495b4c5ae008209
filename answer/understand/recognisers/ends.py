"""Questions for both ends of something, often with how many there are: 实施步骤一共列了几项，头一项和末一项叫什么."""

from __future__ import annotations

from dataclasses import replace

from answer.models import Candidate, Order, Question, Select, Several, Token
from answer.understand.names import Names
from answer.understand.recognisers import select

_FIRST = ("FRONT", "FIRST", "START", "BEGIN")
_LAST = ("LAST", "END", "REAR")
_LAST_ITEM = ("最后", "末")
_BEHIND = ("NUMBER", "TASK_NOUN", "MEASURE_NOUN", "ROW_NOUN", "UNIT")
"""What stands behind 最后 and belongs to it: 最后一项."""


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Read a question that names both ends as two selections, each as it is read for one end."""
    last = next((place for place, token in enumerate(question.tokens) if _is_last(token)), None)
    if last is None or not question.has(*_FIRST):
        return []
    stop = last + 1
    while stop < len(question.tokens) and question.tokens[stop].word in _BEHIND:
        stop += 1
    start = last - 1 if last and question.tokens[last - 1].word == "AND" else last
    left_out = question.tokens[start:stop]
    one_end = replace(question, tokens=(*question.tokens[:start], *question.tokens[stop:]))
    return [
        replace(one, plan=_both(one.plan, question), why="首尾两项", used=one.used | frozenset(left_out))
        for one in select.recognise(one_end, names)
        if isinstance(one.plan, Select) and one.plan.order and one.plan.order.by == "place" and one.plan.take == 1
    ]


def _is_last(token: Token) -> bool:
    return token.word in _LAST or (token.word == "ITEM" and token.text.startswith(_LAST_ITEM))


def _both(plan: Select, question: Question) -> Several:
    show = ("count", *plan.show) if question.has("HOW_MANY") and "count" not in plan.show else plan.show
    return Several(tuple(replace(plan, order=Order("place", most=most), show=show) for most in (False, True)))
