"""Questions for how many points an item lists, and for the first or the last of them: 一共列了几项，最后一项是什么."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = r"(?:项|种|类|点|款|条|个|情形|行为|小?组)"
_COUNTS = re.compile(
    rf"(?:一共|总共|共|拢共|统共|合计|数一?下)[^,。?]{{0,6}}?(?:几|多少){_UNIT}|(?:列|规定|写|分|设|管)[了成出有]?(?:几|多少){_UNIT}"
)
_FIRST = re.compile(rf"(?:打头|头一|第一|首)(?:的|那|一)*(?:{_UNIT}|是)|头一?个")
_LAST = re.compile(rf"(?:最后|最末|末尾|末)(?:面|一|的|那)*(?:{_UNIT}|是)")

_ASKING = re.compile(r"[^\w]+|[一共总数下列说讲叫的是了啥么什哪那这项个和与跟各分别吧呢呀]")
_LEFT = 1
"""Characters."""
_COUNTS_AND_NAMES = re.compile(r"(?:几|多少)[家个种项类][^?]{0,6}(?:哪几|哪些|都叫|叫什么|叫啥|分别)")


@dataclass(frozen=True, slots=True)
class PointsAsked:
    """What is asked of the points of an item.

    Attributes:
        first: whether the first one is asked for.
        last: whether the last one is.
    """

    first: bool
    last: bool


def read_points(text: str) -> PointsAsked | None:
    """Return what a normalised question asks of the points that an item lists; None if it does not count them."""
    if not _COUNTS.search(text):
        return None
    return PointsAsked(_FIRST.search(text) is not None, _LAST.search(text) is not None)


def asks_points_alone(text: str) -> bool:
    """Tell whether a normalised question about points says nothing else, not even which: 数一下列了几个，头一个是啥."""
    rest = text
    for form in (_COUNTS, _FIRST, _LAST, _ASKING):
        rest = form.sub("", rest)
    return len(rest) <= _LEFT


def counts_and_names(text: str) -> bool:
    """Tell whether a normalised question asks for what an item names, with its number, which the item need not state."""
    return _COUNTS_AND_NAMES.search(text) is not None
