"""What a text states in numbers, each as a typed fact with its place: amounts, shares, dates, durations, counts, frequencies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.quantities import IDIOMS, Number, Sort, numbers_with_spans

_CN = f"[{NUMERAL_CHARS}]"
_FEW = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"


class FactKind(Enum):
    """What a fact is one of."""

    AMOUNT = "amount"
    SHARE = "share"
    DATE = "date"
    DURATION = "duration"
    COUNT = "count"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a text states.

    Attributes:
        kind: what it is a number of.
        value: in its unit. Of a date: year, month and day as one number, 0 for what is not told (20231200). Of a
            frequency: times a year.
        unit: 元, %, 年, 月, 日, 工作日, 家 and the like; empty for dates, and where something is only counted.
        bound: ``>=``, ``>``, ``<=``, ``<``, ``~``, or empty where it is exact.
        text: as written.
        start: offset of its first character in the text.
        end: offset after its last character.
    """

    kind: FactKind
    value: Decimal
    unit: str
    bound: str
    text: str
    start: int
    end: int


_PERIODS = {"年": 1, "季": 4, "月": 12, "周": 52, "星期": 52, "日": 365, "天": 365, "学期": 2, "旬": 36}
_FREQUENCY = re.compile(
    rf"(?:每|按)(?:隔)?(?P<each>半|{_FEW})?个?(?P<period>学?年|季|月|周|星期|日|天|学期|旬)(?:度)?"
    rf"(?P<times>(?:[^，。；、：\d]{{0,8}}?)(?P<number>{_FEW})次)?(?!\d{{1,2}}[日号])|(?P<every>半|{_FEW})个?(?P<span>年|月|周|星期|天|日)(?:度)?(?P<often>{_FEW})次"
)
_DATE = re.compile(
    rf"(?P<year>\d{{4}}|{_CN}{{4}})\s*年(?:\s*(?P<month>{_FEW})\s*月(?!度)(?:\s*(?P<day>{_FEW})\s*[日号])?)?(?:底|末|初|年中)?|"
    rf"(?<![\d{NUMERAL_CHARS}])(?P<only_month>{_FEW})\s*月\s*(?P<only_day>{_FEW})\s*[日号]|(?<=每月)(?P<day_of_month>{_FEW})\s*[日号]"
)
_SHARE_IN_WORDS = re.compile(
    rf"(?P<base>百|千|万|{_CN}{{1,3}})分之(?P<share>\d+(?:\.\d+)?|{_CN}{{1,4}})|(?P<tenths>[\d一二三四五六七八九])成(?![立员果功本都人为熟长绩效品就交])"
)
_KINDS = {Sort.MONEY: FactKind.AMOUNT, Sort.SHARE: FactKind.SHARE, Sort.DURATION: FactKind.DURATION}
_UNITS = {"％": "%", "天": "日", "号": "日", "自然日": "日", "周年": "年", "星期": "周", "人民币": "元", "块钱": "元"}

Read = Callable[[re.Match[str]], "tuple[Decimal, str] | None"]


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts of a text, in its order; ordinals (第四条) and idioms (一站式) are none."""
    folded = _fold(text)
    found: list[Fact] = []
    for kind, pattern, read in (
        (FactKind.FREQUENCY, _FREQUENCY, _times_a_year),
        (FactKind.DATE, _DATE, _date),
        (FactKind.SHARE, _SHARE_IN_WORDS, _share),
    ):
        for match in pattern.finditer(folded):
            value = read(match)
            if value is not None:
                found.append(Fact(kind, *value, "", text[match.start() : match.end()], *match.span()))
                folded = _blanked(folded, match.start(), match.end())
    for number, start, end in numbers_with_spans(IDIOMS.sub(lambda match: "，" * len(match.group()), folded)):
        found.append(_of_number(number, text, start, end))
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end)))


def _of_number(number: Number, text: str, start: int, end: int) -> Fact:
    unit = _UNITS.get(number.unit, number.unit)
    kind = _KINDS.get(number.sort, FactKind.COUNT)
    return Fact(kind, number.value, unit, number.bound, text[start:end], start, end)


def _blanked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{'，' * (end - start)}{text[end:]}"


def _times_a_year(match: re.Match[str]) -> tuple[Decimal, str] | None:
    each = match["each"] or match["every"] or "1"
    length = Decimal("0.5") if each == "半" else Decimal(to_int(each))
    written = match["number"] or match["often"]
    times = Decimal(to_int(written)) if written else Decimal(1)
    period = (match["period"] or match["span"]).removeprefix("学") if match["period"] != "学期" else "学期"
    return (times * _PERIODS[period] / length, "次/年") if length else None


def _date(match: re.Match[str]) -> tuple[Decimal, str] | None:
    parts = (
        match["year"],
        match["month"] or match["only_month"],
        match["day"] or match["only_day"] or match["day_of_month"],
    )
    try:
        year, month, day = (to_int(part) if part else 0 for part in parts)
    except ValueError:
        return None
    if month > 12 or day > 31:
        return None
    return Decimal(year * 10_000 + month * 100 + day), ""


def _share(match: re.Match[str]) -> tuple[Decimal, str] | None:
    if match["tenths"]:
        return Decimal(10 * to_int(match["tenths"])), "%"
    try:
        base = {"百": 100, "千": 1000, "万": 10_000}.get(match["base"]) or to_int(match["base"])
        share = Decimal(match["share"]) if match["share"][0].isdecimal() else Decimal(to_int(match["share"]))
    except ValueError:
        return None
    return (100 * share / base, "%") if base else None


def _fold(text: str) -> str:
    """Write full-width characters as half-width ones and capitals as small ones; every character keeps its place."""
    return "".join(folded if len(folded := unicodedata.normalize("NFKC", char).lower()) == 1 else char for char in text)
