"""Names as they come out when typed in a hurry: by their sound, or with one wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from answer.ownership.sound import syllables

Found = tuple[int, int, Sequence[str]]
"""Where something stands that may be a name, and the names that it may be."""

_CHINESE = re.compile(r"[㐀-鿿]+")
_PAIR = 2


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
        # Where a name may begin and end around a piece of it, as distances from the piece: most pieces are of none.
        self._around_sound: dict[tuple[str, ...], set[tuple[int, int]]] = {}
        self._around_piece: dict[str, set[tuple[int, int]]] = {}
        for name in dict.fromkeys(names):
            sound, middle = syllables(name), len(name) // 2
            self._by_sound.setdefault(sound, []).append(name)
            first, second = self._by_half.setdefault(len(name), ({}, {}))
            first.setdefault(name[:middle], []).append(name)
            second.setdefault(name[middle:], []).append(name)
            length = len(name)
            self._around_sound.setdefault(sound[:_PAIR], set()).add((0, length))
            self._around_piece.setdefault(name[: min(_PAIR, middle)], set()).add((0, length))
            last = name[middle:][-_PAIR:]
            self._around_piece.setdefault(last, set()).add((len(last) - length, len(last)))

    def sounding(self, text: str) -> Iterator[Found]:
        """Find names by their sound, longer ones first."""
        sounds = syllables(text)
        begun = [
            (place + before, place + behind)
            for place in range(len(text))
            for before, behind in self._around_sound.get(sounds[place : place + _PAIR], ())
        ]
        for start, end in _longest_first(text, begun):
            names = self._by_sound.get(sounds[start:end])
            if names:
                yield start, end, names

    def mistyped(self, text: str) -> Iterator[Found]:
        """Find names with one wrong character, longer ones first."""
        # One half of a name is right.
        halves = [
            (place + before, place + behind)
            for size in range(1, _PAIR + 1)
            for place in range(len(text))
            for before, behind in self._around_piece.get(text[place : place + size], ())
        ]
        for start, end in _longest_first(text, halves):
            first, second = self._by_half[end - start]
            middle = start + (end - start) // 2
            alike = [*first.get(text[start:middle], ()), *second.get(text[middle:end], ())]
            names = [name for name in dict.fromkeys(alike) if self._is_slip(name, text[start:end])] if alike else []
            if names:
                yield start, end, names

    def _is_slip(self, name: str, typed: str) -> bool:
        """Tell whether at most one character is wrong, and one that may be; the last says what kind of thing it is."""
        wrong = [place for place, (meant, char) in enumerate(zip(name, typed, strict=True)) if meant != char]
        first = 0 if len(name) >= self._long_name else 1
        last = len(name) - (1 if len(name) > self._long_name else 2)
        return len(wrong) <= 1 and all(first <= place <= last for place in wrong)


def _longest_first(text: str, windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those windows that hold nothing but Chinese characters, each once: longer ones first, then in order."""
    ends = [0] * len(text)
    for run in _CHINESE.finditer(text):
        ends[run.start() : run.end()] = [run.end()] * (run.end() - run.start())
    within = {(start, end) for start, end in windows if start >= 0 and end <= ends[start]}
    return sorted(within, key=lambda window: (window[0] - window[1], window[0]))
