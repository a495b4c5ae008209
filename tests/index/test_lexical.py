from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import bm25s
import numpy as np
import pytest

from index.errors import IndexDamagedError
from index.lexical import LexicalIndex
from index.tokenizer import PolicyTokenizer

TEXTS = ["建设算力平台", "推动人工智能进校园", "形成规模1000亿元的基金群", "算力平台与算力服务"]


@pytest.fixture(scope="module")
def index(plain_tokenizer: PolicyTokenizer) -> LexicalIndex:
    return LexicalIndex.build(TEXTS, plain_tokenizer)


def test_only_texts_that_match_come_best_first(index: LexicalIndex) -> None:
    found = index.search("算力服务", 10)
    assert [position for position, _ in found] == [3, 0]
    assert found[0][1] > found[1][1] > 0


@pytest.mark.parametrize("query", ["", "？", "zzzz", "红烧肉"])
def test_nothing_matches_nothing(index: LexicalIndex, query: str) -> None:
    assert index.search(query, 10) == []


@pytest.mark.parametrize("top_k", [0, 1, 2, 1000])
def test_any_number_may_be_asked_for(index: LexicalIndex, top_k: int) -> None:
    assert len(index.search("算力平台", top_k)) == min(top_k, 2)


def test_equal_scores_are_in_order_of_position(plain_tokenizer: PolicyTokenizer) -> None:
    index = LexicalIndex.build(["算力", "其他", "算力"], plain_tokenizer)
    found = index.search("算力", 10)
    assert [position for position, _ in found] == [0, 2]
    assert found[0][1] == found[1][1]


@pytest.mark.parametrize("query", ["算力服务", "算力算力算力服务", "人工智能平台的基金规模", "亿元亿元校园"])
def test_scores_are_those_of_bm25s_however_often_a_token_is_asked_for(
    plain_tokenizer: PolicyTokenizer, query: str
) -> None:
    # 算力 is in most texts, 基金 in one.
    texts = [*TEXTS, "算力", "算力的规模", "算力人工智能"]
    theirs = bm25s.BM25(k1=1.5, b=0.75)
    theirs.index([plain_tokenizer.tokens(text) for text in texts], show_progress=False)
    known = [token for token in plain_tokenizer.tokens(query) if token in theirs.vocab_dict]
    expected = theirs.get_scores(known)
    found = dict(LexicalIndex.build(texts, plain_tokenizer).search(query, len(texts)))
    assert len(found) == np.count_nonzero(expected)
    assert list(found.values()) == pytest.approx([expected[place] for place in found], rel=1e-5)


def test_saved_and_opened_it_finds_the_same(
    index: LexicalIndex, plain_tokenizer: PolicyTokenizer, tmp_path: Path
) -> None:
    index.save(tmp_path / "bm25")
    again = LexicalIndex.open(tmp_path / "bm25", plain_tokenizer)
    assert again.search("算力服务基金", 10) == index.search("算力服务基金", 10)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _junk(file: Path) -> None:
    file.write_bytes(b"\xff" * file.stat().st_size)


@pytest.mark.parametrize("damage", [Path.unlink, _empty, _half, _junk])
def test_damage_to_any_file_is_noticed(
    index: LexicalIndex, plain_tokenizer: PolicyTokenizer, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    index.save(tmp_path / "whole")
    names = sorted(file.name for file in (tmp_path / "whole").iterdir())
    assert len(names) >= 4
    for name in names:
        folder = tmp_path / name
        shutil.copytree(tmp_path / "whole", folder)
        damage(folder / name)
        with pytest.raises(IndexDamagedError, match="index build --force"):
            LexicalIndex.open(folder, plain_tokenizer)


def test_a_missing_folder_is_damage(plain_tokenizer: PolicyTokenizer, tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError):
        LexicalIndex.open(tmp_path / "none", plain_tokenizer)
