"""Where in a document things stand: in a section or domain, at a number, behind something, in the annex."""

from __future__ import annotations

from collections.abc import Iterator

from answer.models import ALWAYS, AllHave, Any, Beside, Has, InEvery, Is, Kind, Not, OfKind, Order, SameAgencies, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import ITEMS, NOUNS, WITHIN, Head, Piece, Ranked
from answer.understand.selecting.shape import Found, Shape

_EXCEPT_BEFORE = "EXCEPT OWN?"
_NOT_BEFORE = "NOT (INVOLVE|OWN|LEAD|HELP|SAY)*"
_OUTSIDE = "(SECTION_NOUN|DOMAIN_NOUN|MEASURE_NOUN|ROW_NOUN|TASK_NOUN)? OUTSIDE"
_GROUP_NOUN = "(SECTION_NOUN|DOMAIN_NOUN)"
_PART = "(BODY_NOUN|ANNEX_NOUN)"
"""正文 and 附件 are places; 措施 and 场景 are what stands there."""
_MEMBER = "(MEASURE_NOUN|ROW_NOUN|TASK_NOUN|RULE)"
_LIKE = f"(AGENCY_NOUN|LIST_NOUN|ALL|BOTH|COMMA|ORDER|OTHER|OUTSIDE|AND|WHICH|UNIT|IT|CHAR|{_MEMBER})*"
_BOTH_SIDES = "(NUMBER? (TASK_NOUN|MEASURE_NOUN|ROW_NOUN))? COMMA? ((PREVIOUS|FRONT) UNIT? (TASK_NOUN|MEASURE_NOUN|ROW_NOUN)? COMMA? (AND|BOTH)? (NEXT|REAR)|(NEXT|REAR) UNIT? (AND|BOTH)? (PREVIOUS|FRONT)) (EACH|NUMBER|UNIT|TASK_NOUN|MEASURE_NOUN|ROW_NOUN)*"
"""前一个和后一个."""
_LAST = "最倒后末"
_ENDS = f"前头开{_LAST}"
"""How the names of the first and the last items of a document begin."""
_LEAST_SIZE = 3
_STEPS = f"(ANNEX_NOUN|BODY_NOUN|DOCUMENT_NOUN)? (COMMA|LISTED)? IT? (NEXT|PREVIOUS)+ NUMBER_NOUN? COMMA? NUMBER? UNIT? {_MEMBER}?"


