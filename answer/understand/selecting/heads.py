"""What a question about lists asks for: the noun beside its question word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from answer.models import Kind, Token
from answer.understand.selecting.pieces import ITEMS, NOUN, NOUNS, Head
from answer.understand.selecting.shape import Found, Shape

How = Literal["which", "how_many", "list", "whether"]

_MEMBER = "(MEASURE_NOUN|ROW_NOUN|TASK_NOUN|VAGUE_NOUN)"
_GROUP = "(SECTION_NOUN|DOMAIN_NOUN)"
_WHOSE = "(OWN|LEAD)* (WHO|(WHICH|HOW_MANY) UNIT? AGENCY_NOUN)"
_ASKED = f"(WHICH|HOW_MANY) (TOTAL|NUMBER|UNIT|ORDINAL|OTHER)* (TASK_NOUN {_MEMBER}|{NOUN})"
_ASKED_BEHIND = f"{NOUN} (NAME_NOUN|NUMBER_NOUN)? (TOTAL|EACH|ALL|COMMA|DISTINCT|REPEATS)* (WHICH|HOW_MANY) UNIT? (NAME_NOUN|NUMBER_NOUN)?"
_DONE = "(OWN|LEAD|HELP) (TOTAL|ALL)* (WHICH|HOW_MANY)"
"""A负责哪些: tasks, where agencies are named."""
_TIMES = "HOW_MANY REPEATS AGENCY_NOUN?"
"""多少家次: agencies, as often as they occur."""
_SAYING = "WHO (SAY|INVOLVE)"
"""Asks for items, as if they spoke."""
_PARTING = ("由", "的")
_WHAT = ("什么", "啥")
_AGENCIES = "OWN|LEAD|HELP|AGENCY_NOUN|LEAD_NOUN|HELP_NOUN|LIST_NOUN|JOINT|SAME|AGENCY|INVOLVE"
"""What 几家 may count agencies by."""
_EACH_OWNED = f"{_MEMBER} (ORDER|ALL)* EACH {_WHOSE}"
_OWNED = f"{_MEMBER} {_WHOSE}"
"""Whose tasks are is asked; where they are chosen by what they say, of each of them."""
_RANKED_GROUP = (
    f"(MOST|FEWEST) NUMBER? UNIT? {_GROUP}|{_GROUP} {_MEMBER} NUMBER_NOUN? (MOST|FEWEST)"
    f"|(ONLY|EXACTLY|AT_LEAST|OVER|UNDER) NUMBER UNIT? {_MEMBER}+ {_GROUP}"
)
"""条文最少的那一章, 哪一章条文最少, 只有两项内容的那个部分."""
_SAID = "(SAY|INVOLVE|UNSAID|RULE|RELATED|BEGIN|NAME_NOUN)"
_TOPIC = f"^(ALL|TOTAL)? {NOUN} COMMA"
"""责任单位里，有任务的是哪些."""
_ENDS = f"{NOUN} LIST_NOUN? (STOP|COMMA)*$"
"""没有提到这些的条款呢."""


class Ask(NamedTuple):
    """A question word with the noun that it belongs to."""

    place: int
    kind: Kind
    how: How
    tokens: tuple[Token, ...]


def find_head(shape: Shape) -> Head | None:
    """Return what is asked for; None if the question asks for nothing that can be selected."""
    asks = sorted(_asks(shape), key=lambda ask: ask.place)
    ranked = _ranked_and_counted(shape, asks)
    if ranked:
        return ranked
    if asks:
        return _of_group(shape, asks) or _of_owned(shape, asks) or _of_asks(shape, asks)
    bare = shape.first("(WHICH|HOW_MANY) UNIT?")
    if bare and shape.before(bare.start, "CONTENT") and not shape.before(bare.start, f"{_SAID} CONTENT+"):
        return None  # 条件有哪些 asks for something of its own
    if bare and bare.tokens[0].text in _WHAT and shape.before(bare.start, "SECTION|DOMAIN"):
        return None  # 总体目标是什么 asks what it says
    kind = (_kind_before(shape, bare.start) or _kind_behind(shape, bare.end)) if bare else None
    if bare and kind:
        return Head(kind, "which" if bare.tokens[0].word == "WHICH" else "how_many", bare.tokens)
    return _listed(shape, "LIST") or _whether(shape) or _what_it_says(shape) or _ending(shape) or _listed(shape, "ALL")


def _ranked_and_counted(shape: Shape, asks: Sequence[Ask]) -> Head | None:
    """十八项任务中，责任单位最多的是哪些，各为几家: the tasks, and how many agencies each has."""
    found = shape.first("(MOST|FEWEST) WHICH UNIT? (STOP|COMMA|BRACKET)")
    kind = _kind_before(shape, found.start) if found else None
    counts = asks and all(ask.how == "how_many" and ask.kind != kind for ask in asks)
    if found is None or kind not in ITEMS or not counts:
        return None
    also = tuple((ask.kind, ask.how) for ask in asks)
    return Head(kind, "which", (*found.tokens[1:], *_tokens(asks)), also)


def _what_it_says(shape: Shape) -> Head | None:
    """第二部分最前面那条怎么写的."""
    found = shape.first("ASK_TEXT")
    kind = _kind_before(shape, found.start) if found else None
    return Head(kind, "which", found.tokens, of_text=True) if found and kind in ITEMS else None


def _of_group(shape: Shape, asks: Sequence[Ask]) -> Head | None:
    """条文最少的那一章收了哪些条: which chapter that is tells which items."""
    grouped = shape.first(_RANKED_GROUP)
    if grouped is None:
        return None
    word = next(token.word for token in grouped.tokens if token.word in ("SECTION_NOUN", "DOMAIN_NOUN"))
    return Head(NOUNS[word], "which", _tokens(asks), tuple((ask.kind, ask.how) for ask in asks))


def _of_owned(shape: Shape, asks: Sequence[Ask]) -> Head | None:
    """各项措施分别由谁负责: the measures, each with its owners."""
    owned = shape.first(_EACH_OWNED)
    if owned is None:
        return None
    return Head(NOUNS[owned.tokens[0].word], "which", (*_tokens(asks), *owned.tokens), (("agency", "which"),))


def _of_asks(shape: Shape, asks: Sequence[Ask]) -> Head:
    main = next((ask for ask in asks if ask.how == "which"), asks[0])
    topic = shape.first(_TOPIC)
    if topic and NOUNS[topic.tokens[-2].word] == "agency" and main.kind in ITEMS and not _asks_before(main):
        return Head("agency", main.how, (*_tokens(asks), *topic.tokens))
    also = tuple((ask.kind, ask.how) for ask in asks if not _is_same(ask.kind, main.kind))
    if main.how == "which" and any(ask.how == "how_many" and _is_same(ask.kind, main.kind) for ask in asks):
        also = (*also, (main.kind, "how_many"))
    owned = shape.first(_OWNED) if main.kind == "agency" else None
    return Head(main.kind, main.how, _tokens(asks), also, NOUNS[owned.tokens[0].word] if owned else None)


def _asks_before(ask: Ask) -> bool:
    """Tell whether the question word stands before its noun: 哪些任务, and not 有任务的是哪些."""
    return ask.tokens[0].word in ("WHICH", "HOW_MANY")


def _is_same(one: Kind, other: Kind) -> bool:
    return one == other or {one, other} <= ITEMS


def _tokens(asks: Sequence[Ask]) -> tuple[Token, ...]:
    return tuple(token for ask in asks for token in ask.tokens)


def _asks(shape: Shape) -> Iterator[Ask]:
    """Find each question word with the noun that it belongs to."""
    taken: set[Token] = set()
    owned = shape.first(
        f"OWN|LEAD|HELP|AGENCY_NOUN|LEAD_NOUN|HELP_NOUN|LIST_NOUN|JOINT|MOST|FEWEST|FIRST|ITEM|NUMBER {_MEMBER}"
    )
    for pattern in (_TIMES, _ASKED, _ASKED_BEHIND, _DONE, _SAYING, *(("WHO",) if owned else ())):
        for one in shape.find(pattern):
            words = [token for token in one.tokens if token.word in ("WHICH", "HOW_MANY", "WHO")]
            if pattern == _ASKED and any(word in shape.between(one.tokens[0], one.tokens[-1]) for word in _PARTING):
                continue  # 哪一个是由两家单位负责的, 哪些的责任单位写有“等”
            if taken.isdisjoint(words):
                taken |= set(words)
                noun = _noun(one)
                if noun and noun.word == "UNIT_AGENCY" and not _is_of_agencies(shape, one):
                    continue
                if (
                    pattern == _ASKED_BEHIND
                    and noun
                    and shape.before(one.start, "(EACH|BY) UNIT?|AGENCY (ALL|BOTH)* OWN")
                ):
                    noun = None  # Ａ的任务在每个部分分别有多少, Ａ被列为责任单位的有哪些
                kind = NOUNS[noun.word] if noun else _kind_without_noun(shape, one.start, pattern)
                yield Ask(one.start, kind, "how_many" if words[0].word == "HOW_MANY" else "which", one.tokens)


def _is_of_agencies(shape: Shape, ask: Found) -> bool:
    """Tell whether 几家 counts agencies: 目标是几家 may well count something else, and 几家图书馆 does."""
    return shape.first(_AGENCIES) is not None and shape.behind(ask.end, "CONTENT") is None


def _kind_without_noun(shape: Shape, place: int, pattern: str) -> Kind:
    if pattern in ("WHO", _TIMES):
        return "agency"
    kind = _kind_before(shape, place) or "task"
    return kind if kind in ITEMS else "item" if pattern == _SAYING else "task"


def _noun(found: Found) -> Token | None:
    return next((token for token in reversed(found.tokens) if token.word in NOUNS), None)


def _kind_before(shape: Shape, place: int) -> Kind | None:
    """Return what a bare question word asks for: 附表的场景里，只有哪一个; 附件各领域中，有Ａ参与的是哪几个; 最后2条是哪些.

    Not what is ranked beside it; items rather than who owns them.
    """
    nouns = [
        token
        for at, token in enumerate(shape.tokens[:place])
        if _is_noun(token)
        and shape.behind(at + 1, "(NUMBER_NOUN|TOTAL|OWN|INVOLVE)* (MOST|FEWEST)") is None
        and shape.before(at, "(EACH|EXCEPT) (UNIT|UNIT_AGENCY)?") is None
        and shape.behind(at + 1, "OUTSIDE") is None
    ]
    kinds = [NOUNS[token.word] for token in reversed(nouns)]
    if kinds and kinds[0] in ("section", "domain"):
        return kinds[0]
    named = [
        token.mention.ids[0]
        for token in shape.tokens[:place]
        if token.word == "ITEM" and token.mention and token.mention.ids
    ]
    of_named: list[Kind] = ["row" if one.startswith("A") else "measure" for one in named]
    of_named = ["task"] if len(set(of_named)) > 1 else of_named
    in_group: list[Kind] = ["task"] if any(token.word in ("SECTION", "DOMAIN") for token in shape.tokens) else []
    return next((kind for kind in kinds if kind in ITEMS), next(iter((*kinds, *of_named, *in_group)), None))


def _kind_behind(shape: Shape, place: int) -> Kind | None:
    """Return what a question word asks for across what is said of it: 哪些提到“信贷”的措施."""
    noun = next((token for token in shape.tokens[place:] if _is_noun(token) or token.word == "MARK"), None)
    return NOUNS[noun.word] if noun and noun.word != "MARK" and NOUNS[noun.word] in ITEMS else None


def _listed(shape: Shape, word: str) -> Head | None:
    """Read what is to be listed: the last noun behind 列出 or 全部, or before 找出来."""
    found = shape.first(word)
    if found is None:
        return None
    end = next(
        (at for at, token in enumerate(shape.tokens) if at > found.end and token.word == "MARK" and _stops(token)), None
    )
    nouns = [
        (at, token) for at, token in enumerate(shape.tokens) if _is_noun(token) and not shape.before(at, "BY EACH?")
    ]
    behind = [token for at, token in nouns if found.end <= at < (len(shape.tokens) if end is None else end)]
    before = [token for at, token in nouns if at < found.start]
    noun = next(reversed(behind or before), None)
    if (
        noun
        and noun.word == "OWNER_NOUN"
        and shape.behind(found.end, "OWNER_NOUN (NUMBER_NOUN|AT_LEAST|AT_MOST|OVER|UNDER|EXACTLY|ONLY|NUMBER)")
    ):
        # 在Ａ负责的事项里，挑出责任单位超过七家的: what was spoken of before.
        noun = next((token for token in reversed(before) if token.word != "OWNER_NOUN"), noun)
    if noun is None:
        kind = _kind_before(shape, len(shape.tokens))
        return Head(kind, "list", found.tokens) if kind and word == "LIST" else None
    return Head(NOUNS[noun.word], "list", (*found.tokens, noun))


def _stops(token: Token) -> bool:
    return token.text.strip()[:1] in (",", "。", "?", "!", ";")


def _whether(shape: Shape) -> Head | None:
    """Read what there may be: 有没有单位…, 有没有责任单位相同的任务, 有没有举措不超过三项的部分."""
    found = shape.first("YES_NO") or next(
        (one for one in shape.find("SAY|INVOLVE") if _asks_whether(one.tokens[0])), None
    )
    if found is None:
        return None
    beside = shape.behind(found.end, f"(UNIT|UNIT_AGENCY|NUMBER|OTHER)* {NOUN}")
    nouns = [token for token in shape.tokens if _is_noun(token)]
    things = [token for token in nouns if token.word != "OWNER_NOUN"]
    owned = shape.first("(OWN|ALL) AGENCY_NOUN (YES_NO|STOP)*$")
    if owned:
        return Head("agency", "whether", (*found.tokens, *owned.tokens[1:2]))  # 每一项都参与的责任单位吗
    about_part = shape.first("AGENCY") and shape.first("SECTION|DOMAIN")
    if about_part and not things and not (beside and beside[-1].word == "AGENCY_NOUN"):
        return Head("task", "whether", found.tokens)  # 第三部分的责任单位里有Ａ吗
    groups = [token for token in nouns[-1:] if NOUNS[token.word] in ("section", "domain")]
    adjacent = beside[-1] if beside and beside[-1].word != "OWNER_NOUN" else None
    noun = next(iter(groups), adjacent) or next(reversed(things), None) or next(reversed(nouns), None)
    return Head(NOUNS[noun.word], "whether", (*found.tokens, noun)) if noun else None


def _asks_whether(token: Token) -> bool:
    """Tell whether a verb asks by itself: 提没提, 有没有写到."""
    return token.text[1:2] == "没" or token.text.startswith(("有没有", "是否"))


def _is_noun(token: Token) -> bool:
    """Tell whether a token names a kind of things; 家 and 项 alone are units."""
    return token.word in NOUNS and token.word != "UNIT_AGENCY"


def _ending(shape: Shape) -> Head | None:
    stands = shape.first("ITEM (NEXT|PREVIOUS) NUMBER? UNIT? (STOP|COMMA)*$")
    if stands and stands.tokens[0].mention:
        return Head("row" if stands.tokens[0].mention.ids[0].startswith("A") else "measure", "list", ())
    ranked = shape.first("(MOST|FEWEST) (STOP|COMMA|DISTINCT)*$")
    kind = _kind_before(shape, ranked.start) if ranked else None
    if kind:
        return Head(kind, "list", ())
    told = shape.first("(NUMBER_NOUN|NAME_NOUN) ((AND|LISTED|BOTH)+ (NUMBER_NOUN|NAME_NOUN))? (STOP|COMMA)*$")
    kind = _kind_before(shape, told.start) if told else None
    if told and kind in ITEMS:
        counted = told.tokens[0].word == "NUMBER_NOUN"
        return Head(kind, "how_many" if counted else "list", told.tokens)
    found = shape.first(_ENDS) or shape.first(f"{_MEMBER} MARKED? (NOT|UNSAID|SAY|INVOLVE)+ QUOTED (STOP|COMMA)*$")
    noun = _noun(found) if found else None
    return Head(NOUNS[noun.word], "list", (noun,)) if noun else None
