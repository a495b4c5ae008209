from __future__ import annotations

import pytest

from ingest.grammar import LineKind
from ingest.labels import Number, read_label, written


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
