"""Four-bit blocks against arithmetic by hand."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from index.embedding.convert.q4_0 import Q4Matrix
from index.embedding.errors import SourceFormatError


def block(scale: float, nibbles: list[int]) -> bytes:
    """Pack 32 nibbles as the format says: j in the low half of byte j, j + 16 in the high half."""
    low, high = nibbles[:16], nibbles[16:]
    return struct.pack("<e", scale) + bytes(a | b << 4 for a, b in zip(low, high, strict=True))


def test_a_byte_holds_weights_j_and_j_plus_16() -> None:
    raw = struct.pack("<e", 0.5) + bytes([0x1F] + [0x88] * 15)
    weights = Q4Matrix.from_bytes(raw, columns=32).to_float32()
    expected = [0.0] * 32
    expected[0] = (0xF - 8) * 0.5  # 3.5
    expected[16] = (0x1 - 8) * 0.5  # -3.5
    assert weights.tolist() == [expected]


def test_every_block_has_its_own_scale_and_rows_follow_one_another() -> None:
    raw = b"".join(block(scale, [9] * 32) for scale in (1.0, 2.0, -0.25, 0.0))
    weights = Q4Matrix.from_bytes(raw, columns=64).to_float32()
    assert weights.tolist() == [[1.0] * 32 + [2.0] * 32, [-0.25] * 32 + [0.0] * 32]


def test_neighbours_are_packed_low_bits_first() -> None:
    nibbles = [*range(16), *range(16)]
    matrix = Q4Matrix.from_bytes(block(1.0, nibbles), columns=32)
    assert matrix.pack_neighbours()[0, :3].tolist() == [0x10, 0x32, 0x54]
    assert matrix.pack_neighbours().shape == (1, 16)


def test_take_keeps_rows_in_the_given_order() -> None:
    raw = b"".join(block(1.0, [nibble] * 32) for nibble in (8, 9, 10))
    taken = Q4Matrix.from_bytes(raw, columns=32).take(np.array([2, 0]))
    assert taken.to_float32()[:, 0].tolist() == [2.0, 0.0]


@pytest.mark.parametrize(("size", "columns"), [(17, 32), (0, 32), (18, 64), (18, 31)])
def test_broken_rows_are_refused(size: int, columns: int) -> None:
    with pytest.raises(SourceFormatError, match="whole rows"):
        Q4Matrix.from_bytes(bytes(size), columns=columns)
