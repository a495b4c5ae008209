"""Turns that ask about several things that were just told: 这三种里额度最大的是哪个, 上面几项哪个封顶200万, 数一下列了几个.

What answers told is read with them: the numbers, each where the document states it, and what a sentence listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.find.points import points_of
from answer.find.told import elements_in, extremes, told_in
from answer.leaning import ASKS
from answer.models.told import AmongTold, AskedOfTold, ElementsTold, End, Exchange, Told
from answer.understand.points import asks_points_alone, read_points
from ingest.facts import FactKind, facts_in
from ingest.models import Measure, PolicyDocument
from ingest.numerals import NUMERAL_CHARS, to_int

_SAID = r"(?:刚才|刚刚|刚|方才|前面|上面|之前|头先|先前|以上)[^,。?]{0,5}?"
_UNIT = r"(?:[种笔样项条档类块款份宗]|个(?!月|人|工作))"
_POINTED = re.compile(
    rf"(?:(?P<said>{_SAID})(?:这|那)?|(?:^|(?<=[,。]))(?:这|那))(?P<number>[{NUMERAL_CHARS}\d几些]){_UNIT}?"
)
_MOST = r"[最更](?:高|大|多|久|长|贵|狠|重|厚)|(?:高|大|多|久|长|贵)一?[些点]"
_LEAST = r"[最更](?:低|小|少|短|便宜|轻)|(?:低|小|少|短|便宜|轻)一?[些点]"
_END = re.compile(rf"(?P<most>{_MOST})|(?P<least>{_LEAST})")
_CLAUSE = re.compile(r"[^,。;?]+")
_OF_SECTION = re.compile(r"[几少]条|部分|[这那]一?块")
"""Counts the items of a section, and not what one of them lists."""
_MONEY = re.compile(r"(?<=\d)万(?![元㐀-鿿])|(?<=\d)万(?=[的以内封])")
_JOINED = re.compile(r"[和跟与]")
_ASKED_OF_NUMBER = re.compile(r"[多是][少几大]|哪|给谁|几")
_KINDS = (
    (FactKind.SHARE, re.compile(r"比例|比率|百分|几成|打折|折扣|占比|率")),
    (FactKind.DURATION, re.compile(r"久|长|期限|时间")),
    (FactKind.AMOUNT, re.compile(r"高|大|多|额|钱|贵|封顶|罚|款|补|奖|低|少|小")),
)
_SEVERAL = 2
_REACH = 6
"""Exchanges back."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a turn asks of what was told: that itself, or something else of the one item that it singles out.

    Attributes:
        asked: of what was told; None where it is something else.
        item: the id of the item that is singled out.
        rest: what is asked of that item.
    """

    asked: AskedOfTold | None = None
    item: str = ""
    rest: str = ""


def among_told(asked: str, exchanges: Sequence[Exchange], document: PolicyDocument) -> Meant | None:
    """Return what a turn asks of several things that answers told; None if it asks nothing of that sort.

    Args:
        asked: the turn, normalised.
        exchanges: the answers so far, the newest first.
        document: that they are about.
    """
    listed = _of_list(asked, exchanges[0], document) if exchanges else None
    if listed:
        return Meant(listed)
    pointed = _POINTED.search(asked)
    if not pointed or pointed["number"] == "一":
        return None
    told = [told_in(one.answer, one.cited, document) for one in exchanges[:_REACH]]
    rest = asked[pointed.end() :]
    equal = _equal(told, rest)
    if equal:
        return Meant(AmongTold(equal))
    number = to_int(pointed["number"]) if pointed["number"] not in "几些" else None
    return _of_ends(told, number, rest, is_far=pointed["said"] is not None)


def _equal(told: Sequence[tuple[Told, ...]], rest: str) -> tuple[Told, ...]:
    """Return the numbers that are as large as one that a turn asks for: 一年封顶200万的是哪几样."""
    wanted = {(fact.kind, fact.value, fact.unit) for fact in facts_in(_MONEY.sub("万元", rest))} if "哪" in rest else ()
    numbers = (one for these in reversed(told) for one in these)
    return tuple(one for one in numbers if (one.fact.kind, one.fact.value, one.fact.unit) in wanted)


def _of_ends(told: Sequence[tuple[Told, ...]], number: int | None, rest: str, *, is_far: bool) -> Meant | None:
    """Read which end of the numbers is asked for, or what else of the item that is at one.

    Args:
        told: the numbers of each answer, the newest first.
        number: how many things the turn points to; None for any.
        rest: what it asks of them.
        is_far: whether it points to what was said some time ago.
    """
    clause = next((one for one in _CLAUSE.findall(rest) if _END.search(one)), "")
    ends = tuple(dict.fromkeys(_end(match) for match in _END.finditer(clause)))
    if is_far and _JOINED.search(rest.split(clause or rest, maxsplit=1)[0]):
        number = None  # 前面说的三档配套和租金补贴 are more than three
    compared = _compared(told, number, clause or rest, is_any=not ends)
    if len(compared) < _SEVERAL:
        return None
    found = AmongTold(compared, ends)
    behind = rest[rest.find(clause) + len(clause) :].lstrip(", ")
    if ends and not ASKS.search(clause) and ASKS.search(behind) and not _ASKED_OF_NUMBER.search(behind):
        return Meant(item=extremes(found)[ends[0]][0].item, rest=behind)
    return Meant(found)


def _of_list(asked: str, last: Exchange, document: PolicyDocument) -> ElementsTold | None:
    """Read 数一下列了几个，头一个和末一个是啥 of what the last answer listed within one sentence."""
    points = read_points(asked)
    if not points or _OF_SECTION.search(asked) or not asks_points_alone(asked):
        return None
    items = map(document.item, last.cited)
    if any(isinstance(item, Measure) and len(points_of(item, document.source)) > 1 for item in items):
        return None  # its points are numbered
    item, sentence, elements = elements_in(last.answer, last.cited, document)
    return ElementsTold(item, sentence, elements, points.first, points.last) if item else None


def _end(match: re.Match[str]) -> End:
    return "most" if match["most"] else "least"


def _compared(told: Sequence[tuple[Told, ...]], number: int | None, said: str, *, is_any: bool) -> tuple[Told, ...]:
    """Choose what is compared: numbers of one kind and unit, all that one answer told, or one answer after the other."""
    units = list(dict.fromkeys((one.fact.kind, one.fact.unit) for these in told for one in these))
    kinds = [kind for kind, cue in _KINDS if cue.search(said)]
    ranked = sorted(
        (unit for unit in units if is_any or not kinds or unit[0] in kinds),
        key=lambda unit: kinds.index(unit[0]) if unit[0] in kinds else len(kinds),
    )
    least = max(number or 0, _SEVERAL)
    for unit in ranked:
        of_unit = [tuple(one for one in these if (one.fact.kind, one.fact.unit) == unit) for these in told]
        if number is not None and len(of_unit[0]) >= least:
            return of_unit[0]
        if is_any:
            continue
        whole = next((these for these in of_unit if number is not None and len(these) >= least), ())
        each = [these for these in of_unit if these]
        spread = tuple(one for these in reversed(each[:number]) for one in these)
        if number is None or len(each) >= number:
            if len(spread) >= least:
                return spread
        elif whole:
            return whole
    return ()
