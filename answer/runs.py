"""The wording of a question as a linear model sees it: which runs of characters it has."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 14
"""Runs of characters are told apart by a checksum, modulo this; more buckets do not help."""
_LONGEST_RUN = 4

Vector = NDArray[np.float32]


def runs(text: str) -> NDArray[np.intp]:
    """Return the buckets of all runs of one to four characters of a text, its ends marked; each once."""
    marked = f"^{text}$"
    found = {marked[at : at + size] for size in range(1, _LONGEST_RUN + 1) for at in range(len(marked) - size + 1)}
    return np.array(sorted({zlib.crc32(run.encode()) % BUCKETS for run in found}), dtype=np.intp)
