"""Puts a question in English into Chinese that is read: a list, a fact of the document, what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.english import Glossary
from answer.understand.english.facts import read_facts
from answer.understand.english.lists import ListReader
from answer.understand.english.row import Piece, Row, cut, phrases

_SENTENCE = re.compile(r"(?<=[?!;。])\s*|(?<=[^\d])(?<!no)(?<!e\.g)\.(?=\s|$)\s*")
_LETTER, _CHINESE = re.compile("[a-z]"), re.compile("[\u3400-\u9fff]")
_FUNCTION = re.compile(
    r"(?<![a-z])(?:the|an?|of|in|is|are|was|do|does|did|what|which|who|when|how|where|why|to|for|and|this|it|can|i|my|any|list|name|give|show|tell|find)(?![a-z])"
)
"""Words without which nothing is asked in English: names alone may stand in a Chinese question."""
_LEAST_SHARE = 0.5
"""Of the letters of a question in English."""


_ASKS = frozenset({"WHICH", "HOW_MANY", "LIST", "NAME", "WHERE", "THERE_IS", "ASKS_MORE"})


def is_english(text: str) -> bool:
    """Tell whether a normalised text is mostly in English."""
    letters, chinese = len(_LETTER.findall(text)), len(_CHINESE.findall(text))
    return letters > _LEAST_SHARE * (letters + chinese) and _FUNCTION.search(text) is not None


class EnglishReader:
    """Reads questions in English."""

    def __init__(self, glossary: Glossary) -> None:
        """Take what knows the Chinese of names and matters."""
        self._glossary = glossary

    def read(self, text: str) -> str:
        """Return what a normalised question asks, in Chinese; empty where it is no English, or not all of it is understood."""
        if not is_english(text):
            return ""
        sentences = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip(" .?!,;")]
        asked: list[str] = []
        told: list[str] = []
        for sentence in sentences:
            pieces = cut(sentence.rstrip(" .?!,;"), self._glossary.known, phrases())
            if asked and _only_asks_more(pieces):
                continue
            if not asked and sentence is not sentences[-1] and not any(piece.word in _ASKS for piece in pieces):
                told += [piece.text for piece in pieces if piece.word == "TERM" and not piece.source]
                continue
            pieces = _with_name(pieces, told)
            chinese_text = ListReader(Row(pieces)).read() or read_facts(sentence.rstrip(" .?!,;"), self._glossary.known)
            if not chinese_text:
                return ""
            asked.append(chinese_text)
        return "".join(dict.fromkeys(asked))


def _with_name(pieces: Sequence[Piece], told: Sequence[str]) -> list[Piece]:
    """Put the one name that was told before for that ministry, the commission."""
    found = list(pieces)
    for place, piece in enumerate(pieces):
        before = pieces[place - 1].text if place else ""
        if len(told) == 1 and piece.word == "AGENCY" and before in ("the", "that", "this"):
            found[place - 1 : place + 1] = [Piece("FILLER", ""), Piece("TERM", told[0])]
    return found


def _only_asks_more(pieces: list[Piece]) -> bool:
    """Tell whether a sentence asks for nothing new: Which ones? Every article, please."""
    allowed = (
        "ASKS_MORE FILLER BE ALL ARTICLE MEASURE LIST NAME WHICH TITLE COMMA AND TASK ROW EACH HAVE NUMBER_OF".split()
    )
    return all(piece.word in allowed for piece in pieces)
