"""Remembering what a method returned for as long as its object is in use, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from weakref import WeakMethod

P = ParamSpec("P")
R = TypeVar("R")


def remembered(method: Callable[P, R], most: int) -> Callable[P, R]:
    """Return a method that computes each of its latest results once.

    An object that kept ``lru_cache(...)(self.method)`` would keep itself: one that is dropped would stay, an index with
    its model and dictionary too, until Python next looks for cycles, which a few large objects do not make it do.

    Args:
        method: bound to the object that is to hold what is returned here.
        most: results that are kept; the one longest unused makes room.
    """
    bound = WeakMethod(method)

    @lru_cache(maxsize=most)
    def recall(*args: P.args, **kwargs: P.kwargs) -> R:
        alive = bound()
        assert alive is not None, "it is called through its object"
        return alive(*args, **kwargs)

    return cast(Callable[P, R], recall)  # to type checkers a wrapper forgets what it takes
