"""Words that items must say, or must not: in their names, their texts, at their beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from answer.models import Condition, Field, Has, Not, OpenList, Says, Titled, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import NOUNS, Head, Piece
from answer.understand.selecting.shape import Found, Shape
from index.normalize import normalize

_WORD = "(QUOTED|CONTENT+)"
_NAMED_WORD = "(QUOTED|CONTENT+|AGENCY|ITEM|SECTION|DOMAIN)"
_BETWEEN = "(AND|LISTED|EITHER|BOTH|JOINT)"
_TELLING = "(BEGIN|START|END|TOTAL|BOTH|JOINT|ALL|ONLY)*"
_COUNTED = "(WORD_NOUN|NUMBER UNIT? WORD_NOUN)*"
_FACT = "(AMOUNT_NOUN|SHARE_NOUN|DATE_NOUN|EXACTLY)*"
"""补助比例写的是“50%”, “300万元”的数额: what is written is one."""
_SAID = f"{_FACT} {_TELLING} (SAY|BEGIN|START|END|INVOLVE|RULE|UNSAID)+ {_TELLING} CHAR? {_NAMED_WORD} ({_BETWEEN}+ {_NAMED_WORD})* CONTENT* {_COUNTED} {_FACT}"
_SAID_BEHIND = (
    f"{_WORD} ({_BETWEEN}+ {_WORD})* (NUMBER UNIT?)? (CONTENT|AGENCY_NOUN)? (WORD_NOUN {_TELLING} (SAY|INVOLVE|BEGIN)?|(ALL|BOTH|JOINT) (SAY|INVOLVE))"
    f"|QUOTED ({_BETWEEN}+ QUOTED)* {_TELLING} (SAY|INVOLVE|BEGIN|START|END)"
    f"|{_WORD} ({_BETWEEN}+ {_WORD})+ AT_LEAST (SAY|INVOLVE) NUMBER UNIT"
)
_QUOTED = f"{_FACT} QUOTED ({_BETWEEN}+ QUOTED)* CONTENT* (WORD_NOUN)? {_FACT}"
_SPOKEN_OF = (
    f"{_WORD} COMMA? (SECTION|DOMAIN|ALL)* (WHICH|HOW_MANY) UNIT? ({'|'.join(NOUNS)})+ (ALL|BOTH)* (SAY|INVOLVE)"
)
"""数据在第二部分的哪几条里出现."""
_NAMED = f"(NAME_NOUN|VAGUE_NOUN) {_NAMED_WORD} ({_BETWEEN}+ {_NAMED_WORD})*"
"""标题里有创业的."""
_TOPIC = "RELATED CONTENT+|CONTENT+ RELATED"
"""跟芯片有关的, 关于芯片的."""
_OF_LISTS = "(AGENCY_NOUN|LEAD_NOUN|HELP_NOUN|LIST_NOUN|DOMAIN_NOUN|FIRST) (ALL|JOINT|BOTH|ONLY|NOT|FIRST)*"
"""责任单位含Ａ: what lists say is no matter of texts."""
_OF_IT = "QUOTED .*? (SAY|INVOLVE) (IT|WORD_NOUN)"
"""关于“类脑智能”，哪几项写到了它."""
_NO_WORDS = ("WHICH", "HOW_MANY", "SECTION", "DOMAIN", *NOUNS)
_QUOTES = "“\"‘'「『《"
_WILDCARDS = "×*…"
_SOMEBODY = ("某某", "某")
_AND_SO_ON = ("等",)
"""What an open list ends in."""
_COUNTED_BEHIND = "(WORD_NOUN COMMA?)? AT_LEAST SAY"
_DENIED = "(NOT|UNSAID) (JOINT|ALL|BOTH|FIRST)*"


def read_words(shape: Shape, names: Names, head: Head) -> list[Piece]:
    """Read which words are looked for; what is not quoted must be a word of the document. Where one of them stands in lists of
    agencies only, these are read with the texts.
    """
    pieces = list(_read_words(shape, names, head))
    if not any(names.is_only_listed(word) for piece in pieces for word in _looked_for(piece.condition)):
        return pieces
    return [replace(piece, condition=_with_lists(piece.condition)) for piece in pieces]


def _looked_for(condition: Condition) -> tuple[str, ...]:
    inner = condition.condition if isinstance(condition, Not) else condition
    return inner.words if isinstance(inner, Says) and inner.field == "anywhere" else ()


def _with_lists(condition: Condition) -> Condition:
    if isinstance(condition, Not):
        return Not(_with_lists(condition.condition))
    if isinstance(condition, Says) and condition.field == "anywhere":
        return replace(condition, field="text")
    return condition


def _read_words(shape: Shape, names: Names, head: Head) -> Iterator[Piece]:
    taken: set[Token] = set()
    elsewhere = shape.first("NAME_NOUN (NOT|UNSAID)+ (SAY|INVOLVE)? IT")
    for pattern in (*(() if elsewhere else (_OF_IT,)), _SPOKEN_OF, _SAID, _SAID_BEHIND, _NAMED, _TOPIC, _QUOTED):
        for found in map(_without_between if pattern == _OF_IT else _itself, shape.find(pattern)):
            if pattern == _QUOTED and shape.behind(found.end, "WHICH NUMBER"):
                continue  # “三项制度”是哪三项
            words = _words(found)[:1] if pattern in (_OF_IT, _SPOKEN_OF) else _words(found)
            spoken_of = (
                shape.first("SAY") and not shape.first("SAY EITHER") and not shape.behind(found.end, _COUNTED_BEHIND)
            )
            if pattern == _QUOTED and spoken_of and not shape.before(found.start, _DENIED):
                continue  # what is said to be looked for is, not what else is quoted
            # 写报告用 is no search for a word.
            outright = found.tokens[0].word in ("SAY", "UNSAID") and len(found.tokens[0].text) > 1
            meant = all(_is_meant(token, names, said_outright=outright) for token in words)
            if not words or not meant or not taken.isdisjoint(found.tokens):
                continue
            if any(_is_only_owner(token, names) for token in words):
                continue  # 写了城管局的: the lists do, by another name
            if any(token.mention for token in words) and _is_of_lists(shape, found):
                continue
            taken |= set(found.tokens)
            yield _piece(shape, found, words, names, head)
    quoted = [token for token in shape.tokens if token.word == "QUOTED"]
    if elsewhere and len(quoted) == 1:
        yield Piece(elsewhere.tokens, Not(Says(_joined(quoted, names), "name", every=False)))
    titled = shape.first("TITLED")
    if titled:
        denied = shape.before(titled.start, "NOT")
        yield Piece((*titled.tokens, *(denied or ())), Not(Titled()) if denied else Titled())


def _is_only_owner(token: Token, names: Names) -> bool:
    """Tell whether what is looked for is an agency that no text calls so."""
    is_agency = token.word == "AGENCY" and token.mention is not None and bool(token.mention.ids)
    return is_agency and token.text[:1] not in _QUOTES and not names.occurrences(token.text)


def _itself(found: Found) -> Found:
    return found


def _without_between(found: Found) -> Found:
    """Keep the word and what speaks of it: what stands between may bound the question."""
    return replace(found, tokens=(found.tokens[0], *found.tokens[-2:]))


def _is_of_lists(shape: Shape, found: Found) -> bool:
    """Tell whether it is said of lists whom they name, and of domains what they are called: 附件里写着国资委负责的."""
    named = [token for token in found.tokens if token.word == "AGENCY" and token.text[:1] not in _QUOTES]
    owning = bool(named) and shape.behind(found.end, "(OWN|LEAD|HELP|FIRST)") is not None
    in_name = bool(named) and any(token.word == "NAME_NOUN" for token in found.tokens)
    return owning or in_name or shape.before(found.start, _OF_LISTS) is not None


def _piece(shape: Shape, found: Found, words: list[Token], names: Names, head: Head) -> Piece:
    unsaid = tuple(token for token in found.tokens if token.word == "UNSAID")
    denied = unsaid or shape.before(found.start, _DENIED) or _denied_behind(shape, found.end)
    # 点到“复旦”名字的 speaks of that name, 名字里有“复旦”的 of their own.
    called = () if any(token.word == "SAY" for token in found.tokens) else shape.behind(found.end, "NAME_NOUN") or ()
    in_name = called or _name_noun(shape, found)
    begins = tuple(one for one in found.tokens if one.word in ("BEGIN", "START"))
    begins = begins or shape.behind(found.end, "(FIRST|BEGIN|START)") or ()
    field: Field = "beginning" if begins else "name" if in_name else "anywhere"
    said = _joined(words, names)
    if said == _AND_SO_ON and shape.first("AGENCY|AGENCY_NOUN|LIST_NOUN|OWN"):
        ends = tuple(token for token in shape.tokens if token.word in ("END", "LAST"))
        return Piece((*found.tokens, *denied, *ends), Not(OpenList()) if denied else OpenList())
    every = _wants_every(shape, found)
    condition: Condition = Says(said, field, every=every or len(said) == 1)
    asked = [token for token in found.tokens if token in words or token.word not in _NO_WORDS]
    of_agencies = bool(in_name) and head.kind == "agency" and _names_agencies(shape, found)
    if of_agencies or (denied and head.kind in ("section", "domain")):
        wanted: Condition = Says(said, field, every=every or len(said) == 1)
        wanted = wanted if of_agencies else Has("task", wanted)
        return Piece((*asked, *denied, *in_name), Not(wanted) if denied else wanted, "head")
    if denied:
        return Piece((*asked, *denied, *in_name, *begins), Not(Says(said, field, every=False)))
    either = (
        *(shape.before(found.start, "EITHER") or ()),
        *(shape.behind(found.end, "LISTED? EITHER (SAY|INVOLVE)") or ())[:1],
    )
    return Piece(
        (*asked, *in_name, *begins, *either, *_any_of(shape, found.end)), condition, is_alternative=bool(either)
    )


def _name_noun(shape: Shape, found: Found) -> tuple[Token, ...]:
    """Return the word that says that names are looked at, in the same part of the question: 标题没有“数据”但内容里有“数据”."""
    near: list[Token] = []
    clause: list[Token] = []
    for token in shape.tokens[: found.end]:
        is_comma = token.word == "MARK" and token not in found.tokens and token.text.strip()[:1] == ","
        if token.word == "BUT" or is_comma:
            # 只看标题，写着“法律”的: that is all that the clause says.
            near = clause if clause and all(one.word in ("ONLY", "NAME_NOUN") for one in clause) else []
            clause = []
            continue
        clause.append(token)
        if token.word in ("NAME_NOUN", "BODY_NOUN"):
            near = [token] if token.word == "NAME_NOUN" else []
    return tuple(near)


def _names_agencies(shape: Shape, found: Found) -> bool:
    """Tell whether the names are those of agencies: 名字里带“市委”的单位, 单位名称含“委”的."""
    behind = shape.behind(found.end, "WORD_NOUN? AGENCY_NOUN")
    before = shape.before(found.start, "AGENCY_NOUN (COMMA|ALL)* NAME_NOUN?")
    return behind is not None or before is not None


def _denied_behind(shape: Shape, place: int) -> tuple[Token, ...]:
    """Return what denies words behind them: 连“万元”的字样都没有的. What denies the next words is no such thing."""
    denied = shape.behind(place, "(ALL|BOTH|JOINT)* (NOT|UNSAID|EXCEPT)") or ()
    further = denied and shape.behind(place + len(denied), "(SAY|INVOLVE|RULE|OWN|QUOTED|CONTENT|AGENCY|BEGIN)")
    return () if further else denied


def _is_meant(token: Token, names: Names, *, said_outright: bool) -> bool:
    """Tell whether a token can be what is looked for: quoted, or a word of the document. What lists an agency is no text."""
    if token.word == "CONTENT":
        return said_outright or names.occurrences(token.text) > 0
    return token.word == "QUOTED" or said_outright or token.text[:1] in _QUOTES


def _words(found: Found) -> list[Token]:
    """Return what is looked for; behind a quotation stands what it is called: “企莞家”平台."""
    counted = {two.start for one, two in pairwise(found.tokens) if one.word == "UNIT"}  # 复旦、同济两个学校
    words = [token for token in found.tokens if token.word in ("QUOTED", "CONTENT") or token.mention]
    words = [token for token in words if token.start not in counted] or words
    return [token for token in words if token.word != "CONTENT"] or words


def _joined(words: list[Token], names: Names) -> tuple[str, ...]:
    """Return the words that are looked for; words of the dictionary that stand together, and stand so in the text, are one."""
    said: list[tuple[str, int]] = []
    for token in words:
        written = normalize(token.text).strip("“”\"'‘’「」『』《》").strip(_WILDCARDS)
        for somebody in _SOMEBODY:
            written = written.removeprefix(somebody)
        joins = bool(said) and said[-1][1] == token.start and token.word == "CONTENT"
        if joins and names.occurrences(said[-1][0] + written):
            said[-1] = (said[-1][0] + written, token.end)
        else:
            said.append((written, token.end))
    return tuple(dict.fromkeys(word for word, _ in said))


def _any_of(shape: Shape, place: int) -> tuple[Token, ...]:
    """Return what says behind words that one of them is enough: 至少出现一个, 其中任意一个."""
    behind = "(WORD_NOUN? COMMA? AT_LEAST (SAY|INVOLVE)? NUMBER UNIT|EITHER NUMBER? UNIT?|COMMA? SAY EITHER)"
    return shape.behind(place, behind) or ()


def _wants_every(shape: Shape, found: Found) -> bool:
    """Tell whether all words must be said, not any of them."""
    if any(token.word in ("EITHER", "AT_LEAST") for token in found.tokens) or _any_of(shape, found.end):
        return False
    marks = ("AND", "JOINT", "BOTH", "ALL")
    near = (*found.tokens, *(shape.before(found.start, "(JOINT|BOTH|ALL|AND|INVOLVE)+") or ()))
    return (
        any(token.word in marks for token in near)
        or shape.behind(found.end, "(NUMBER UNIT? WORD_NOUN)? (ALL|BOTH|JOINT)") is not None
    )
