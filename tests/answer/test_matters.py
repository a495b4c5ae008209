from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from answer.assistant import Assistant
from answer.matters import Matters
from answer.runs import BUCKETS, runs

ITEMS = ("A1", "M1", "M2")


def made(**changes: object) -> Matters:
    of_runs = np.zeros((BUCKETS, 3), dtype=np.float16)
    of_runs[runs("ab"), 1] = 1.0
    fields = {
        "items": ITEMS,
        "of_runs": of_runs,
        "of_vector": np.array([[0, 1, 0], [0, 0, 2]], dtype=np.float32),
        "bias": np.array([0.5, 0, 0], dtype=np.float32),
        "fingerprint": "model",
    }
    return Matters(**{**fields, **changes})  # type: ignore[arg-type]


def test_the_log_probabilities_by_hand() -> None:
    logs = made().log_probabilities("ab", np.array([0.6, 0.8], dtype=np.float32))
    # Ten runs of weight 1, over the root of ten; then what the vector adds.
    odds = np.array([0.5, 10**0.5 + 0.6, 1.6])
    expected = odds - np.log(np.exp(odds).sum())
    assert list(logs) == list(ITEMS)
    assert list(logs.values()) == pytest.approx(expected.tolist(), abs=1e-3)


def test_what_is_improbable_is_no_worse_than_noise() -> None:
    logs = made(bias=np.array([100, 0, 0], dtype=np.float32)).log_probabilities("x", np.zeros(2, dtype=np.float32))
    assert logs == {"A1": 0.0, "M1": -8.0, "M2": -8.0}


def test_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    made().save(path)
    loaded, misfit = Matters.load("model", path)
    assert misfit == ""
    assert loaded is not None
    vector = np.array([0.6, 0.8], dtype=np.float32)
    assert loaded.log_probabilities("ab", vector) == made().log_probabilities("ab", vector)


def test_weights_for_something_else_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    made().save(path)
    assert Matters.load("another", path) == (None, "text")
    assert Matters.load("model", tmp_path / "none.npz") == (None, "")
    made(of_runs=np.zeros((3, 3), dtype=np.float16)).save(path)
    assert Matters.load("model", path) == (None, "")


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("租显卡太贵了，小作坊玩不起", "M8"),
        ("闺女念小学，学校教不教 AI", "M14"),
        ("这摊子事的钱打哪儿来", "M16"),
        ("机器人上马路碰伤了人谁来管规矩", "M18"),
    ],
)
def test_what_people_call_things_leads_to_the_item(assistant: Assistant, said: str, item: str) -> None:
    found = assistant.ask(said)
    assert item in [citation.id for citation in (*found.citations, *found.related)]
