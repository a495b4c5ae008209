"""Puts written Cantonese into standard Chinese, word by word: 邊個部門負責㗎 is 哪个部门负责."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from index.normalize import normalize

_IN_DOUBT = "?"


def in_standard_chinese(text: str) -> str:
    """Return a normalised text with its Cantonese words replaced; one that has none stays as it is."""
    sure, all_words = _forms()
    if not sure.search(text):
        return text
    return all_words.sub(lambda match: _words()[match.group()], text)


@cache
def _words() -> Mapping[str, str]:
    """Read the list: what is said, and what it means; without the mark of those that may be something else."""
    return {said.removeprefix(_IN_DOUBT): meant for said, meant in _entries().items()}


@cache
def _entries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    text = (files("answer.words") / "lists" / "cantonese.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        said, tab, meant = line.partition("\t")
        if not tab or not said.split():
            raise ValueError(f"line {number} says no word: {line!r}")
        is_in_doubt = said.startswith(_IN_DOUBT)
        for word in said.removeprefix(_IN_DOUBT).split():
            found[(_IN_DOUBT if is_in_doubt else "") + normalize(word)] = normalize(meant.strip())
    return found


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match the words that only Cantonese has, and all of them, the longest first."""
    sure = [word for word in _entries() if not word.startswith(_IN_DOUBT)]
    return _any(sure), _any(list(_words()))


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
