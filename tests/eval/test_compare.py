from __future__ import annotations

from dataclasses import replace

import pytest

from eval.compare import compare, lines
from eval.figures import Figure
from eval.runs import OVERALL, RunError
from tests.eval.making import make_record, make_run


def test_flips_and_differences_by_hand() -> None:
    first = make_run(
        make_record("1", right=0.0, fact_recall=0.5),
        make_record("2", right=1.0, fact_recall=1.0),
        make_record("3", right=1.0),
        make_record("4", right=0.0, category="annex"),
        make_record("only first", right=0.0),
    )
    second = make_run(
        make_record("only second", right=0.0),
        make_record("also only second", right=0.0),
        make_record("4", right=1.0, category="annex"),
        make_record("3", right=1.0, fact_recall=0.0),
        make_record("2", right=0.0, fact_recall=0.25),
        make_record("1", right=1.0, fact_recall=0.75),
    )
    found = compare(first, second)
    assert (found.better, found.worse, found.unpaired) == (("1", "4"), ("2",), 3)
    assert list(found.differences) == [OVERALL, "fact", "annex"]
    overall = found.differences[OVERALL]
    assert (overall["right"].mean, overall["right"].n) == (0.25, 4)  # (1 - 1 + 0 + 1) / 4
    # Question 3 has no fact recall in the first run: (0.25 - 0.75) / 2.
    assert (overall["fact_recall"].mean, overall["fact_recall"].n) == (-0.25, 2)
    assert "length" not in overall
    assert (found.differences["fact"]["right"].mean, found.differences["fact"]["right"].n) == (0.0, 3)
    assert found.differences["annex"] == {"right": Figure(1.0, 1.0, 1.0, 1)}


def test_the_other_way_round_the_signs_turn() -> None:
    first, second = make_run(make_record("1", right=0.0)), make_run(make_record("1", right=1.0))
    there, back = compare(first, second), compare(second, first)
    assert (there.better, there.worse) == (back.worse, back.better) == (("1",), ())
    assert there.differences[OVERALL]["right"].mean == -back.differences[OVERALL]["right"].mean == 1.0


def test_a_run_does_not_differ_from_itself() -> None:
    run = make_run(make_record("1", length=10.0), make_record("2", right=0.0, length=700.0))
    found = compare(run, run)
    assert (found.better, found.worse, found.unpaired) == ((), (), 0)
    assert found.differences[OVERALL] == {"right": Figure(0, 0, 0, 2), "length": Figure(0, 0, 0, 2)}


def test_runs_without_a_common_question_are_not_compared() -> None:
    with pytest.raises(RunError, match="no question in common"):
        compare(make_run(make_record("1")), make_run(make_record("2")))
    with pytest.raises(RunError, match="no question in common"):
        compare(make_run(), make_run(make_record("2")))


def test_what_is_shown() -> None:
    first = make_run(*(make_record(str(number), right=0.0, length=9.0) for number in range(3)), make_record("x"))
    second = make_run(*(make_record(str(number), right=1.0, length=9.0) for number in range(3)))
    assert list(lines(compare(first, second))) == [
        "better: 3  0 1 2",
        "worse:  0  ",
        "not compared, because only one run has them: 1",
        "all                right               +1.0000  [+1.0000, +1.0000]* (n=3)",
        "all                length              +0.0000  [+0.0000, +0.0000]  (n=3)",
        "fact               right               +1.0000  [+1.0000, +1.0000]* (n=3)",
    ]


def test_nothing_unpaired_is_not_shown() -> None:
    run = make_run(make_record("1"))
    assert not any("not compared" in line for line in lines(compare(run, replace(run))))
