"""Names in a text, whatever punctuation stands between their characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.normalize import normalize

_LEFT_OUT = re.compile(r"[^\w,。?!、]|加")
"""May stand within a name; a comma or a full stop ends it."""


def fold(name: str) -> str:
    """Fold a name for comparison: no punctuation, and no plus sign, which people also say (加)."""
    return re.sub(r"\W|加", "", normalize(name))


class FoldedNames:
    """Finds folded names; of those that begin at one place the longest.

    By first character, the lengths of the names that begin with it: a pattern of all names, thousands of parts of them
    among them, would take a third of a second to compile.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take names as `fold` gives them."""
        self._names = frozenset(name for name in names if name)
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[0], set()).add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where names stand in a normalised text, in its order and without overlap, and the names."""
        kept = [place for place, char in enumerate(text) if not _LEFT_OUT.match(char)]
        folded = "".join(text[place] for place in kept)
        start = 0
        while start < len(folded):
            name = self._longest_at(folded, start)
            if name:
                yield kept[start], kept[start + len(name) - 1] + 1, name
            start += len(name) or 1

    def _longest_at(self, folded: str, start: int) -> str:
        for length in self._lengths.get(folded[start], ()):
            if folded[start : start + length] in self._names:
                return folded[start : start + length]
        return ""
