from __future__ import annotations

import pytest

from answer.understand.dialogue.nth_agency import nth_agency

AGENCIES = ("甲局", "乙委", "丙办")


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("最后那家还负责什么", "丙办负责什么"),
        ("最后一家呢", "丙办有哪些任务"),
        ("第二家呢", "乙委有哪些任务"),
        ("倒数第二个单位还管什么", "乙委管什么"),
        ("头一家有几条", "甲局有几条"),
        ("第四家呢", ""),
        ("最后一条由谁负责", ""),
    ],
)
def test_an_agency_is_called_by_its_place(turn: str, asked: str) -> None:
    assert nth_agency(turn, AGENCIES) == asked


def test_of_one_alone_there_is_no_last() -> None:
    assert nth_agency("最后那家呢", AGENCIES[:1]) == ""
