from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.normalize import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＡＩ机器人１２３", "ai机器人123"),
        ("（四）", "(四)"),
        ("AI Robot", "ai robot"),
        ("醫用機器人屬於哪個應用領域", "医用机器人属于哪个应用领域"),
        ("人\u200b工\ufeff智\u2060能\u202e", "人工智能"),
        ("soft\u00adware", "software"),
        ("①Ⅲ㎡", "1iiim2"),
        (" \t\n\u3000", ""),
        ("", ""),
    ],
    ids=["width", "brackets", "case", "script", "invisible", "soft hyphen", "compatibility", "blank", "empty"],
)
def test_one_spelling(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规模 1000 亿元", "规模1000亿元"),
        ("每月 8 日", "每月8日"),
        ("民意速办 AI 机器人", "民意速办ai机器人"),
        ("市住房建设局　市工业和信息化局", "市住房建设局市工业和信息化局"),
        ("应用人工智\n\n能技术", "应用人工智能技术"),
        ("large language model", "large language model"),
        ("GPT 4 芯片", "gpt 4芯片"),
    ],
)
def test_only_the_spaces_of_layout_go(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    "text", ["\x00\x07", "\u200b\u200c\u200d", "\ufeff", "\u2060\u00ad", "\u3164", "\ufe0f", "\U000e0041", "\x7f"]
)
def test_what_nobody_sees_is_nothing(text: str) -> None:
    assert normalize(text) == ""


def test_half_a_character_is_read_as_a_question_mark() -> None:
    # Such text comes from a command line in another encoding and cannot be encoded as UTF-8.
    assert normalize("基金\ud800规模") == "基金?规模"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=[]), max_size=50))
def test_any_text_is_folded(text: str) -> None:
    folded = normalize(text)
    assert folded == folded.strip()
    folded.encode()
