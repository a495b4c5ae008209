"""Numbers and dates in a text, in one form: 1000 亿元 and 1,000亿元 are one amount, 每月8号 and 每月8日 one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ingest.numerals import to_int

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_CHINESE = "零〇一二两三四五六七八九十百千"
_NUMERAL = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{_CHINESE}]+)"
_UNIT = (
    r"亿元|万元|元|美元|港元|平方公里|平方米|公里|小时|分钟|个百分点|百分点|%|％|‰|倍|家|个|名|人|座|台|套|款|场|次|项|条|所|处|部|件|批|类|种|层|级|"
    r"年|月|日|号|天|周|季度|期|届|p|e|pflops|eflops|gb|tb|mw|kw"
)
_MORE = r"(?:以上|及以上|以内|以下|之内|左右|上下|余)"
_LESS = r"(?:不少于|不低于|至少|最少|不超过|不多于|不高于|至多|最多|超过|超|突破|大于|多于|达到?|近|约|大约|将近|逾)"
_NUMBER = re.compile(
    rf"(?P<before>{_LESS})?第?(?P<number>{_NUMERAL})\s*(?P<more>[余多])?(?P<scale>[百千万亿]*)\s*(?P<unit>{_UNIT})?(?P<after>{_MORE})?",
    re.IGNORECASE,
)
_BOUNDS = {
    **dict.fromkeys(("以上", "及以上", "不少于", "不低于", "至少", "最少"), ">="),
    **dict.fromkeys(("超过", "超", "突破", "大于", "多于", "逾", "余", "多"), ">"),
    **dict.fromkeys(("以下", "以内", "之内", "不超过", "不多于", "不高于", "至多", "最多"), "<="),
    **dict.fromkeys(("左右", "上下", "约", "大约", "近", "将近"), "~"),
}
_DATE = re.compile(
    r"(?P<every>(?:每个?|按)(?:年度?|月|周|季度?))?(?P<year>\d{4}(?=\s*年|\s*[—–~至-]+\s*\d{4}\s*年))?\s*年?\s*(?P<month>\d{1,2}\s*月(?!度))?\s*(?P<day>\d{1,2}\s*[日号])?"
    r"\s*(?:年)?(?P<part>年?底|年?末|年?初|年中|上半年|下半年|月底|月初|第?[一二三四]季度)?\s*(?P<side>之?前|以前|之?后|以后|起|内|以来)?"
)
_SIDES = {"之前": "前", "以前": "前", "之后": "后", "以后": "后"}
_IDIOMS = re.compile(
    r"[一二两三四五六七八九十百千万]+(?:站式|体化|网化|批|系列|流|起|定|些|样|般|方面|种|同|致|并|旦|直|切|带一路|代|次性|线|揽子|人工智能|行百业|业|分|线城市)"
    r"|进一步|统一|唯一|之一|单一|第一(?:时间|线|课堂)|第二课堂|千行百业|百花齐放|三维|二维|万物|三位一体|三甲|两岸|三地|双百|百强|千兆|万兆|一体|五大|两化"
)

_BARE_SCALE = re.compile(rf"(?<![\d{_CHINESE}])[百千万]*[万亿](?=级|元|规模)")
"""千亿级 is an order of magnitude without a numeral."""


def _every(written: str) -> str:
    """Fold 每个月, 按月 and 每月 into one."""
    return written.replace("个", "").replace("按", "每").removesuffix("度")


class Number(NamedTuple):
    """A quantity: its value, its unit (empty if none), and how it is bounded (``>=``, ``>``, ``<=``, ``~`` or not)."""

    value: Decimal
    unit: str
    bound: str


class Date(NamedTuple):
    """A point in time as far as it is told; what is not told is empty."""

    every: str
    year: str
    month: str
    day: str
    part: str
    side: str

    def within(self, other: Date) -> bool:
        """Tell whether this says nothing that another one does not, on the same side of it."""
        told = ((mine, its) for mine, its in zip(self[:5], other[:5], strict=True) if mine)
        return all(mine == its for mine, its in told) and self.side == other.side


def find_dates(text: str) -> tuple[list[Date], str]:
    """Return the dates of a normalised text, and the text without them."""
    found: list[Date] = []

    def keep(match: re.Match[str]) -> str:
        told = match.groupdict(default="")
        if not any(told[name] for name in ("every", "year", "month", "day", "part")):
            return match.group()
        digits = {name: re.sub(r"\D", "", told[name]).lstrip("0") for name in ("year", "month", "day")}
        part = told["part"].replace("末", "底").removeprefix("年")
        side = _SIDES.get(told["side"], told["side"])
        found.append(Date(_every(told["every"]), digits["year"], digits["month"], digits["day"], part, side))
        return "，"

    rest = _DATE.sub(keep, text)
    return found, rest


def find_numbers(text: str) -> list[Number]:
    """Return the quantities of a normalised text from which dates were taken out; idioms are none."""
    return [number for number, _ in counted(text)]


def counted(text: str) -> list[tuple[Number, str]]:
    """Return the quantities of such a text, each with what stands behind it."""
    return list(_numbers(_BARE_SCALE.sub(r"1\g<0>", _IDIOMS.sub("，", text))))


def _numbers(text: str) -> Iterator[tuple[Number, str]]:
    for match in _NUMBER.finditer(text):
        value = _value(match["number"], match["scale"] or "")
        unit = (match["unit"] or "").replace("号", "日").replace("％", "%")
        if value is None or (
            match["number"] in {"一", "两"} and unit in {"", "个", "种", "类", "项", "批", "次", "条"}
        ):
            continue
        if unit in {"亿元", "万元"}:
            value, unit = value * _SCALES[unit[0]], "元"
        marks = [match["before"] or "", match["after"] or "", match["more"] or ""]
        bound = next((_BOUNDS[mark] for mark in marks if mark in _BOUNDS), "")
        yield Number(value, unit, bound), text[match.end() :].lstrip("的")


def _value(written: str, scale: str) -> Decimal | None:
    try:
        value = Decimal(written.replace(",", "")) if written[0].isdigit() else Decimal(to_int(written))
    except (InvalidOperation, ValueError):
        return None
    for unit in scale:
        value *= _SCALES[unit]
    return value
