"""The documents of the benchmark, and what a question is asked of."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.documents import Corpus, catalogue, documents_in
from eval.questions import QuestionFileError
from ingest.errors import SourceMissingError
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.eval.making import make_question

TEXTS = {
    "one": "甲市若干措施\n（一）建设平台。建设算力平台。（责任单位：甲局、乙局）\n（二）引进人才。给予补贴。（责任单位：乙局）\n",
    "two": "乙市若干措施\n（一）发展低空经济。开通航线。（责任单位：丙局）\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def documents(folder: Path) -> dict[str, PolicyDocument]:
    return documents_in(folder, ()).documents


def test_every_document_of_the_list_is_there_once() -> None:
    listed = catalogue()
    assert len(listed) == 50
    assert len({document.id for document in listed}) == len(listed)
    assert all(document.path.is_file() for document in listed)
    assert {document.split for document in listed} == {"train", "dev", "test", "test2"}


def test_a_folder_of_policies(folder: Path) -> None:
    corpus = documents_in(folder, ())
    assert list(corpus.documents) == ["one", "two"]
    assert corpus.documents["two"].metadata.doc_id == "two"
    assert list(documents_in(folder, ["two"]).documents) == ["two"]
    assert list(documents_in(folder, ["two", ""]).documents) == ["one", "two"]
    with pytest.raises(QuestionFileError, match="three"):
        documents_in(folder, ["three"])
    with pytest.raises(SourceMissingError):
        documents_in(folder / "none", ())


def test_a_question_is_asked_of_its_document_or_of_all(folder: Path) -> None:
    corpus = documents_in(folder, ())
    own = corpus.scope_of(make_question(document="one"))
    every = corpus.scope_of(make_question())
    assert own.texts.keys() >= {"M1", "M2"}
    assert every.texts.keys() >= {"one/M1", "one/M2", "two/M1"}
    assert every.texts["two/M1"] == corpus.scope_of(make_question(document="two")).texts["M1"]
    assert own.agencies == ("甲局", "乙局")
    assert every.agencies == ("甲局", "乙局", "丙局")
    assert all(document.source in every.source for document in corpus.documents.values())
    assert corpus.document_of("") is None
    with pytest.raises(QuestionFileError, match="three"):
        corpus.scope_of(make_question(document="three"))


def test_the_only_document_needs_no_name() -> None:
    document = parse_policy(TEXTS["one"])
    corpus = Corpus([document])
    assert corpus.document_of("") is document
    assert corpus.scope_of(make_question()).texts.keys() >= {"M1", "M2"}
    assert corpus.digest == document.digest
