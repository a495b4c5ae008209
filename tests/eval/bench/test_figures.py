from __future__ import annotations

import pytest

from eval.bench.figures import Bar, Ratio, Skipped
from eval.bench.floor import Floor
from eval.bench.table import as_json, lines
from eval.bench.timing import in_turn, milliseconds, percentile

FLOOR = Floor(2.0, 20)


def ratio(*rounds: float, bar: Bar | None = None) -> Ratio:
    return Ratio("name", "this", "that", rounds, bar or Bar("most", 1.4), {"this_ms": 2.5})


def test_the_median_round_counts() -> None:
    assert ratio(9.0, 1.0, 1.3).value == 1.3
    assert ratio(1.0, 2.0).value == 1.5


@pytest.mark.parametrize(
    ("bar", "value", "met"),
    [
        (Bar("most", 1.4), 1.4, True),
        (Bar("most", 1.4), 1.41, False),
        (Bar("least", 1.8), 1.8, True),
        (Bar("least", 1.8), 1.79, False),
    ],
)
def test_a_bar_may_be_touched(bar: Bar, value: float, met: bool) -> None:
    assert ratio(value, bar=bar).is_met is met


def test_what_misses_is_marked_and_what_is_skipped_says_why() -> None:
    shown = list(lines([ratio(1.5), ratio(1.2), Skipped("other", "not installed: torch")], FLOOR))
    assert shown[0] == "floor: one forward pass 2.00 ms (20 tokens)"
    assert [line.split()[:4] for line in shown[1::2][:2]] == [
        ["MISSED", "1.50", "≤", "1.4"],
        ["met", "1.20", "≤", "1.4"],
    ]
    assert shown[2].split() == ["this_ms", "2.5"]
    assert shown[-1] == "skipped  other: not installed: torch"


def test_the_file_holds_the_ratio_its_rounds_and_what_it_was_made_of() -> None:
    kept = as_json([ratio(1.50004, 1.5, 1.6), Skipped("other", "why")], FLOOR, {"python": "3"})
    assert kept == {
        "floor": {"forward_pass_ms": 2.0, "tokens": 20},
        "figures": [
            {
                "name": "name",
                "what": "this",
                "against": "that",
                "ratio": 1.5,
                "bar": "≤ 1.4",
                "met": False,
                "rounds": [1.5, 1.5, 1.6],
                "details": {"this_ms": 2.5},
            },
            {"name": "other", "reason": "why"},
        ],
        "versions": {"python": "3"},
    }


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([3.0], 0.5, 3.0), ([3.0, 1.0, 2.0], 0.5, 2.0), ([4.0, 1.0, 3.0, 2.0], 0.5, 3.0), ([1.0, 2.0], 1.0, 2.0)],
)
def test_percentiles_by_hand(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_each_item_is_worked_on_by_all_and_everyone_begins_in_turn() -> None:
    done: list[tuple[str, int]] = []
    taken = in_turn([1, 2, 3], {name: lambda item, name=name: done.append((name, item)) for name in "ab"})  # type: ignore[misc]
    assert done == [("a", 1), ("b", 1), ("b", 2), ("a", 2), ("a", 3), ("b", 3)]
    assert {name: len(values) for name, values in taken.items()} == {"a": 3, "b": 3}
    assert all(value >= 0 for values in taken.values() for value in values)


def test_work_takes_time() -> None:
    assert milliseconds(lambda: sum(range(1000))) > 0
