"""A question as it was meant: put into Chinese, with its slips put right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.english import Glossary
from answer.spelling import Spelling
from answer.understand.dialect import to_standard
from answer.understand.english import EnglishReader
from index.normalize import normalize

_ABOUT_LANGUAGE = re.compile(
    r"[,。;]?\s*(?:请|麻烦)?用(?:中文|汉语|普通话|英文|英语)(?:来)?(?:回答|答复|回复|说)(?:就行|即可|我|一下)*[。!]?|[,.]?\s*(?:please )?(?:answer|reply) in (?:chinese|english)[.!]?"
)
"""Says in which language to answer, which is always Chinese."""
_THANKS = re.compile(
    r"[\s,。!;、~]*(?:(?:先|非常|十分|太|万分)?(?:谢谢|多谢|感谢|谢过)|麻烦|拜托|辛苦|有劳|劳驾|\bthanks\b|\bthank you\b|\bthx\b)(?:一下|各位|大家|[您你了啦哈哦呀咯])*[\s,。!~]*$"
)
"""Ends a question politely, and asks nothing."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A normalised question as it was meant.

    Attributes:
        text: to be understood.
        changes: what was written and what is meant, one by one.
        original: the normalised question as typed, where ``text`` is a translation of it; else empty.
    """

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    original: str = ""


class Mender:
    """Mends questions."""

    def __init__(self, glossary: Glossary, spelling: Spelling) -> None:
        """Take what translates and what corrects."""
        self._glossary = glossary
        self._english = EnglishReader(glossary)
        self._spelling = spelling

    def mend(self, raw: str) -> Mended:
        """Normalise a question, put its Cantonese and its English into Chinese, and correct that."""
        typed = normalize(raw)
        asked = _ABOUT_LANGUAGE.sub("", typed) or typed
        asked = _THANKS.sub("", asked) or asked
        chinese = normalize(self._english.read(asked)) or self._glossary.translate(asked)
        corrected = self._spelling.correct(to_standard(chinese))
        return Mended(corrected.text, corrected.changes, typed if chinese != asked else "")
