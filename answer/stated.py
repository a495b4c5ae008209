"""What a text has to state for a question to be answered by it: words of some form, or a quantity of some sort."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.quantities import UNITS, Kind, Number, Quantity, kind_of, read, said_without_numbers, units_like

States = Callable[[str], object]
"""Tells of a normalised text whether it states something of a kind."""

_ASKED = re.compile(
    rf"(?:多少|(?<!哪)几)[余十百千万亿]*(?:个(?=人(?:[^\u3400-\u9fff]|$)))?(?P<unit>{UNITS})(?![级轮])(?P<noun>[\u3400-\u9fff]{{0,2}})"
)
ASKS_AMOUNT = re.compile(r"几|多[少长久大]|啥时|什么时|何时|最[多少长]$")
"""How words begin that ask how much or when."""
_LENGTH = re.compile(r"多久|多长|期限|时限|有效期|时长|隔|频率|how (?:often|long)")
_DAY = re.compile(r"哪[一几]?个?[年天日月]|哪些年|(?<![第排占列])几[月号]|日期|年份|what date")
_MONEY = re.compile(r"多少(?:钱|[万亿]*元)|几[十百千]?[万亿块]|how much")
_ASKS_FINE = re.compile(r"罚|赔|违法|违反|违规|处分")
_FINE = re.compile(r"处以?[^。;处]{0,24}?(?<!没收)罚款")
_ANY_UNIT = frozenset(("", "个", "批", "类", "种"))
_NOUN_REACH = 8
_TERM = re.compile(r"起|期?满")
"""Makes a point in time of the length before it."""
_LEAST_MONEY = 10_000
_ENDS = re.compile(r"[^\w]|$|以|的")
"""Behind a large number without a unit: 奖励100万。"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity that is asked for.

    Attributes:
        kinds: what it may be.
        units: in which it may be stated; in any if there are none.
        noun: what is counted: 10个企业 answers 几家企业 though the unit is another.
        term: of what is stated as a time, only what says when will do.
    """

    kinds: frozenset[Kind]
    units: frozenset[str] = frozenset()
    noun: str = ""
    term: bool = False

    def __call__(self, text: str) -> bool:
        """Tell whether a normalised text states one."""
        in_words = set() if self.units else self.kinds - ({Kind.DURATION} if self.term else set())
        return any(self._is_met_by(quantity, text) for quantity in read(text) if not quantity.is_ordinal) or any(
            kind in in_words for kind in said_without_numbers(text)
        )

    def _is_met_by(self, quantity: Quantity, text: str) -> bool:
        behind = text[quantity.end :].lstrip("的")
        kind = _kind(quantity, behind)
        if kind not in self.kinds:
            return False
        unit = quantity.value.unit if isinstance(quantity.value, Number) else ""
        if kind is Kind.DURATION and self.term:
            return _is_term(quantity, behind)
        if not self.units:
            return not quantity.is_vague
        if unit in self.units:
            return True
        return bool(self.noun) and unit in _ANY_UNIT and self.noun in behind[:_NOUN_REACH]


def _kind(quantity: Quantity, behind: str) -> Kind:
    value = quantity.value
    if isinstance(value, Number) and not value.unit and value.value >= _LEAST_MONEY and _ENDS.match(behind):
        return Kind.AMOUNT
    return quantity.kind


def _is_term(quantity: Quantity, behind: str) -> bool:
    """Tell whether a length of time says when: 三十日内, 五年后."""
    value = quantity.value
    ends = isinstance(value, Number) and (value.bound in ("<=", "<") or value.side)
    return bool(ends) or _TERM.match(behind) is not None


def of(*kinds: Kind) -> Wanted:
    """Ask for a quantity of some kinds."""
    return Wanted(frozenset(kinds))


def any_of(*ways: States) -> States:
    """Accept what any of several accepts."""
    return lambda text: any(way(text) for way in ways)


def words(pattern: str) -> States:
    """Accept what has words of some form."""
    return re.compile(pattern).search


ANY_QUANTITY = of(Kind.AMOUNT, Kind.SHARE, Kind.DURATION, Kind.COUNT)
WHEN = Wanted(frozenset((Kind.DATE, Kind.FREQUENCY, Kind.DURATION)), term=True)


def asked_in_unit(question: str) -> Wanted | None:
    """Return the quantity that a normalised question asks for in a unit of its own: 多少天, 几家; None if it has none.

    Money, shares and times may be stated in any unit of theirs, other things in one that is like it: 5家 does not say
    how many 台.
    """
    asked = _ASKED.search(question)
    if not asked:
        return None
    unit = asked["unit"].removeprefix("个")
    kind = kind_of(unit)
    if kind is not Kind.COUNT:
        return of(kind)
    return Wanted(frozenset((kind,)), units_like(unit), asked["noun"])


def time_asked(question: str) -> Wanted:
    """Return the time that a normalised question asks for: a day, how long, or when."""
    if _LENGTH.search(question):
        return of(Kind.DATE, Kind.FREQUENCY, Kind.DURATION)
    if _DAY.search(question):
        return of(Kind.DATE, Kind.FREQUENCY)
    in_unit = asked_in_unit(question)
    return in_unit if in_unit and in_unit.kinds == {Kind.DURATION} else WHEN


def amount_asked(question: str) -> States:
    """Return the amount that a normalised question asks for: in money if it says so, else a share will do; a fine is none that
    is to be paid or given unless it is asked for.
    """
    wanted = of(Kind.AMOUNT) if _MONEY.search(question) else of(Kind.AMOUNT, Kind.SHARE)
    return wanted if _ASKS_FINE.search(question) else lambda text: wanted(_FINE.sub("罚款", text))


def fine_asked(stated: States) -> States:
    """Return what states how much a fine is, of what states that something follows at all."""
    amount = of(Kind.AMOUNT)
    return lambda text: stated(text) and (amount(text) or "倍" in text)
