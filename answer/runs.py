"""The wording of a question as a linear model sees it: which runs of characters it has."""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 14
"""Runs of characters are told apart by a checksum, modulo this; more buckets do not help."""
_LONGEST_RUN = 4
_REMEMBERED = 256

Vector = NDArray[np.float32]


@lru_cache(maxsize=_REMEMBERED)  # both models read the same question
def runs(text: str) -> NDArray[np.intp]:
    """Return the buckets of all runs of one to four characters of a text, its ends marked; each once."""
    characters = [character.encode() for character in f"^{text}$"]
    found: set[int] = set()
    for place in range(len(characters)):
        checksum = 0
        # The checksum of a run is that of a shorter one, continued.
        for character in characters[place : place + _LONGEST_RUN]:
            checksum = zlib.crc32(character, checksum)
            found.add(checksum % BUCKETS)
    buckets = np.array(sorted(found), dtype=np.intp)
    buckets.flags.writeable = False
    return buckets
