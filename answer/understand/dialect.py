"""Puts words of Cantonese and Shanghainese into the standard language, where a question is in dialect."""

from __future__ import annotations

import re
from functools import cache

from answer.english import OMITTED
from answer.words.lists import pairs

_NOT_DIALECT = re.compile(r"(?<=[周身旁海路两这那哪一半左右南北东西外里上下])边(?=[个条份位项间])")
_SURE = "SURE"


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return what makes a question one in dialect, all words of dialect, and what each of them is."""
    entries = dict(pairs("dialect"))
    sure = entries.pop(_SURE)
    standard = {word: "" if term == OMITTED else term for term, words in entries.items() for word in words}
    longest_first = sorted(standard, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, sure))), re.compile("|".join(map(re.escape, longest_first))), standard


def to_standard(text: str) -> str:
    """Return a normalised text in the standard language; as it is where it is in no dialect."""
    sure, words, standard = _words()
    if not sure.search(_NOT_DIALECT.sub("", text)):
        return text
    return words.sub(lambda match: standard[match.group()], text)