def read_places(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read within what, and beside what, things are asked for."""
    for word in ("SECTION", "DOMAIN"):
        for found in shape.find(f"{word} ((AND|LISTED|TO)+ {word})*"):
            yield from _within(shape, head, found, word)
    for found in shape.find("ITEM ((AND|LISTED)+ ITEM)*"):
        yield from _at_items(shape, head, found)
    if head.kind in ITEMS:
        yield from _left_out_parts(shape)
    if head.kind in ("section", "domain"):
        yield from _all_held(shape)
    if head.kind == "agency":
        yield from _in_every(shape, head)
        yield from _parts(shape, head)


def _all_held(shape: Shape) -> Iterator[Piece]:
    """Read 所有措施都列了Ａ的部分."""
    held = shape.first(f"(ALL|EACH) (NUMBER|UNIT)* {_MEMBER}+ ALL (OWN|INVOLVE)? AGENCY")
    agency = held.tokens[-1] if held else None
    if held and agency and agency.mention and agency.mention.ids:
        noun = next(token for token in held.tokens if NOUNS.get(token.word) in ITEMS)
        yield Piece(held.tokens, AllHave(NOUNS[noun.word], Has("agency", Is(agency.mention.ids[:1]))), "head")


def _left_out_parts(shape: Shape) -> Iterator[Piece]:
    """Read 除附件外, 措施以外."""
    kinds = f"({_PART}|MEASURE_NOUN|ROW_NOUN)"
    for found in shape.find(f"EXCEPT {kinds} OUTSIDE?|{kinds} OUTSIDE"):
        noun = next(token for token in found.tokens if token.word in NOUNS)
        yield Piece(found.tokens, Not(OfKind(NOUNS[noun.word])))


def _ids(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for token in tokens if token.mention for one in token.mention.ids))


def _denial(shape: Shape, found: Found) -> tuple[Token, ...]:
    """Return what leaves something out of account; nothing if it is not left out."""
    before = shape.before(found.start, _EXCEPT_BEFORE) or ()
    behind = shape.behind(found.end, _OUTSIDE) or ()
    if before or behind:
        return (*before, *behind)
    behind = shape.behind(found.end, "(ALL|BOTH)? NOT") or ()
    # 第七条有而第八条没有的: what is denied stands before.
    denies = (
        behind and shape.behind(found.end + len(behind), "(ITEM|SECTION|DOMAIN|AGENCY|QUOTED|SAY|INVOLVE|OWN)") is None
    )
    return shape.before(found.start, _NOT_BEFORE) or (behind if denies else ())


def _within(shape: Shape, head: Head, found: Found, word: str) -> Iterator[Piece]:
    ids = _ids(found.tokens)
    if not ids:
        return
    if word == "SECTION" and any(token.word == "TO" for token in found.tokens):
        numbers = [int(one[1:]) for one in ids]
        ids = tuple(f"S{number}" for number in range(min(numbers), max(numbers) + 1))
    denial = _denial(shape, found)
    around = (
        *(shape.before(found.start, "(LAST|FIRST|ONLY) SECTION_NOUN?") or ()),
        *(shape.behind(found.end, _GROUP_NOUN) or ()),
    )
    used = (*found.tokens, *denial, *around)
    kind: Kind = "section" if word == "SECTION" else "domain"
    inside = Has(kind, Is(ids))
    in_all = shape.behind(found.end, "(LIST_NOUN|OWN|COMMA|INVOLVE)* (ALL|BOTH|JOINT)")
    in_all = in_all or shape.behind(found.end, "AGENCY_NOUN (WHICH|COMMA)* JOINT")
    each_of = shape.before(found.start, "(BOTH|JOINT) (OWN|INVOLVE)?") if _mentions(shape, word) > 1 else None
    if shape.before(found.start, f"{_MEMBER} (AND|LISTED)"):
        yield Piece(used, ALWAYS)  # 任务和保障措施里 is everywhere
    elif head.kind == kind:
        # Which of them, or which of those within, is seen on what there is.
        yield Piece(used, Not(Is(ids)), "head") if denial else Piece(used, ALWAYS, "head", ids)
    elif head.kind == "agency" and len(ids) > 1 and in_all:
        yield from (Piece((*used, *in_all), Has("task", Has(kind, Is((one,)))), "head") for one in ids)
    elif head.kind == "agency" and each_of and not denial:
        yield Piece((*used, *each_of), Has("task", inside), "head")
    elif head.kind == "agency" and denial and denial[0].word == "NOT":
        yield Piece(used, Not(Has("task", inside)), "head")
    else:
        yield Piece(used, Not(inside) if denial else inside)


def _mentions(shape: Shape, word: str) -> int:
    return sum(token.word == word for token in shape.tokens)


def _at_items(shape: Shape, head: Head, found: Found) -> Iterator[Piece]:
    ids = _ids(found.tokens)
    if not ids:
        return
    same = shape.behind(found.end, f"{_LIKE} SAME")
    beside = shape.behind(found.end, _STEPS) or shape.before(found.start, "NEXT")
    both = shape.behind(found.end, _BOTH_SIDES)
    denial = _denial(shape, found)
    kind = head.of or head.kind
    if head.kind in ITEMS and same and len(ids) == 1:
        same = (*same, *(shape.before(found.start, "EXCEPT") or ()))
        ordered = tuple(token for token in shape.tokens if token.word == "ORDER")
        yield Piece((*found.tokens, *same, *ordered), SameAgencies(ids[0], bool(ordered)))
    elif head.kind in ITEMS and both and len(ids) == 1:
        yield Piece((*found.tokens, *both), Any((Beside(ids[0], -1), Beside(ids[0], 1))))
    elif (kind in ITEMS or head.kind == "agency") and beside and len(ids) == 1:
        leading = shape.before(found.start, "(NEXT|TO)") or ()
        yield Piece(tuple(dict.fromkeys((*found.tokens, *beside, *leading))), Beside(ids[0], _step(beside)))
    elif head.kind != "agency" or any(token.word in ("EXCEPT", "OUTSIDE") for token in denial):
        yield Piece((*found.tokens, *denial), Not(Is(ids)) if denial else Is(ids))
    elif denial:
        # 负责第七条但不负责第八条: who is not named there at all.
        yield Piece((*found.tokens, *denial), Not(Has("task", Is(ids))), "head")
    else:
        yield from _owned(shape, found, ids)


def _owned(shape: Shape, found: Found, ids: tuple[str, ...]) -> Iterator[Piece]:
    """Read whose items are: of several together, who owns each of them."""
    compared = shape.before(found.start, "AND") and shape.behind(found.end, "COMPARED|THAN COMMA")
    compared = compared or (shape.before(found.start, "ITEM THAN") and shape.behind(found.end, "MORE"))
    if compared:
        # 和第九条相比，第六条多出来的: who is not named there.
        more = tuple(token for token in shape.tokens if token.word == "MORE")
        yield Piece((*found.tokens, *compared, *more), Not(Has("task", Is(ids))), "head")
        return
    before = shape.before(found.start, "(JOINT|BOTH|DISTINCT) (OWN|INVOLVE)?") or ()
    # 都管的单位 are those of all of them; 都归谁管 asks for the owners of each.
    joint = shape.behind(found.end, "(OWN|COMMA|INVOLVE)* (ALL|BOTH) (OWN|INVOLVE)* AGENCY_NOUN") or before
    joint = joint or shape.behind(found.end, "(OWN|COMMA|INVOLVE|YES_NO)* (ALL|BOTH)* (JOINT|SAME|DISTINCT)") or ()
    joint = joint or shape.behind(found.end, "AGENCY_NOUN WHICH? (ALL|JOINT)* JOINT") or ()
    joint = joint or shape.behind(found.end, "AGENCY_NOUN? COMMA? WHICH (ALL|BOTH) OWN ITEM") or ()
    behind_other = shape.before(found.start, "ITEM AGENCY_NOUN? COMMA? WHICH (ALL|BOTH) OWN") or ()
    among = shape.before(found.start, "JOINT INVOLVE") or ()
    joint = (*joint, *behind_other, *among)
    if (joint or before) and (len(ids) > 1 or _several_items(shape)):
        yield from (Piece((*found.tokens, *before, *joint), Has("task", Is((one,))), "head") for one in ids)
    else:
        yield Piece(found.tokens, Is(ids))


def _several_items(shape: Shape) -> bool:
    """Tell whether a question names more than one item, each on its own."""
    return len([token for token in shape.tokens if token.word == "ITEM"]) > 1


def _step(tokens: tuple[Token, ...]) -> int:
    number = next((token.value for token in tokens if token.word == "NUMBER" and token.value), 1)
    return number if any(token.word == "NEXT" for token in tokens) else -number


def _in_every(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read 每条措施都有的单位, 措施全参与的单位."""
    every = (
        shape.first(
            f"EACH (NUMBER|UNIT)* {_MEMBER}+ (AGENCY_NOUN|LIST_NOUN)? (ALL|JOINT) (OWN|INVOLVE|AGENCY_NOUN|STOP|COMMA)"
        )
        or shape.first(f"OWN (SECTION|DOMAIN)? (EACH|ALL) (NUMBER|UNIT)* {_MEMBER}+")
        or next((one for one in shape.find(f"{_MEMBER} ALL OWN") if not shape.behind(one.end, "WHO|WHICH")), None)
        or shape.first("NUMBER UNIT? TASK_NOUN ALL ALL?")
        or shape.first("ITEM_EACH ALL? (OWN|INVOLVE)")
        or shape.first(f"THROUGHOUT (EACH|ALL|NUMBER|UNIT)* {_MEMBER}?")
    )
    if every is None or shape.first("REPEATS") or set(head.tokens).intersection(every.tokens[:-1]):
        return
    kinds = [NOUNS[token.word] for token in reversed(every.tokens) if NOUNS.get(token.word) in ITEMS]
    if shape.behind(every.end, _PART) is None:
        yield Piece(every.tokens, InEvery(kinds[0] if kinds else "task"), "head")


def _parts(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read in which part agencies are asked for: 附件里的单位, 只在正文出现的单位, 正文和附件都有的单位."""
    both = shape.first(f"BOTH? {_PART} (AND|BOTH|LISTED)+ {_PART} (ALL|BOTH)*")
    if both:
        nouns = [token for token in both.tokens if token.word in NOUNS]
        yield from (Piece(both.tokens, Has(NOUNS[noun.word]), "head") for noun in nouns)
        return
    for found in shape.find(_PART):
        token = found.tokens[0]
        of_kind = OfKind(NOUNS[token.word])
        only = shape.before(found.start, "(ONLY|ALL) (OWN|INVOLVE|NOT)*")
        denied = shape.behind(found.end, "NOT") or shape.before(found.start, "NOT (OWN|INVOLVE)*")
        if only and not any(one.word == "NOT" for one in only):
            yield Piece((*only, token), AllHave("task", of_kind), "head")
        elif denied:
            yield Piece((*denied, token), Not(Has(of_kind.kind)), "head")
        elif token not in head.tokens:
            yield Piece((token,), of_kind)


def read_sized(shape: Shape, head: Head, names: Names) -> Iterator[Piece]:
    """Read 八项措施里 as the one section that has eight, where the document has more."""
    if head.kind not in ITEMS or shape.first("SECTION|DOMAIN"):
        return
    for found in shape.find(f"NUMBER (UNIT|{_MEMBER}) ({_MEMBER}|DOCUMENT_NOUN|CONTENT)?"):
        number = found.tokens[0]
        follows = shape.tokens[found.end] if found.end < len(shape.tokens) else None
        within = follows is not None and shape.between(found.tokens[-1], follows).startswith(WITHIN)
        if number in head.tokens or not number.value or number.value < _LEAST_SIZE or not within:
            continue
        sections = names.sections_with(number.value)
        if number.value != len(names.document.measures) and len(sections) == 1:
            yield Piece(found.tokens, Has("section", Is(sections)))


def read_ends(shape: Shape, head: Head) -> Ranked | None:
    """Read the first or the last few of something: 第二部分的前两条, 开头的三项, 最后一条措施."""
    within = shape.first("SECTION|DOMAIN") is not None
    of_owners = head.kind == "agency" and within
    if (head.of or head.kind) not in ITEMS and not of_owners:
        return None
    for token in shape.tokens:
        # 前两条 alone was read as the numbers of items; within a section it means those of the section.
        if token.word == "ITEM" and token.mention and token.text[:1] in _ENDS and within:
            return Ranked((token,), Order("place", most=token.text[:1] in _LAST), len(token.mention.ids))
    first = "FRONT|START|FIRST|BEGIN" + ("" if shape.first("ITEM") else "|PREVIOUS")
    for words in (first, "LAST|END|REAR"):
        found = shape.first(f"({words}) (NUMBER UNIT?|UNIT)? {_MEMBER}+")
        if not of_owners:
            found = found or shape.first(f"({words}) UNIT? NUMBER (UNIT|{_MEMBER})+")
        behind = shape.first(
            f"({words}) WHICH UNIT? (STOP|COMMA)*$|WHICH NUMBER? UNIT? {_MEMBER}+ (DOCUMENT_NOUN|SECTION)* ({words})|({words}) WHICH UNIT? {_MEMBER}"
        )
        found = found or behind
        alone = shape.first("AGENCY|AGENCY_NOUN|LIST_NOUN|LEAD|HELP|ITEM") is None
        if found and shape.before(found.start, "(QUOTED|CONTENT) WORD_NOUN?"):
            continue  # 以“推进”开头
        if found and (within or alone or any(token.word == "NUMBER" for token in found.tokens)):
            number = next((token.value for token in found.tokens if token.word == "NUMBER"), None)
            tokens = tuple(token for token in found.tokens if token.word not in ("SECTION", "DOMAIN"))
            return Ranked(tokens, Order("place", most=words.startswith("LAST")), number or 1)
    return None
