from __future__ import annotations

from collections import Counter

import pytest

from index.search_index import SearchIndex
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument


@pytest.fixture(scope="module")
def tokenizer(search_index: SearchIndex) -> PolicyTokenizer:
    """Give the one that knows the words of the policy."""
    return search_index.tokenizer


def test_domain_words_are_agencies_titles_scenarios_and_quoted_names(document: PolicyDocument) -> None:
    words = domain_words(document)
    assert {"市政务服务数据管理局", "推进“公共服务+ai”", "医学影像辅助诊断", "深i企", "揭榜挂帅"} <= set(words)
    assert len(words) == len(set(words))
    assert "" not in words


def test_domain_words_are_not_cut(tokenizer: PolicyTokenizer, plain_tokenizer: PolicyTokenizer) -> None:
    assert "市政务服务数据管理局" in tokenizer.words("哪些归市政务服务数据管理局？")
    assert "深i企" in tokenizer.words("“深i企”是什么平台")
    assert "市政务服务数据管理局" not in plain_tokenizer.words("哪些归市政务服务数据管理局？")


def test_tokenizers_do_not_share_their_words(plain_tokenizer: PolicyTokenizer) -> None:
    assert PolicyTokenizer(["某某某特有词"]).words("某某某特有词") == ["某某某特有词"]
    assert "某某某特有词" not in plain_tokenizer.words("某某某特有词")


def test_tokens_are_words_the_words_inside_them_and_pairs(tokenizer: PolicyTokenizer) -> None:
    tokens = Counter(tokenizer.tokens("人工智能"))
    assert tokens == Counter(["人工", "智能", "人工智能"]) + Counter(["人工", "工智", "智能"])


def test_a_single_character_is_its_own_pair(plain_tokenizer: PolicyTokenizer) -> None:
    assert plain_tokenizer.tokens("云，") == ["云", "云"]


@pytest.mark.parametrize("text", ["", " ", "，。？！…", "〔〕（）“”"])
def test_punctuation_is_no_token(tokenizer: PolicyTokenizer, text: str) -> None:
    assert tokenizer.tokens(text) == []
    assert tokenizer.words(text) == []


@pytest.mark.parametrize(("one", "other"), [("ＡＩ機器人", "ai机器人"), ("规模 1000 亿元", "规模1000亿元")])
def test_spelling_does_not_matter(tokenizer: PolicyTokenizer, one: str, other: str) -> None:
    assert tokenizer.tokens(one) == tokenizer.tokens(other)


def test_english_is_cut_at_spaces_and_numbers_are_kept_whole(tokenizer: PolicyTokenizer) -> None:
    assert {"how", "large", "ai", "fund"} <= set(tokenizer.tokens("How large is the AI fund?"))
    assert {"1000", "2023"} <= set(tokenizer.tokens("2023年形成规模1000亿元"))
    assert "gpt-4.5" in tokenizer.tokens("GPT-4.5")


def test_one_wrong_character_leaves_pairs_in_common(tokenizer: PolicyTokenizer) -> None:
    right, wrong = set(tokenizer.tokens("智能算力网络关键技术")), set(tokenizer.tokens("智能算力忘络关健技术"))
    assert {"智能", "能算", "算力", "技术"} <= right & wrong


def test_words_are_in_order(tokenizer: PolicyTokenizer) -> None:
    assert tokenizer.words("鹏城云脑搭建平台") == ["鹏城", "云脑", "搭建", "平台"]


@pytest.mark.parametrize("word", ["民政", "财政", "人工智能", "部门"])
def test_words_of_the_general_dictionary_are_known(plain_tokenizer: PolicyTokenizer, word: str) -> None:
    assert plain_tokenizer.knows(word)


@pytest.mark.parametrize("word", ["", "信悉", "工信居", "某某某特有词", "财镇"])
def test_what_is_no_word_is_not_known(plain_tokenizer: PolicyTokenizer, word: str) -> None:
    assert not plain_tokenizer.knows(word)


def test_words_that_were_added_are_known(tokenizer: PolicyTokenizer, plain_tokenizer: PolicyTokenizer) -> None:
    assert tokenizer.knows("市政务服务数据管理局")
    assert not plain_tokenizer.knows("市政务服务数据管理局")


def test_the_beginning_of_a_word_is_no_word(plain_tokenizer: PolicyTokenizer) -> None:
    # The dictionary holds every beginning with a frequency of zero.
    assert plain_tokenizer.knows("中华人民共和国")
    assert not plain_tokenizer.knows("中华人民共和")
