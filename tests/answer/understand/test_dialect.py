from __future__ import annotations

import pytest

from answer.understand.dialect import to_standard
from answer.words.lists import pairs
from index.normalize import normalize


@pytest.mark.parametrize(
    ("dialect", "standard"),
    [
        ("邊個負責呢份嘢？", "哪个负责这份文件?"),
        ("有冇講到罰款？", "有没有讲到罚款?"),
        ("阿里几条提到审计？", "哪几条提到审计?"),
        ("除咗第三章仲有邊啲？", "除了第三章还有哪些?"),
    ],
)
def test_words_of_dialect_are_put_into_the_standard_language(dialect: str, standard: str) -> None:
    assert to_standard(normalize(dialect)) == standard


@pytest.mark.parametrize(
    "text",
    [
        "体系和关系由谁联系?",
        "周边几个城市",
        "身边个人信息怎么保护?",
        "一边条件一边要求",
        "那么你呢?",
        "重点任务有几条?",
        "东边条约",
    ],
)
def test_what_is_in_the_standard_language_stays_as_it_is(text: str) -> None:
    assert to_standard(text) == text


def test_each_word_stands_for_one_thing() -> None:
    words = [word for term, entries in pairs("dialect").items() if term != "SURE" for word in entries]
    assert len(words) == len(set(words))
