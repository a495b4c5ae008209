"""The numbers and times that a text states, each whole as it is printed: with its year, its unit, its bound, its range.

A number that was cut out of a longer expression is another number. Titles in 《》 are names, and state none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.numerals import NUMBER_CHARS
from ingest.quantities import (
    COMPARED,
    NEGATED,
    Date,
    Kind,
    Number,
    Quantity,
    by_statement,
    read,
    says_how_often,
    without,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A literal piece of a text, ``text[start:end]``."""

    kind: Kind
    text: str
    start: int
    end: int


_BOUND = rf"{NEGATED}(?:{COMPARED}|达到?|满|足|到)|至少|至多|最[高低多少长短]|上限|下限"
_SMALL = rf"(?:{_BOUND}|{COMPARED}|超|达到?|高达|大?约|将?近|每?满|每[人户家个项名台次亩吨月年天日季平米方]{{1,5}}|人民币)\s*"
_BEFORE = rf"(?:(?:{_SMALL}){{0,2}}(?:{_BOUND})[\u3400-\u9fff]{{0,10}}?\s*|(?:{_SMALL}){{0,4}})$"
"""What bounds a number may stand a few words before it: 不超过合同额50%."""
_AFTER = r"(?:\s*(?:[（(]不?含[^（()）]{0,8}[）)]|及?以[上下内外]|之[内间]|左右|上下|余|封顶|不等|人民币))*"
_EACH = r"(?:\s*[/／每]\s*[\u3400-\u9fff]{1,2}(?=[，。；、的,;]|$))?"
_WIDER = {
    Kind.DATE: (
        rf"(?:[自从]\s*|{NEGATED}(?:超过|[晚迟早]于)\s*)?(?:(?:[今明去当次后前同]年|本年度?)\s*)?$",
        r"(?:\s*\d{1,2}[:：]\d{2})?(?:\s*(?:止|期间))?",
    ),
    Kind.DURATION: (
        rf"(?:[自从]?[^，,。；;：:、（）()\s\0]{{1,16}}之日起\s*)?{_BEFORE}",
        rf"(?:{_AFTER}(?:内|前|后|期))*{_AFTER}",
    ),
    Kind.FREQUENCY: (r"(?:至少|最多)?$", ""),
    Kind.AMOUNT: (_BEFORE, _AFTER + _EACH),
}
_AROUND = {kind: tuple(map(re.compile, _WIDER.get(kind, _WIDER[Kind.AMOUNT]))) for kind in Kind}
_REACH = 40
"""Characters before a number in which what bounds it may stand."""
_TO = re.compile(r"\s*(?:(?:起\s*)?[—–－~～至到-]+\s*)?|零")
_TITLE = re.compile(
    r"^\s*\d{1,3}\s*[.．、](?!\d)|\]\([^)\s]*[^)]{0,40}\)|https?://\S+|<[^>]{1,80}>|《[^》]*》|〔\d{4}〕\s*\d+\s*号?|第\s*[\d"
    + NUMBER_CHARS
    + r"]+\s*[条章节款项批期届部分号]+"
)
_DIGIT = re.compile(r"\d(?![\d.]*[A-Za-z])")
"""A digit that is no part of a name: 5G."""

_Group = tuple[Kind, int, int]


def find_expressions(text: str) -> tuple[list[Expression], bool]:
    """Return what a text states, in order and without overlap, and whether that is every number in it.

    Args:
        text: as it is printed.
    """
    rest = _TITLE.sub(_blank, text)
    found: list[Expression] = []
    end = 0
    for group in _joined(rest, _groups(rest)):
        if group[1] >= end:
            start, end = _widened(rest, group, end)
            found.append(Expression(group[0], text[start:end], start, end))
    rest = without(rest, ((one.start, one.end) for one in found))
    return found, _DIGIT.search(rest) is None


def _widened(text: str, group: _Group, least: int) -> tuple[int, int]:
    """Take in what bounds a statement on either side of it, as far as it stands behind a place."""
    kind, start, end = group
    before, behind = _AROUND[kind]
    wider, further = before.search(text, max(least, start - _REACH), start), behind.match(text, end)
    start, end = wider.start() if wider else start, further.end() if further else end
    return end - len(text[start:end].lstrip()), end


def _groups(text: str) -> Iterator[_Group]:
    """Yield the statements of a text that are whole enough to be shown."""
    stated = [one for one in read(text) if _can_be_shown(text, one)]
    for group in by_statement(text, stated):
        last = group[-1]
        if len(group) > 1 and says_how_often(last):
            yield Kind.FREQUENCY, group[0].start, last.end
        elif not (last.is_vague and last.value[0] == 1):
            is_share = isinstance(last.value, Number) and last.value.unit == "倍"
            yield Kind.SHARE if is_share else last.kind, last.start, last.end


def _can_be_shown(text: str, one: Quantity) -> bool:
    value = one.value
    if isinstance(value, Date):
        return bool(value.every or value.year or value.day or (value.month and value.part))
    # 8日 alone may be a day of a month that is told elsewhere.
    is_day = value.unit == text[one.end - 1] == "日" and not value.bound
    return bool(value.unit) and not one.is_ordinal and not is_day


def _joined(text: str, groups: Iterator[_Group]) -> Iterator[_Group]:
    """Yield ranges and what is said in one go as one: 3至5年, 一万元以上五万元以下."""
    held: _Group | None = None
    for kind, start, end in groups:
        if held and held[0] is kind and kind is not Kind.FREQUENCY and _TO.fullmatch(text, held[2], start):
            held = (kind, held[1], end)
            continue
        if held:
            yield held
        held = (kind, start, end)
    if held:
        yield held


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())
