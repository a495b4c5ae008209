from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.figures import SEED, Figure, figure, figures, paired_difference

VALUES = [0.0, 1.0, 1.0, 0.5, 1.0, 0.0, 1.0, 1.0, 0.25, 1.0]
SCORES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=40)


def test_a_mean_by_hand() -> None:
    found = figure(VALUES, "right")
    assert (found.mean, found.n) == (0.675, 10)
    assert 0.25 < found.low < 0.5
    assert 0.8 < found.high < 1.0


def test_equal_values_leave_no_doubt() -> None:
    assert figure([0.5] * 7, "right") == Figure(0.5, 0.5, 0.5, 7)
    assert figure([1.0], "right") == Figure(1.0, 1.0, 1.0, 1)


def test_half_of_two_may_be_all_or_nothing() -> None:
    # A resample of two is both the first or both the second one time in four each.
    assert figure([0.0, 1.0], "right") == Figure(0.5, 0.0, 1.0, 2)


def test_the_same_seed_and_name_give_the_same_interval() -> None:
    values = [0.1 * (number % 11) for number in range(37)]
    assert figure(values, "right") == figure(values, "right", SEED)
    others = [figure(values, "right", SEED + 1), figure(values, "verbatim")]
    assert all(other.mean == figure(values, "right").mean for other in others)
    assert all(other != figure(values, "right") for other in others)


@given(SCORES)
def test_the_interval_contains_the_mean(values: list[float]) -> None:
    found = figure(values, "right")
    assert min(values) <= found.low <= found.mean <= found.high <= max(values)


@given(SCORES)
def test_the_order_of_rows_does_not_change_the_mean(values: list[float]) -> None:
    assert figure(sorted(values), "right").mean == figure(values, "right").mean == figure(values[::-1], "right").mean


def test_more_questions_narrow_the_interval() -> None:
    few, many = figure(VALUES, "right"), figure(VALUES * 10, "right")
    assert many.high - many.low < (few.high - few.low) / 2


def test_only_eligible_questions_are_counted() -> None:
    found = figures([{"a": 1.0, "b": None}, {"a": 0.0, "b": 0.5}, {"a": None, "b": None}, {"c": None}])
    assert {name: (one.mean, one.n) for name, one in found.items()} == {"a": (0.5, 2), "b": (0.5, 1)}


def test_no_questions_no_figures() -> None:
    assert figures([]) == {}


def test_a_paired_difference_by_hand() -> None:
    found = paired_difference([(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.25, 1.0)], "right")
    assert (found.mean, found.n) == (0.1875, 4)  # (1 + 0 - 1 + 0.75) / 4
    assert -1.0 <= found.low < 0.1875 < found.high <= 1.0


def test_a_difference_is_the_second_minus_the_first() -> None:
    assert paired_difference([(0.25, 0.75), (0.5, 1.0)], "right") == Figure(0.5, 0.5, 0.5, 2)
    assert paired_difference([(0.75, 0.25)], "right") == Figure(-0.5, -0.5, -0.5, 1)


def test_pairing_takes_out_what_both_runs_find_hard() -> None:
    pairs = [(0.0, 0.1), (1.0, 1.1), (0.5, 0.6), (0.2, 0.3)]
    found = paired_difference(pairs, "right")
    assert (found.low, found.high) == pytest.approx((0.1, 0.1))


def test_the_interval_says_how_much_other_documents_would_differ() -> None:
    values = [1.0] * 50 + [0.0] * 50
    alone = figure(values, "right")
    clustered = figure(values, "right", clusters=["a"] * 50 + ["b"] * 50)
    assert (clustered.mean, clustered.n) == (alone.mean, alone.n)
    assert (clustered.low, clustered.high) == (0.0, 1.0)
    assert alone.low > 0.3
    assert figure(values, "right", clusters=["a"] * 100) == alone
    each = figure(values, "right", clusters=[str(n) for n in range(100)])
    assert each == alone


def test_clusters_weigh_by_their_questions() -> None:
    found = figure([1.0, 0.0, 0.0, 0.0], "right", clusters=["a", "b", "b", "b"])
    assert found.mean == 0.25
    assert (found.low, found.high) == (0.0, 1.0)
