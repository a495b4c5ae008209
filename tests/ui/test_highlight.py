"""Words are found in normalised text and marked where they stand in the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.normalize import normalize
from ingest.models import PolicyDocument
from ui.highlight import Folded


def found(text: str, *typed: str) -> list[str]:
    return [text[start:end] for start, end in Folded.of(text).find(map(normalize, typed))]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("于 2023 年年底启动", "2023年", ["2023 年"]),
        ("于2023年年底启动", "2023 年", ["2023年"]),
        ("推进“ＡＩ＋场景”", "ai+场景", ["ＡＩ＋场景"]),
        ("推進數據要素", "数据", ["數據"]),
        ("共 5 ㎡ 场地", "m2", ["㎡"]),
        ("共 5 ㎡ 场地", "2场", ["㎡ 场"]),
        ("鹏城云脑III项目", "iii", ["III"]),
        ("算\u200b力平台", "算力", ["算\u200b力"]),
        ("cafe\u0301 计划", "café", ["cafe\u0301"]),
        ("甲\n\n乙", "甲乙", ["甲\n\n乙"]),
        ("  开头和结尾  ", "结尾", ["结尾"]),
        ("乾坤与乾燥", "干燥", ["乾燥"]),
        ("没有的词", "基金", []),
        ("", "基金", []),
    ],
)
def test_the_original_is_marked_although_lengths_change(text: str, typed: str, expected: list[str]) -> None:
    assert found(text, typed) == expected


def test_places_are_in_order_and_merged_where_they_touch() -> None:
    assert found("智能算力平台和算力", "算力", "平台", "智能算力") == ["智能算力平台", "算力"]
    assert found("人人人", "人人") == ["人人人"]


def test_an_empty_word_is_found_nowhere() -> None:
    assert Folded.of("算力").find([""]) == []


def test_every_clause_of_the_policy_keeps_its_places(document: PolicyDocument) -> None:
    for measure in document.measures:
        folded = Folded.of(measure.text)
        assert folded.text == normalize(measure.text)
        assert all(
            normalize(measure.text[start:end]) == char
            for char, (start, end) in zip(folded.text, folded.origins, strict=True)
            if not char.isspace()
        )


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("算力數据乾坤后 　\t\nＡa1２㎡ﬁİé\u0301\u200b《》+＋\ue000Ⅲ①\ud800"), max_size=30)
)
def test_any_text_is_folded_as_a_whole_and_every_place_is_in_it(text: str) -> None:
    folded = Folded.of(text)
    assert folded.text == normalize(text)
    assert len(folded.origins) == len(folded.text)
    assert list(folded.origins) == sorted(folded.origins)
    assert all(0 <= start < end <= len(text) for start, end in folded.origins)
