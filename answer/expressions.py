"""The numbers and times that a text states, each whole as it is printed: with its year, its unit, its bound, its range.

A number that was cut out of a longer expression is another number. Titles in 《》 are names, and state none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from ingest.quantities import COMPARED, NEGATED


class Sort(Enum):
    """What an expression is one of."""

    MONEY = "money"
    RATE = "rate"
    COUNT = "count"
    POINT = "point in time"
    SPAN = "length of time"
    EVERY = "how often"


@dataclass(frozen=True, slots=True)
class Expression:
    """A literal piece of a text, ``text[start:end]``."""

    sort: Sort
    text: str
    start: int
    end: int


_CHINESE = "〇○零一二两三四五六七八九十百千万亿"
_NUMERAL = rf"(?:\d+(?:[,.，]\u2009?\d+){{0,5}}\s*[十百千万亿]{{0,3}}|[{_CHINESE}]{{1,12}}(?:点[零一二三四五六七八九]{{1,4}})?)"
_TO = r"\s*(?:[—–－~～至到-]+)\s*"
_BOUND = rf"{NEGATED}(?:{COMPARED}|达到?|满|足|到)|至少|至多|最[高低多少长短]|上限|下限"
_SMALL = rf"(?:{_BOUND}|{COMPARED}|超|达到?|高达|大?约|将?近|每?满|每[人户家个项名台次亩吨月年天日季平米方]{{1,5}})\s*"
_BEFORE = rf"(?:{_SMALL}){{0,2}}(?:(?:{_BOUND})[\u3400-\u9fff]{{0,10}}?(?=\s*[\d{_CHINESE}])\s*)?(?:{_SMALL}){{0,2}}"
"""What bounds a number may stand a few words before it: 不超过合同额50%."""
_AFTER = r"(?:[（(]?(?:含|不含)[）)]?|及?以[上下内外]|之[内间]|左右|上下|余|封顶|不等)"

_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:份|底|末|初|[上中下]旬)?"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号](?!内|以内|之内|前内)(?:\s*\d{1,2}[:：]\d{2})?"
_PART = r"(?:年?\s*[底末初](?![层级步])|[上下]半年|第?[一二三四1-4]\s*季度)"
_RELATIVE = r"(?:[今明去当次后前同]年|每年度?|本年度?)"
_DATE = rf"(?:(?:{_YEAR}|{_RELATIVE})\s*(?:{_MONTH}(?:\s*{_DAY})?|{_PART})|{_YEAR}(?!度?[—–~至-]\s*\d{{4}})|{_MONTH}\s*{_DAY}|每个?月\s*{_DAY}|\d{{1,2}}\s*月[底末初])"
_SIDE = r"(?:\s*(?:之?前|以前|之?后|以后|起(?![草步用点飞重诉])|止|以来|期间))?"
_POINT = re.compile(
    rf"(?:[自从]\s*|{NEGATED}(?:超过|[晚迟早]于)\s*)?(?:\d{{4}}(?:\s*年)?{_TO}{_YEAR}(?:\s*{_PART})?|{_YEAR}\s*\d{{1,2}}\s*月?{_TO}\d{{1,2}}\s*月(?:\s*{_DAY})?|{_DATE}(?:{_SIDE}{_TO}(?:{_DATE}|{_DAY}|{_MONTH}))?){_SIDE}"
)
_SPAN = re.compile(
    rf"(?:[自从]?[^，,。；;：:、（）()\s]{{1,16}}之日起\s*)?{_BEFORE}(?<!第)(?<![\d{_CHINESE}])(?:{_NUMERAL}(?:个)?(?:工作日|月|年|日|天)?{_TO})?"
    rf"(?:\d{{1,3}}(?:\.\d)?|[{_CHINESE}]{{1,3}}|半)\s*[余多]?\s*(?:个?(?:工作日|交易日|自然日|小时|学期|季度|星期|周岁)|个(?:半?月|周)|年(?:半(?!年)|零?{_NUMERAL}个?月(?!\d))|[年天周]|日(?=内|以内|之内|以上|以下|[前后])|分钟)(?![代级会报份级轮龄薪])"
    rf"(?:{_AFTER}|内|前|后|期)*"
)
_EVERY = re.compile(
    rf"(?:至少|最多)?(?:按|每)(?:个)?(?:季度?|年度?|月度?|周|日|半年|{_NUMERAL}\s*(?:年|个月|周|天|个工作日))(?![\u3400-\u9fff]{{0,2}}\s*{_NUMERAL}|[份报])"
)
_LAPSE = rf"(?:半年|{_NUMERAL}\s*(?:年|个月|周|天|个工作日))"
_TIMES = re.compile(
    rf"(?:至少|最多)?(?:[每隔]个?(?:[季年月]度?|周|日|{_LAPSE})[\u3400-\u9fff]{{0,4}}?|{_LAPSE}){_NUMERAL}\s*次(?!性)"
)
"""每两年一次, 每季度至少二次: how often, and neither two years nor so many times."""
_MONEY_UNIT = r"(?:人民币|美元|港元|港币|欧元|元(?![宇素旦器])(?:人民币)?)"
_RATE_UNIT = r"(?:[%％‰]|个?百分点|倍|成(?=[以左的，。；、])|折)"
_COUNT_UNIT = r"(?:平方公里|平方千米|平方米|公里|千米|立方米|公顷|万?吨|兆瓦|千瓦时?|[家个名人位座台套款场次项条所间笔支辆件处只种类批期层株亩米㎡米度](?![别性体案式外])|级|[A-Za-z]{1,7}(?![A-Za-z]))"
_UNITS = {Sort.MONEY: _MONEY_UNIT, Sort.RATE: _RATE_UNIT, Sort.COUNT: _COUNT_UNIT}


def _quantity(unit: str) -> str:
    number = rf"(?<![第\d.{_CHINESE}])(?:{_NUMERAL}\s*{unit}?{_TO})?(?:{_NUMERAL}|百分之{_NUMERAL})\s*[余多]?\s*[万亿]*"
    return rf"{_BEFORE}(?:人民币\s*)?(?:{number}\s*{unit}(?:\s*{_AFTER})*(?:\s*[/／每]\s*[\u3400-\u9fff]{{1,2}}(?=[，。；、的,;]|$))?)+"


_QUANTITIES = tuple((sort, re.compile(_quantity(unit))) for sort, unit in _UNITS.items())
_PERCENT = re.compile(rf"{_BEFORE}百分之{_NUMERAL}(?:{_AFTER})*")
_TITLE = re.compile(
    r"^\s*\d{1,3}\s*[.．、](?!\d)|\]\([^)\s]*[^)]{0,40}\)|https?://\S+|<[^>]{1,80}>|《[^》]*》|〔\d{4}〕\s*\d+\s*号?|第\s*[\d"
    + _CHINESE
    + r"]+\s*[条章节款项批期届部分号]+"
)
_IDIOM = re.compile(
    r"一[个项批种次条类些]|两[个种类](?=方面)|[一二三四五六七八九十百千万]+(?:站式|体化|网化|系列|流|定|些|样|般|方面|同|致|并|旦|直|切|带一路|揽子|行百业|业)|进一步|统一|唯一|之一|千行百业|三位一体|十四五|十五五"
)
_DIGIT = re.compile(r"\d")


def find_expressions(text: str) -> tuple[list[Expression], bool]:
    """Return what a text states, in order and without overlap, and whether that is every number in it.

    Args:
        text: as it is printed.
    """
    rest = _TITLE.sub(_blank, text)
    found: list[Expression] = []
    searches = (
        (Sort.EVERY, _TIMES),
        (Sort.POINT, _POINT),
        (Sort.SPAN, _SPAN),
        (Sort.RATE, _PERCENT),
        *_QUANTITIES,
        (Sort.EVERY, _EVERY),
    )
    for sort, pattern in searches:
        if sort is Sort.RATE and pattern is _PERCENT:
            rest = _IDIOM.sub(_blank, rest)
        for match in pattern.finditer(rest):
            start, end = _trimmed(match)
            found.append(Expression(sort, text[start:end], start, end))
        rest = pattern.sub(_blank, rest)
    return sorted(found, key=lambda one: one.start), _DIGIT.search(rest) is None


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    written = match.group()
    return match.start() + len(written) - len(written.lstrip()), match.end() - len(written) + len(written.rstrip())


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())
