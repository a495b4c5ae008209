"""What is only told around a question, and what it asks: sentences and clauses, brackets, examples, cases.

一个朋友问起来，我把第三章看过了。除那一章以外，还有哪几条写了“处分”？ asks of the rest of the document, and tells a story before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.models import Question, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import ASKING, ITEMS, NOUNS, OPERATORS, WITHIN
from answer.understand.selecting.shape import Shape
from answer.words.lists import word_list

_TOPIC = 2
"""Words of a clause that is no story but says what is asked about: 塑料的事，还有哪条管."""
_RULE = "BY? (DOCUMENT_NOUN|SAY|RULE)* QUOTED (RULE|CONTENT)* COMMA"
_THAT = ("那", "这", "该")


def windows(question: Question, names: Names) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Yield what is only told, and what is asked: sentences and clauses that ask nothing may be told around one that does.

    A clause that names or quotes something is no mere story, unless it is a sentence of its own or what it names is named
    again.
    """
    again, tokens = _with_named_again(question.tokens)
    aside, tokens = _asides(tokens)
    aside = (*again, *aside)
    clauses = _clauses(tokens)
    asking = _places(clauses, "WHICH", "HOW_MANY", "WHO") or _places(clauses, *ASKING)
    if not asking:
        if tokens:
            yield aside, tokens
        return
    for first in range(asking[0] + 1):
        for last in dict.fromkeys((len(clauses), asking[-1] + 1)):
            if any(_bounds(clause) for clause in (*clauses[:first], *clauses[last:])):
                continue
            scopes = [place for place in range(first) if _is_scope(clauses, place)]
            inside = [*scopes, *range(first, last)]
            asked = tuple(token for place in inside for token in clauses[place])
            if not asked:
                continue
            told = [*aside]
            for place, clause in enumerate(clauses):
                if place not in inside:
                    between = clauses[place:first] if place < first else clauses[last - 1 : place]
                    told += _story(clause, asked, names, is_apart=any(map(_ends_sentence, between)))
            yield tuple(told), asked


def _is_scope(clauses: Sequence[Sequence[Token]], place: int) -> bool:
    """Tell whether a clause of an earlier question only says where: 讲处罚的那一章，是不是条条都带罚款？哪几条没写“罚款”？"""
    clause = clauses[place]
    end = next((one for one in clauses[place:] if _ends_sentence(one)), ())
    is_asked = bool(end) and end is not clause and end[-1].text.strip()[:1] == "?"
    bounds = [token for token in clause if token.counts or token.word in OPERATORS]
    return is_asked and bool(bounds) and all(token.word in ("SECTION", "DOMAIN") for token in bounds)


