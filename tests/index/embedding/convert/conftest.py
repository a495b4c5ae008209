"""A source file small enough to be written by hand, in the layout of the real one."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

import numpy as np
import pytest

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
HIDDEN, LAYERS, HEADS, INTERMEDIATE, POSITIONS, TYPES = 64, 2, 2, 96, 16, 2
SPARE_ROWS = 3


@dataclass
class SourceWriter:
    """Writes an E5S1 file; its parts can be changed before that."""

    pieces: list[tuple[str, float]]
    replacements: dict[str, str] = field(default_factory=dict)
    tensors: list[tuple[str, int, bytes]] = field(default_factory=list)
    magic: bytes = b"E5S1"
    block: int = 32

    def to_bytes(self) -> bytes:
        body = self._head() + self._pieces() + self._replacements()
        directory_size = 4 + sum(2 + len(name) + 21 for name, _, _ in self.tensors)
        offset = len(body) + directory_size
        directory = struct.pack("<i", len(self.tensors))
        for name, kind, raw in self.tensors:
            count = len(raw) // 4 if kind == 0 else len(raw) // 18 * 32
            directory += struct.pack("<H", len(name)) + name.encode()
            directory += struct.pack("<BIQQ", kind, count, offset, len(raw))
            offset += len(raw)
        return body + directory + b"".join(raw for _, _, raw in self.tensors)

    def _head(self) -> bytes:
        rows = len(self.pieces) + SPARE_ROWS
        sizes = (HIDDEN, LAYERS, HEADS, INTERMEDIATE, rows, POSITIONS, TYPES)
        return self.magic + struct.pack("<I7ifi", 1, *sizes, 1e-12, self.block)

    def _pieces(self) -> bytes:
        encoded = [piece.encode() for piece, _ in self.pieces]
        offsets = np.cumsum([0, *map(len, encoded)]).tolist()
        scores = [score for _, score in self.pieces]
        count, blob = len(encoded), b"".join(encoded)
        ids = struct.pack("<5iQ", count, 0, 2, 1, 3, len(blob))
        return ids + struct.pack(f"<{count + 1}I{count}f", *offsets, *scores) + blob

    def _replacements(self) -> bytes:
        entries = b"".join(
            struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new)) for old, new in self.replacements.items()
        )
        return struct.pack("<iI", len(self.replacements), len(entries)) + entries


@pytest.fixture
def writer() -> SourceWriter:
    """A vocabulary with something to keep and something to prune; no tensors."""
    ordinary = [
        ("▁", -2.0), ("政策", -3.5), ("政", -5.0), ("策", -5.25), ("▁que", -4.0), ("ry", -4.5),
        (":", -3.0), ("привет", -6.0), ("п", -7.0), ("<", -8.0), (">", -8.0), ("s", -6.5),
        ("/", -8.5), ("2025", -7.5),
    ]  # fmt: skip
    pieces = [(name, 0.0) for name in SPECIAL] + ordinary + [("<mask>", 0.0)]
    return SourceWriter(pieces, replacements={"Ａ": "A", "\u200b": "", "㈠": "(一)"})


@pytest.fixture
def model_writer(writer: SourceWriter) -> SourceWriter:
    """The same with random weights for every tensor of a two-layer model."""
    random = np.random.default_rng(7)

    def floats(name: str, *shape: int, around: float = 0.0) -> None:
        values = around + random.normal(scale=0.1, size=shape)
        writer.tensors.append((name, 0, values.astype("<f4").tobytes()))

    def four_bits(name: str, rows: int, columns: int) -> None:
        blocks = np.zeros((rows * columns // 32, 18), dtype=np.uint8)
        scales = random.uniform(0.01, 0.03, size=(len(blocks), 1)).astype("<f2")
        blocks[:, :2] = scales.view(np.uint8)
        blocks[:, 2:] = random.integers(0, 256, size=(len(blocks), 16))
        writer.tensors.append((name, 1, blocks.tobytes()))

    def norm(name: str) -> None:
        floats(f"{name}.w", HIDDEN, around=1.0)
        floats(f"{name}.b", HIDDEN)

    four_bits("emb.word", len(writer.pieces) + SPARE_ROWS, HIDDEN)
    floats("emb.pos", POSITIONS, HIDDEN)
    floats("emb.type", TYPES, HIDDEN)
    norm("emb.ln")
    for layer in range(LAYERS):
        sizes = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN))
        sizes |= {"fi": (INTERMEDIATE, HIDDEN), "fo": (HIDDEN, INTERMEDIATE)}
        for part, (outputs, inputs) in sizes.items():
            four_bits(f"l{layer}.{part}.w", outputs, inputs)
            floats(f"l{layer}.{part}.b", outputs)
        norm(f"l{layer}.aln")
        norm(f"l{layer}.oln")
    return writer
