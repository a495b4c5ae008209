from __future__ import annotations

import pytest

from answer.lexicon import FUNCTION_WORDS, content_words, own_words
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer


def test_what_a_question_is_about_remains() -> None:
    assert content_words(["人工智能", "基金", "的", "规模", "有", "多大"]) == ["人工智能", "基金", "规模"]


def test_each_word_once_in_order() -> None:
    assert content_words(["算力", "平台", "算力"]) == ["算力", "平台"]


def test_single_characters_go_letters_and_digits_stay() -> None:
    assert content_words(["云", "ai", "5", "x", " "]) == ["ai", "5", "x"]


def test_nothing_remains_of_function_words() -> None:
    assert content_words(["请问", "这", "是", "什么"]) == []


def test_the_list_is_written_as_questions_are_compared() -> None:
    # 什麽 is a traditional form that normalising turns into another word of the list.
    assert {word for word in FUNCTION_WORDS if normalize(word) not in FUNCTION_WORDS} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("养蜂补助由谁负责", ["养蜂"]),
        ("蜂蜜的规模和时间", ["蜂蜜"]),
        ("责任单位是哪几家", []),
        ("什么时候启动", []),
        ("报名条件和联系电话", []),
        ("能不能展开讲讲", []),
        ("多少钱", []),
        ("who is responsible", []),
        ("", []),
    ],
)
def test_words_of_a_matter_of_its_own(text: str, expected: list[str]) -> None:
    assert own_words(text, PolicyTokenizer().words) == expected