def _with_named_again(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Read 那一章 as the one chapter that was named before (第三章我看过了。除那一章以外，…); return what else says so, and all the rest."""
    found, said = list(tokens), []
    for place, token in enumerate(found):
        if token.word != "SECTION_NOUN":
            continue
        number = place - 1 if place and found[place - 1].value == 1 else place
        beside = next((one for one in reversed(found[: max(number - 1, 0)]) if one.word != "FILLER"), None)
        if number and found[number - 1].text in _THAT and beside is not None and beside.word == "SECTION":
            said += found[number : place + 1]  # 讲职责的那一章
            continue
        named = [one.mention for one in found[:number] if one.word == "SECTION" and one.mention]
        if number and found[number - 1].text in _THAT and len(named) == 1 and len(named[0].ids) == 1:
            found[place] = replace(token, word="SECTION", mention=named[0])
            said += found[number:place]
    return tuple(said), tuple(token for token in found if token not in said)


def _asides(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Take out of a question what bounds nothing: what stands in brackets and names nothing, what is an example (像第三条那样),
    what is to be done in some case (如果不止一条就都列出来), by what rule something is so (按“首位为牵头”的规则).
    """
    within = list(_within_brackets(tokens))
    words = {token.word for token in within}
    named = any(token.mention for token in within) or {"NOT", "NUMBER"} <= words  # 三家以上（不含三家）
    is_aside = bool(within) and (not named or within[0].word == "EXAMPLE")
    aside = {token for token in within if token.word != "QUOTED"} if is_aside else set()
    aside |= {token for token in within if token.word == "QUOTED" and not re.search(r"\w", token.text)}  # （带“%”）
    for clause in _clauses(tokens):
        shape = Shape([token for token in clause if token not in aside])
        names_nothing = not any(token.mention or token.word == "QUOTED" for token in clause)
        if (shape.behind(0, "IF") and names_nothing) or (clause[0].word == "BY" and shape.behind(0, _RULE)):
            aside |= set(clause)
    return tuple(token for token in tokens if token in aside), tuple(token for token in tokens if token not in aside)


def _within_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.word == "MARK":
            depth = max(0, depth + token.text.count("(") - token.text.count(")"))
        elif depth:
            yield token


def _places(clauses: Sequence[tuple[Token, ...]], *words: str) -> list[int]:
    return [place for place, clause in enumerate(clauses) if any(token.word in words for token in clause)]


def _bounds(clause: Sequence[Token]) -> bool:
    """Tell whether a clause says how things are counted, which is never a mere story: 按家次算，…"""
    counts = any(token.word in ("REPEATS", "DISTINCT", "ORDER") for token in clause)
    groups = any(token.word == "EACH" for token in clause) and any(
        token.word in ("SECTION_NOUN", "DOMAIN_NOUN", "AGENCY_NOUN") for token in clause
    )
    leaves_out = any(token.word in ("EXCEPT", "OUTSIDE", "BOTH") for token in clause)
    if any(token.word == "UNSAID" for token in clause) or _is_among(clause):
        return True
    return ((counts or leaves_out) and clause[-1].text.strip()[:1] == ",") or groups


def _is_among(clause: Sequence[Token]) -> bool:
    """Tell whether a clause only says among what something is asked for: 正文十八项任务中, 十条政策里."""
    said = [token for token in clause if token.word != "MARK"]
    counted = any(NOUNS.get(token.word) in ITEMS or token.word == "DOCUMENT_NOUN" for token in said)
    plain = {"FILLER", "NUMBER", "UNIT", "ALL", "DOCUMENT_NOUN", *NOUNS}
    return bool(said) and said[-1].text in WITHIN and counted and all(token.word in plain for token in said)


def sentence_of(tokens: Sequence[Token], asked: Sequence[Token]) -> list[Token]:
    """Return all of the sentence that asks: what it says before the question is no story apart."""
    stops = [one.start for one in tokens if one.word == "MARK" and one.text.strip()[:1] in "。.?!"]
    start = max((stop for stop in stops if stop < asked[0].start), default=-1)
    return [one for one in tokens if start < one.start]


def _ends_sentence(clause: Sequence[Token]) -> bool:
    return clause[-1].word == "MARK" and clause[-1].text.strip()[:1] in "。.?!:"


def _story(clause: tuple[Token, ...], asked: Sequence[Token], names: Names, *, is_apart: bool) -> Iterator[Token]:
    """Yield what need not be accounted for of a clause that is not asked, in a sentence apart or in that which asks."""
    is_meant = Shape(asked).first("IT|(SAY|INVOLVE) WORD_NOUN") is not None
    named_again = {one for token in asked if token.mention for one in token.mention.ids}
    quoted_again = {token.text for token in asked if token.word == "QUOTED"}
    names_something = any(token.mention or token.word == "QUOTED" for token in clause)
    bounds = names_something and (
        any(token.word in ("EXCEPT", "NOT", "ONLY") for token in clause) or clause[-1].text.strip()[:1] == "?"
    )
    content = [token for token in clause if token.word == "CONTENT"]
    is_topic = not is_apart and 0 < len(content) <= _TOPIC and not any(token.word == "POLITE" for token in clause)
    is_topic = is_topic and any(names.occurrences(token.text) for token in content) and not _tells_of_asker(clause)
    for token in clause:
        is_bare = token.word in ("NUMBER", "ORDINAL") or (token.word == "CONTENT" and not is_topic)
        if (
            is_bare
            or (is_apart and not bounds and not (is_meant and (token.mention or token.word == "QUOTED")))
            or token.text in quoted_again
            or (token.mention and named_again.intersection(token.mention.ids))
        ):
            yield token


def _tells_of_asker(clause: Sequence[Token]) -> bool:
    return "".join(token.text for token in clause).startswith(word_list("speech")["SELF"])


def _clauses(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        clauses[-1].append(token)
        is_pause = token.word == "FILLER" and token.text in word_list("speech")["PAUSE"]
        if is_pause or (token.word == "MARK" and token.text.strip()[:1] in ",;。.?!:"):
            clauses.append([])
    return [tuple(clause) for clause in clauses if clause]
