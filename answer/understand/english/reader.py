"""Puts a question in English into Chinese that is read: a list, a fact of the document, what it is about."""

from __future__ import annotations

import re

from answer.english import Glossary
from answer.understand.english.facts import read_facts
from answer.understand.english.lists import ListReader
from answer.understand.english.row import Piece, Row, cut, phrases

_SENTENCE = re.compile(r"(?<=[?!;。])\s*|(?<=[^\d])(?<!no)(?<!e\.g)\.(?=\s|$)\s*")
_LETTER, _CHINESE = re.compile("[a-z]"), re.compile("[\u3400-\u9fff]")
_LEAST_SHARE = 0.5
"""Of the letters of a question in English."""


class EnglishReader:
    """Reads questions in English."""

    def __init__(self, glossary: Glossary) -> None:
        """Take what knows the Chinese of names and matters."""
        self._glossary = glossary

    def read(self, text: str) -> str:
        """Return what a normalised question asks, in Chinese; empty where it is no English, or not all of it is understood."""
        letters, chinese = len(_LETTER.findall(text)), len(_CHINESE.findall(text))
        if letters < _LEAST_SHARE * (letters + chinese) or not letters:
            return ""
        sentences = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip(" .?!,;")]
        asked: list[str] = []
        for sentence in sentences:
            pieces = cut(sentence.rstrip(" .?!,;"), self._glossary.known, phrases())
            if asked and _only_asks_more(pieces):
                continue
            chinese_text = ListReader(Row(pieces)).read() or read_facts(sentence.rstrip(" .?!,;"), self._glossary.known)
            if not chinese_text:
                return ""
            asked.append(chinese_text)
        return "".join(dict.fromkeys(asked))


def _only_asks_more(pieces: list[Piece]) -> bool:
    """Tell whether a sentence asks for nothing new: Which ones? Every article, please."""
    allowed = "ASKS_MORE FILLER BE ALL ARTICLE MEASURE LIST NAME WHICH TITLE COMMA AND TASK ROW EACH HAVE NUMBER_OF".split()
    return all(piece.word in allowed for piece in pieces)
