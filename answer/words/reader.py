"""Reads the word classes: files of lines ``CLASS<tab>entry entry entry``; ``#`` begins a comment.

``CLASS+`` marks words that say what a question is about as well, such as 印发 and 会议: a reading accounts for them, and to a
recogniser that does not know the class they are content like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from index.normalize import normalize


@dataclass(frozen=True)
class WordClasses:
    """The classes by their names.

    Attributes:
        entries: of each class, normalised; no entry is in two classes.
        content: the classes of words that say what a question is about.
    """

    entries: Mapping[str, tuple[str, ...]]
    content: frozenset[str] = frozenset()

    @cached_property
    def by_entry(self) -> dict[str, str]:
        """The class of each entry."""
        return {entry: name for name, entries in self.entries.items() for entry in entries}

    @cached_property
    def longest(self) -> int:
        """Characters of the longest entry."""
        return max(map(len, self.by_entry), default=0)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """Return the entries of a class."""
        return self.entries[name]


def read_classes(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Read a file's text, each class with its name as written.

    Raises:
        ValueError: if a line has another form.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, tab, entries = line.partition("\t")
        if not tab or not re.fullmatch(r"[A-Z_]+\+?", name) or not entries.split():
            raise ValueError(f"line {number} is no word class: {line!r}")
        yield name, tuple(dict.fromkeys(normalize(entry) for entry in entries.split()))


@cache
def word_classes() -> WordClasses:
    """Read all files of this package.

    Raises:
        ValueError: if a line has another form, or an entry stands in two classes.
    """
    found: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    content: set[str] = set()
    folder = files("answer.words") / "classes"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for written, entries in read_classes(file.read_text(encoding="utf-8")):
            name = written.removesuffix("+")
            content.update([name] if name != written else [])
            found[name] = (*found.get(name, ()), *entries)
            for entry in entries:
                if owner.setdefault(entry, name) != name:
                    raise ValueError(f"{entry} is in {owner[entry]} and in {name}")
    return WordClasses(found, frozenset(content))
