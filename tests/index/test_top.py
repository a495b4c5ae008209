from __future__ import annotations

import numpy as np
import pytest

from index.top import best


@pytest.mark.parametrize(
    ("scores", "count", "expected"),
    [
        ([1.0, 3.0, 2.0], 2, [1, 2]),
        ([1.0, 3.0, 3.0, 3.0], 2, [1, 2]),
        ([0.0, 0.0, 0.0], 2, [0, 1]),
        ([1.0, 2.0], 5, [1, 0]),
        ([1.0, 2.0], 0, []),
        ([], 3, []),
    ],
)
def test_by_hand(scores: list[float], count: int, expected: list[int]) -> None:
    assert best(np.array(scores, dtype=np.float32), count).tolist() == expected


def test_it_is_a_stable_sort_cut_off() -> None:
    chance = np.random.default_rng(3)
    for _ in range(50):
        scores = chance.integers(0, 20, size=300).astype(np.float32)
        for count in (1, 7, 100, 299, 300):
            assert best(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()


@pytest.mark.parametrize("different", [3, 20, 100_000])
def test_among_many_the_groups_lose_none(different: int) -> None:
    chance = np.random.default_rng(4)
    for size in (1_599, 1_600, 1_601, 5_003):
        scores = chance.integers(0, different, size=size).astype(np.float32)
        for count in (1, 2, 99, 100):
            assert best(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()
