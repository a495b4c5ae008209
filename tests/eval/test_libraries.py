"""Libraries of exactly some files: made, kept, brought up to date, asked; with the shipped model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from eval.libraries import library_of
from eval.questions import Asked, QuestionFileError
from eval.systems import SYSTEMS, SystemName, open_system
from index.library import Library
from index.settings import IndexSettings
from tests.eval.test_documents import TEXTS

pytestmark = pytest.mark.slow


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return written(tmp_path, TEXTS)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("two")
    return library_of(written(folder, TEXTS), IndexSettings(), folder / "library")


def written(folder: Path, texts: Mapping[str, str]) -> dict[str, Path]:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.md" for name in texts}


def test_it_holds_exactly_the_files_and_lies_where_it_is_told(files: dict[str, Path], tmp_path: Path) -> None:
    elsewhere = IndexSettings(library=tmp_path / "elsewhere")
    library = library_of(files, elsewhere, tmp_path / "library")
    assert [entry.id for entry in library.snapshot().published] == list(files)
    assert library.snapshot().entries == library.snapshot().published
    assert (tmp_path / "library").is_dir()
    assert not elsewhere.library.exists()


def test_it_is_kept_for_the_next_run(files: dict[str, Path], tmp_path: Path) -> None:
    first = library_of(files, IndexSettings(), tmp_path / "library").snapshot()
    assert library_of(files, IndexSettings(), tmp_path / "library").snapshot() == first


def test_what_changed_is_made_again_and_what_is_no_longer_asked_for_goes(
    files: dict[str, Path], tmp_path: Path
) -> None:
    def opened(files: Mapping[str, Path]) -> dict[str, int]:
        library = library_of(files, IndexSettings(), tmp_path / "library")
        return {entry.id: entry.revision for entry in library.snapshot().published}

    before = opened(files)
    files["two"].write_text(TEXTS["two"].replace("丙局", "丁局"), encoding="utf-8")
    after = opened(files)
    assert after["one"] == before["one"]
    assert after["two"] > before["two"]
    library = library_of(files, IndexSettings(), tmp_path / "library")
    assert "丁局" in library.document(library.snapshot().entry("two")).source
    files.pop("one")
    assert opened(files) == {"two": after["two"]}


def test_other_libraries_on_a_server_are_left_alone(files: dict[str, Path], tmp_path: Path) -> None:
    """Nobody listens there: whoever asked it would fail."""
    settings = replace(IndexSettings(), chroma_url="http://127.0.0.1:9")
    assert len(library_of(files, settings, tmp_path / "library").snapshot().published) == 2


@pytest.mark.parametrize("name", SYSTEMS)
def test_without_a_document_the_nearest_answers(name: SystemName, two: Library) -> None:
    response = open_system(name, two).answer(Asked("1", "低空航线由谁开通？"))
    assert response.citations[0] == "two/M1"
    assert {key for key, _ in response.quotes} <= {*response.citations, *response.ranked}
    if name in ("full", "naive"):
        assert all(key.startswith("two/") for key in response.ranked)


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_question_is_asked_of_its_document(name: SystemName, two: Library) -> None:
    system = open_system(name, two)
    for document in TEXTS:
        response = system.answer(Asked("1", "低空航线由谁开通？", document=document))
        texts = {key for key, _ in response.quotes} | {*response.citations, *response.ranked}
        assert not any("/" in key for key in texts)
        source = "".join(TEXTS[document].split())
        assert all("".join(text.split()) in source for _, text in response.quotes)
    with pytest.raises(QuestionFileError, match="three"):
        system.answer(Asked("1", "第一条由谁负责？", document="three"))


def test_the_same_question_has_an_answer_in_each(two: Library) -> None:
    system = open_system("full", two)
    one, other = (system.answer(Asked("1", "第一条由谁负责？", document=name)) for name in ("one", "two"))
    assert one.citations == other.citations == ("M1",)
    assert ("甲局" in one.answer, "丙局" in other.answer) == (True, True)


@pytest.mark.parametrize("name", SYSTEMS)
def test_of_several_only_one_may_be_opened(name: SystemName, two: Library) -> None:
    response = open_system(name, two, "two").answer(Asked("1", "航线由谁开通？"))
    assert response.citations == ("M1",)
