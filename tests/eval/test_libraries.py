"""Each question goes to its document, one that names none to the nearest: with the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.documents import documents_in
from eval.libraries import Library
from eval.questions import Asked, QuestionFileError
from eval.systems import SYSTEMS, SystemName
from index.settings import IndexSettings
from tests.eval.test_documents import TEXTS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("policies")
    for name, text in TEXTS.items():
        (path / f"{name}.md").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("indexes")


def library(name: SystemName, folder: Path, indexes: Path) -> Library:
    return Library(name, documents_in(folder, ()), IndexSettings(), indexes)


@pytest.mark.parametrize("name", SYSTEMS)
def test_without_a_document_the_nearest_answers(name: SystemName, folder: Path, indexes: Path) -> None:
    response = library(name, folder, indexes).answer(Asked("1", "低空航线由谁开通？"))
    assert response.citations[0] == "two/M1"
    assert {key for key, _ in response.quotes} <= {*response.citations, *response.ranked}
    assert all(key.startswith("two/") for key in response.ranked)


def test_a_question_is_asked_of_its_document(folder: Path, indexes: Path) -> None:
    asked = library("full", folder, indexes)
    assert asked.answer(Asked("1", "第一条由谁负责？", document="one")).citations == ("M1",)
    assert "甲局" in asked.answer(Asked("1", "第一条由谁负责？", document="one")).answer
    assert "丙局" in asked.answer(Asked("1", "第一条由谁负责？", document="two")).answer
    with pytest.raises(QuestionFileError, match="three"):
        asked.answer(Asked("1", "第一条由谁负责？", document="three"))
