"""Names as they come out when typed in a hurry: by their sound, or with one wrong character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from answer.ownership.sound import syllables

Found = tuple[int, int, Sequence[str]]
"""Where something stands that may be a name, and the names that it may be."""


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
        self._by_gap: dict[tuple[int, str], list[str]] = {}
        for name in dict.fromkeys(names):
            self._by_sound.setdefault(syllables(name), []).append(name)
            for gap in self._gaps(len(name)):
                self._by_gap.setdefault((gap, _without(name, gap)), []).append(name)
        self._lengths = sorted({len(sound) for sound in self._by_sound}, reverse=True)

    def sounding(self, text: str) -> Iterator[Found]:
        """Find names by their sound, longer ones first."""
        sounds = syllables(text)
        return self._windows(text, lambda start, end: self._by_sound.get(sounds[start:end], ()))

    def mistyped(self, text: str) -> Iterator[Found]:
        """Find names with one wrong character, longer ones first."""
        return self._windows(text, lambda start, end: self._lookup(text[start:end]))

    def _lookup(self, typed: str) -> list[str]:
        return [name for gap in self._gaps(len(typed)) for name in self._by_gap.get((gap, _without(typed, gap)), ())]

    def _gaps(self, length: int) -> range:
        """Return the places where a character may be wrong; the last says what kind of thing is named."""
        return range(0 if length >= self._long_name else 1, length if length > self._long_name else length - 1)

    def _windows(self, text: str, lookup: Callable[[int, int], Sequence[str]]) -> Iterator[Found]:
        for length in self._lengths:
            for start in range(len(text) - length + 1):
                names = lookup(start, start + length)
                if names:
                    yield start, start + length, names


def _without(name: str, gap: int) -> str:
    return name[:gap] + name[gap + 1 :]
