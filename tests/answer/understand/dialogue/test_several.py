from __future__ import annotations

import pytest

from answer.understand.dialogue.several import several_spoken_of

ANSWERS = (("M10",), ("M11",), ("M11", "M3"), ("M5",))
"""The newest first."""


@pytest.mark.parametrize(
    ("turn", "items", "rest"),
    [
        ("刚说的这两样分别在哪一条里?", ("M11", "M10"), "分别在哪一条里?"),
        ("刚才这两条的责任单位有哪些", ("M11", "M10"), "责任单位有哪些"),
        ("这两条里哪条提到融资", ("M11", "M10"), "哪条提到融资"),
        ("前面讲过的三样里,哪样最多", ("M3", "M11", "M10"), "哪样最多"),
        ("刚才说到的这些出自哪几条", ("M5", "M3", "M11", "M10"), "出自哪几条"),
    ],
)
def test_things_that_were_spoken_of_one_by_one(turn: str, items: tuple[str, ...], rest: str) -> None:
    assert several_spoken_of(turn, ANSWERS) == (items, rest)


@pytest.mark.parametrize(
    "turn",
    ["刚才那条是谁负责", "这一条讲什么", "这两个月有什么安排", "刚才说的六项里哪项最大", "前三条讲什么", "谁负责"],
)
def test_one_thing_or_none(turn: str) -> None:
    assert several_spoken_of(turn, ANSWERS) == ((), turn)


def test_several_that_one_answer_named_are_left_to_it() -> None:
    assert several_spoken_of("刚说的这两条", (("M1", "M2"), ("M3",))) == ((), "刚说的这两条")
