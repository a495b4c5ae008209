"""Turns about one of the items that an answer listed, or about those that are left: 这里面排在最后的是哪个, 剩下那项讲什么."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SET = r"(?:其中|[这那]?里[面头]|当中|[这那](?:几|些|[两三四五六七八九十])(?:个|条|项|件|种)?(?:里[面头]?|中|当中)?)"
_UNIT = r"(?:[条项件种]|个(?!月|人|工作))"
_FIRST = r"(?:排在?|列在?|写在?)?(?:打头|最前面?|头|开头)的?(?:[那一]|那一)?"
_LAST = r"(?:排在?|列在?|写在?)?(?:最后面?|最末|末尾|末了|垫底|压轴)的?(?:[那一]|那一)?"
_PLACE = re.compile(rf"(?:那|的)?(?:(?P<first>{_FIRST})|(?P<last>{_LAST}))(?:{_UNIT}|的?是(?:哪|什么)[个条项]?)")
_POINTED = re.compile(rf"^(?:那么?)?{_SET}[的,]?")
_REST = re.compile(rf"^(?:那么?)?(?:剩下|剩余|余下|其余|剩)的?(?:那|这)?[一两几二三]?{_UNIT}")
_JOINING = "的,。呢是 "


def one_of_set(asked: str, listed: Sequence[str]) -> tuple[str, str]:
    """Return the id of the item at an end of a list that a turn points to, and what it asks of it; empty if it asks for none.

    Args:
        asked: the turn, normalised.
        listed: the ids of the items that the last answer listed, in its order.
    """
    pointed = _POINTED.match(asked)
    place = _PLACE.search(asked, pointed.end()) if pointed else None
    if not pointed or not place or place.start() > pointed.end() or len(listed) <= 1:
        return "", ""
    return listed[0 if place["first"] else -1], asked[place.end() :].strip(_JOINING)


def left_of_set(asked: str, exchanges: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], str]:
    """Return the ids of the items that are left of a list when those of the last answer are taken out; none if nothing is.

    Args:
        asked: the turn, normalised.
        exchanges: the ids of the items of each answer, the newest first.
    """
    pointed = _REST.match(asked)
    if not pointed or not exchanges:
        return (), ""
    last = exchanges[0]
    whole = next((one for one in exchanges[1:] if set(last) < set(one)), ())
    return tuple(item for item in whole if item not in last), asked[pointed.end() :].strip(_JOINING)
