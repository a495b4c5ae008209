"""Cuts a question into tokens, once: what it names, its numbers, and each other word with its class.

Names are found first. What stands between them is cut so that the fewest and best known words cover it: entries of word
classes, numbers, words of the dictionary. 负责 within 负责人 is no word of its own, since 人 would be left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from typing import Protocol

from answer.models import Mention, Question, Token
from answer.words import WordClasses, word_classes
from index.tokenizer import PolicyTokenizer
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.quantities import Kind, Number, Quantity, read

_QUOTED = re.compile(r"[“\"‘「『《〈]([^“”\"‘’「」『』《》〈〉]{1,40})[”\"’」』》〉]")
_OPENING, _CLOSING = tuple('“"‘「『《〈'), tuple('”"’」』》〉')
_NUMBER = re.compile(rf"(?P<place>第)?(?P<number>\d+|[{NUMERAL_CHARS}]+)")
_MARK = re.compile(r"[^\w%]+")
_KNOWN, _WORD, _LETTER = 0.6, 2.0, 5.0
"""What it costs to take a piece as an entry of a class, a word of the dictionary, a character that is left over.
A word of the dictionary that entries make up is these: 几项, 前三名."""
_QUANTITY = re.compile(rf"百分之|[\d{NUMERAL_CHARS}]")
_LARGE = re.compile("[万亿]")
"""What is counted in these and has no unit is money: 最高五百万."""
_LOOSE = ("CONTENT", "CHAR")
_GONE_OVER = 0.01
"""Makes one long entry better than two short ones."""


class Naming(Protocol):
    """What finds names in a text, and cuts what stands between them."""

    @property
    def tokenizer(self) -> PolicyTokenizer:
        """What cuts a text into words."""

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the names in a normalised text, in its order and without overlap."""

    def occurrences(self, word: str) -> int:
        """Count the items that contain a word."""


def annotate(raw: str, text: str, names: Naming) -> Question:
    """Annotate a question.

    Args:
        raw: as typed.
        text: normalised and mended.
        names: of the documents that are open.
    """
    classes = word_classes()
    mentions = names.find(text)
    tokens: list[Token] = []
    place = 0
    for start, end, token in _fixed(text, mentions):
        tokens += _words(text, place, start, names, classes)
        tokens.append(token)
        place = end
    tokens += _words(text, place, len(text), names, classes)
    return Question(raw, text, tuple(tokens))


def _fixed(text: str, mentions: tuple[Mention, ...]) -> list[tuple[int, int, Token]]:
    """Return what is no matter of words: names, and quotations that are more than a name, in their order."""
    found: list[tuple[int, int, Token]] = []
    inside: list[Mention] = []
    for match in _QUOTED.finditer(text):
        named = [one for one in mentions if match.start() <= one.start and one.end <= match.end()]
        if any(one.start <= match.start(1) and match.end(1) <= one.end for one in mentions if one not in named):
            continue  # a name that says more than what is quoted: “具体措施”这一部分
        inside += named
        if len(named) == 1 and named[0].end - named[0].start >= len(match[1]):
            found.append((match.start(), match.end(), _named(named[0], match.start(), match.end(), match.group())))
        else:
            token = Token(match.start(), match.end(), match[1], "QUOTED")
            found.append((match.start(), match.end(), token))
    for start, end, word in _quantities(text):
        if not any(one.start < end and start < one.end for one in mentions) and not any(
            begins < end and start < ends for begins, ends, _ in found
        ):
            found.append((start, end, Token(start, end, text[start:end], word)))
    for mention in map(partial(_with_quote, text), mentions):
        overlapping = any(start < mention.end and mention.start < end for start, end, _ in found)
        if mention not in inside and not overlapping:
            found.append((mention.start, mention.end, _named(mention, mention.start, mention.end, mention.text)))
    return sorted(found, key=lambda one: one[0])


def _quantities(text: str) -> Iterator[tuple[int, int, str]]:
    """Return where amounts of money and shares are named, without the words that bound them (不超过, 以上)."""
    classes = word_classes()
    behind = (*classes["OR_MORE"], *classes["OR_LESS"])
    for one in read(text):
        kind = _kind_of(one, text)
        number = _QUANTITY.search(text, one.start, one.end)
        if kind and number and not (one.is_vague or one.is_ordinal):
            written = text[number.start() : one.end]
            bound = max((word for word in behind if written.endswith(word)), key=len, default="")
            yield number.start(), one.end - len(bound), kind


