"""The figures that the project promises, measured on sets that are not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.assistant import Assistant
from eval.answers import run, summary
from eval.public import measure, read_public_set
from eval.questions import read_questions
from index.encoders import open_encoder
from index.settings import IndexSettings

SHARED = Path(__file__).parents[3] / "shared"
DEV_FILE = SHARED / "dev_qa.jsonl"
OWNERSHIP_FILE = Path(__file__).parents[2] / "eval" / "data" / "ownership.jsonl"
PUBLIC_FILES = [SHARED / "public" / name for name in ("cmrc2018_trial.json", "stard_first500.json")]


@pytest.mark.skipif(not DEV_FILE.is_file(), reason="the development questions lie beside the checkout, not in it")
def test_answers_on_the_development_questions(assistant: Assistant) -> None:
    figures = summary(run(assistant, read_questions(DEV_FILE)))
    assert figures["first citation right (plain questions)"][0] >= 0.85
    assert figures["quotes verbatim"][0] == 1.0
    assert figures["refused (far off)"][0] >= 0.9
    for category in ("lookup_agency", "agency_tasks", "annex"):
        assert figures[f"right: {category}"][0] == 1.0


def test_answers_on_who_owns_what(assistant: Assistant) -> None:
    outcomes = run(assistant, read_questions(OWNERSHIP_FILE))
    assert sum(outcome.verdict.right for outcome in outcomes) >= 0.95 * len(outcomes)
    for category in ("lookup_agency", "agency_tasks", "annex", "unanswerable_near"):
        assert summary(outcomes)[f"right: {category}"][0] >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("path", PUBLIC_FILES, ids=lambda path: path.stem)
def test_fusion_beats_both_legs(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the public sets lie beside the checkout, not in it")
    scores = measure(read_public_set(path), open_encoder(IndexSettings(threads=2)))
    by_leg = {score.leg: score.mrr_at_10 for score in scores}
    assert by_leg["fused"] > max(by_leg["dense"], by_leg["bm25"])
