"""When a policy was issued, when it begins and when it ends, in every spelling of dates and periods."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable

from ingest.models import Dates
from ingest.numerals import NUMERAL_CHARS, to_int

_CN = f"[{NUMERAL_CHARS}OoＯ０]"
_YEAR = rf"(?P<year>\d{{4}}|{_CN}{{4}})\s*[年./\-]\s*"
_PLAIN = (
    rf"(?:\d{{4}}|{_CN}{{4}})\s*[年./\-]\s*(?:\d{{1,2}}|{_CN}{{1,3}})\s*[月./\-]\s*(?:\d{{1,2}}|{_CN}{{1,3}})\s*[日号]?"
)
_DATE = re.compile(rf"{_YEAR}(?P<month>\d{{1,2}}|{_CN}{{1,3}})\s*[月./\-]\s*(?P<day>\d{{1,2}}|{_CN}{{1,3}})\s*[日号]?")
_SPAN = re.compile(
    rf"(?P<key>有效期|实施期限|执行期限|政策期限|施行期限|试行期)?(?:限)?(?:为|是|：|:|自|从)*\s*(?P<begin>{_PLAIN})\s*(?:起)?\s*(?:至|到|—|－|-|–|~|～)\s*(?P<end>{_PLAIN})(?:\s*止)?(?P<valid>\s*(?:有效|施行|实施|执行))?"
)
"""Both ends at once: 有效期为2024年1月1日至2026年12月31日."""
_BEGINS = re.compile(
    r"(?:自|从|于)\s*(?P<date>[^，。；自从]{6,24}?)\s*(?:起)?\s*(?:正式)?(?:施行|实施|执行|试行|生效|起施行|起实施|起执行)"
    rf"|(?:有效期|试行期|期限)(?:限)?(?:为)?自\s*(?P<since>{_PLAIN})\s*起"
)
_ENDS = re.compile(
    r"(?:有效期(?:限)?|试行期(?:限)?|执行期(?:限)?|实施期(?:限)?|政策期限|有效)(?:暂定)?(?:截止?)?(?:为|是)?(?:[^，。；]{0,24}?(?:至|到|止于|截止))(?P<date>[^，。；]{6,16})"
    rf"|(?:至|到|截至|，|,)\s*(?P<stop>{_PLAIN})\s*(?:止|废止|失效|自动失效|终止)"
)
_LASTS = re.compile(
    rf"(?:有效期|试行期|试行期限|有效期限|执行期|执行期限|实施期限|试行|暂行|有效|期限)(?:暂定)?(?:为|是|限|自[^，。；]{{6,20}}?起)?\s*(?P<years>\d{{1,2}}|{_CN}{{1,2}})\s*(?P<unit>年|个月)"
)


def read_date(text: str) -> datetime.date | None:
    """Read the first date of a text, 2023年5月31日, 2023-05-31 or 二〇二三年五月三十一日; None if it has none."""
    match = _DATE.search(text)
    if not match:
        return None
    try:
        # The letter O and the full-width nought stand for 〇 in many a text.
        year, month, day = (
            re.sub("[OoＯ０]", "〇", match[part]) if not match[part].isdecimal() else match[part]
            for part in ("year", "month", "day")
        )
        return datetime.date(to_int(year), to_int(month), to_int(day))
    except ValueError:
        return None


def read_dates(provisions: Iterable[str], issued: datetime.date | None, known: datetime.date | None = None) -> Dates:
    """Read when a policy applies off its final provisions.

    Args:
        provisions: paragraphs that may say it, the most likely ones first.
        issued: the day of issue.
        known: when it begins, as stated beside the text; the text wins.
    """
    texts = list(provisions)
    effective = next((date for text in texts if (date := _begins(text))), known)
    until = next((date for text in texts if (date := _ends(text, effective))), None)
    return Dates(issued, effective, until)


def _whole(text: str) -> re.Match[str] | None:
    """Match a period given by both its ends."""
    return next(
        (match for match in _SPAN.finditer(text) if match["valid"] or match["key"]),
        None,
    )


def _begins(text: str) -> datetime.date | None:
    whole = _whole(text)
    if whole:
        return read_date(whole["begin"])
    dates = (read_date(match["date"] or match["since"]) for match in _BEGINS.finditer(text))
    return next((date for date in dates if date), None)


def _ends(text: str, effective: datetime.date | None) -> datetime.date | None:
    whole = _whole(text)
    if whole:
        return read_date(whole["end"])
    ends = _ENDS.search(text)
    date = read_date(ends["date"] or ends["stop"]) if ends else None
    lasts = _LASTS.search(text)
    return date or (_after(effective, lasts["years"], lasts["unit"]) if lasts and effective else None)


def _after(begin: datetime.date, number: str, unit: str) -> datetime.date | None:
    """Return the last day of a period."""
    try:
        months = to_int(number) * (12 if unit == "年" else 1)
        month = begin.month - 1 + months
        year, month = begin.year + month // 12, month % 12 + 1
        last = calendar.monthrange(year, month)[1]
        if begin.day > last:
            return datetime.date(year, month, last)
        return datetime.date(year, month, begin.day) - datetime.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
