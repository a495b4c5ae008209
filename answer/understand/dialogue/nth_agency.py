"""One of the agencies that an answer listed, by its place: 最后那家还管什么, 第二家呢."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numerals import NUMERAL_CHARS, to_int

_UNIT = r"(?:家|个?(?:单位|部门|机构))"
_PLACE = re.compile(
    rf"(?:那|排在?)*(?:(?P<back>倒数)?第(?P<number>[{NUMERAL_CHARS}]{{1,2}}|\d{{1,2}})的?那?|(?P<last>最后面?|末尾|末了|最末)的?[那一]?|(?P<first>打头|头|最前面?)的?[那一]?){_UNIT}(?:单位|部门|机构)?"
)


def nth_agency(asked: str, agencies: Sequence[str]) -> str:
    """Return the question that is meant by a turn that calls one of some agencies by its place; empty if none does.

    Args:
        asked: the turn, normalised.
        agencies: in the order in which the answer listed them.
    """
    found = _PLACE.search(asked)
    if not found or len(agencies) <= 1:
        return ""
    number = to_int(found["number"]) if found["number"] else 1
    place = -number if found["back"] or found["last"] else number - 1
    if not -len(agencies) <= place < len(agencies):
        return ""
    rest = (asked[: found.start()] + asked[found.end() :]).strip("的,。?!呢吗是 ")
    return f"{agencies[place]}{rest.removeprefix('还')}" if rest else f"{agencies[place]}有哪些任务"
