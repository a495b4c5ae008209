"""Quantities and dates in a text, in one form: 1000 亿元, 1,000亿元 and 一千亿元 are one amount, 每月8号 and 每月八日 one day.

Whoever has to know what a text states, an amount, a share, a time, a number of something, reads it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ingest.numerals import to_int

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_CHINESE = "零〇一二两三四五六七八九十百千"
_NUMERAL = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|半(?=个?(?:年|月|天|日|小时|学年|学期))|[{_CHINESE}]+)"


class Sort(Enum):
    """What a quantity is one of."""

    MONEY = "金额"
    SHARE = "比例"
    DURATION = "时长"
    DATE = "时间"
    COUNT = "数量"


_UNITS_OF = {
    Sort.MONEY: "元 美元 港元 欧元 日元 港币 人民币 块钱",
    Sort.SHARE: "% ％ ‰ 百分点 基点",
    Sort.DURATION: "年 周年 学年 学期 月 季度 周 星期 日 号 天 工作日 自然日 交易日 小时 分钟 秒",
    Sort.COUNT: "倍 家 户 名 人 人次 位 座 台 套 款 场 次 项 条 所 间 处 部 件 批 类 种 层 级 期 届 支 笔 辆 节 份 岁 周岁 学时 课时 "
    "平方公里 平方米 公顷 亩 公里 千米 米 立方米 吨 公斤 千克 千瓦 千瓦时 p e flops pflops eflops gb tb mw kw",
}


_GOES_ON = {"人": "工", "周": "[岁边]", "年": "[级龄]"}
"""With what behind it a character is no unit."""


def _any_unit(*sorts: Sort) -> str:
    """Match a unit of some sorts, the longest that is there; latin ones are no beginnings of words, 人工 is no 人."""
    units = sorted((unit for sort in sorts for unit in _UNITS_OF[sort].split()), key=len, reverse=True)
    return "|".join(rf"{unit}(?![a-z]|{_GOES_ON.get(unit, '$.')})" for unit in units)


DURATION_UNITS = _any_unit(Sort.DURATION)
UNITS = rf"{_any_unit(Sort.MONEY, Sort.COUNT)}|个?(?:{_any_unit(Sort.DURATION, Sort.SHARE)})"
"""Match a unit; 个 before one belongs to it: 个月, 个百分点."""
_SORTS = {unit: sort for sort, units in _UNITS_OF.items() for unit in units.split()}
_ALIKE = tuple(
    frozenset(units.split())
    for units in (
        "人 名 位 人次",
        "家 户 所",
        "岁 周岁",
        "学时 课时 节",
        "平方公里 平方米 公顷 亩",
        "公里 千米 米",
        "吨 公斤 千克",
        "千瓦 mw kw",
        "p e flops pflops eflops",
        "gb tb",
    )
)
"""Units that may stand for each other; those of money, of shares and of time all may."""
_UNIT = rf"[万亿]元|{UNITS}|个"
_MORE = r"(?:以上|及以上|以内|以下|之内|左右|上下|余)"
NEGATED = r"(?:不(?:[得能应宜会可要准许]|应当|能够)?|尚?未(?:能|曾)?|没有?|无法)"
COMPARED = r"(?:[早晚迟]于|少于|低于|小于|短于|超过|超出|高于|多于|大于|长于|突破|逾)"
"""不得低于, 尚未达到: whoever takes a number takes the whole of what bounds it, or has its opposite."""
_FEWER, _GREATER = r"早于|少于|低于|小于|短于", r"[晚迟]于|超过|超出|高于|多于|大于|长于|突破|逾|超"
_LESS = rf"(?:{NEGATED}(?:{COMPARED}|达到?|满|足|到)|{COMPARED}|至少|最少|至多|最多|超|达到?|大?约|将?近)"
_NUMBER = re.compile(
    rf"(?P<before>{_LESS})?第?(?P<number>{_NUMERAL})\s*(?P<more>[余多])?(?P<scale>[百千万亿]*)\s*(?P<unit>{_UNIT})?(?P<after>{_MORE})?",
    re.IGNORECASE,
)
_BOUNDS = (
    (re.compile(rf"{NEGATED}(?:{_FEWER})|(?:及?以上|至少|最少)$"), ">="),
    (re.compile(rf"{NEGATED}(?:{_GREATER})|(?:以下|以内|之内|至多|最多)$"), "<="),
    (re.compile(rf"{NEGATED}|{_FEWER}"), "<"),
    (re.compile(rf"{_GREATER}|[余多]$"), ">"),
    (re.compile("左右|上下|大?约|将?近"), "~"),
)
_DATE = re.compile(
    r"(?P<every>(?:每个?|按)(?:半|[二两三四五六\d]个?)?(?:学?年度?|月|周|季度?|学期|日|天))?(?P<year>\d{4}(?=\s*年|\s*[—–~至-]+\s*\d{4}\s*年))?\s*年?\s*(?P<month>\d{1,2}\s*月(?!度))?\s*(?P<day>\d{1,2}\s*[日号])?"
    r"\s*(?:年)?(?P<part>(?:(?<=[年月])|年|月)[底末初]|年中|[上下]半年|第?[一二三四1-4]季度)?\s*(?P<side>之?前|以前|之?后|以后|起|内|以来)?"
)
_SIDES = {"之前": "前", "以前": "前", "之后": "后", "以后": "后"}
IDIOMS = re.compile(
    r"[一二两三四五六七八九十百千万]+(?:站式|体化|网化|系列|流|起|定|些|样|般|方面|同|致|并|旦|直|切|带一路|代|次性|线|揽子|人工智能|行百业|业|分(?!点|之)|线城市)"
    r"|进一步|统一|唯一|之一|单一|第一(?:时间|线|课堂)|第二课堂|千行百业|百花齐放|三维|二维|万物|三位一体|三甲|两岸|三地|双百|百强|千兆|万兆|一体|五大|两化"
)

_BARE_SCALE = re.compile(rf"(?<![\d{_CHINESE}])[百千万]*[万亿](?=级|元|规模)")
"""千亿级 is an order of magnitude without a numeral."""


def _every(written: str) -> str:
    """Fold 每个月, 按月 and 每月 into one."""
    return written.replace("个", "").replace("按", "每").removesuffix("度")


class Number(NamedTuple):
    """A quantity: its value, its unit (empty if none), and how it is bounded (``>=``, ``>``, ``<=``, ``<``, ``~`` or not)."""

    value: Decimal
    unit: str
    bound: str

    @property
    def sort(self) -> Sort:
        """What it is a quantity of; a bare number counts something."""
        return sort_of(self.unit)


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


_WRITTEN_OUT = re.compile(
    rf"(?P<year>[一二][零〇○一二三四五六七八九]{{3}})(?=年)|(?<![个{_CHINESE}])(?P<month>十[一二]?|[一二三四五六七八九])(?=月)"
    rf"|(?<=月)(?P<day>[一二三四五六七八九十]{{1,3}})(?=[日号])|(?P<base>[百千])分之(?P<share>{_NUMERAL})"
)


def _in_digits(text: str) -> str:
    """Write what stands in Chinese numerals in dates, and percentages, as others write them: 二〇二六年七月, 百分之五."""

    def write(match: re.Match[str]) -> str:
        if match["base"]:
            value = _value(match["share"], "")
            return match.group() if value is None else f"{value}{'%' if match['base'] == '百' else '‰'}"
        return str(to_int(match.group()))

    return _WRITTEN_OUT.sub(write, text.replace("廿", "二十"))


def sort_of(unit: str) -> Sort:
    """Return what something in a unit is a quantity of."""
    return _SORTS.get(unit, Sort.COUNT)


def units_like(unit: str) -> frozenset[str]:
    """Return the units in which may be stated what is asked for in one: 家 and 户, 人 and 名."""
    return next((units for units in _ALIKE if unit in units), frozenset((unit,)))


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

    rest = _DATE.sub(keep, _in_digits(text))
    return found, rest


class Quantity(NamedTuple):
    """Something that a text states.

    Attributes:
        sort: what it is.
        unit: as written; empty if none.
        behind: the text that follows it.
        is_term: whether it is a time from or up to something, so that it says when: 三十日内, 五年后.
        is_vague: whether it may be an article and count nothing: 一个平台.
    """

    sort: Sort
    unit: str = ""
    behind: str = ""
    is_term: bool = False
    is_vague: bool = False


_IN_WORDS = (
    (
        Sort.SHARE,
        re.compile(
            rf"{_NUMERAL}分之{_NUMERAL}|[一二三四五六七八九\d]成(?![立员果功本都人为熟长绩效品就交])|[\d一二三四五六七八九]折"
            r"|一半|半数|减半|折半|全额|(?<![\d/])\d/\d(?![\d/])|(?<!\d)\d{1,3}:\d(?!\d)"
        ),
    ),
    (Sort.DURATION, re.compile(r"永久|终身|长期(?=[保有留使])|当[日天场]|立即|即时|随时|全天")),
    (
        Sort.DATE,
        re.compile(
            r"之日|[当次翌即][日天]|次[月年]|当[月年场]|定期|立即|即时|随时|(?:周|星期)[一二三四五六日末]|[上中下]旬|节假日|[寒暑]假"
        ),
    ),
)
"""What is stated without a number before a unit."""
_ORDINAL = re.compile(rf"第{_NUMERAL}(?!季度)")
_TERM = re.compile(r"之?[内前后]|以[前后]|起|期?满")
_LEAST_MONEY = 10_000
_ENDS = re.compile(r"[^\w]|$|以|的")


@lru_cache(maxsize=4096)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Return what quantities, times and dates a normalised text states."""
    dates, rest = find_dates(_ORDINAL.sub("，", text))
    found = [_quantity_of(date) for date in dates]
    for number, behind, is_vague in _all_numbers(rest):
        is_term = number.bound in ("<=", "<") or _TERM.match(behind) is not None
        is_money = not number.unit and number.value >= _LEAST_MONEY and _ENDS.match(behind)
        found.append(Quantity(Sort.MONEY if is_money else number.sort, number.unit, behind, is_term, is_vague))
    found += [Quantity(sort) for sort, pattern in _IN_WORDS if pattern.search(text)]
    return tuple(found)


