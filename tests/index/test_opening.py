from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import encoders, revisions
from index.catalogue.models import Edits
from index.embedding.errors import ModelDamagedError
from index.errors import LibraryDamagedError, LibraryNewerError
from index.library import Library
from index.opening import open_library
from index.settings import MODEL_DIR, IndexSettings
from index.vectors import FOLDER
from index.writing import exclusive
from ingest.errors import PolicyError
from ingest.models import PolicyDocument
from tests.index.small_policies import BEES, CHIPS, write_policy

QUESTION = "新建的蜂场能拿多少补助？"

pytestmark = pytest.mark.usefixtures("one_model")


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    return IndexSettings(library=tmp_path / "library")


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    return write_policy(tmp_path / "bees.txt", BEES)


def never(_share: float, what: str) -> None:
    pytest.fail(f"made: {what}")


def test_an_empty_library_gets_the_plan(library: Library, document: PolicyDocument) -> None:
    (entry,) = library.snapshot().entries
    assert (entry.id, entry.status) == ("shenzhen-ai-action-plan-2023-2024", "published")
    assert library.document(entry) == document
    assert (entry.place, entry.tier) == ("深圳市", "市")


def test_opened_again_nothing_is_made(index_settings: IndexSettings, library: Library) -> None:
    again, only = open_library(index_settings, progress=never)
    assert only == ""
    assert again.snapshot() == library.snapshot()


def test_a_library_with_something_in_it_gets_no_plan(filled: Library) -> None:
    with filled.writing() as writer:
        writer.remove("chips")
        writer.set_status("bees", "withdrawn")
    again, only = open_library(filled.settings, progress=never)
    assert (only, [entry.id for entry in again.snapshot().entries]) == ("", ["bees"])
    assert again.snapshot().published == ()


def test_a_document_of_the_settings_is_the_only_one_that_is_open(filled: Library, tmp_path: Path) -> None:
    other = write_policy(tmp_path / "other.txt", BEES.replace("蜂", "蚕"))
    library, only = open_library(filled.settings, other)
    assert only == "other"
    assert [entry.id for entry in library.snapshot().published] == ["chips", "bees", "other"]
    assert open_library(filled.settings, other, never)[1] == "other"


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_opening_a_document_alone_publishes_it_for_nobody_else(filled: Library, bees: Path, status: str) -> None:
    with filled.writing() as writer:
        writer.set_status("bees", status)  # type: ignore[arg-type]
    library, only = open_library(filled.settings, bees, never)
    assert only == "bees"
    assert library.snapshot().entry("bees").status == status
    assert library.search_index(library.snapshot().entry("bees")).document.title == "云山市养蜂管理办法"


def test_metadata_that_changed_beside_the_file_are_taken_in(filled: Library, bees: Path) -> None:
    write_policy(bees.with_suffix(".json"), json.dumps({"doc_id": "bees", "short_title": "《蜂规》"}))
    library, only = open_library(filled.settings, bees)
    assert library.snapshot().entry(only).short_title == "《蜂规》"
    open_library(filled.settings, bees, never)


def test_a_draft_that_cannot_be_made_again_keeps_nobody_from_asking(filled: Library) -> None:
    """As after an upgrade: everything is stale, and the original of one is gone."""
    with filled.writing() as writer:
        writer.set_status("bees", "draft")
        writer.original_of(filled.snapshot().entry("bees")).unlink()
    with filled.catalogue.database.writing() as connection:
        connection.execute("UPDATE revisions SET made_with = 'before'")
    library, _ = open_library(filled.settings)
    assert [entry.id for entry in library.stale()] == ["bees"]
    with filled.writing() as writer:
        writer.set_status("bees", "published")
    with pytest.raises(LibraryDamagedError, match="replace bees"):
        open_library(filled.settings)


@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_a_file_that_changed_takes_its_place(filled: Library, bees: Path, status: str) -> None:
    with filled.writing() as writer:
        writer.edit("bees", Edits(place="蜂谷镇"))
        writer.set_status("bees", status)  # type: ignore[arg-type]
    write_policy(bees, BEES.replace("3万元", "5万元"))
    library, only = open_library(filled.settings, bees)
    entry = library.snapshot().entry("bees")
    assert (only, entry.status, entry.place) == ("bees", status, "蜂谷镇")
    assert len(library.snapshot().entries) == 2
    assert "5万元" in library.document(entry).source


@pytest.mark.parametrize("with_metadata", [True, False])
def test_a_file_of_another_document_takes_no_place(
    settings: IndexSettings, tmp_path: Path, with_metadata: bool
) -> None:
    """Files of one name in two folders are told apart by what their metadata call them, or by their titles."""
    names = []
    for name, text in (("one", CHIPS), ("two", BEES)):
        (tmp_path / name).mkdir()
        if with_metadata:
            write_policy(tmp_path / name / "policy.json", json.dumps({"doc_id": name, "short_title": f"《{name}》"}))
        names.append(open_library(settings, write_policy(tmp_path / name / "policy.txt", text))[1])
    assert names == (["one", "two"] if with_metadata else ["policy", "policy-2"])
    assert len(Library.open(settings).snapshot().entries) == 2


