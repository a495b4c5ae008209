"""How many of something else, and most and fewest of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from answer.models import Comparison, Kind, Order, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import ITEMS, NOUN, NOUNS, Counted, Head, Ranked, Roles
from answer.understand.selecting.shape import Found, Shape

_BOUNDS: dict[str, Comparison] = {
    "AT_LEAST": ">=",
    "OR_MORE": ">=",
    "OVER": ">",
    "AT_MOST": "<=",
    "OR_LESS": "<=",
    "UNDER": "<",
}
_BOUND = "(AT_LEAST|AT_MOST|OVER|UNDER|EXACTLY|ONLY)"
_COUNTED = (
    f"{_BOUND}? (OWN|INVOLVE)? {_BOUND}? NUMBER (UNIT|UNIT_AGENCY)? (OR_MORE|OR_LESS)? {NOUN}? (OR_MORE|OR_LESS)? ONLY?"
)
_RANKED = "(MOST|FEWEST)"
_RANKED_IS = f"(FRONT|WHICH|WHO|COMMA|STOP|LISTED|AND|NUMBER|UNIT|HOW_MANY {NOUN}|{NOUN})"
"""What follows if it ranks; 最多能领多少 is an upper bound."""


def read_counted(shape: Shape, head: Head, names: Names, groups: int) -> Iterator[Counted]:
    """Read how many of another kind are wanted: 三家单位负责的, 只有一条措施的部分.

    Args:
        shape: of the question.
        head: what is asked for.
        names: of the document.
        groups: how many agencies the question names; 工信局、发改委两家 counts those.
    """
    for found in shape.find(_COUNTED):
        number = next(token for token in found.tokens if token.word == "NUMBER")
        kind = _counted_kind(found, head)
        if number.value is None or kind is None or set(found.tokens) & set(head.tokens):
            continue
        if number.value == groups > 1 and kind == "agency":
            continue
        if kind == head.kind or {kind, head.kind} <= ITEMS:
            continue
        if head.kind in ITEMS and kind != "agency":
            continue  # an item stands in one section, whatever their number
        if _is_total(number.value, kind, names):
            continue
        if shape.before(found.start, "(WHICH|EACH|FRONT)") is None:
            yield Counted(found.tokens, kind, _comparison(found), number.value)


def read_totals(shape: Shape, head: Head, names: Names) -> Iterator[Token]:
    """Yield the numbers that say how many there are anyway, and bound nothing: 这六章中, 全部18条, 这两家单位, 六项主要任务."""
    known = _known_totals(shape, names)
    for place, token in enumerate(shape.tokens):
        if token.word != "NUMBER" or token.value is None:
            continue
        noun = shape.behind(place + 1, f"UNIT? {NOUN}")
        kind = NOUNS[noun[-1].word] if noun else None
        same = kind is not None and (kind == head.kind or {kind, head.kind} <= ITEMS)
        if token.value in known or (kind and _is_total(token.value, kind, names)):
            yield token
        elif same and shape.before(place, "WHICH"):
            yield token  # 哪三章
        elif token.value == 1:
            yield token  # 那一章, 有没有一条


def _known_totals(shape: Shape, names: Names) -> set[int]:
    """Return how many things of one kind a question names, and how many tasks its sections hold."""
    kinds = Counter(token.word for token in shape.tokens if token.mention or token.word == "QUOTED")
    totals = {count for count in kinds.values() if count > 1}
    for token in shape.tokens:
        if token.word == "SECTION" and token.mention:
            headings = {names.section(one).heading for one in token.mention.ids}
            totals.add(
                sum(
                    measure.section in headings or measure.subsection in headings for measure in names.document.measures
                )
            )
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


def _counted_kind(found: Found, head: Head) -> Kind | None:
    nouns = [NOUNS[token.word] for token in found.tokens if token.word in NOUNS]
    if nouns:
        return nouns[0]  # 一家的任务 counts what 一家 are
    # 只负责一项: the unit says it.
    return {"agency": "task", "section": "task", "domain": "row"}.get(head.kind) if len(found.tokens) > 1 else None  # type: ignore[return-value]


def _comparison(found: Found) -> Comparison:
    return next((_BOUNDS[token.word] for token in found.tokens if token.word in _BOUNDS), "=")


def read_ranked(shape: Shape, head: Head, roles: Roles) -> Ranked | None:
    """Read most and fewest: of what stands before them, else of what is usually counted of what is asked for."""
    found = shape.first(_RANKED)
    if found is None or (found.end < len(shape.tokens) and shape.behind(found.end, _RANKED_IS) is None):
        return None
    most = found.tokens[0].word == "MOST"
    length = shape.before(found.start, "LENGTH_NOUN")
    if length and head.kind in ITEMS:
        return Ranked((*length, *found.tokens), Order("length", most=most), 1)
    before = shape.before(found.start, f"{NOUN} (NUMBER_NOUN|TOTAL|OWN|INVOLVE)*") or ()
    noun = next((token for token in before if token.word in NOUNS), None)
    kind: Kind = NOUNS[noun.word] if noun else _usual(head.kind)
    if kind == head.kind or {kind, head.kind} <= ITEMS:
        kind = _usual(head.kind)
    order = Order("count", most=most, what=kind, role=roles.role, first=roles.first)
    front = _first_few(shape, found)
    take = next((token.value for token in front if token.word == "NUMBER"), None) or 1
    return Ranked((*before, *found.tokens, *front), order, take)


def _first_few(shape: Shape, ranked: Found) -> tuple[Token, ...]:
    """Return what says how many of the first are wanted: 最多的前三家, 哪3家单位最多."""
    few = "FRONT NUMBER (UNIT|UNIT_AGENCY)?"
    behind = shape.behind(ranked.end, few) or shape.before(ranked.start, few)
    which = shape.first("(WHICH|FRONT) NUMBER (UNIT|UNIT_AGENCY)? AGENCY_NOUN?")
    return behind or (which.tokens if which else ())


def _usual(kind: Kind) -> Kind:
    return "agency" if kind in ITEMS else "row" if kind == "domain" else "task"
