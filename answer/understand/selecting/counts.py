"""How many of something else, and most and fewest of it; and by what things are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from answer.models import Comparison, Condition, Is, Kind, OfKind, Order, SameNumber, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import BOUNDS, ITEMS, NOUN, NOUNS, Counted, Grouped, Head, Piece, Ranked, Roles
from answer.understand.selecting.shape import Found, Shape

_BOUNDS: dict[str, Comparison] = {**BOUNDS, "MOST": "<=", "FEWEST": ">="}
_BOUND = "(AT_LEAST|AT_MOST|OVER|UNDER|EXACTLY|ONLY)"
_MORE = "(OR_MORE (BRACKET? NOT NUMBER UNIT_AGENCY? BRACKET?)?|OR_LESS)?"
"""四家以上（不含四家） is more than four."""
_LISTS = ("BODY_NOUN", "ANNEX_NOUN")
"""清单里分到一个场景 counts no lists."""
_THAT = ("那", "这", "该", "哪")
_EXTREME = "(MOST|FEWEST)"
_NUMBER = f"({_BOUND}|{_EXTREME})? {_BOUND}? (OWN|INVOLVE|SAY|BOTH|JOINT)* {_BOUND}? NUMBER"
_WITH_NOUN = f"{_NUMBER} (UNIT_AGENCY|UNIT)? {_MORE} {NOUN}+ {_MORE} ONLY?"
_COUNTED = (
    "NOT NUMBER UNIT_AGENCY AGENCY_NOUN? OWN?",
    f"{NOUN} NUMBER_NOUN? THAN NUMBER (UNIT|UNIT_AGENCY|TASK_NOUN|MEASURE_NOUN)? (MORE|FEWER)",
    f"NUMBER (UNIT_AGENCY|UNIT)? {NOUN}+ ALL? (UNDER|OVER)",
    "NUMBER UNIT_AGENCY ALL (UNDER|OVER)",
    f"{NOUN} NUMBER_NOUN? UNDER EITHER EXACTLY NUMBER",
    f"{NOUN} (NUMBER_NOUN|TOTAL)* COMMA? {_NUMBER} (UNIT|UNIT_AGENCY|TASK_NOUN|MEASURE_NOUN)? {_MORE} ONLY?",
    _WITH_NOUN,
    f"{_NUMBER} (UNIT_AGENCY|UNIT) {_MORE} ONLY?",
)
"""责任单位比三家多的, 连三家单位都不到的, 责任单位不到四家的, 三家单位负责的, 只有一家的."""
_SPAN = f"({NOUN} NUMBER_NOUN?)? (BETWEEN|OWN|INVOLVE)* NUMBER (UNIT_AGENCY|UNIT|TASK_NOUN|MEASURE_NOUN)? (TO NUMBER|AND NUMBER (UNIT_AGENCY|UNIT|TASK_NOUN|MEASURE_NOUN)? BETWEEN) (UNIT_AGENCY|UNIT)? {NOUN}*"
_RANKED = "(MOST|FEWEST)"
_LONG = ("最长", "最短")
_RANKED_IS = f"(FRONT|BOTH|WHICH|WHO|COMMA|STOP|LISTED|AND|TOTAL|NUMBER|UNIT|HOW_MANY {NOUN}|{NOUN})"
"""What follows if it ranks; 最多能领多少 is an upper bound."""
_FRONT_RUNNERS = f"{NOUN} (NUMBER_NOUN|MORE|FEWER|COMMA)* FRONT NUMBER (UNIT|UNIT_AGENCY)?"
_GROUP = "(SECTION_NOUN|DOMAIN_NOUN|AGENCY_NOUN)"
_GROUPED = (
    f"BY (EACH|UNIT|UNIT_AGENCY)* {_GROUP}",
    f"EACH (UNIT|UNIT_AGENCY)* {_GROUP}",
    f"{_GROUP} (LIST|TOTAL|NUMBER_NOUN)* COMMA EACH",
)
"""按部分统计; 每个部分各有几条; 部分数一数，各有几条."""
_BY_NUMBER = f"{NOUN} (NUMBER_NOUN|HOW_MANY) COMMA? (WHICH UNIT? {NOUN}*)? (FIRST|LAST)"
"""论条文数量，垫底的."""


def read_counted(shape: Shape, head: Head, names: Names, groups: int) -> Iterator[Counted]:
    """Read how many of another kind are wanted: 三家单位负责的, 只有一条措施的部分.

    Args:
        shape: of the question.
        head: what is asked for.
        names: of the document.
        groups: how many agencies the question names; 工信局、发改委两家 counts those.
    """
    taken: set[Token] = set()
    for found in shape.find(_SPAN):
        between = list(_span(found, head))
        taken |= {token for one in between for token in one.tokens}
        yield from between
    for pattern in _COUNTED:
        for found in shape.find(pattern):
            if _ranks(shape, found) or found.tokens[0].word in _LISTS:
                continue
            counted = _counted(shape, found, head, names, groups) if taken.isdisjoint(found.tokens) else None
            if counted and found.tokens[0].word == "NOT":
                counted = replace(counted, comparison="!=") if head.kind in ITEMS else None  # 不是一家单位负责的
            if counted or pattern == _WITH_NOUN:
                taken |= set(found.tokens)  # 三个小节 is no count of what a unit alone would mean
            if counted:
                yield counted


def _span(found: Found, head: Head) -> Iterator[Counted]:
    """Read 责任单位有两到四家的 and 介于两家至四家: at least the one, at most the other."""
    numbers = [token.value for token in found.tokens if token.word == "NUMBER" and token.value is not None]
    kind = _counted_kind(found, head)
    if len(numbers) == 2 and kind and numbers[0] < numbers[1]:
        yield Counted(found.tokens, kind, ">=", numbers[0])
        yield Counted(found.tokens, kind, "<=", numbers[1])


def _ranks(shape: Shape, found: Found) -> bool:
    """Tell whether 最多 ranks; 最多三家 and 最多只负责三项 bound a number: nothing stands between."""
    extreme = next((token for token in found.tokens if token.word in ("MOST", "FEWEST")), None)
    if extreme is None:
        return False
    behind = shape.tokens[shape.tokens.index(extreme) + 1]
    return behind.word == "NUMBER" and "的" in shape.between(extreme, behind)


def _counted(shape: Shape, found: Found, head: Head, names: Names, groups: int) -> Counted | None:
    number = next(token for token in found.tokens if token.word == "NUMBER")
    kind = _counted_kind(found, head)
    if number.value is None or kind is None or number in head.tokens:
        return None
    if shape.before(found.start, "AGENCY (LISTED|AND) CONTENT+"):
        return None  # 工信局、发改委、科创三家, of which one has no such name
    noun = found.tokens[0]
    if number.value == 1 and noun is number and any(one.text in _THAT for one in shape.just_before(number)):
        return None  # 那一条
    if number.value == 1 and (shape.behind(found.end, "(ALL|BOTH) NOT") or shape.before(found.start, "NOT")):
        return None  # 一项都没有
    is_named = (number.value == groups > 1 and kind == "agency") or _is_apposition(shape, found, number)
    # An item stands in one section, whatever their number.
    is_own = _is_same(kind, head.kind) or (head.kind in ITEMS and kind != "agency")
    asks = shape.before(found.start, "(WHICH|EACH|FRONT|MOST|FEWEST)")
    # 哪一个是由两家单位负责的 counts the agencies.
    in_question = asks is not None and "由" not in shape.between(asks[-1], found.tokens[0])
    comparison = _comparison(found)
    is_total = comparison == "=" and (
        _is_total(number.value, kind, names) or (kind != "agency" and number.value in _known_totals(shape, names))
    )
    if is_named or is_own or in_question or is_total:
        return None
    return Counted(found.tokens, kind, comparison, number.value)


def _is_apposition(shape: Shape, found: Found, number: Token) -> bool:
    """Tell whether a number only says how many were named before it: 口岸、机场、公园这三处."""
    named = shape.before(
        found.start, "((ITEM|SECTION|DOMAIN|AGENCY|QUOTED) (AND|LISTED)+)+ (ITEM|SECTION|DOMAIN|AGENCY|QUOTED) COMMA?"
    )
    return (
        found.tokens[0] is number
        and len([one for one in named or () if one.word not in ("AND", "MARK")]) == number.value
    )


def _is_same(one: Kind, other: Kind) -> bool:
    return one == other or {one, other} <= ITEMS


def _counted_kind(found: Found, head: Head) -> Kind | None:
    """Return what is counted: what a noun says that is not asked for itself; else what the unit says (只负责一项)."""
    kinds = [NOUNS[token.word] for token in found.tokens if token.word in NOUNS]
    if found.tokens[0].word not in NOUNS and kinds and _is_same(kinds[0], head.kind) and len(set(kinds)) > 1:
        return None  # 六章当中，条文最少的
    others = [kind for kind in kinds if not _is_same(kind, head.kind)]
    if "measure" in others and others[0] == "task":
        others = ["measure"]  # 四项举措
    if others or kinds:
        return next(iter(others), None)
    usual: dict[Kind, Kind] = {"agency": "task", "section": "task", "domain": "row"}
    return usual.get(head.kind) if len(found.tokens) > 1 else None


def _comparison(found: Found) -> Comparison:
    words = [token.word for token in found.tokens]
    if "THAN" in words:
        return ">" if "MORE" in words else "<"
    if "OR_MORE" in words and "NOT" in words:
        return ">"
    if "UNDER" in words and "EXACTLY" in words:
        return "<="
    return next((_BOUNDS[word] for word in words if word in _BOUNDS), "=")


def read_totals(shape: Shape, head: Head, names: Names) -> Iterator[Token]:
    """Yield the numbers that say how many there are anyway, and bound nothing: 这六章中, 全部18条, 这两家单位, 六项主要任务."""
    known = _known_totals(shape, names)
    asked = {found.tokens[1].value for found in shape.find("WHICH NUMBER")}
    for place, token in enumerate(shape.tokens):
        if token.word != "NUMBER" or token.value is None:
            continue
        noun = shape.behind(place + 1, f"UNIT? {NOUN}")
        kind = NOUNS[noun[-1].word] if noun else None
        if token.value in known or (kind and _is_total(token.value, kind, names)):
            yield token
        elif shape.before(place, "WHICH") or (kind and _is_same(kind, head.kind) and token.value in asked):
            yield token  # 哪三章, 负责的三项是哪三项
        elif token.value == 1:
            yield token  # 那一章, 有没有一条


def _known_totals(shape: Shape, names: Names) -> set[int]:
    """Return how many things of one kind a question names, and how many tasks its sections hold."""
    kinds = Counter(token.word for token in shape.tokens if token.mention or token.word == "QUOTED")
    totals = {count for count in kinds.values() if count > 1}
    for token in shape.tokens:
        if token.word == "SECTION" and token.mention:
            headings = {names.section(one).heading for one in token.mention.ids}
            measures = names.document.measures
            totals.add(sum(one.section in headings or one.subsection in headings for one in measures))
    return totals


def _is_total(value: int, kind: Kind, names: Names) -> bool:
    document = names.document
    totals = {
        "measure": {len(document.measures)},
        "row": {len(document.scenarios)},
        "task": {len(document.measures), len(document.scenarios)},
        "section": {*Counter(section.level for section in document.sections).values(), len(document.sections)},
        "domain": {len(names.table.domains)},
        "agency": {len(document.agencies)},
    }
    return value > 1 and value in totals.get(kind, set())


def read_ranked(shape: Shape, head: Head, roles: Roles) -> Ranked | None:
    """Read most and fewest: of what stands before them, else of what is usually counted of what is asked for."""
    by_number = shape.first(_BY_NUMBER)
    kind_counted = NOUNS[by_number.tokens[0].word] if by_number else None
    if by_number and kind_counted and not _is_same(kind_counted, head.kind):
        order = Order("count", most=by_number.tokens[-1].word == "FIRST", what=kind_counted)
        return Ranked(by_number.tokens, order, 1)
    few = shape.first(_FRONT_RUNNERS)
    if few and not shape.first(_RANKED):
        return _front_runners(few, head, roles)
    found = next((one for one in shape.find(_RANKED) if not _bounds(shape, one)), None)
    if found is None or (found.end < len(shape.tokens) and shape.behind(found.end, _RANKED_IS) is None):
        return None
    most = found.tokens[0].word == "MOST"
    length = shape.before(found.start, "(LENGTH_NOUN|WORD_NOUN|NAME_NOUN)") or ()
    if length or (found.tokens[0].text in _LONG and head.kind in ITEMS):
        front = _first_few(shape, found)
        take = next((token.value for token in front if token.word == "NUMBER"), None) or 1
        length = tuple(dict.fromkeys((*length, *(one for one in shape.tokens if one.word == "LENGTH_NOUN"))))
        return Ranked((*length, *found.tokens, *front), Order("length", most=most), take)
    before = shape.before(found.start, f"{NOUN} (NUMBER_NOUN|TOTAL|OWN|INVOLVE|JOINT|FIRST|LEAD)*") or ()
    noun = next((token for token in before if token.word in NOUNS), None)
    kind: Kind = NOUNS[noun.word] if noun else _usual(head.kind)
    if _is_same(kind, head.kind):
        kind = _usual(head.kind)
    repeats = shape.first("REPEATS") is not None
    order = Order("count", most=most, what=kind, role=roles.role, first=roles.first, repeats=repeats)
    again = tuple(one for one in shape.tokens if one.word == found.tokens[0].word)  # 最多的写了多少家
    front = _first_few(shape, found)
    take = next((token.value for token in front if token.word == "NUMBER"), None) or 1
    return Ranked((*before, *found.tokens, *front, *again), order, take)


def _bounds(shape: Shape, extreme: Found) -> bool:
    """Tell whether 最多 and 最少 bound a number that follows: 最多三家, 最少也要承担五项."""
    behind = (
        shape.behind(extreme.end, "(ONLY|BOTH|OWN|INVOLVE)* NUMBER (UNIT_AGENCY|UNIT|TASK_NOUN|MEASURE_NOUN)") or ()
    )
    return bool(behind) and (len(behind) > 2 or "的" not in shape.between(extreme.tokens[-1], behind[0]))


def _front_runners(found: Found, head: Head, roles: Roles) -> Ranked | None:
    """Read 任务数量排前三的单位."""
    kind = NOUNS[found.tokens[0].word]
    number = next((token.value for token in found.tokens if token.word == "NUMBER"), None)
    if number is None or _is_same(kind, head.kind):
        return None
    most = all(token.word != "FEWER" for token in found.tokens)
    return Ranked(found.tokens, Order("count", most=most, what=kind, role=roles.role, first=roles.first), number)


def _first_few(shape: Shape, ranked: Found) -> tuple[Token, ...]:
    """Return what says how many of the first are wanted: 最多的前三家, 最多的三家单位, 哪3家单位最多."""
    unit = "(UNIT|UNIT_AGENCY|AGENCY_NOUN|TASK_NOUN|MEASURE_NOUN)"
    behind = shape.behind(ranked.end, f"FRONT? NUMBER {unit}") or shape.before(ranked.start, f"FRONT NUMBER {unit}?")
    which = shape.first(f"(WHICH|FRONT) NUMBER {unit}+")
    return behind or (which.tokens if which else ())


def _usual(kind: Kind) -> Kind:
    return "agency" if kind in ITEMS else "row" if kind == "domain" else "task"


def read_same_number(shape: Shape, head: Head, among: tuple[str, ...]) -> Iterator[Piece]:
    """Read 条数一样多的章, 条文数量并列的两章, 责任单位家数相同的措施.

    Args:
        shape: of the question.
        head: what is asked for.
        among: the sections that are compared, where sections are asked for.
    """
    between = "(ALL|BOTH|TOTAL|COMMA|WHICH|NUMBER|UNIT|AND|IT)*"
    found = shape.first(f"({NOUN} NUMBER_NOUN|{NOUN}? NUMBER_NOUN) {between} (SAME|JOINT) (MORE|SAME)*")
    if found is None or shape.behind(found.end, _RANKED) or shape.first("ITEM"):
        return
    noun = next((token for token in found.tokens if token.word in NOUNS), None)
    counted = NOUNS[noun.word] if noun and not _is_same(NOUNS[noun.word], head.kind) else _usual(head.kind)
    compared: Condition | None = Is(among) if head.kind == "section" else None
    if head.kind in ITEMS and head.kind != "item":
        compared = OfKind(head.kind)
    tokens = tuple(token for token in found.tokens if token not in head.tokens)
    yield Piece(tokens, SameNumber(counted, compared), "head")


def read_grouped(shape: Shape, head: Head) -> Grouped | None:
    """Read by what things are counted: 每个部分各有几条, 各单位分别承担多少项任务."""
    counts = head.ask in ("how_many", "list") or shape.first(f"{NOUN} NUMBER_NOUN")
    if not counts or shape.first(_RANKED):
        return None
    for pattern in _GROUPED:
        found = shape.first(pattern)
        if found and not shape.behind(found.end, "NUMBER_NOUN"):
            noun = next(token for token in found.tokens if token.word in NOUNS)
            group = NOUNS[noun.word]
            return None if _is_same(group, head.kind) else Grouped(found.tokens, group)
    return None
