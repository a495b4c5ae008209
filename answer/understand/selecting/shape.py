"""The shape of a question: its tokens as a row of classes, in which patterns of classes are found.

A pattern is written in the names of classes: ``EXCEPT AGENCY+ OUTSIDE?``, ``NOT (OWN|INVOLVE)* AGENCY``. What only holds a
sentence together (fillers, politeness) is left out of the row.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from answer.models import Token
from answer.words import word_classes

_LEFT_OUT = frozenset({"FILLER", "POLITE", "GREETING", "THANKS"})
_TOKENS = (
    "AGENCY",
    "ITEM",
    "SECTION",
    "DOMAIN",
    "DOCUMENT",
    "PLACE",
    "NUMBER",
    "ORDINAL",
    "AMOUNT",
    "SHARE",
    "QUOTED",
    "CONTENT",
    "CHAR",
)
_MARKS = {
    "、": "LISTED",
    ",": "COMMA",
    ";": "STOP",
    "。": "STOP",
    ".": "STOP",
    "?": "STOP",
    "!": "STOP",
    ":": "COMMA",
    "(": "BRACKET",
    ")": "BRACKET",
}
_NARROWER = {
    "ONLY": ("ALONE",),
    "AGENCY_NOUN": ("OWNER_NOUN",),
    "MEASURE_NOUN": ("BODY_NOUN",),
    "ROW_NOUN": ("ANNEX_NOUN",),
}
"""Classes that a pattern means with another one."""
_SAID_OF_TEXTS = ("DATE_NOUN", "DEADLINE")
"""Topics that patterns ask for."""
_LEADING = {
    "BY": frozenset({"EACH", "SECTION_NOUN", "DOMAIN_NOUN", "AGENCY_NOUN", "OWNER_NOUN"}),
    "REAR": frozenset({"NUMBER", "EACH"}),
}
"""Words that say something before some others only: 按部分, 后三条."""
_NAME = re.compile("[A-Z_]+")


@cache
def _letters() -> dict[str, str]:
    names = [*_TOKENS, *dict.fromkeys(_MARKS.values()), "MARKED", *word_classes().entries]
    return {name: chr(0xE000 + place) for place, name in enumerate(dict.fromkeys(names))}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of classes as one of the letters that stand for them.

    Raises:
        KeyError: if it names a class that there is not.
    """
    return re.compile(_NAME.sub(lambda match: _one_of(match.group()), pattern).replace(" ", ""))


def _one_of(name: str) -> str:
    letters = [_letters()[one] for one in (name, *_NARROWER.get(name, ()))]
    return letters[0] if len(letters) == 1 else f"[{''.join(letters)}]"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern was found: its tokens, and where they begin and end in the row."""

    tokens: tuple[Token, ...]
    start: int
    end: int


class Shape:
    """A row of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take the tokens of a question, or of a part of one."""
        self._all = tuple(tokens)
        kept = [token for token in tokens if token.word not in _LEFT_OUT]
        pairs = zip_longest(kept, kept[1:])
        self.tokens = tuple(
            one for one, two in pairs if one.word not in _LEADING or (two and two.word in _LEADING[one.word])
        )
        self.row = "".join(_letters()[_class_of(token)] for token in self.tokens)

    def between(self, one: Token, two: Token) -> str:
        """Return what is said between two tokens and left out of the row."""
        return "".join(token.text for token in self._all if one.end <= token.start and token.end <= two.start)

    def without(self, taken: Collection[Token]) -> Shape:
        """Return the row without some tokens."""
        return Shape([token for token in self._all if token not in taken])

    def just_before(self, token: Token) -> tuple[Token, ...]:
        """Return the token that stands right before another one, whatever it says."""
        return tuple(one for one in self._all if one.end == token.start)

    def find(self, pattern: str) -> Iterator[Found]:
        """Find a pattern wherever it stands, without overlap."""
        for match in compiled(pattern).finditer(self.row):
            yield Found(self.tokens[match.start() : match.end()], *match.span())

    def first(self, pattern: str) -> Found | None:
        """Find the first place of a pattern."""
        return next(self.find(pattern), None)

    def before(self, place: int, pattern: str) -> tuple[Token, ...] | None:
        """Return the tokens of a pattern that ends right before a place of the row; None if there is none."""
        match = re.search(f"(?:{compiled(pattern).pattern})$", self.row[:place])
        return self.tokens[match.start() : place] if match else None

    def behind(self, place: int, pattern: str) -> tuple[Token, ...] | None:
        """Return the tokens of a pattern that begins at a place of the row; None if there is none."""
        match = compiled(pattern).match(self.row, place)
        return self.tokens[place : match.end()] if match else None


def _class_of(token: Token) -> str:
    if token.word == "MARK":
        return _MARKS.get(token.text.strip()[:1], "MARKED")
    return token.topic if token.topic in _SAID_OF_TEXTS else token.word
