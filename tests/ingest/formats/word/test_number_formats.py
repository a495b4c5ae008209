from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.word.number_formats import write_number
from ingest.numerals import to_int


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", {1: "1", 100: "100"}),
        ("decimalZero", {1: "01", 100: "100"}),
        ("001, 002, 003, ...", {7: "007"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("upperLetter", {1: "A", 27: "AA", 28: "BB"}),
        ("lowerLetter", {26: "z", 781: "781"}),
        ("upperRoman", {1: "I", 4: "IV", 1999: "MCMXCIX"}),
        ("lowerRoman", {9: "ix"}),
        ("numberInDash", {3: "- 3 -"}),
        ("chineseCounting", {1: "一", 10: "十", 15: "十五", 20: "二十", 99: "九十九", 100: "一○○", 105: "一○五"}),
        (
            "chineseCountingThousand",
            {10: "十", 12: "十二", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十"},
        ),
        ("chineseCountingThousand", {1001: "一千零一", 1010: "一千零一十", 10_000: "10000"}),
        ("japaneseCounting", {1: "一", 11: "十一", 20: "二十", 105: "百五", 111: "百十一", 1000: "千"}),
        ("ideographDigital", {10: "一〇", 105: "一〇五"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {3: "參"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥"}),
        ("ideographEnclosedCircle", {2: "㈡"}),
        ("none", {1: ""}),
        ("hindiVowels", {4: "4"}),
    ],
)
def test_as_word_writes_them(number_format: str, expected: dict[int, str]) -> None:
    assert {number: write_number(number, number_format) for number in expected} == expected


@given(st.integers(1, 9999), st.sampled_from(["chineseCounting", "chineseCountingThousand", "ideographDigital"]))
def test_our_own_reader_of_numerals_reads_them_back(number: int, number_format: str) -> None:
    assert to_int(write_number(number, number_format)) == number


@given(
    st.integers(0, 10**9), st.sampled_from(["upperRoman", "lowerLetter", "ideographZodiac", "chineseLegalSimplified"])
)
def test_any_number_has_a_short_label(number: int, number_format: str) -> None:
    label = write_number(number, number_format)
    assert 0 < len(label) <= 30
    assert re.fullmatch(r"\w+", label)
