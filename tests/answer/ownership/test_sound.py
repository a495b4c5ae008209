from __future__ import annotations

import pytest

from answer.ownership.sound import initials, syllables


@pytest.mark.parametrize(
    ("text", "expected"), [("工信局", "gxj"), ("发改委", "fgw"), ("市住建局", "szjj"), ("网信办", "wxb"), ("", "")]
)
def test_initials(text: str, expected: str) -> None:
    assert initials(text) == expected


def test_one_syllable_for_each_character() -> None:
    assert syllables("工信局") == ("gong", "xin", "ju")
    assert len(syllables("市ai局，3")) == 6
    assert syllables("ai") == ("a", "i")


@pytest.mark.parametrize(("one", "other"), [("工信居", "工信局"), ("正数局", "政数局"), ("城馆", "城管")])
def test_homophones_sound_alike(one: str, other: str) -> None:
    assert syllables(one) == syllables(other)


def test_the_tone_does_not_count_but_the_sound_does() -> None:
    assert syllables("市") == syllables("是")
    assert syllables("市") != syllables("司")
