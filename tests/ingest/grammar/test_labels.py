from __future__ import annotations

import pytest

from ingest.grammar.labels import Number, match_label, number_of, read_label, written
from ingest.grammar.lines import LineKind


@pytest.mark.parametrize(
    ("label", "kind", "number"),
    [
        ("（四）", LineKind.ITEM, Number(4)),
        ("第四条", LineKind.ARTICLE, Number(4)),
        ("第十七条之一", LineKind.ARTICLE, Number(17, 1)),
        ("第17条之12", LineKind.ARTICLE, Number(17, 12)),
        ("三、", LineKind.SECTION, Number(3)),
        ("4.", LineKind.POINT, Number(4)),
        ("第二章", LineKind.CHAPTER, Number(2)),
        ("1．", LineKind.POINT, Number(1)),
        ("(1)", LineKind.SUBPOINT, Number(1)),
        ("1）", LineKind.HALF_POINT, Number(1)),
        ("①", LineKind.CIRCLED, Number(1)),
        ("⑳", LineKind.CIRCLED, Number(20)),
        ("㈩", LineKind.ITEM, Number(10)),
        ("⒈", LineKind.POINT, Number(1)),
        ("⑴", LineKind.SUBPOINT, Number(1)),
        ("第一百零三条", LineKind.ARTICLE, Number(103)),
        ("第１２条", LineKind.ARTICLE, Number(12)),
    ],
)
def test_a_label_is_a_form_and_a_number(label: str, kind: LineKind, number: Number) -> None:
    assert read_label(label) == (kind, number)


@pytest.mark.parametrize("label", ["", "附件第15项", "通知和引言", "条"])
def test_what_is_no_label(label: str) -> None:
    assert read_label(label) is None


def test_what_was_inserted_stands_between() -> None:
    assert sorted([Number(8), Number(7, 2), Number(7), Number(7, 1)]) == [
        Number(7),
        Number(7, 1),
        Number(7, 2),
        Number(8),
    ]


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(Number(7), "第七条"), (Number(17, 1), "第十七条之一"), (Number(18_000), "第18000条")],
)
def test_a_number_is_spoken(number: Number, spoken: str) -> None:
    assert number.spoken == spoken


def test_numbers_without_words_stay_digits() -> None:
    assert (written(9_999), written(10_000)) == ("九千九百九十九", "10000")


@pytest.mark.parametrize(
    ("number", "other", "follows"),
    [
        (Number(2), Number(1), True),
        (Number(3), Number(1), False),
        (Number(1), Number(1), False),
        (Number(17, 1), Number(17), True),
        (Number(17, 2), Number(17, 1), True),
        (Number(17, 2), Number(17), False),
        (Number(18), Number(17, 2), True),
        (Number(18, 1), Number(17), False),
    ],
)
def test_what_goes_on_behind_what(number: Number, other: Number, follows: bool) -> None:
    assert number.follows(other) is follows


def test_label_with_a_digit_right_behind_it() -> None:
    label = match_label(LineKind.POINT, "2.2025年底前完成改造。")
    assert (label["label"], label["rest"], number_of(label)) == ("2.", "2025年底前完成改造。", Number(2))


def test_line_without_that_label_is_refused() -> None:
    with pytest.raises(ValueError, match="no label"):
        match_label(LineKind.ARTICLE, "（一）甲。")