def _quantity_of(date: Date) -> Quantity:
    """Take 30日内 and 三月内, which name no day or month, for the times that they are."""
    is_length = not (date.every or date.year or date.part) and (not date.month or (not date.day and date.side == "内"))
    return Quantity(Sort.DURATION, "日", "", bool(date.side)) if is_length else Quantity(Sort.DATE)


def find_numbers(text: str) -> list[Number]:
    """Return the quantities of a normalised text from which dates were taken out; idioms are none."""
    return [number for number, _ in counted(text)]


def counted(text: str) -> list[tuple[Number, str]]:
    """Return the quantities of such a text, each with what stands behind it."""
    return [(number, behind) for number, behind, is_vague in _all_numbers(text) if not is_vague]


def _all_numbers(text: str) -> list[tuple[Number, str, bool]]:
    """Return the quantities of such a text, what stands behind each, and whether it may be an article: 一个平台."""
    return list(_numbers(_BARE_SCALE.sub(r"1\g<0>", IDIOMS.sub("，", text))))


_FEW = frozenset("一两")
_VAGUE_UNITS = frozenset(("", "个", "种", "类", "项", "批", "次", "条"))


def numbers_with_spans(text: str) -> Iterator[tuple[Number, int, int]]:
    """Yield what a text counts or measures, with its place; dates and idioms were taken out of it, ordinals are none."""
    for match in _NUMBER.finditer(text):
        read = _read(match)
        is_ordinal = "第" in text[max(0, match.start() - 1) : match.start() + 1]
        if read and not read[1] and not is_ordinal and read[0].unit:
            yield read[0], *match.span()


