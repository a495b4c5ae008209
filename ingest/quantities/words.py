"""What has numerals and states no number, and what states one without numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.numerals import NUMBER_CHARS
from ingest.quantities.units import Kind

IDIOMS = re.compile(
    rf"[{NUMBER_CHARS}]+(?:站式|体化|网化|系列|流|起|定|些|样|般|方面|同|致|并|旦|直|切|带一路|代|次性|线|揽子|人工智能|行百业|业|分(?!点|之|钟)|线城市)"
    r"|[一二三四五六七八九十]+五(?=规划|”|时期|期间|年规划)|进一步|统一|唯一|(?<!分)之一|单一|第一(?:时间|线|课堂)|第二课堂|千行百业|千家万户|百花齐放|百家争鸣|一件事"
    r"|三维|二维|万物|三位一体|三甲|两岸|三地|双百|百强|千兆|万兆|一体|五大|两化"
)
"""Match words with numerals that count nothing."""

_WITHOUT_NUMBERS = (
    (
        Kind.SHARE,
        re.compile(r"一半|半数|减半|折半|全额|(?<![\d/])\d/\d(?![\d/])|(?<!\d)\d{1,3}:\d(?!\d)"),
    ),
    (Kind.DURATION, re.compile(r"永久|终身|长期(?=[保有留使])|当[日天场]|立即|即时|随时|全天")),
    (
        Kind.DATE,
        re.compile(
            r"之日|[当次翌即][日天]|次[月年]|当[月年场]|定期|立即|即时|随时|(?:周|星期)[一二三四五六日末]|[上中下]旬|节假日|[寒暑]假"
        ),
    ),
)


def said_without_numbers(text: str) -> Iterator[Kind]:
    """Yield of what a normalised text says how much, or when, in words alone: 减半, 永久, 自公布之日起."""
    return (kind for kind, pattern in _WITHOUT_NUMBERS if pattern.search(text))
