"""What was learned is for one text: an amended one does without, and says so."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from answer.answerability import Answerability
from answer.build import assemble
from answer.learned import Learned
from answer.matters import Matters
from answer.messages import LEARNED_MISFITS
from answer.settings import AnswerSettings
from index.fitted import fingerprint_of
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.parser import parse_policy


def loaded(
    document: PolicyDocument, settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> tuple[Learned, list[str]]:
    caplog.clear()
    with caplog.at_level(logging.WARNING, "answer.learned"):
        learned = Learned.load(document, settings)
    return learned, [record.getMessage() for record in caplog.records]


def test_the_shipped_weights_carry_the_digest_of_the_shipped_text(document: PolicyDocument) -> None:
    fingerprint = fingerprint_of(document, IndexSettings())
    assert document.text_digest in fingerprint
    for model, misfit in (Answerability.load(fingerprint), Matters.load(fingerprint)):
        assert model is not None
        assert misfit == ""


def test_the_same_text_keeps_them(document: PolicyDocument, caplog: pytest.LogCaptureFixture) -> None:
    spaced = parse_policy(document.source.replace("\n", " \n") + "\n", document.metadata)
    learned, logged = loaded(spaced, IndexSettings(), caplog)
    assert None not in learned
    assert (learned.misfit, logged) == ("", [])


@pytest.mark.parametrize(
    ("old", "new"), [("1000", "2000"), ("市科协", "市残联"), ("按季度", "按年度"), ("支持", "扶持")]
)
def test_an_amended_text_does_without_and_says_so_once(
    document: PolicyDocument, caplog: pytest.LogCaptureFixture, old: str, new: str
) -> None:
    amended = parse_policy(document.source.replace(old, new), document.metadata)
    assert amended.title == document.title
    learned, logged = loaded(amended, IndexSettings(), caplog)
    assert learned == Learned(misfit="text")
    assert logged == [LEARNED_MISFITS["text"]]


def test_another_document_was_never_learned_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    other = parse_policy("某市若干措施\n（一）建设平台。\n（二）支持企业。\n")
    assert loaded(other, IndexSettings(), caplog) == (Learned(misfit="document"), [])


def test_another_model_is_told(document: PolicyDocument, caplog: pytest.LogCaptureFixture) -> None:
    learned, logged = loaded(document, IndexSettings(embed_model="a/b"), caplog)
    assert (learned, logged) == (Learned(misfit="model"), [LEARNED_MISFITS["model"]])


def test_where_there_are_none_nothing_does_not_fit(tmp_path: Path, document: PolicyDocument) -> None:
    assert Learned.load(document, IndexSettings(), tmp_path) == Learned()


@pytest.mark.parametrize("misfit", ["document", "text", "model"])
def test_the_trace_says_why_they_are_not_used(search_index: SearchIndex, misfit: str) -> None:
    without = assemble(search_index, AnswerSettings(), Learned(misfit=misfit))  # type: ignore[arg-type] # one of three
    answer = without.ask("基金群规模多大")
    assert answer.trace is not None
    assert (answer.trace.learned, answer.degraded) == (LEARNED_MISFITS[misfit], "")


def test_where_they_are_used_the_trace_says_nothing(search_index: SearchIndex, document: PolicyDocument) -> None:
    answer = assemble(search_index, AnswerSettings(), Learned.load(document, IndexSettings())).ask("基金群规模多大")
    assert answer.trace is not None
    assert answer.trace.learned == ""
