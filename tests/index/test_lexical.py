from __future__ import annotations

import random
from collections import Counter

import bm25s
import numpy as np
import pytest

from index.lexical import LexicalIndex
from index.tokenizer import PolicyTokenizer

TEXTS = ["建设算力平台", "推动人工智能进校园", "形成规模1000亿元的基金群", "算力平台与算力服务"]


@pytest.fixture(scope="module")
def index(plain_tokenizer: PolicyTokenizer) -> LexicalIndex:
    return LexicalIndex.of_texts(TEXTS, plain_tokenizer)


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
    index = LexicalIndex.of_texts(["算力", "其他", "算力"], plain_tokenizer)
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
    found = dict(LexicalIndex.of_texts(texts, plain_tokenizer).search(query, len(texts)))
    assert len(found) == np.count_nonzero(expected)
    assert list(found.values()) == pytest.approx([expected[place] for place in found], rel=1e-5)


def test_no_texts_hold_nothing(plain_tokenizer: PolicyTokenizer) -> None:
    for texts in ([], [""], ["，", "。"]):
        assert LexicalIndex.of_texts(texts, plain_tokenizer).search("算力", 5) == []


def test_a_text_without_a_token_is_never_found(plain_tokenizer: PolicyTokenizer) -> None:
    assert [place for place, _ in LexicalIndex.of_texts(["", "算力", "。"], plain_tokenizer).search("算力", 5)] == [1]


@pytest.mark.parametrize("seed", range(5))
def test_the_numbers_of_tokens_make_no_difference(plain_tokenizer: PolicyTokenizer, seed: int) -> None:
    """A library numbers tokens as they come, with gaps where other documents have theirs."""
    words = sorted({token for text in TEXTS for token in plain_tokenizer.tokens(text)})
    draw = random.Random(seed)
    numbers = dict(zip(words, draw.sample(range(10**6), len(words)), strict=True))
    texts = [np.array([numbers[token] for token in plain_tokenizer.tokens(text)], dtype=np.uint32) for text in TEXTS]
    shuffled = LexicalIndex(
        texts, lambda asked: {word: numbers[word] for word in asked if word in numbers}, plain_tokenizer
    )
    expected = LexicalIndex.of_texts(TEXTS, plain_tokenizer)
    for query in ("算力服务", "人工智能校园", "基金"):
        assert dict(shuffled.search(query, 10)) == pytest.approx(dict(expected.search(query, 10)), rel=1e-5)


def test_scores_are_those_of_the_formula(index: LexicalIndex, plain_tokenizer: PolicyTokenizer) -> None:
    """BM25 as Lucene has it: idf · tf / (tf + k1 · (1 − b + b · length / mean length)), k1 = 1.5, b = 0.75."""
    texts = [Counter(plain_tokenizer.tokens(text)) for text in TEXTS]
    lengths = [text.total() for text in texts]
    mean = sum(lengths) / len(texts)
    query = "算力平台与基金"
    expected = {}
    for place, text in enumerate(texts):
        score = 0.0
        for token, times in Counter(plain_tokenizer.tokens(query)).items():
            with_it = sum(token in other for other in texts)
            if with_it:
                idf = np.log(1 + (len(texts) - with_it + 0.5) / (with_it + 0.5))
                norm = 1.5 * (1 - 0.75 + 0.75 * lengths[place] / mean)
                score += times * idf * text[token] / (text[token] + norm)
        if score:
            expected[place] = score
    assert dict(index.search(query, 10)) == pytest.approx(expected, rel=1e-4)
