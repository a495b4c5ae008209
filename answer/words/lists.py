"""Lists of words that are no classes: read by their text where one kind of question needs them, content words elsewhere.

``lists/gist.tsv``, ``gives.tsv``, ``speech.tsv`` and ``refusal.tsv`` have the form of the word classes; ``lists/audiences.tsv`` says for everyday
words of groups what policies call these groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.words.reader import read_classes
from index.normalize import normalize


@dataclass(frozen=True, slots=True)
class Spotted:
    """A word of a list, found in a text.

    Attributes:
        start: where it stands.
        end: behind its last character.
        name: of its list.
    """

    start: int
    end: int
    name: str


@cache
def word_list(name: str) -> Mapping[str, tuple[str, ...]]:
    """Read the lists of a file (``gist``, ``gives``, ``refusal``) by their names."""
    return dict(read_classes(_read(name)))


@cache
def pairs(name: str) -> Mapping[str, tuple[str, ...]]:
    """Read what stands before and behind the tab in each line of a list, normalised.

    Raises:
        ValueError: if a line has another form.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(_read(name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        term, tab, words = line.partition("\t")
        if not tab or not term or not words.split():
            raise ValueError(f"line {number} says nothing of a word: {line!r}")
        found[term] = (*found.get(term, ()), *dict.fromkeys(map(normalize, words.split())))
    return found


@cache
def audiences() -> Mapping[str, tuple[str, ...]]:
    """Read for each everyday word of a group what policies call that group, normalised.

    Raises:
        ValueError: if a line has another form.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(_read("audiences").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        everyday, tab, official = line.partition("\t")
        if not tab or not everyday.split() or not official.split():
            raise ValueError(f"line {number} names no group: {line!r}")
        names = tuple(dict.fromkeys(map(normalize, official.split())))
        found |= {normalize(word): names for word in everyday.split()}
    return found


def spot(text: str, entries: Mapping[str, str]) -> list[Spotted]:
    """Find words in a normalised text, each with what ``entries`` say of it: longer ones first, without overlap."""
    longest = max(map(len, entries), default=0)
    found: list[Spotted] = []
    for length in range(longest, 0, -1):
        for start in range(len(text) - length + 1):
            name = entries.get(text[start : start + length])
            end = start + length
            if name is not None and all(end <= one.start or one.end <= start for one in found):
                found.append(Spotted(start, end, name))
    return sorted(found, key=lambda one: one.start)


def _read(name: str) -> str:
    return (files("answer.words") / "lists" / f"{name}.tsv").read_text(encoding="utf-8")
