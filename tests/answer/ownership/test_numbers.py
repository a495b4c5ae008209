from __future__ import annotations

import re

import pytest

from answer.ownership.numbers import NUMBER, read_bound
from ingest.numerals import to_int


@pytest.mark.parametrize(
    ("written", "number"), [("3", 3), ("12", 12), ("两", 2), ("三", 3), ("十", 10), ("十二", 12), ("二十", 20)]
)
def test_numbers(written: str, number: int) -> None:
    assert to_int(written) == number
    assert re.fullmatch(NUMBER, written)


@pytest.mark.parametrize("text", ["第三家", "哪三家", "每三家"])
def test_a_place_or_a_question_word_counts_nothing(text: str) -> None:
    assert re.search(rf"{NUMBER}家", text) is None


@pytest.mark.parametrize(
    ("text", "fitting", "said"),
    [
        ("三家", [3], "有 3 家"),
        ("恰好三家", [3], "有 3 家"),
        ("三家以上", [3, 4, 5], "有 3 家以上"),
        ("三家及以上", [3, 4, 5], "有 3 家以上"),
        ("至少三家", [3, 4, 5], "有 3 家以上"),
        pytest.param("不少于三家", [3, 4, 5], "有 3 家以上"),
        ("超过三家", [4, 5], "有 4 家以上"),
        ("不止三家", [4, 5], "有 4 家以上"),
        ("三家以下", [1, 2, 3], "不超过 3 家"),
        ("不超过三家", [1, 2, 3], "不超过 3 家"),
        ("至多三家", [1, 2, 3], "不超过 3 家"),
        pytest.param("不多于三家", [1, 2, 3], "不超过 3 家"),
        pytest.param("不小于三家", [3, 4, 5], "有 3 家以上"),
        pytest.param("不大于三家", [1, 2, 3], "不超过 3 家"),
        ("不到三家", [1, 2], "不超过 2 家"),
        ("少于三家", [1, 2], "不超过 2 家"),
        ("不足三家", [1, 2], "不超过 2 家"),
    ],
)
def test_bounds(text: str, fitting: list[int], said: str) -> None:
    bound = read_bound(text, 3, "家")
    assert [count for count in range(1, 6) if bound.fits(count)] == fitting
    assert bound.said == said
