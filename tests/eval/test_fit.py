from __future__ import annotations

import re
from pathlib import Path

import pytest

from answer.answerability import MODEL_FILE, Answerability
from answer.assistant import Assistant
from answer.thresholds import ANSWERABLE, LINE, SIGNAL_WEIGHTS
from eval import commands
from eval.__main__ import main
from eval.fit import fit_answerability, observe
from eval.splits import load
from index.encoders import model_fingerprint
from index.settings import IndexSettings

EVERY = 8
"""One question in so many is enough to see that fitting works."""


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_the_report_and_the_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], index_settings: IndexSettings
) -> None:
    some = load("dev")[::EVERY]
    monkeypatch.setattr(commands, "load", lambda _: some)
    path = tmp_path / "weights.npz"
    assert main(["fit", "--write", str(path)]) == 0
    report = capsys.readouterr().out
    assert re.match("topic, fitted weights: " + ", ".join(rf"{name} -?\d+\.\d+" for name in SIGNAL_WEIGHTS), report)
    assert f"line {LINE:.4f} (in use)" in report
    assert f"line {-ANSWERABLE:.4f} (in use)" in report
    # Each author has a line of his own.
    assert {question.id.rstrip("0123456789") for question in some} >= set(re.findall(r"^  ([A-Z]+): ", report, re.M))
    assert re.search(r"^  Y: refuses .*% of \d+ answerable, .*% of \d+ near", report, re.M)
    assert report.endswith(f"written to {path}\n")
    fingerprint = model_fingerprint(index_settings)
    assert Answerability.load(fingerprint, path) is not None
    assert Answerability.load("another model", path) is None


@pytest.mark.slow
def test_the_weights_are_those_of_the_questions(assistant: Assistant, index_settings: IndexSettings) -> None:
    """Authors left out are told apart far better than by chance; twice trained gives twice the same."""
    examples = observe(assistant, load("dev")[::EVERY])
    fingerprint = model_fingerprint(index_settings)
    first, report = fit_answerability(examples, fingerprint)
    in_use = next(line for line in report if "(in use)" in line)
    answerable, near = map(float, re.findall(r"([\d.]+)% of \d+ (?:answerable|near)", in_use))
    assert answerable < 15
    assert near > 70
    again, _ = fit_answerability(examples, fingerprint)
    odds, odds_again = ([model.log_odds(one.observed) for one in examples[:50]] for model in (first, again))
    assert odds == pytest.approx(odds_again, abs=1e-4)


def test_the_weights_in_use_are_for_the_model_in_use(index_settings: IndexSettings) -> None:
    assert Answerability.load(model_fingerprint(index_settings), MODEL_FILE) is not None
