from __future__ import annotations

import re
from pathlib import Path

import pytest

from answer.answerability import Answerability
from answer.assistant import Assistant
from answer.learned import Learned
from answer.matters import Matters
from answer.thresholds import ANSWERABLE, LINE, SIGNAL_WEIGHTS
from eval import commands
from eval.__main__ import main
from eval.fit import fit_answerability, observe
from eval.splits import load
from index.fitted import fingerprint_of
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

EVERY = 8
"""One question in so many is enough to see that fitting works."""


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_the_report_and_the_weights(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    document: PolicyDocument,
    index_settings: IndexSettings,
) -> None:
    some = load("plan-dev")[::EVERY]
    monkeypatch.setattr(commands, "load", lambda _: some)
    assert main(["fit", "--write", str(tmp_path)]) == 0
    report = capsys.readouterr().out
    assert re.search(
        "^topic, fitted weights: " + ", ".join(rf"{name} -?\d+\.\d+" for name in SIGNAL_WEIGHTS), report, re.M
    )
    assert f"line {LINE:.4f} (in use)" in report
    assert f"line {-ANSWERABLE:.4f} (in use)" in report
    # Each author has a line of his own.
    assert {question.id.rstrip("0123456789") for question in some} >= set(re.findall(r"^  ([A-Z]+): ", report, re.M))
    assert re.search(r"^  Y: refuses .*% of \d+ answerable, .*% of \d+ near", report, re.M)
    # Authors whose questions a model has not read are understood far better than by chance (one in 26).
    shares = [float(share) for share in re.findall(r"^  [A-Z]+: ([\d.]+)% of \d+ by the model alone", report, re.M)]
    assert len(shares) > 5
    assert min(shares) > 70
    assert report.endswith(f"written to {tmp_path}\n")
    fingerprint = fingerprint_of(document, index_settings)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answerability.npz", "matters.npz"]
    for model in (Answerability, Matters):
        path = tmp_path / f"{model.__name__.lower()}.npz"
        assert model.load(fingerprint, path)[0] is not None
        assert model.load("another model", path) == (None, "text")


@pytest.mark.slow
def test_the_weights_are_those_of_the_questions(assistant: Assistant) -> None:
    """Authors left out are told apart far better than by chance; twice trained gives twice the same."""
    examples = observe(assistant, load("plan-dev")[::EVERY])
    first, report = fit_answerability(examples, "model")
    in_use = next(line for line in report if "(in use)" in line)
    answerable, near = map(float, re.findall(r"([\d.]+)% of \d+ (?:answerable|near)", in_use))
    assert answerable < 15
    assert near > 70
    again, _ = fit_answerability(examples, "model")
    odds, odds_again = ([model.log_odds(one.observed) for one in examples[:50]] for model in (first, again))
    assert odds == pytest.approx(odds_again, abs=1e-4)


def test_the_weights_in_use_are_for_the_model_in_use(document: PolicyDocument, index_settings: IndexSettings) -> None:
    assert None not in Learned.load(document, index_settings)


def test_for_another_document_nothing_was_learned(index_settings: IndexSettings) -> None:
    other = parse_policy("某市若干措施\n（一）建设平台。\n（二）支持企业。\n")
    assert Learned.load(other, index_settings) == Learned(misfit="document")
