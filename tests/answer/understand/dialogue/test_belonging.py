from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from answer.understand.dialogue.belonging import CLEAR, GAIN, LITTLE, WEAK, Belonging, Weighed

BEFORE, CITED = "可以提前离岗吗", ("M17",)


def measuring(alone: Weighed | None, both: Weighed | None) -> Callable[[str], Weighed | None]:
    return lambda text: both if text.startswith(BEFORE) else alone


def nothing_held(_words: Sequence[str], _item: str) -> float:
    return 0.0


@pytest.mark.parametrize(
    ("turn", "alone", "both", "goes_on"),
    [
        ("离了以后钱还照发吗", Weighed(5.9, "M19"), Weighed(19.3, "M17"), True),
        ("离了以后钱还照发吗", Weighed(WEAK, "M19"), Weighed(19.3, "M17"), False),
        ("离了以后钱还照发吗", Weighed(5.9, "M19"), Weighed(5.8 + GAIN, "M17"), False),
        ("离了以后钱还照发吗", Weighed(5.9, "M19"), Weighed(19.3, "M19"), False),
        ("离了以后钱还照发吗", None, None, False),
        ("今天会不会下雨", Weighed(-6.8, "M2"), Weighed(9.0, "M17"), False),
        ("新的能比原来小吗", Weighed(-2.5, "M16"), Weighed(20.2, "M17"), True),
        ("这个办法哪天失效", Weighed(1.0, "M16"), Weighed(20.2, "M17"), False),
        ("离了以后" * 6 + "钱还照发吗", Weighed(5.9, "M19"), Weighed(19.3, "M17"), False),
    ],
)
def test_it_is_measured(turn: str, alone: Weighed | None, both: Weighed | None, goes_on: bool) -> None:
    belonging = Belonging(measuring(alone, both), nothing_held)
    assert belonging.goes_on(turn, turn, (), BEFORE, CITED) is goes_on


def test_nothing_goes_on_where_nothing_was_spoken_of() -> None:
    belonging = Belonging(measuring(Weighed(5.9, "M19"), Weighed(19.3, "M17")), nothing_held)
    assert not belonging.goes_on("钱还照发吗", "钱还照发吗", (), BEFORE, ())


def test_words_that_another_item_holds_are_about_that() -> None:
    belonging = Belonging(
        measuring(Weighed(5.9, "M19"), Weighed(19.3, "M17")), lambda _words, item: float(item == "M19")
    )
    assert not belonging.goes_on("经济补偿金还照发吗", "经济补偿金还照发吗", ("经济补偿金",), BEFORE, CITED)


@pytest.mark.parametrize(
    ("turn", "alone", "goes_on"),
    [
        ("房间要跟别人挤吗", Weighed(-4.3, "M17"), True),
        ("房间要跟别人挤吗", Weighed(-4.3, "M6"), False),
        ("房间有多大", Weighed(-4.3, "M17"), False),
        ("房间要跟别人挤吗", Weighed(0.5, "M17"), False),
    ],
)
def test_whether_something_is_so_is_asked_of_what_is_nearest(turn: str, alone: Weighed, goes_on: bool) -> None:
    belonging = Belonging(measuring(alone, Weighed(-1.0, "M5")), nothing_held)
    assert belonging.goes_on(turn, turn, (), BEFORE, CITED) is goes_on


@pytest.mark.parametrize(
    ("alone", "little"), [(Weighed(LITTLE - 1, "M1"), True), (Weighed(LITTLE, "M1"), False), (None, False)]
)
def test_what_hardly_says_anything(alone: Weighed | None, little: bool) -> None:
    assert Belonging(measuring(alone, None), nothing_held).says_little("中间开两天呢") is little


@pytest.mark.parametrize(
    ("alone", "elsewhere"),
    [(Weighed(CLEAR, "M3"), True), (Weighed(CLEAR, "M17"), False), (Weighed(CLEAR - 1, "M3"), False), (None, False)],
)
def test_what_says_clearly_what_it_is_about(alone: Weighed | None, elsewhere: bool) -> None:
    assert Belonging(measuring(alone, None), nothing_held).is_elsewhere("总面积多大", CITED) is elsewhere
