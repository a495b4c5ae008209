from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.ownership.fuzzy_names import FuzzyNames

NAMES = ("工信局", "财政局", "司法局", "政务服务局", "交通运输局", "市交通运输局")
fuzzy = FuzzyNames(NAMES, long_name=5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("工信居管什么", (0, 3, ["工信局"])),
        ("归工信局管", (1, 4, ["工信局"])),
        ("请问交通云输局", (2, 7, ["交通运输局"])),
    ],
)
def test_by_sound(text: str, found: tuple[int, int, list[str]]) -> None:
    assert list(fuzzy.sounding(text)) == [found]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("财镇局", ["财政局"]),
        ("政务报务局", ["政务服务局"]),
        ("证务服务局", ["政务服务局"]),
        ("交通远输局", ["交通运输局"]),
        ("市交通运输居", ["市交通运输局"]),
    ],
)
def test_one_wrong_character(typed: str, names: list[str]) -> None:
    assert list(fuzzy.mistyped(typed)) == [(0, len(typed), names)]


@pytest.mark.parametrize(
    "typed",
    [
        "财富处",  # two wrong
        "民政局",  # a short name must begin right
        "财政部",  # the last character says what kind of body it is
        "政务服务厅",
        "财局",
        "",
    ],
)
def test_what_is_no_mistyped_name(typed: str) -> None:
    assert list(fuzzy.mistyped(typed)) == []


def test_longer_names_come_first() -> None:
    both = FuzzyNames(["信局", "工信局"], long_name=5)
    assert [(start, end) for start, end, _ in both.sounding("工信局")] == [(0, 3), (1, 3)]


def test_all_names_of_one_sound_or_shape_are_given() -> None:
    alike = FuzzyNames(["市政局", "市证局", "市监局"], long_name=5)
    assert list(alike.sounding("市正局")) == [(0, 3, ["市政局", "市证局"])]
    assert sorted(name for _, _, names in alike.mistyped("市某局") for name in names) == ["市政局", "市监局", "市证局"]


def test_without_names_nothing_is_found() -> None:
    assert list(FuzzyNames([], long_name=5).sounding("工信局")) == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    name=st.sampled_from(NAMES),
    before=st.text("请问在和", max_size=3),
    gap=st.integers(0, 4),
    typed=st.sampled_from("天地玄黄"),
)
def test_any_one_wrong_character_inside_is_forgiven(name: str, before: str, gap: int, typed: str) -> None:
    gap = min(gap, len(name) - 2)
    wrong = name[:gap] + typed + name[gap + 1 :]
    found = [names for start, _, names in fuzzy.mistyped(before + wrong) if start == len(before)]
    assert (found == [[name]]) is (gap > 0 or len(name) >= 5)
