"""Numbers with their units and bounds: 不少于5家, 一千亿元, 百分之三十以上, 三成, 两年半, 50—100万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

from ingest.numerals import DIGIT_CHARS, NUMBER_CHARS, NUMERAL_CHARS, to_int
from ingest.quantities.bounds import BEFORE, BEHIND, bound_of
from ingest.quantities.models import Number, Quantity, span_of
from ingest.quantities.units import UNITS

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_POINT = rf"[{NUMERAL_CHARS}]+点[{DIGIT_CHARS}]+"
_NOT_OF_UNIT = "(?!百分|千[米瓦克])"
_CHINESE = rf"{_POINT}(?=[百千万亿]*个?(?:倍|元|%|百分点))|(?:{_NOT_OF_UNIT}[{NUMBER_CHARS}])+"
_HALF = "半(?=个?(?:年|月|天|日|小时|学年|学期))"
_IN_TIME = "(?<=[年月日天周时期度半])"
_NUMBER = re.compile(
    rf"(?P<before>{BEFORE})?\s*(?:人民币\s*)?(?P<nth>第)?\s*(?P<number>{_DIGITS}|{_HALF}|{_CHINESE})\s*(?P<more>[余多])?"
    rf"(?P<scale>(?:{_NOT_OF_UNIT}[百千万亿])*)(?P<and>个半(?=月|小时))?\s*(?P<unit>{UNITS}|个(?![别性体案]))?(?P<half>(?<=年)半(?![年天月]))?"
    rf"(?:(?P<behind>{BEHIND}|{_IN_TIME}内(?![部容外]))|{_IN_TIME}之?(?P<side>[前后])(?!期))?"
)
_SHARE = re.compile(
    rf"(?P<before>{BEFORE})?\s*(?:(?P<base>[百千万]|{_DIGITS}|[{NUMERAL_CHARS}]{{1,3}})分之(?P<part>{_DIGITS}|{_POINT}|[{NUMERAL_CHARS}]+)"
    rf"|(?P<tenths>[\d{DIGIT_CHARS}])成(?![立员果功本都人为熟长绩效品就交]))(?P<behind>{BEHIND})?"
)
_ONE_HALF = Decimal("0.5")
_RANGE = re.compile(r"\s*[—–~至到-]+\s*")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_OWN_SCALE = re.compile("[万亿]+$")
_ONLY_SCALE = re.compile("[百千万亿]+")
_FEW = frozenset("一两")
_VAGUE_UNITS = frozenset(("", "个", "种", "类", "项", "批", "次", "条"))
_SAME = {"天": "日", "自然日": "日", "周年": "年", "星期": "周", "人民币": "元", "块钱": "元"}


def find_shares(text: str) -> Iterator[Quantity]:
    """Yield what a folded text states in parts of a whole: 百分之五, 三分之一, 三成."""
    for match in _SHARE.finditer(text):
        whole = Decimal(10) if match["tenths"] else _decimal(match["base"])
        part = _decimal(match["tenths"] or match["part"])
        if whole and part is not None:
            yield Quantity(Number(100 * part / whole, "%", bound_of(match["before"], match["behind"])), *span_of(match))


def find_numbers(text: str) -> Iterator[Quantity]:
    """Yield the other numbers of a folded text from which dates, shares in words and idioms were taken out."""
    matches = list(_NUMBER.finditer(text))
    for place, match in enumerate(matches):
        value = _value(match, text)
        if value is None:
            continue
        unit = match["unit"] or ""
        following = matches[place + 1] if place + 1 < len(matches) else None
        if not unit and following and _RANGE.fullmatch(text, span_of(match)[1], following.start()):
            # 50—100万元, 5万至50万元: the unit stands behind the last one only.
            unit = following["unit"] or ""
            value *= 1 if _scale(match) else _scaled(_scale(following))
        if unit == "‰":
            value, unit = value / 10, "%"
        unit = unit.removeprefix("个") or unit
        bound = bound_of(*match.group("before", "behind", "more"))
        number = Number(value, _SAME.get(unit, unit), bound, match["side"] or "")
        is_vague = match["number"] in _FEW and unit in _VAGUE_UNITS
        yield Quantity(number, *span_of(match), is_vague and not match["nth"], match["nth"] is not None)


def _value(match: re.Match[str], text: str) -> Decimal | None:
    """Return what a number says without its unit; None where the characters are no number."""
    written = match["number"]
    if written == "半":
        return _ONE_HALF
    if written[0] in "十百千万亿" and text[: match.start("number")].endswith(("几", "数")):
        return None
    counts = match["unit"] or match["more"] or text.startswith("规模", match.end())
    if written in "零〇○" or (_ONLY_SCALE.fullmatch(written) and not counts):
        return None
    value = _decimal(written)
    if value is None:
        return None
    return value * _scaled(match["scale"]) + (_ONE_HALF if match["and"] or match["half"] else 0)


def _scale(match: re.Match[str]) -> str:
    own = _OWN_SCALE.search(match["number"])
    return match["scale"] or (own.group() if own else "")


def _scaled(scale: str) -> int:
    return prod(_SCALES[unit] for unit in scale)


def _decimal(written: str) -> Decimal | None:
    """Read 1,000.5, 二百 or 一点五."""
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    whole, _, fraction = written.partition("点")
    try:
        return Decimal(to_int(whole)) + (Decimal(f"0.{to_int('零' + fraction):0{len(fraction)}}") if fraction else 0)
    except ValueError:
        return None