def _numbers(text: str) -> Iterator[tuple[Number, str, bool]]:
    for match in _NUMBER.finditer(text):
        read = _read(match)
        if read:
            yield read[0], text[match.end() :].lstrip("的"), read[1]


def _read(match: re.Match[str]) -> tuple[Number, bool] | None:
    """Return the number of a match, and whether it may be an article: 一个平台."""
    value = _value(match["number"], match["scale"] or "")
    if value is None:
        return None
    unit = (match["unit"] or "").replace("号", "日").replace("％", "%")
    unit = unit.removeprefix("个") or unit
    is_vague = match["number"] in _FEW and unit in _VAGUE_UNITS
    if unit in {"亿元", "万元"}:
        value, unit = value * _SCALES[unit[0]], "元"
    marks = [match["before"] or "", match["after"] or "", match["more"] or ""]
    return Number(value, unit, next(filter(None, map(_bound_of, marks)), "")), is_vague


def _bound_of(mark: str) -> str:
    return next((bound for pattern, bound in _BOUNDS if pattern.match(mark)), "")


def _value(written: str, scale: str) -> Decimal | None:
    if written == "半":
        return Decimal("0.5")
    try:
        value = Decimal(written.replace(",", "")) if written[0].isdigit() else Decimal(to_int(written))
    except (InvalidOperation, ValueError):
        return None
    for unit in scale:
        value *= _SCALES[unit]
    return value
