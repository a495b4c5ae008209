from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.numerals import to_chinese, to_int


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("零", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十八", 18),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一千零一", 1001),
        ("九千九百九十九", 9999),
        ("一〇三", 103),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("两千三百", 2300),
        ("十万", 100_000),
        ("二十万三千", 203_000),
        ("三亿五千万", 350_000_000),
        ("二万三千亿", 23_000 * 10**8),
        ("万亿", 10**12),
        ("一亿零五万", 100_050_000),
        ("廿五", 25),
        ("俩", 2),
        ("12", 12),
        ("１２", 12),
    ],
)
def test_to_int(numeral: str, number: int) -> None:
    assert to_int(numeral) == number


@pytest.mark.parametrize("text", ["", "甲", "十甲", "①", "-1", "1.5", " 1a"])
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_int(text)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "零"),
        (10, "十"),
        (19, "十九"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (2003, "二千零三"),
        (10_000, "一万"),
        (100_010, "十万零一十"),
        (1_100_000, "一百一十万"),
    ],
)
def test_to_chinese(number: int, numeral: str) -> None:
    assert to_chinese(number) == numeral


@pytest.mark.parametrize("number", [-1, 10**8])
def test_to_chinese_refuses_what_it_cannot_write(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        to_chinese(number)


@settings(derandomize=True, max_examples=500)
@given(st.integers(0, 9_999_999))
def test_round_trip(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number
