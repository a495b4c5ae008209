from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.one_word import asked_where, asked_whether
from index.normalize import normalize


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("有没有提到机器人", "机器人"),
        ("方案里有没有写蜂蜜节？", "蜂蜜节"),
        ("这份文件提到养蜂了吗", "养蜂"),
        ("蜂箱提没提到", "蜂箱"),
        ("是否涉及区块链", "区块链"),
        ("蜂蜜节政策里提到没有", "蜂蜜节"),
    ],
)
def test_the_word_of_which_it_is_asked_whether_it_is_mentioned(text: str, word: str) -> None:
    assert asked_whether(normalize(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "有没有写时间",
        "方案有没有提到谁负责",
        "有没有提到我这样的小店",
        "哪些措施提到机器人",
        "机器人归谁管",
        "有没有补贴",
        "提到机器人的措施有没有说由谁负责",
        "",
    ],
)
def test_what_asks_for_more_than_one_word(text: str) -> None:
    assert asked_whether(normalize(text)) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [("河套在哪条", "河套"), ("蜂蜜节是在哪一条里提到的？", "蜂蜜节"), ("基金在哪个银行", ""), ("在哪条", "")],
)
def test_the_word_whose_place_is_asked_for(text: str, word: str) -> None:
    assert asked_where(normalize(text)) == word


@given(text=st.text("有没提到写是否机器人方案文件里，。？在哪条的吗了", max_size=300))
def test_any_text_is_read(text: str) -> None:
    for word in (asked_whether(normalize(text)), asked_where(normalize(text))):
        assert word in normalize(text)
