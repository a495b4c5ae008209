"""Days, months, years, parts of them, and what comes again: 每年3月31日前, 二〇二六年底, 2026-07-01, 每两年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.numerals import DIGIT_CHARS, NUMERAL_CHARS, to_int
from ingest.quantities.models import Date, Quantity, span_of

_CN = f"[{NUMERAL_CHARS}]"
_FEW = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_TO = r"\s*[—–~至到-]+\s*"
PRINTED_DAY = rf"(?:\d{{4}}|{_CN}{{4}})\s*年\s*\S{{1,3}}\s*月\s*\S{{1,3}}\s*日"
"""Match a whole day where one is expected, however it was typed."""

_PERIOD = r"(?:学年|年|学期|季|月|旬|周|星期|工作日|日(?!报)|天)"
_EVERY = rf"(?:(?:每隔?(?P<each>半|{_FEW})?个?|按)(?P<period>{_PERIOD})度?(?![期龄级])|(?P<other>隔)(?P<skipped>[年月周日天]))"
_YEAR = rf"(?<!\d)(?P<year>(?:1[89]|20|21)\d\d|[一二][{DIGIT_CHARS}]{{3}})(?:\s*年(?![代级])|(?={_TO}\d{{4}}\s*年))"
_MONTH = rf"(?<![\d{NUMERAL_CHARS}个第上下])(?P<month>{_FEW})(?:\s*月(?!度)|(?={_TO}{_FEW}\s*月(?!内)))"
_ON_DAY = rf"(?:\s*[日号]|(?={_TO}{_FEW}\s*[日号]))"
_PART = r"(?:[年月]?[底末初](?![层级步])|年中|[上下]半年|第?[一二三四1-4]\s*季度|[上中下]旬)"
_SIDE = r"(?:之?前|以前|之?后|以后|起(?![草步用点飞重诉])|内(?![部容外])|以来)"
_DATE = re.compile(
    rf"(?=[\d{NUMERAL_CHARS}每按隔年月上下第])(?:(?P<whole>(?<!\d)\d{{4}}([./-])\d{{1,2}}\2\d{{1,2}}(?![\d./-]))"
    rf"|(?:{_EVERY}(?:\s*(?P<of>{_FEW}){_ON_DAY})?)?(?:\s*{_YEAR})?(?:\s*{_MONTH}(?:\s*(?P<day>{_FEW}){_ON_DAY})?)?(?:\s*(?P<part>{_PART}))?)"
    rf"(?:\s*(?P<side>{_SIDE}))?"
)
_NEXT_DAY = re.compile(rf"\s*(?:[、和及或至到]|[—–~-]+)\s*(?P<day>{_FEW})\s*[日号](?:\s*(?P<side>{_SIDE}))?")
"""4月19日—28日, 每月5日、15日: what follows on a day is one."""
_SIDES = {"之前": "前", "以前": "前", "之后": "后", "以后": "后"}
_UP_TO = re.compile(_TO)
_MONTHS, _DAYS = 12, 31


def find_dates(text: str) -> Iterator[Quantity]:
    """Yield the dates of a folded text, in order; the second end of a range has the year of the first one."""
    before, end = Date(), 0
    for match in _DATE.finditer(text):
        found = _read(match)
        if not found:
            continue
        start, stop = span_of(match)
        if not (found.year or found.every) and _UP_TO.fullmatch(text, end, start):
            found = found._replace(year=before.year, every=before.every)
        yield Quantity(found, start, stop)
        before, end = found, stop
        while before.day and (following := _NEXT_DAY.match(text, end)):
            before = before._replace(day=to_int(following["day"]), part="", side=_side(following))
            yield Quantity(before, following.start("day"), following.end())
            end = following.end()


def _read(match: re.Match[str]) -> Date | None:
    told = match.groupdict(default="")
    if told["whole"]:
        year, month, day = map(int, re.split("[./-]", told["whole"]))
    else:
        year, month, day = (to_int(told[part]) if told[part] else 0 for part in ("year", "month", "day"))
        day = day or (to_int(told["of"]) if told["of"] else 0)
    every, side = _every(told), _side(match)
    part = told["part"].replace("末", "底").replace(" ", "")
    is_length = bool(month and side == "内" and not (every or year or day or part))
    is_told = every or year or month or part.startswith(("年", "月")) or len(part) > 1
    if not is_told or is_length or month > _MONTHS or day > _DAYS:
        return None
    return Date(every, year, month, day, part.removeprefix("年"), side)


def _every(told: dict[str, str]) -> str:
    """Write 每个月, 按月度 and 每月 alike."""
    if told["other"]:
        return f"每2{told['skipped']}"
    if not told["period"]:
        return ""
    each = told["each"] if told["each"] in ("", "半") else str(to_int(told["each"]))
    period = {"天": "日", "星期": "周"}.get(told["period"], told["period"])
    return f"每{'' if each == '1' else each}{period}"


def _side(match: re.Match[str]) -> str:
    return _SIDES.get(match["side"] or "", match["side"] or "")
