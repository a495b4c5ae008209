"""Where normalised words stand in a text as written, although normalising changes lengths."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from index.normalize import normalize

Place = tuple[int, int]
"""A half-open range of characters."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A normalised text that remembers where its characters come from.

    Attributes:
        text: as `normalize` gives it.
        origins: for each of its characters, the range of the original that became it.
    """

    text: str
    origins: tuple[Place, ...]

    @classmethod
    def of(cls, original: str) -> Self:
        """Normalise piece by piece, then line the pieces up with the whole.

        Only the whole shows which spaces are layout and which simplified character a phrase calls for.
        """
        pieces = [(char, place) for place in _clusters(original) for char in _fold(original[slice(*place)])]
        whole = normalize(original)
        return cls(whole, _aligned(pieces, whole)) if whole else cls("", ())

    def find(self, words: Iterable[str]) -> list[Place]:
        """Return where normalised words stand in the original, in order and merged where they touch."""
        found = sorted(
            (self.origins[start][0], self.origins[start + len(word) - 1][1])
            for word in words
            for start in _starts(self.text, word)
        )
        return _merged(found)


def _starts(text: str, word: str) -> Iterable[int]:
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _clusters(text: str) -> Iterable[Place]:
    """Keep a character together with the accents on it: they may become one."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


@lru_cache(maxsize=8192)
def _fold(cluster: str) -> str:
    # Between letters, so that a space is kept; no accent joins with a q.
    return normalize(f"q{cluster}q")[1:-1]


def _aligned(pieces: Sequence[tuple[str, Place]], whole: str) -> tuple[Place, ...]:
    origins: list[Place] = []
    for char, place in pieces:
        at_end = len(origins) == len(whole)
        if char.isspace() and (at_end or whole[len(origins)] != char):
            continue
        if at_end:
            break
        origins.append(place)
    # Should a phrase change its length, the rest is given the place of the last character.
    return tuple(origins + origins[-1:] * (len(whole) - len(origins)))


def _merged(places: Iterable[Place]) -> list[Place]:
    merged: list[Place] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
