from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from answer.answerability import MEASUREMENTS, Answerability, Observed
from answer.assistant import Assistant
from answer.runs import BUCKETS, runs
from answer.thresholds import SUPPORT

SIZE = 4


def made(**changes: object) -> Answerability:
    fields = {
        "of_runs": np.arange(BUCKETS, dtype=np.float32) / BUCKETS,
        "of_vector": np.array([1, -1, 0.5, 0], dtype=np.float32),
        "of_measurements": np.linspace(-1, 1, len(MEASUREMENTS), dtype=np.float32),
        "bias": 0.25,
        "fingerprint": "model",
    }
    return Answerability(**{**fields, **changes})  # type: ignore[arg-type]


def test_the_log_odds_by_hand() -> None:
    measured = [0.0] * len(MEASUREMENTS)
    measured[-1] = 2.0
    observed = Observed("ab", np.array([0.6, 0, 0.8, 0], dtype=np.float32), measured)
    wording = sum(int(bucket) / BUCKETS for bucket in runs("ab")) / len(runs("ab")) ** 0.5
    assert made().log_odds(observed) == pytest.approx(wording + 0.6 + 0.4 + 2.0 + 0.25, abs=1e-5)


def test_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    made().save(path)
    loaded, misfit = Answerability.load("model", path)
    assert misfit == ""
    assert loaded is not None
    assert loaded.bias == 0.25
    assert np.allclose(loaded.of_runs, made().of_runs, atol=1e-3)
    assert np.array_equal(loaded.of_measurements, made().of_measurements)


@pytest.mark.parametrize(
    ("changes", "misfit"),
    [
        ({"of_runs": np.zeros(3, dtype=np.float32)}, ""),
        ({"of_measurements": np.zeros(3, dtype=np.float32)}, ""),
        ({"fingerprint": "another"}, "text"),
    ],
    ids=["other runs", "other measurements", "another embedding model"],
)
def test_weights_for_something_else_are_not_used(tmp_path: Path, changes: dict[str, object], misfit: str) -> None:
    path = tmp_path / "weights.npz"
    made(**changes).save(path)
    assert Answerability.load("model", path) == (None, misfit)
    assert Answerability.load("model", tmp_path / "none.npz") == (None, "")


@pytest.mark.parametrize(
    ("stated", "not_stated"),
    [
        ("创投日每个月几号办", "创投日在哪栋楼办"),
        ("基金群的规模有多大", "基金群一年投了多少家"),
        ("AI 联合实验室要建几家以上", "AI 联合实验室设在哪个学校"),
        ("鹏城云脑三期什么时候启动建设", "鹏城云脑三期什么时候完工验收"),
    ],
)
def test_of_two_questions_on_one_matter_one_is_answered(assistant: Assistant, stated: str, not_stated: str) -> None:
    answered, refused = assistant.ask(stated), assistant.ask(not_stated)
    assert (answered.status, refused.status) == ("answered", "unanswerable_not_stated")
    assert (bool(answered.citations), refused.citations) == (True, ())
    assert refused.related


def test_the_support_shown_is_what_decided(assistant: Assistant) -> None:
    for question in ("创投日每个月几号办", "创投日在哪栋楼办", "红烧肉怎么做才不腻"):
        answer = assistant.ask(question)
        assert answer.signals is not None
        assert (answer.signals.support >= SUPPORT) is (answer.status == "answered")
