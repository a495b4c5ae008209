"""Sets that questions ask for, as expressions over a document's own data: the reference by which a list is complete.

An expression is a Python comprehension over ``measures``, ``rows``, ``goals``, ``sections`` and ``agencies``, such as
``[m.id for m in measures if '市科技局' in m.agencies and len(m.agencies) > 2]``. It knows attributes of the items, a few
functions and no names besides, so that a file of questions can be read without running anything of it.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ingest.models import Goal, Measure, PolicyDocument, Role, Scenario

_NODES = (
    *(ast.Expression, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension, ast.IfExp),
    *(ast.Name, ast.Load, ast.Store, ast.Attribute, ast.Constant, ast.Subscript, ast.Slice, ast.Call, ast.keyword),
    *(ast.List, ast.Tuple, ast.Set, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub),
    *(ast.Compare, ast.In, ast.NotIn, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE),
    *(ast.BinOp, ast.Add, ast.Sub, ast.BitAnd, ast.BitOr),
)
_METHODS = frozenset({"startswith", "endswith", "count", "index", "get", "items", "keys", "values"})


def _unique(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _count(values: Iterable[Any]) -> dict[Any, int]:
    return dict(Counter(values))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{one.__name__: one for one in (len, sorted, min, max, sum, any, all, set, list)},
    "unique": _unique,
    "count": _count,
}


class SelectionError(ValueError):
    """An expression is none, or gives no value; the message says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A measure, row or goal as expressions see it; what it does not have is empty."""

    id: str
    n: int
    label: str = ""
    title: str = ""
    name: str = ""
    section: str = ""
    subsection: str = ""
    domain: str = ""
    agencies: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    withs: list[str] = field(default_factory=list)
    open: bool = False
    text: str = ""


def select(expression: str, document: PolicyDocument) -> Any:
    """Return what an expression gives for a document.

    Raises:
        SelectionError: if it is no expression of the kind, or fails.
    """
    code = _compiled(expression)
    try:
        # No name reaches it but those of the document and the functions above; `_compiled` has seen every node.
        return eval(code, {"__builtins__": {}, **_FUNCTIONS, **_data(document)})  # noqa: S307
    except Exception as error:
        raise SelectionError(f"{expression!r} fails: {error!r}") from error


@cache
def _compiled(expression: str) -> Any:
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SelectionError(f"{expression!r} is no expression: {error}") from error
    attributes = {*Item.__dataclass_fields__, *_METHODS}
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise SelectionError(f"{expression!r} holds a {type(node).__name__}, which is not allowed")
        if isinstance(node, ast.Attribute) and node.attr not in attributes:
            raise SelectionError(f"{expression!r} asks for {node.attr!r}, which no item has")
    return compile(tree, "<selection>", "eval")


def _data(document: PolicyDocument) -> Mapping[str, Any]:
    return {
        "measures": [_measure(measure) for measure in document.measures],
        "rows": [_row(row) for row in document.scenarios],
        "goals": [_goal(goal) for goal in document.goals],
        "sections": [section.heading for section in document.sections],
        "agencies": list(document.agencies),
    }


def _measure(measure: Measure) -> Item:
    def named(role: Role) -> list[str]:
        return [name for found in measure.roles if found.role is role for name in found.agencies]

    return Item(
        measure.id,
        measure.number,
        measure.label,
        measure.title,
        section=measure.section,
        subsection=measure.subsection,
        agencies=list(measure.agencies),
        leads=named(Role.LEAD),
        withs=named(Role.WITH),
        open=measure.agencies_open,
        text=measure.text,
    )


def _row(row: Scenario) -> Item:
    return Item(row.id, row.number, name=row.name, domain=row.domain, agencies=list(row.agencies), text=row.text)


def _goal(goal: Goal) -> Item:
    return Item(goal.id, goal.number, section=goal.section, text=goal.text)