def test_a_file_that_cannot_be_read(settings: IndexSettings, tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"none\.md"):
        open_library(settings, tmp_path / "none.md")
    assert Library.open(settings).snapshot().entries == ()


def test_what_an_earlier_version_made_is_made_again(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.snapshot()
    monkeypatch.setattr(revisions, "INDEX_VERSION", "another")
    assert filled.stale() == before.entries
    library, _ = open_library(filled.settings)
    assert library.stale() == ()
    assert [entry.id for entry in library.snapshot().entries] == [entry.id for entry in before.entries]
    assert all(entry.revision > 2 for entry in library.snapshot().entries)
    open_library(filled.settings, progress=never)


def test_only_the_document_that_is_open_is_renewed(
    filled: Library, bees: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "INDEX_VERSION", "another")
    library, _ = open_library(filled.settings, bees)
    assert [entry.id for entry in library.stale()] == ["chips"]


def _no_vectors(folder: Path) -> None:
    shutil.rmtree(folder / FOLDER)


def _no_segments(folder: Path) -> None:
    for found in (folder / FOLDER).iterdir():
        if found.is_dir():
            shutil.rmtree(found)


def _other_vectors(folder: Path) -> None:
    for found in (folder / FOLDER).rglob("data_level0.bin"):
        data = bytearray(found.read_bytes())
        data[1000:3000] = bytes(2000)
        found.write_bytes(data)


def _unreadable(folder: Path) -> None:
    (folder / FOLDER / "chroma.sqlite3").write_bytes(b"text" * 4096)


DAMAGE = pytest.mark.parametrize("damage", [_no_vectors, _no_segments, _other_vectors, _unreadable])


@DAMAGE
def test_damaged_vectors_are_mended(filled: Library, bees: Path, damage: Callable[[Path], None]) -> None:
    before = filled.search_index(filled.snapshot().entry("bees")).search(QUESTION)
    damage(filled.settings.library)
    library, only = open_library(filled.settings, bees)
    after = library.search_index(library.snapshot().entry(only)).search(QUESTION)
    assert [result.chunk for result in after] == [result.chunk for result in before]
    assert [result.score for result in after] == pytest.approx([result.score for result in before], abs=1e-3)
    open_library(filled.settings, bees, never)


def test_a_damaged_text_is_mended(filled: Library, bees: Path) -> None:
    entry = filled.snapshot().entry("bees")
    before = filled.document(entry)
    with filled.catalogue.database.writing() as connection:
        connection.execute("UPDATE revisions SET parsed = ? WHERE number = ?", (b"x", entry.revision))
    library, _ = open_library(filled.settings, bees)
    assert library.document(library.snapshot().entry("bees")) == before


def test_what_cannot_be_mended_says_so(filled: Library) -> None:
    filled.catalogue.database.path.write_bytes(b"text" * 4096)
    with pytest.raises(LibraryDamagedError, match="doctor --fix"):
        open_library(filled.settings)


def test_a_library_of_a_later_version_is_left_alone(filled: Library) -> None:
    with filled.catalogue.database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    before = filled.catalogue.database.path.read_bytes()
    with pytest.raises(LibraryNewerError):
        open_library(filled.settings)
    assert filled.catalogue.database.path.read_bytes() == before


def test_without_a_model_words_alone_are_compared_until_it_is_back(settings: IndexSettings, bees: Path) -> None:
    words, only = open_library(settings, bees, with_model=False)
    index = words.search_index(words.snapshot().entry(only))
    assert index.without_model
    assert index.search("蜂场补助")[0].dense is None
    open_library(settings, bees, never, with_model=False)
    library, _ = open_library(settings, bees)
    assert not library.search_index(library.snapshot().entry(only)).without_model
    open_library(settings, bees, never)


def test_vectors_wait_for_the_day_that_the_model_is_back(filled: Library, bees: Path) -> None:
    words, _ = open_library(filled.settings, bees, never, with_model=False)
    assert words.search_index(words.snapshot().entry("bees")).without_model
    library, _ = open_library(filled.settings, bees, never)
    assert not library.search_index(library.snapshot().entry("bees")).without_model


def test_a_model_that_is_damaged_is_said(filled: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(MODEL_DIR, tmp_path / "model")
    (tmp_path / "model" / "model.onnx").write_bytes(b"other")
    monkeypatch.setattr(encoders, "MODEL_DIR", tmp_path / "model")
    monkeypatch.setattr("index.library.open_encoder", encoders.open_encoder)
    with pytest.raises(ModelDamagedError):
        open_library(filled.settings)


def test_another_process_is_waited_for(filled: Library, bees: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "INDEX_VERSION", "another")
    lock = exclusive(filled.settings.library)
    lock.__enter__()
    told: list[str] = []

    def tell(_share: float, what: str) -> None:
        if not told:
            lock.__exit__(None, None, None)
        told.append(what)

    library, _ = open_library(filled.settings, bees, tell)
    assert told[:2] == ["另一个进程正在修改政策库，等它完成", "正在解析"]
    assert [entry.id for entry in library.stale()] == ["chips"]
