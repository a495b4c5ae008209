from __future__ import annotations

from math import log2

import pytest

from eval.metrics import (
    character_f1,
    group_recall_at_k,
    hit_at_1,
    ndcg_at_k,
    recall_at_k,
    reciprocal_rank,
    set_f1,
)


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        (["a", "b", "c"], {"a"}, 1.0),
        (["a", "b", "c"], {"c"}, 1 / 3),
        (["a", "b", "c"], {"c", "b"}, 1 / 2),
        (["a", "b"], {"z"}, 0.0),
        ([], {"a"}, 0.0),
        (["a"], set(), 0.0),
    ],
)
def test_reciprocal_rank(ranked: list[str], relevant: set[str], expected: float) -> None:
    assert reciprocal_rank(ranked, relevant) == expected


def test_reciprocal_rank_looks_at_the_first_k() -> None:
    ranked = [str(rank) for rank in range(1, 12)]
    assert reciprocal_rank(ranked, {"10"}) == 1 / 10
    assert reciprocal_rank(ranked, {"11"}) == 0.0
    assert reciprocal_rank(ranked, {"2"}, k=1) == 0.0


@pytest.mark.parametrize(
    ("ranked", "k", "expected"),
    [
        (["a", "x", "b", "c"], 4, 3 / 4),
        (["a", "x", "b", "c"], 3, 2 / 4),
        (["a", "x"], 10, 1 / 4),
        (["a", "a", "a"], 3, 1 / 4),
        ([], 3, 0.0),
        (["a"], 0, 0.0),
    ],
)
def test_recall_at_k(ranked: list[str], k: int, expected: float) -> None:
    assert recall_at_k(ranked, ["a", "b", "c", "d"], k) == expected


@pytest.mark.parametrize(
    ("ranked", "k", "expected"),
    [
        (["a", "c"], 2, 1.0),
        (["b", "c"], 2, 1.0),
        (["a", "b"], 2, 1 / 2),
        (["x", "b", "c"], 2, 1 / 2),
        (["x", "y"], 2, 0.0),
        ([], 2, 0.0),
    ],
)
def test_group_recall_needs_one_of_each_group(ranked: list[str], k: int, expected: float) -> None:
    assert group_recall_at_k(ranked, [{"a", "b"}, {"c"}], k) == expected


@pytest.mark.parametrize(
    ("ranked", "k", "expected"),
    [
        (["a", "b", "x"], 10, 1.0),
        (["b", "a"], 10, 1.0),
        # Gained 1/log2(3) + 1/log2(4) = 0.6309 + 0.5, of the best order's 1 + 0.6309.
        (["x", "a", "b"], 10, 1.1309297535714575 / 1.6309297535714575),
        (["a", "x", "y", "b"], 10, (1 + 1 / log2(5)) / (1 + 1 / log2(3))),
        (["x", "a"], 10, (1 / log2(3)) / (1 + 1 / log2(3))),
        (["x", "a", "b"], 1, 0.0),
        # At most k hits are possible: the best order gains 1.
        (["a", "x"], 1, 1.0),
        (["x", "y"], 10, 0.0),
        ([], 10, 0.0),
        # An id that is ranked twice is one hit, where it stands first.
        (["a", "a", "b"], 10, (1 + 1 / log2(4)) / (1 + 1 / log2(3))),
    ],
)
def test_ndcg_at_k(ranked: list[str], k: int, expected: float) -> None:
    assert ndcg_at_k(ranked, {"a", "b"}, k) == pytest.approx(expected, abs=1e-12)


def test_ndcg_looks_at_the_first_ten() -> None:
    ranked = [str(rank) for rank in range(1, 12)]
    assert ndcg_at_k(ranked, {"10"}) == pytest.approx(1 / log2(11))
    assert ndcg_at_k(ranked, {"11"}) == 0.0


@pytest.mark.parametrize(
    ("ranked", "expected"), [(["a", "b"], 1.0), (["b", "a"], 0.0), ([], 0.0)], ids=["first", "second", "none"]
)
def test_hit_at_1(ranked: list[str], expected: float) -> None:
    assert hit_at_1(ranked, {"a"}) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["a", "b", "c"], 1.0),
        (["a"], 0.5),  # precision 1, recall 1/3
        (["a", "b", "x", "y"], 4 / 7),  # precision 1/2, recall 2/3
        (["a", "a"], 0.5),
        (["x"], 0.0),
        ([], 0.0),
    ],
)
def test_set_f1(found: list[str], expected: float) -> None:
    assert set_f1(found, ["a", "b", "c"]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [
        ("甲乙丙", "丙乙甲", 1.0),
        ("甲甲乙", "甲乙乙", 2 / 3),  # shared 甲 once, 乙 once
        ("甲乙丙丁戊己", "甲乙", 1 / 2),  # precision 1/3, recall 1
        ("甲", "乙", 0.0),
        ("", "乙", 0.0),
    ],
)
def test_character_f1(text: str, gold: str, expected: float) -> None:
    assert character_f1(text, gold) == pytest.approx(expected)


def test_where_nothing_is_relevant_there_is_no_figure() -> None:
    with pytest.raises(ValueError, match="recall needs"):
        recall_at_k(["a"], [], 1)
    with pytest.raises(ValueError, match="recall needs"):
        group_recall_at_k(["a"], [], 1)
    with pytest.raises(ValueError, match="nDCG needs"):
        ndcg_at_k(["a"], set())
    with pytest.raises(ValueError, match="F1 needs"):
        set_f1(["a"], [])
    with pytest.raises(ValueError, match="F1 needs"):
        character_f1("甲", "")
