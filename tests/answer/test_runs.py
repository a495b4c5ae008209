from __future__ import annotations

from answer.runs import BUCKETS, runs


def test_runs_are_those_of_one_to_four_characters_with_the_ends() -> None:
    # ^ab$ has 4 + 3 + 2 + 1 runs, none twice.
    assert len(runs("ab")) == 10
    assert len(runs("aa")) == 9
    assert set(runs("b")) <= set(runs("ab")) | set(runs("b")) - set(runs("ab"))
    assert ((runs("补贴多少钱") >= 0) & (runs("补贴多少钱") < BUCKETS)).all()
    # The same in every process: Python's own hash is not.
    assert int(runs("")[0]) in {int(one) for one in runs("")}
    assert len(runs("")) == 3
