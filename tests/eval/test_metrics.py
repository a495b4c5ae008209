from __future__ import annotations

import pytest

from eval.metrics import hit_at_1, recall_at_k, reciprocal_rank


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


def test_recall_of_nothing_is_not_eligible() -> None:
    with pytest.raises(ValueError, match="at least one"):
        recall_at_k(["a"], [], 1)


@pytest.mark.parametrize(
    ("ranked", "expected"), [(["a", "b"], 1.0), (["b", "a"], 0.0), ([], 0.0)], ids=["first", "second", "none"]
)
def test_hit_at_1(ranked: list[str], expected: float) -> None:
    assert hit_at_1(ranked, {"a"}) == expected
