"""Turns about several things that were spoken of one after the other: 刚说的这两样分别在哪一条里, 前面讲过的几样里哪样最多."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numerals import NUMERAL_CHARS, to_int

_SAID = r"(?:刚才|刚刚|刚|方才|前面|上面|之前|头先|先前)[我你您]?(?:们)?(?:所)?(?:[说讲聊提谈问]到?过?)?[的嘅]?"
_THESE = r"(?:这|那|呢|嗰|以上)?"
_UNIT = r"(?:[条项样种笔档款]|个(?!月|人|工作))"
_POINTED = re.compile(
    rf"{_SAID}{_THESE}(?:一共|总共)?(?P<said>[{NUMERAL_CHARS}]|\d|几|些)(?:{_UNIT})?(?:里[面头]?|中|当中|入面|的)?"
    rf"|(?:^|(?<=[,。]))(?:这|那|呢)(?P<bare>[{NUMERAL_CHARS}])[条项](?:措施)?(?:里[面头]?|中|当中|入面|的)?"
)
_ANY = "几些"
_MOST = 4
"""Exchanges back that 几样 reaches."""


def several_spoken_of(asked: str, exchanges: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], str]:
    """Return the items that a turn points back to, in the order in which they were spoken of, and what it asks of them.

    Args:
        asked: the turn, normalised.
        exchanges: the ids of the items of each answer, the newest first.

    Returns:
        No items where it points to one thing, to what one answer named, or to more than was spoken of.
    """
    pointed = _POINTED.search(asked)
    if not pointed or not exchanges:
        return (), asked
    number = pointed["said"] or pointed["bare"]
    most = None if number in _ANY else to_int(number)
    if most is not None and (most <= 1 or len(exchanges[0]) >= most):
        return (), asked
    found: list[str] = []
    for cited in exchanges[: _MOST if most is None else None]:
        found += [item for item in cited if item not in found]
        if most is not None and len(found) >= most:
            break
    if len(found) <= 1 or (most is not None and len(found) != most):
        return (), asked
    rest = asked[: pointed.start()] + asked[pointed.end() :]
    return tuple(reversed(found)), rest.lstrip(",的 ")
