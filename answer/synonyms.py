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
        self._terms = dict(terms_by_expression)
        longest_first = sorted(self._terms, key=lambda expression: (-len(expression), expression))
        self._pattern = re.compile("|".join(map(_as_pattern, longest_first))) if longest_first else None

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
        if self._pattern is None:
            return {}
        return {match.group(): self._terms[match.group()] for match in self._pattern.finditer(text)}


def _as_pattern(expression: str) -> str:
    """English must match whole words; Chinese has no word boundaries to match."""
    escaped = re.escape(expression)
    if _ASCII_WORD.match(expression[0]):
        escaped = r"(?<![a-z0-9])" + escaped
    return escaped + r"(?![a-z0-9])" if _ASCII_WORD.match(expression[-1]) else escaped