def _kind_of(one: Quantity, text: str) -> str:
    is_money = one.kind is Kind.COUNT and isinstance(one.value, Number) and not one.value.unit
    if one.kind is Kind.AMOUNT or (is_money and _LARGE.search(text, one.start, one.end)):
        return "AMOUNT"
    return "SHARE" if one.kind is Kind.SHARE else ""


def _with_quote(text: str, mention: Mention) -> Mention:
    """Take in the quotation mark before a name that has the closing one within it: “具体措施”这一部分."""
    if text[mention.start - 1 : mention.start] in _OPENING and any(mark in mention.text for mark in _CLOSING):
        return replace(mention, start=mention.start - 1)
    return mention


def _named(mention: Mention, start: int, end: int, text: str) -> Token:
    return Token(start, end, text, mention.kind.upper(), mention)


def _words(text: str, start: int, end: int, names: Naming, classes: WordClasses) -> Iterator[Token]:
    """Cut what stands between names."""
    place = start
    for match in _MARK.finditer(text, start, end):
        yield from _cut(text[place : match.start()], place, names, classes)
        yield Token(match.start(), match.end(), match.group(), "MARK")
        place = match.end()
    yield from _cut(text[place:end], place, names, classes)


def _whole_term(
    piece: str, place: int, stop: int, word: str, best: Sequence[tuple[float, int, str]], names: Naming
) -> tuple[int, str]:
    """Take words that stand together, and stand so in the document, for one: 大 and 模型 are 大模型."""
    ends = [stop]
    while word in _LOOSE and ends[-1] < len(piece) and best[ends[-1]][2] in _LOOSE:
        ends.append(best[ends[-1]][1])
    for end in reversed(ends[1:]):
        if names.occurrences(piece[place:end]):
            return end, "CONTENT"
    behind = best[stop] if stop < len(piece) else None
    if word == "CONTENT" and behind and behind[2] == "CHAR" and not names.occurrences(piece[place:stop]):
        return behind[1], word  # 区块链, which neither the dictionary nor the document has
    return stop, word


def _cut(piece: str, offset: int, names: Naming, classes: WordClasses) -> Iterator[Token]:
    """Cut a run of letters at the least cost, from its end to its beginning so that each rest is cut once."""
    if not piece:
        return
    bounds = {0, *accumulate(len(word) for word in names.tokenizer.words(piece))}
    ends = sorted(bounds)
    word_at = dict(pairwise(ends))
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] * (len(piece) + 1)
    for place in range(len(piece) - 1, -1, -1):
        options = [(_LETTER + best[place + 1][0], place + 1, "CHAR")]
        if place in word_at:
            stop = word_at[place]
            options.append((_WORD + best[stop][0], stop, "CONTENT" if stop - place > 1 else "CHAR"))
        for stop in range(place + 1, min(len(piece), place + classes.longest) + 1):
            name = classes.by_entry.get(piece[place:stop])
            if name:
                options.append((_KNOWN - _GONE_OVER * (stop - place - 1) + best[stop][0], stop, name))
        number = _NUMBER.match(piece, place)
        if number and not (place and piece[place - 1].isalnum() and piece[place - 1].isascii()):
            kind = "ORDINAL" if number["place"] else "NUMBER"
            options.append((_KNOWN + best[number.end()][0], number.end(), kind))
        # Of equally good ones the longer first piece: 哪一 块, not 哪 一块.
        best[place] = min(options, key=lambda option: (round(option[0], 6), -option[1]))
    place = 0
    while place < len(piece):
        _, stop, word = best[place]
        stop, word = _whole_term(piece, place, stop, word, best, names)
        written = piece[place:stop]
        value = to_int(written.removeprefix("第")) if word in ("NUMBER", "ORDINAL") else None
        topic = word if word in classes.content else ""
        yield Token(offset + place, offset + stop, written, "CONTENT" if topic else word, None, value, topic)
        place = stop
