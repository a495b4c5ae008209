"""What numbers items must state: amounts of money, shares, dates; any, or those above or below some number."""

from __future__ import annotations

from collections.abc import Iterator

from answer.models import Condition, Not, Order, States, Token
from answer.understand.selecting.pieces import BOUNDS, ITEMS, NOUNS, Head, Piece, Ranked
from answer.understand.selecting.shape import Found, Shape
from ingest.facts import FactKind
from ingest.quantities import Number, read

_KINDS = {
    "AMOUNT_NOUN": FactKind.AMOUNT,
    "AMOUNT": FactKind.AMOUNT,
    "SHARE_NOUN": FactKind.SHARE,
    "SHARE": FactKind.SHARE,
    "DATE_NOUN": FactKind.DATE,
    "DEADLINE": FactKind.DATE,
}
_UNITS = {FactKind.AMOUNT: "元", FactKind.SHARE: "%"}
_BOUND = "(AT_LEAST|AT_MOST|OVER|UNDER|EXACTLY|MOST)"
_NOUN = "(AMOUNT_NOUN|SHARE_NOUN)"
_SAYS = "(SAY|INVOLVE|RULE)"
_VALUE = f"{_SAYS}* {_NOUN}* (COMMA|TO|ALL)* {_BOUND}* (AMOUNT|SHARE) (OR_MORE|OR_LESS)* ({_NOUN}|NUMBER_NOUN|WORD_NOUN|{_SAYS})*"
"""写到的金额不低于10亿元的, 写着“50万元”的, 300万元以上的金额."""
_STATED = f"{_SAYS}+ (AMOUNT_NOUN|SHARE_NOUN|DATE_NOUN|DEADLINE)+ ((AND|EITHER|LISTED)+ (AMOUNT_NOUN|SHARE_NOUN|DATE_NOUN|DEADLINE)+)*|{_NOUN}+ {_SAYS}?"
_DENIED = "(NOT|UNSAID) (ALL|BOTH)*"
_DENIED_BEHIND = "(ALL|BOTH)* (NOT|UNSAID)"
_NOT_ONE = "NUMBER UNIT?"
"""一个钱数都没写的."""
_LARGEST = f"{_NOUN} (NUMBER_NOUN|SAY|ALL|COMMA)* (MOST|FEWEST)|(MOST|FEWEST) {_NOUN}"


def read_facts(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read which numbers are asked for: 写明金额的, 没有百分比的, 金额不低于10亿元的."""
    taken: set[Token] = set()
    for found in shape.find(_VALUE):
        kind = next(_KINDS[token.word] for token in found.tokens if token.word in ("AMOUNT", "SHARE"))
        says = any(token.word in ("SAY", "INVOLVE", "RULE", "AMOUNT_NOUN", "SHARE_NOUN") for token in found.tokens)
        if says or len(found.tokens) > 1 or shape.behind(found.end, "|".join(NOUNS)):
            taken |= set(found.tokens)
            yield _piece(shape, found, _compared(found, kind))
    if shape.first(_LARGEST):
        return
    for found in shape.find(_STATED):
        said = found.tokens[0].word not in _KINDS
        if not taken.isdisjoint(found.tokens) or not (said or _is_stated(shape, found, head)):
            continue
        if shape.before(found.start, "BY"):
            continue
        classes = [token.topic or token.word for token in found.tokens]
        for stated in dict.fromkeys(_KINDS[one] for one in classes if one in _KINDS):
            yield _piece(shape, found, States(stated))


def _is_stated(shape: Shape, found: Found, head: Head) -> bool:
    """Tell whether amounts bound what is asked for without a word that says so: 有金额的措施; not 金额是多少."""
    if shape.before(found.start, "UNSAID"):
        return True
    behind = shape.behind(found.end, f"{_DENIED_BEHIND} {_SAYS}*") or ()
    end = found.end + len(behind)
    beside = shape.behind(end, "|".join(NOUNS))
    follows = shape.tokens[end] if end < len(shape.tokens) else None
    bounds = follows is not None and "的" in shape.between((*found.tokens, *behind)[-1], follows)
    return (head.kind in ITEMS or head.kind == "agency") and bool(beside or bounds)


def _piece(shape: Shape, found: Found, condition: Condition) -> Piece:
    behind = shape.behind(found.end, _DENIED_BEHIND) or ()
    denied = (*(shape.before(found.start, _DENIED) or ()), *behind)
    not_one = (shape.before(found.start, _NOT_ONE) or ()) if behind else ()
    return Piece((*not_one, *found.tokens, *denied), Not(condition) if denied else condition)


def _compared(found: Found, kind: FactKind) -> States:
    """Compare the number that is named; what only writes it (写着不超过一百万元) means this very number."""
    token = next(token for token in found.tokens if token.word in ("AMOUNT", "SHARE"))
    said = next(one.value for one in read(token.text) if isinstance(one.value, Number))
    words = [one.word for one in found.tokens]
    is_written = any(word in ("SAY", "INVOLVE") for word in words) and not {"AMOUNT_NOUN", "SHARE_NOUN"}.intersection(
        words
    )
    bounds = [] if is_written else [BOUNDS[word] for word in words if word in BOUNDS]
    return States(kind, next(iter(bounds), "="), float(said.value), _UNITS[kind])


def read_largest(shape: Shape, head: Head) -> Ranked | None:
    """Read 金额最高的措施, 写到的钱数最多."""
    found = shape.first(_LARGEST)
    if found is None or head.kind not in ITEMS:
        return None
    kind = next(_KINDS[token.word] for token in found.tokens if token.word in _KINDS)
    most = any(token.word == "MOST" for token in found.tokens)
    said = shape.before(found.start, _SAYS) or ()
    return Ranked((*said, *found.tokens), Order("value", most=most, fact=kind), 1)
