"""Everyday words for the policy's words, from an editable file beside the policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from index.normalize import normalize
from ingest.lexicon import SYNONYMS_FILE, SynonymLine, parse_synonyms, read_synonyms

_MOST_ITEMS = 5
_ASCII_WORD = re.compile(r"[a-z0-9]")


class Synonyms:
    """Finds everyday expressions in a question and names the policy's terms for them."""

    def __init__(self, terms_by_expression: Mapping[str, tuple[str, ...]]) -> None:
        """Take policy terms by normalised expression."""
        self._terms = {expression: terms for expression, terms in terms_by_expression.items() if expression}
        # By first character, the lengths of the expressions that begin with it, longest first: a pattern of a thousand
        # alternatives takes ten times as long.
        lengths: dict[str, set[int]] = {}
        for expression in self._terms:
            lengths.setdefault(expression[0], set()).add(len(expression))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @classmethod
    def load(cls, path: Path = SYNONYMS_FILE) -> Synonyms:
        """Read the file; a missing one has no synonyms.

        Raises:
            MetadataError: if it is not UTF-8, or a line has another form.
        """
        return cls.of(read_synonyms(path))

    @classmethod
    def parse(cls, lines: Iterable[str], name: str = "synonyms") -> Synonyms:
        """Read the lines of such a file.

        Raises:
            MetadataError: as `load` does.
        """
        return cls.of(parse_synonyms(lines, name))

    @classmethod
    def of(cls, lines: Iterable[SynonymLine]) -> Synonyms:
        """Turn lines about terms round: from expressions to terms."""
        terms: dict[str, list[str]] = {}
        for line in lines:
            for expression in line.expressions:
                terms.setdefault(normalize(expression), []).append(line.term)
        return cls({expression: tuple(dict.fromkeys(found)) for expression, found in terms.items()})

    def specific(self, occurrences: Callable[[str], int]) -> Synonyms:
        """Keep the terms that single out an item; one that many items contain would drown the question.

        Args:
            occurrences: counts the items that contain a normalised term.
        """
        kept = {
            expression: tuple(term for term in terms if 0 < occurrences(normalize(term)) <= _MOST_ITEMS)
            for expression, terms in self._terms.items()
        }
        return Synonyms({expression: terms for expression, terms in kept.items() if terms})

    def find(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the expressions that a normalised text contains, with their policy terms.

        Of overlapping expressions the longest counts.
        """
        found: dict[str, tuple[str, ...]] = {}
        start = 0
        while start < len(text):
            expression = self._longest_at(text, start)
            if expression:
                found[expression] = self._terms[expression]
            start += len(expression) or 1
        return found

    def _longest_at(self, text: str, start: int) -> str:
        for length in self._lengths.get(text[start], ()):
            expression = text[start : start + length]
            if expression in self._terms and _is_whole(text, start, start + len(expression)):
                return expression
        return ""


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a piece of a text cuts no English word; Chinese has no word boundaries to cut."""
    cuts_before = start > 0 and _ASCII_WORD.match(text[start]) and _ASCII_WORD.match(text[start - 1])
    cuts_behind = end < len(text) and _ASCII_WORD.match(text[end - 1]) and _ASCII_WORD.match(text[end])
    return not (cuts_before or cuts_behind)
