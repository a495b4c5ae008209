"""The figures that the project promises, measured as ``python -m eval run`` measures them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from answer.library_assistant import LibraryAssistant
from eval.categories import NOT_PLAIN
from eval.documents import DATA_DIR, Corpus
from eval.public import measure, read_public_set
from eval.questions import read_questions
from eval.runs import OVERALL, Run, ask_all, describe
from eval.systems import Full
from index.encoders import open_encoder
from index.settings import IndexSettings
from ingest.models import PolicyDocument

SHARED = Path(__file__).parents[3] / "shared"
DEV_FILE = SHARED / "dev_qa.jsonl"
OWNERSHIP_FILE = DATA_DIR / "plan-dev" / "ownership.jsonl"
PUBLIC_FILES = [SHARED / "public" / name for name in ("cmrc2018_trial.json", "stard_first500.json")]


@pytest.fixture
def run_of(library_assistant: LibraryAssistant, document: PolicyDocument, tmp_path: Path) -> Callable[[Path], Run]:
    """Return what asks every question of a file."""

    def ask(path: Path) -> Run:
        questions = read_questions(path)
        corpus = Corpus([document])
        setup = describe("full", path.stem, [], questions, corpus)
        return Run(setup, tuple(ask_all(Full(library_assistant), questions, corpus, setup, tmp_path, resume=False)))

    return ask


@pytest.mark.skipif(not DEV_FILE.is_file(), reason="the development questions lie beside the checkout, not in it")
def test_answers_on_the_development_questions(run_of: Callable[[Path], Run]) -> None:
    run = run_of(DEV_FILE)
    plain = replace(run, records=tuple(one for one in run.records if one.question.category not in NOT_PLAIN))
    assert plain.figures[OVERALL]["first_citation"].mean >= 0.85
    assert run.figures[OVERALL]["verbatim"].mean == 1.0
    assert run.figures[OVERALL]["refusal_far"].mean >= 0.9
    for category in ("lookup_agency", "agency_tasks", "annex"):
        assert run.figures[category]["right"].mean == 1.0


@pytest.mark.slow
def test_answers_on_who_owns_what(run_of: Callable[[Path], Run]) -> None:
    figures = run_of(OWNERSHIP_FILE).figures
    for group in (OVERALL, "lookup_agency", "agency_tasks", "annex", "unanswerable_near"):
        assert figures[group]["right"].mean >= 0.95
    assert figures[OVERALL]["verbatim"].mean == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("path", PUBLIC_FILES, ids=lambda path: path.stem)
def test_fusion_beats_both_legs(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the public sets lie beside the checkout, not in it")
    scores = measure(read_public_set(path), open_encoder(IndexSettings()))
    by_leg = {score.leg: score.mrr_at_10 for score in scores}
    assert by_leg["fused"] > max(by_leg["dense"], by_leg["bm25"])
