"""How large a query may be."""

from __future__ import annotations

from collections.abc import Iterator

from answer.find.errors import TooDeepError
from answer.models.plan import All, AllHave, Any, Condition, Has, InEvery, Not, SameNumber, Select
from ingest.models import Role

MOST_DEPTH = 8
"""Conditions within each other; what people ask has three or four."""
MOST_CONDITIONS = 200
MOST_ROWS = 10_000


def require_bounded(query: Select) -> None:
    """Require that the conditions of a query are neither too many nor nested too deeply.

    Raises:
        TooDeepError: if they are.
    """
    for number, (depth, _) in enumerate(conditions_of(query), 1):
        if depth > MOST_DEPTH:
            raise TooDeepError(f"Conditions are nested more than {MOST_DEPTH} deep.")
        if number > MOST_CONDITIONS:
            raise TooDeepError(f"There are more than {MOST_CONDITIONS} conditions.")


def asks_consulted(query: Select) -> bool:
    """Tell whether a query asks anything about those who are only to be consulted."""
    of_order = query.order is not None and query.order.role is Role.CONSULTED
    return of_order or any(isinstance(one, Has) and one.role is Role.CONSULTED for _, one in conditions_of(query))


def conditions_of(query: Select) -> Iterator[tuple[int, Condition]]:
    """Yield all conditions of a query, each with the number of those that it is nested in and itself."""
    waiting = [(1, query.where)]
    if query.order and query.order.where:
        waiting.append((1, query.order.where))
    while waiting:
        depth, condition = waiting.pop()
        yield depth, condition
        waiting += [(depth + 1, one) for one in _within(condition)]


def _within(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case All(several) | Any(several):
            return several
        case Not(one) | AllHave(_, one):
            return (one,)
        case Has(_, one) | InEvery(_, one) | SameNumber(_, one):
            return (one,) if one else ()
    return ()
