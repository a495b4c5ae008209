from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalogue.models import Correction, Edits, Entry
from index.errors import LibraryDamagedError
from index.library import Library
from index.rebuilding import rebuild
from index.writing import LIST, ORIGINALS

pytestmark = pytest.mark.usefixtures("one_model")


@pytest.fixture
def edited(filled: Library) -> Library:
    """Give a library in which a person settled something, and withdrew something."""
    correction = Correction("M1", "（一）", "建设平台", "agencies", ("市工信局",))
    with filled.writing() as writer:
        writer.edit("chips", Edits(title="算力新政", corrections=(correction,)))
        writer.set_status("bees", "withdrawn")
    return filled


def ruin(library: Library) -> None:
    library.catalogue.database.path.write_bytes(b"text" * 4096)


def without_numbers(entry: Entry) -> Entry:
    """Leave out what is another one's in another catalogue."""
    return replace(entry, revision=0, position=0, collection="", vectors_digest="", files_digest="")


def test_all_is_as_it_was(edited: Library) -> None:
    before = edited.snapshot()
    documents = [edited.document(entry) for entry in before.entries]
    listed = (edited.settings.library / LIST).read_text("utf-8")
    ruin(edited)
    again = rebuild(edited.settings)
    after = again.snapshot()
    assert [without_numbers(entry) for entry in after.entries] == [without_numbers(entry) for entry in before.entries]
    assert [again.document(entry) for entry in after.entries] == documents
    assert again.stale() == ()
    assert again.search_index(after.entries[0]).search("算力平台")[0].chunk.citation_id == "M1"
    assert json.loads((edited.settings.library / LIST).read_text("utf-8")) == json.loads(listed)


def test_who_has_the_damaged_one_open_sees_the_new_one(edited: Library) -> None:
    before = edited.snapshot()
    ruin(edited)
    rebuild(edited.settings)
    assert edited.snapshot().generation > before.generation
    assert edited.search_index(edited.snapshot().entry("chips")).search("算力")


def test_the_damaged_one_is_kept(edited: Library) -> None:
    ruin(edited)
    rebuild(edited.settings)
    (kept,) = edited.settings.library.glob("damaged-*-catalogue.sqlite3")
    assert kept.read_bytes() == b"text" * 4096
    assert not list(edited.settings.library.glob("rebuilding-*"))


def test_a_catalogue_that_is_gone(edited: Library) -> None:
    before = edited.snapshot()
    edited.catalogue.database.path.unlink()
    assert [entry.id for entry in rebuild(edited.settings).snapshot().entries] == [entry.id for entry in before.entries]


def test_who_is_killed_meanwhile_loses_nothing(edited: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = edited.snapshot()
    ruin(edited)

    def interrupt(share: float, _what: str) -> None:
        if share >= 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(edited.settings, interrupt)
    assert edited.catalogue.database.path.read_bytes() == b"text" * 4096
    again = rebuild(edited.settings).snapshot()
    assert [without_numbers(entry) for entry in again.entries] == [without_numbers(entry) for entry in before.entries]


@pytest.mark.parametrize("content", [None, "云山市的一句话"], ids=["gone", "changed"])
def test_a_document_whose_original_is_lost_is_named_and_the_others_are_back(
    edited: Library, content: str | None
) -> None:
    file: Path = edited.settings.library / ORIGINALS / f"{edited.snapshot().entry('bees').original}.txt"
    if content is None:
        file.unlink()
    else:
        file.write_text(content, encoding="utf-8")
    ruin(edited)
    with pytest.raises(LibraryDamagedError, match=r"1 份文件已恢复；bees 的原文件.*index add"):
        rebuild(edited.settings)
    assert [entry.id for entry in edited.snapshot().entries] == ["chips"]


@pytest.mark.parametrize("content", [None, "", "[]x", '[{"id": 1}]', '{"a": 1}'])
def test_without_a_list_the_originals_are_pointed_at(edited: Library, content: str | None) -> None:
    path = edited.settings.library / LIST
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    ruin(edited)
    with pytest.raises(LibraryDamagedError, match="originals"):
        rebuild(edited.settings)
    assert edited.catalogue.database.path.read_bytes() == b"text" * 4096
