"""Reads the numbers and dates of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ingest.quantities.dates import find_dates
from ingest.quantities.models import Quantity
from ingest.quantities.numbers import find_numbers, find_shares
from ingest.quantities.words import IDIOMS

_GAP = "，"
"""Stands in the place of what was read, for those that look for what is left."""


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Quantity, ...]:
    """Return every number and date of a text, in its order and without overlap; idioms are none.

    Ordinals (第五条) and what may be an article (一个平台) are among them, each marked as what it is.

    Args:
        text: as printed, or normalised; offsets are those of the text that is given.
    """
    folded = fold(text)
    dates = tuple(find_dates(folded))
    folded = without(folded, ((one.start, one.end) for one in dates))
    folded = without(folded, (match.span() for match in IDIOMS.finditer(folded)))
    shares = tuple(find_shares(folded))
    numbers = find_numbers(without(folded, ((one.start, one.end) for one in shares)))
    return tuple(sorted((*dates, *shares, *numbers), key=lambda one: one.start))


def fold(text: str) -> str:
    """Write full-width characters as half-width ones and capitals as small ones; every character keeps its place."""
    if text.isascii():
        return text.lower()
    pairs = ((char, unicodedata.normalize("NFKC", char).lower()) for char in text)
    return "".join(folded if len(folded) == 1 else char for char, folded in pairs)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put something else in the place of some pieces of a text; the others keep their places."""
    for start, end in spans:
        text = f"{text[:start]}{_GAP * (end - start)}{text[end:]}"
    return text
