"""Where in a document things stand: in a section or domain, at a number, behind something, in the annex."""

from __future__ import annotations

from collections.abc import Iterator

from answer.models import ALWAYS, AllHave, Beside, Has, InEvery, Is, Kind, Not, OfKind, Order, SameAgencies, Token
from answer.understand.selecting.pieces import ITEMS, NOUNS, Head, Piece, Ranked
from answer.understand.selecting.shape import Shape

_EXCEPT_BEFORE = "EXCEPT (OWN)?"
_NOT_BEFORE = "NOT (INVOLVE|OWN|LEAD|HELP)*"
_OUTSIDE = "(SECTION_NOUN|DOMAIN_NOUN|MEASURE_NOUN|ROW_NOUN|TASK_NOUN)? OUTSIDE"
_GROUP_NOUN = "(SECTION_NOUN|DOMAIN_NOUN)"
_KIND_NOUN = "(MEASURE_NOUN|ROW_NOUN)"


def read_places(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read within what, and beside what, things are asked for."""
    for word in ("SECTION", "DOMAIN"):
        for found in shape.find(f"{word} ((AND|LISTED)+ {word})*"):
            yield from _within(shape, head, found.start, found.end, word)
    for found in shape.find("ITEM ((AND|LISTED)+ ITEM)*"):
        yield from _at_items(shape, head, found.start, found.end)
    if head.kind == "agency":
        yield from _kinds(shape, head)


def _ids(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for token in tokens if token.mention for one in token.mention.ids))


def _denial(shape: Shape, start: int, end: int) -> tuple[Token, ...]:
    """Return what leaves out of account what stands between two places; nothing if it is not left out."""
    before = shape.before(start, _EXCEPT_BEFORE) or ()
    behind = shape.behind(end, _OUTSIDE) or ()
    return (*before, *behind) if before or behind else shape.before(start, _NOT_BEFORE) or ()


def _within(shape: Shape, head: Head, start: int, end: int, word: str) -> Iterator[Piece]:
    tokens = shape.tokens[start:end]
    ids = _ids(tokens)
    if not ids:
        return
    denial = _denial(shape, start, end)
    used = (*tokens, *denial, *(shape.before(start, "(LAST|FIRST)") or ()), *(shape.behind(end, _GROUP_NOUN) or ()))
    kind: Kind = "section" if word == "SECTION" else "domain"
    if head.kind == kind:
        # Which of them, or which of those within, is seen on what there is.
        yield Piece(used, Not(Is(ids)), "head") if denial else Piece(used, ALWAYS, "head", ids)
    else:
        inside = Has(kind, Is(ids))
        in_all = (
            shape.behind(end, "(LIST_NOUN|OWN|COMMA)* (ALL|BOTH)") if head.kind == "agency" and len(ids) > 1 else None
        )
        if in_all:
            yield from (Piece((*used, *in_all), Has("task", Has(kind, Is((one,)))), "head") for one in ids)
        else:
            yield Piece(used, Not(inside) if denial else inside)


def _at_items(shape: Shape, head: Head, start: int, end: int) -> Iterator[Piece]:
    tokens = shape.tokens[start:end]
    ids = _ids(tokens)
    if not ids:
        return
    same = shape.behind(end, "(AGENCY_NOUN|LIST_NOUN|ALL|COMMA|ORDER|OTHER)* SAME")
    if head.kind in ITEMS and same and len(ids) == 1:
        ordered = shape.first("ORDER")
        yield Piece((*tokens, *same, *(ordered.tokens if ordered else ())), SameAgencies(ids[0], ordered is not None))
        return
    beside = shape.behind(end, "(NEXT|PREVIOUS)")
    if head.kind in ITEMS and beside and len(ids) == 1:
        yield Piece((*tokens, *beside), Beside(ids[0], 1 if beside[0].word == "NEXT" else -1))
        return
    denial = _denial(shape, start, end)
    if head.kind != "agency" or any(token.word in ("EXCEPT", "OUTSIDE") for token in denial):
        yield Piece((*tokens, *denial), Not(Is(ids)) if denial else Is(ids))
    elif denial:
        # 负责第七条但不负责第八条: who is not named there at all.
        yield Piece((*tokens, *denial), Not(Has("task", Is(ids))), "head")
    elif shape.before(start, "(JOINT|BOTH) OWN?") or shape.behind(end, "(OWN|COMMA)* (ALL|BOTH|JOINT|SAME)"):
        joint = (*(shape.before(start, "(JOINT|BOTH) OWN?") or ()), *(shape.behind(end, "(ALL|BOTH|JOINT)") or ()))
        for token in tokens:
            if token.mention:
                yield Piece((*tokens, *joint), Has("task", Is(token.mention.ids)), "head")
    else:
        yield Piece(tokens, Is(ids))


def _kinds(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read in measures or rows of what kind agencies are asked for: 附件里的单位, 只在正文出现的单位, 每条措施都有的单位."""
    asked = set(head.tokens)
    for found in shape.find(f"(EACH|ALL) UNIT? {_KIND_NOUN}"):
        if not asked.intersection(found.tokens):
            yield Piece(found.tokens, InEvery(_kind(found.tokens[-1])), "head")
            return
    for found in shape.find(_KIND_NOUN):
        token = found.tokens[0]
        if token in asked or shape.before(found.start, "(NUMBER|HOW_MANY|WHICH) UNIT?"):
            continue
        if shape.behind(found.end, "(OWN)? (MOST|FEWEST|MORE|FEWER)"):
            continue
        of_kind = OfKind(_kind(token))
        only = shape.before(found.start, "ONLY (OWN|INVOLVE)*")
        if only:
            yield Piece((*only, token), AllHave("task", of_kind), "head")
        elif shape.behind(found.end, "NOT") or shape.before(found.start, "NOT (OWN|INVOLVE)*"):
            denied = shape.behind(found.end, "NOT") or shape.before(found.start, "NOT (OWN|INVOLVE)*") or ()
            yield Piece((*denied, token), Not(Has(of_kind.kind)), "head")
        else:
            yield Piece((token,), of_kind)


def _kind(noun: Token) -> Kind:
    return NOUNS[noun.word]


def read_ends(shape: Shape, head: Head) -> Ranked | None:
    """Read the first or the last few of something: 第二部分的前两条, 最后三项."""
    if head.kind not in ITEMS:
        return None
    for token in shape.tokens:
        # 前两条 alone was read as the numbers of items; within a section it means those of the section.
        if token.word == "ITEM" and token.mention and token.text[:1] in "前头最倒" and shape.first("SECTION|DOMAIN"):
            return Ranked((token,), Order("place", most=token.text[:1] in "最倒"), len(token.mention.ids))
    for word in ("FRONT", "LAST"):
        found = shape.first(f"{word} NUMBER (UNIT)? (MEASURE_NOUN|ROW_NOUN|TASK_NOUN|UNIT)")
        if found:
            number = next(token.value for token in found.tokens if token.word == "NUMBER")
            return Ranked(found.tokens, Order("place", most=word == "LAST"), number or 1)
    found = shape.first("LAST NUMBER? UNIT? (MEASURE_NOUN|ROW_NOUN|TASK_NOUN|UNIT)")
    within = found and shape.first("SECTION|DOMAIN")
    return Ranked(found.tokens, Order("place", most=True), 1) if found and within else None
