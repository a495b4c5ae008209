"""Puts words of Cantonese and Shanghainese into the standard language, where a question is in dialect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from answer.english import OMITTED
from answer.words.lists import pairs

_BEFORE_SIDE = "(?<![周身旁海路两这那一半左右南北东西外里上下无天湖岸沿])"
"""Where 边 is a side: 周边几个, and no question word."""
_SURE = "SURE"


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return what makes a question one in dialect, all words of dialect, and what each of them is."""
    entries = dict(pairs("dialect"))
    sure = entries.pop(_SURE)
    standard = {word: "" if term == OMITTED else term for term, words in entries.items() for word in words}
    longest_first = sorted(standard, key=lambda word: (-len(word), word))
    return _any_of(sure), _any_of(longest_first), standard


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join((_BEFORE_SIDE if word[0] == "边" else "") + re.escape(word) for word in words))


def to_standard(text: str) -> str:
    """Return a normalised text in the standard language; as it is where it is in no dialect."""
    sure, words, standard = _words()
    if not sure.search(text):
        return text
    return words.sub(lambda match: standard[match.group()], text)
