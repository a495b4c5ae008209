"""Names as they come out when typed in a hurry: by their sound, or with one wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from answer.ownership.sound import syllables

Found = tuple[int, int, Sequence[str]]
"""Where something stands that may be a name, and the names that it may be."""

_CHINESE = re.compile(r"[㐀-鿿]+")


class FuzzyNames:
    """Finds Chinese names of which only the sound is right, or all characters but one."""

    def __init__(self, names: Iterable[str], long_name: int) -> None:
        """Prepare the names.

        Args:
            names: normalised.
            long_name: in a name of this length its first character may be the wrong one, in a longer one any; in a
                shorter one both ends must be right.
        """
        self._long_name = long_name
        self._by_sound: dict[tuple[str, ...], list[str]] = {}
        # With one wrong character one half of a name is still right.
        self._by_half: dict[int, tuple[dict[str, list[str]], dict[str, list[str]]]] = {}
        for name in dict.fromkeys(names):
            self._by_sound.setdefault(syllables(name), []).append(name)
            first, second = self._by_half.setdefault(len(name), ({}, {}))
            middle = len(name) // 2
            first.setdefault(name[:middle], []).append(name)
            second.setdefault(name[middle:], []).append(name)
        self._lengths = sorted({len(sound) for sound in self._by_sound}, reverse=True)

    def sounding(self, text: str) -> Iterator[Found]:
        """Find names by their sound, longer ones first."""
        sounds = syllables(text)
        for start, end in self._windows(text):
            names = self._by_sound.get(sounds[start:end])
            if names:
                yield start, end, names

    def mistyped(self, text: str) -> Iterator[Found]:
        """Find names with one wrong character, longer ones first."""
        for start, end in self._windows(text):
            halves = self._by_half.get(end - start)
            if not halves:
                continue
            middle = start + (end - start) // 2
            alike = [*halves[0].get(text[start:middle], ()), *halves[1].get(text[middle:end], ())]
            names = [name for name in dict.fromkeys(alike) if self._is_slip(name, text[start:end])] if alike else []
            if names:
                yield start, end, names

    def _is_slip(self, name: str, typed: str) -> bool:
        """Tell whether at most one character is wrong, and one that may be; the last says what kind of thing it is."""
        wrong = [place for place, (meant, char) in enumerate(zip(name, typed, strict=True)) if meant != char]
        first = 0 if len(name) >= self._long_name else 1
        last = len(name) - (1 if len(name) > self._long_name else 2)
        return len(wrong) <= 1 and all(first <= place <= last for place in wrong)

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where names may stand, longer ones first."""
        runs = [match.span() for match in _CHINESE.finditer(text)]
        for length in self._lengths:
            for first, last in runs:
                for start in range(first, last - length + 1):
                    yield start, start + length
