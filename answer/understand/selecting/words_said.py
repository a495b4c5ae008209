"""Words that items must say, or must not: in their names, their texts, at their beginning."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from answer.models import Condition, Field, Not, OpenList, Says, Titled, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import NOUNS, Piece
from answer.understand.selecting.shape import Found, Shape
from index.normalize import normalize

_WORD = "(QUOTED|CONTENT+)"
_NAMED_WORD = "(QUOTED|CONTENT+|AGENCY|ITEM|SECTION|DOMAIN)"
_BETWEEN = "(AND|LISTED|EITHER|BOTH|JOINT)"
_TELLING = "(BEGIN|START|END|TOTAL|BOTH|JOINT|ALL|ONLY)*"
_COUNTED = "(WORD_NOUN|NUMBER UNIT? WORD_NOUN)*"
_FACT = "(AMOUNT_NOUN|SHARE_NOUN|DATE_NOUN|EXACTLY)*"
"""补助比例写的是“50%”, “300万元”的数额: what is written is one."""
_SAID = f"{_FACT} {_TELLING} (SAY|BEGIN|START|END|INVOLVE|RULE|UNSAID)+ {_TELLING} {_NAMED_WORD} ({_BETWEEN}+ {_NAMED_WORD})* CONTENT* {_COUNTED} {_FACT}"
_SAID_BEHIND = (
    f"{_WORD} ({_BETWEEN}+ {_WORD})* (NUMBER UNIT?)? (CONTENT|AGENCY_NOUN)? (WORD_NOUN {_TELLING} (SAY|INVOLVE|BEGIN)?|(ALL|BOTH|JOINT) (SAY|INVOLVE))"
    f"|QUOTED ({_BETWEEN}+ QUOTED)* {_TELLING} (SAY|INVOLVE|BEGIN|START|END)"
)
_QUOTED = f"{_FACT} QUOTED ({_BETWEEN}+ QUOTED)* CONTENT* (WORD_NOUN)? {_FACT}"
_NAMED = f"(NAME_NOUN|VAGUE_NOUN) {_NAMED_WORD} ({_BETWEEN}+ {_NAMED_WORD})*"
"""标题里有创业的."""
_TOPIC = "RELATED CONTENT+|CONTENT+ RELATED"
"""跟芯片有关的, 关于芯片的."""
_OF_LISTS = "(AGENCY_NOUN|LEAD_NOUN|HELP_NOUN|LIST_NOUN) (ALL|JOINT|BOTH|ONLY|NOT)*"
"""责任单位含Ａ: what lists say is no matter of texts."""
_OF_IT = "QUOTED .*? (SAY|INVOLVE) IT"
"""关于“类脑智能”，哪几项写到了它."""
_AND_SO_ON = ("等",)
"""What an open list ends in."""
_DENIED = "(NOT|UNSAID) (JOINT|ALL|BOTH|FIRST)*"


def read_words(shape: Shape, names: Names) -> Iterator[Piece]:
    """Read which words are looked for; what is not quoted must be a word of the document."""
    taken: set[Token] = set()
    for pattern in (_OF_IT, _SAID, _SAID_BEHIND, _NAMED, _TOPIC, _QUOTED):
        for found in shape.find(pattern):
            words = _words(found)[:1] if pattern == _OF_IT else _words(found)
            if pattern == _QUOTED and shape.first("SAY") and not shape.before(found.start, _DENIED):
                continue  # what is said to be looked for is, not what else is quoted
            outright = any(token.word in ("SAY", "UNSAID", "NAME_NOUN") for token in found.tokens)
            meant = all(_is_meant(token, names, said_outright=outright) for token in words)
            if not words or not meant or not taken.isdisjoint(found.tokens):
                continue
            if shape.before(found.start, _OF_LISTS) and any(token.mention for token in words):
                continue
            taken |= set(found.tokens)
            yield _piece(shape, found, words)
    titled = shape.first("TITLED")
    if titled:
        denied = shape.before(titled.start, "NOT")
        yield Piece((*titled.tokens, *(denied or ())), Not(Titled()) if denied else Titled())


def _piece(shape: Shape, found: Found, words: list[Token]) -> Piece:
    unsaid = tuple(token for token in found.tokens if token.word == "UNSAID")
    denied = unsaid or shape.before(found.start, _DENIED) or _denied_behind(shape, found.end)
    called = shape.behind(found.end, "NAME_NOUN") or ()
    in_name = called or tuple(token for token in shape.tokens[: found.end] if token.word == "NAME_NOUN")[-1:]
    field: Field = (
        "name"
        if in_name
        else "beginning"
        if any(one.word in ("BEGIN", "START") for one in found.tokens)
        else "anywhere"
    )
    said = _joined(words)
    if said == _AND_SO_ON and shape.first("AGENCY|AGENCY_NOUN|LIST_NOUN|OWN"):
        ends = tuple(token for token in shape.tokens if token.word in ("END", "LAST"))
        return Piece((*found.tokens, *denied, *ends), Not(OpenList()) if denied else OpenList())
    every = _wants_every(shape, found)
    condition: Condition = Says(said, field, every=every or len(said) == 1)
    asked = [token for token in found.tokens if token in words or token.word not in ("WHICH", "HOW_MANY", *NOUNS)]
    if denied:
        return Piece((*asked, *denied, *in_name), Not(Says(said, field, every=False)))
    either = (
        *(shape.before(found.start, "EITHER") or ()),
        *(shape.behind(found.end, "LISTED? EITHER (SAY|INVOLVE)") or ())[:1],
    )
    return Piece((*asked, *in_name, *either, *_any_of(shape, found.end)), condition, is_alternative=bool(either))


def _denied_behind(shape: Shape, place: int) -> tuple[Token, ...]:
    """Return what denies words behind them: 连“万元”的字样都没有的. What denies the next words is no such thing."""
    denied = shape.behind(place, "(ALL|BOTH|JOINT)* (NOT|UNSAID)") or ()
    further = denied and shape.behind(place + len(denied), "(SAY|INVOLVE|RULE|OWN|QUOTED|CONTENT|AGENCY|BEGIN)")
    return () if further else denied


def _is_meant(token: Token, names: Names, *, said_outright: bool) -> bool:
    """Tell whether a token can be what is looked for: quoted, or a word of the document. What lists an agency is no text."""
    if token.word == "CONTENT":
        return names.occurrences(token.text) > 0
    return token.word == "QUOTED" or said_outright or token.text[:1] in "“\"‘'「『《"


def _words(found: Found) -> list[Token]:
    """Return what is looked for; behind a quotation stands what it is called: “企莞家”平台."""
    counted = {two.start for one, two in pairwise(found.tokens) if one.word == "UNIT"}  # 复旦、同济两个学校
    words = [token for token in found.tokens if token.word in ("QUOTED", "CONTENT") or token.mention]
    words = [token for token in words if token.start not in counted] or words
    return [token for token in words if token.word != "CONTENT"] or words


def _joined(words: list[Token]) -> tuple[str, ...]:
    """Return the words that are looked for; words of the dictionary that stand together are one."""
    said: list[tuple[str, int]] = []
    for token in words:
        written = normalize(token.text).strip("“”\"'‘’「」『』《》")
        if said and said[-1][1] == token.start and token.word == "CONTENT":
            said[-1] = (said[-1][0] + written, token.end)
        else:
            said.append((written, token.end))
    return tuple(dict.fromkeys(word for word, _ in said))


def _any_of(shape: Shape, place: int) -> tuple[Token, ...]:
    """Return what says behind words that one of them is enough: 至少出现一个, 其中任意一个."""
    return shape.behind(place, "(AT_LEAST (SAY|INVOLVE)? NUMBER UNIT|EITHER NUMBER? UNIT?)") or ()


def _wants_every(shape: Shape, found: Found) -> bool:
    """Tell whether all words must be said, not any of them."""
    if any(token.word == "EITHER" for token in found.tokens) or _any_of(shape, found.end):
        return False
    marks = ("AND", "JOINT", "BOTH", "ALL")
    near = (*found.tokens, *(shape.before(found.start, "(JOINT|BOTH|ALL|AND|INVOLVE)+") or ()))
    return (
        any(token.word in marks for token in near)
        or shape.behind(found.end, "(NUMBER UNIT? WORD_NOUN)? (ALL|BOTH|JOINT)") is not None
    )
