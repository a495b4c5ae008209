"""Names by their sound: homophones and the initials of pinyin, as people type them."""

from __future__ import annotations

from functools import cache

from pypinyin import lazy_pinyin


@cache
def _syllable(character: str) -> str:
    return str(lazy_pinyin(character)[0])


def syllables(text: str) -> tuple[str, ...]:
    """Return the toneless syllable of each character, in its commonest reading; others stand for themselves."""
    return tuple(_syllable(character) for character in text)


def initials(text: str) -> str:
    """Return the first letters of the syllables: gxj for 工信局."""
    return "".join(syllable[0] for syllable in syllables(text))
