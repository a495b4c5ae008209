from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval.gate import (
    FLOORS,
    GATED,
    TOLERANCES,
    Baseline,
    Bound,
    failures,
    make_baseline,
    read_baseline,
    write_baseline,
)
from eval.runs import Run, RunError
from eval.scores import METRICS
from tests.eval.making import make_record, make_run


def run_with(**scores: float) -> Run:
    return make_run(make_record("1", category="fact", **scores))


def fails(measured: Run, **bounds: Bound) -> list[str]:
    return list(failures(measured, Baseline("q", "full", bounds)))


@pytest.mark.parametrize("value", [1.0, 0.9, 0.885, 0.89])
def test_within_the_tolerance_it_passes(value: float) -> None:
    assert fails(run_with(right=value), right=Bound(0.9, 0.015)) == []


def test_exactly_the_tolerance_is_within_it_whatever_the_value() -> None:
    for thousandths in range(15, 1001):
        value, allowed = thousandths / 1000, round((thousandths - 15) / 1000, 6)
        assert fails(run_with(right=allowed), right=Bound(value, 0.015)) == [], value


def test_a_fall_beyond_the_tolerance_is_named() -> None:
    assert fails(run_with(right=0.8849), right=Bound(0.9, 0.015)) == [
        "right: 0.8849, at least 0.8850 allowed (was 0.9000)"
    ]


def test_a_floor_holds_within_the_tolerance_too() -> None:
    bound = Bound(1.0, 0.015, 1.0)
    assert fails(run_with(verbatim=1.0), verbatim=bound) == []
    assert fails(run_with(verbatim=0.99), verbatim=bound) == ["verbatim: 0.9900, the floor is 1.0000"]
    assert fails(run_with(verbatim=0.9), verbatim=bound) == ["verbatim: 0.9000, at least 0.9850 allowed (was 1.0000)"]


def test_where_lower_is_better_it_is_the_other_way_round() -> None:
    assert fails(run_with(false_refusal=0.0), false_refusal=Bound(0.02, 0.015)) == []
    assert fails(run_with(false_refusal=0.035), false_refusal=Bound(0.02, 0.015)) == []
    assert fails(run_with(false_refusal=0.04), false_refusal=Bound(0.02, 0.015)) == [
        "false_refusal: 0.0400, at most 0.0350 allowed (was 0.0200)"
    ]
    assert fails(run_with(length=226.0), length=Bound(200.0, 25.0)) == [
        "length: 226.0000, at most 225.0000 allowed (was 200.0000)"
    ]
    assert fails(run_with(length=220.0), length=Bound(200.0, 25.0, 210.0)) == [
        "length: 220.0000, the floor is 210.0000"
    ]


def test_every_figure_out_of_bounds_is_named() -> None:
    found = fails(
        run_with(right=0.0, fact_recall=0.5, length=10.0),
        right=Bound(1.0, 0.0),
        fact_recall=Bound(0.5, 0.0),
        agency_f1=Bound(1.0, 0.0),
        length=Bound(5.0, 4.0),
    )
    assert [line.partition(":")[0] for line in found] == ["right", "agency_f1", "length"]
    assert found[1] == "agency_f1: no question is eligible for it any more"


@pytest.mark.parametrize("other", [{"questions_digest": "other"}, {"system": "bm25"}])
def test_other_questions_and_systems_are_not_comparable(other: dict[str, str]) -> None:
    run = run_with(right=1.0)
    with pytest.raises(RunError, match=r"other questions or of another system.*--update"):
        list(failures(replace(run, setup=replace(run.setup, **other)), Baseline("q", "full", {})))  # type: ignore[arg-type]


def test_a_baseline_takes_the_figures_of_its_run() -> None:
    run = make_run(
        make_record("1", right=1.0, length=100.0, verbatim=1.0, character_f1=0.1),
        make_record("2", right=0.0, length=50.0),
    )
    assert make_baseline(run) == Baseline(
        "q",
        "full",
        {"right": Bound(0.5, 1.0), "verbatim": Bound(1.0, 2.0, 1.0), "length": Bound(75.0, 25.0)},
    )
    assert list(failures(run, make_baseline(run))) == []


@pytest.mark.parametrize("count", [3, 60, 270, 1000])
@pytest.mark.parametrize(("wrong", "passes"), [(0, True), (2, True), (3, False)])
def test_two_questions_may_turn_over_and_no_third(count: int, wrong: int, *, passes: bool) -> None:
    baseline = make_baseline(make_run(*(make_record(str(number), right=1.0) for number in range(count))))
    later = make_run(*(make_record(str(number), right=float(number >= wrong)) for number in range(count)))
    assert (list(failures(later, baseline)) == []) is passes


def test_a_baseline_below_its_floor_fails_its_own_run() -> None:
    run = run_with(verbatim=0.5)
    assert list(failures(run, make_baseline(run))) == ["verbatim: 0.5000, the floor is 1.0000"]


def test_a_baseline_survives_its_file(tmp_path: Path) -> None:
    baseline = make_baseline(run_with(right=1 / 3, verbatim=1.0, length=10.0))
    write_baseline(baseline, tmp_path / "new" / "baseline.json")
    assert read_baseline(tmp_path / "new" / "baseline.json") == baseline


@pytest.mark.parametrize(
    "damage",
    [
        None,
        lambda values: "{",
        lambda values: "[]",
        lambda values: json.dumps({**values, "bounds": []}),
        lambda values: json.dumps({**values, "bounds": {"right": 1.0}}),
        lambda values: json.dumps({**values, "bounds": {"right": {"value": 1.0}}}),
        lambda values: json.dumps({**values, "bounds": {"right": {"value": "x", "tolerance": 0}}}),
        lambda values: json.dumps({**values, "bounds": {"right": {"value": 1, "tolerance": None}}}),
        lambda values: json.dumps({**values, "bounds": {"right": {"value": 1, "tolerance": 0, "cap": 0}}}),
        lambda values: json.dumps({"bounds": values["bounds"]}),
    ],
    ids=["missing", "cut off", "list", "no bounds", "number", "field", "text", "null", "unknown", "digest"],
)
def test_a_damaged_baseline_is_told_with_what_to_do(
    tmp_path: Path, damage: Callable[[dict[str, object]], str] | None
) -> None:
    path = tmp_path / "baseline.json"
    if damage:
        write_baseline(make_baseline(run_with(right=1.0)), path)
        path.write_text(damage(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    with pytest.raises(RunError, match=r"cannot read the baseline .*baseline\.json .*--update"):
        read_baseline(path)


def test_only_scores_that_exist_are_gated() -> None:
    assert {*GATED, *FLOORS, *TOLERANCES} <= set(METRICS)
    assert {*FLOORS, *TOLERANCES} <= set(GATED)
