from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalogue.catalogue import Snapshot
from index.catalogue.models import DocumentStatus, Edits
from index.errors import LibraryDamagedError
from index.library import Library
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from tests.index.conftest import CountingEncoder, OpenLibrary
from tests.index.small_policies import BEES, CHIPS, write_policy

QUESTIONS = ("算力平台由谁建设", "新建的蜂场能拿多少补助", "市发展改革委负责什么", "培养多少人", "zzzz")


def ids(snapshot: Snapshot) -> list[str]:
    return [entry.id for entry in snapshot.published]


def test_an_empty_one_is_made(tmp_path: Path) -> None:
    settings = IndexSettings(library=tmp_path / "library")
    library = Library.open(settings, with_model=False)
    assert library.snapshot().entries == ()
    assert library.search("算力", library.snapshot()) == []
    assert library.containing("算力", library.snapshot()) == set()
    assert library.stale() == ()


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_published_appears_nowhere(filled: Library, status: DocumentStatus) -> None:
    """Neither in what is published, nor in a search, nor in what is looked for by a phrase; before it was, too."""
    assert {found.entry.id for found in filled.search("蜂场", filled.snapshot())} == {"chips", "bees"}
    with filled.writing() as writer:
        writer.set_status("bees", status)
    snapshot = filled.snapshot()
    assert ids(snapshot) == ["chips"]
    assert filled.containing("蜂场", snapshot) == set()
    assert {found.entry.id for question in QUESTIONS for found in filled.search(question, snapshot)} == {"chips"}
    with filled.catalogue.database.reading() as connection:
        assert connection.execute("SELECT document FROM live").fetchall() == [("chips",)]
    with filled.writing() as writer:
        writer.set_status("bees", "published")
    assert filled.containing("蜂场", filled.snapshot()) == {"bees"}


def test_a_snapshot_stays_what_it_was(filled: Library, tmp_path: Path) -> None:
    before = filled.snapshot()
    assert filled.snapshot() is before
    found = {question: filled.search(question, before) for question in QUESTIONS}
    in_chips = filled.search_index(before.entry("chips")).search(QUESTIONS[0])
    with filled.writing() as writer:
        writer.replace("chips", write_policy(tmp_path / "new.txt", CHIPS.replace("算力", "数据")))
        writer.remove("bees")
        writer.add(write_policy(tmp_path / "other.txt", BEES.replace("蜂", "蚕")), status="published")
    assert ids(before) == ["chips", "bees"]
    assert ids(filled.snapshot()) == ["chips", "other"]
    assert {question: filled.search(question, before) for question in QUESTIONS} == found
    assert filled.search_index(before.entry("chips")).search(QUESTIONS[0]) == in_chips


def test_another_process_sees_a_change_at_once(filled: Library, opened: OpenLibrary) -> None:
    other = opened(filled.settings)
    assert ids(other.snapshot()) == ["chips", "bees"]
    with filled.writing() as writer:
        writer.set_status("chips", "withdrawn")
    assert ids(other.snapshot()) == ["bees"]
    assert {found.entry.id for found in other.search("算力平台", other.snapshot())} == {"bees"}


def test_each_document_is_opened_by_itself_and_once(filled: Library) -> None:
    chips, bees = filled.snapshot().published
    assert filled.search_index(chips) is filled.search_index(chips)
    assert filled.search_index(chips).search("算力平台")[0].chunk.citation_id == "M1"
    assert filled.search_index(bees).search("蜂场补助")[0].chunk.citation_id == "M2"
    texts = {result.chunk.text for result in filled.search_index(bees).search("算力平台")}
    assert not any("算力" in text for text in texts)


def test_an_unrelated_document_changes_no_search_in_another(
    filled: Library, opened: OpenLibrary, tmp_path: Path
) -> None:
    """To the last bit: no score in a document depends on what else the library holds."""
    before = {
        (entry.id, question): filled.search_index(entry).look_up(question)[:2]
        for entry in filled.snapshot().published
        for question in QUESTIONS
    }
    with filled.writing() as writer:
        writer.add(write_policy(tmp_path / "other.txt", BEES.replace("蜂", "蚕")), status="published")
        writer.remove("chips")
        writer.add(write_policy(tmp_path / "chips.txt", CHIPS), status="published")
    again = opened(filled.settings)
    for (name, question), (results, near) in before.items():
        after = again.search_index(again.snapshot().entry(name)).look_up(question)
        if name == "bees":
            assert (after.results, after.near) == (results, near)
        else:
            # Made again, its vectors are as near as Chroma keeps them.
            assert [one.chunk for one in after.results[:1]] == [one.chunk for one in results[:1]]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_document_of_the_library_is_found_in_as_in_memory(
    filled: Library, encoder_of_session: CountingEncoder, question: str
) -> None:
    from index.search_index import SearchIndex

    for entry in filled.snapshot().published:
        held = SearchIndex.in_memory(filled.document(entry), encoder_of_session).search(question)
        found = filled.search_index(entry).search(question)
        assert [result.chunk.id for result in found] == [result.chunk.id for result in held]
        assert [result.score for result in found] == pytest.approx([result.score for result in held], abs=1e-3)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("算力平台", {"chips"}),
        ("市发展改革委", {"chips", "bees"}),
        ("市發展改革委", {"chips", "bees"}),
        ("没有的", set()),
    ],
)
def test_where_a_phrase_stands(filled: Library, phrase: str, names: set[str]) -> None:
    assert filled.containing(phrase, filled.snapshot()) == names


def test_a_revision_without_its_vectors_is_damaged(filled: Library) -> None:
    entry = filled.snapshot().entry("chips")
    for damaged in (replace(entry, collection="revision-none"), replace(entry, vectors_digest="other")):
        with pytest.raises(LibraryDamagedError, match=rf"《{entry.title}》的向量.*doctor --fix"):
            filled.stored_vectors(damaged)
        with pytest.raises(LibraryDamagedError):
            filled.search_index(damaged)
    filled.vectors.drop([entry.collection])
    assert filled.stale() == (entry,)


def test_vectors_of_another_document_are_not_taken(filled: Library) -> None:
    chips, bees = filled.snapshot().entries
    swapped = replace(chips, collection=bees.collection, vectors_digest=bees.vectors_digest)
    with pytest.raises(LibraryDamagedError):
        filled.search_index(swapped)


def test_whether_a_file_is_the_one_that_was_added(filled: Library, tmp_path: Path) -> None:
    file = write_policy(tmp_path / "chips.txt", CHIPS)
    entry = filled.snapshot().entry("chips")
    assert filled.is_of(entry, file)
    assert not filled.is_of(entry, tmp_path / "none.txt")
    write_policy(file, f"{CHIPS} ")
    assert not filled.is_of(entry, file)


def test_threads_may_share_a_library(filled: Library, opened: OpenLibrary) -> None:
    library = opened(filled.settings)
    expected = {question: filled.search(question, filled.snapshot()) for question in QUESTIONS}

    def ask(question: str) -> bool:
        snapshot = library.snapshot()
        for entry in snapshot.published:
            library.search_index(entry).search(question)
        return library.search(question, snapshot) == expected[question]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, QUESTIONS * 4))


def test_what_was_settled_reaches_what_is_open(filled: Library) -> None:
    before = filled.search_index(filled.snapshot().entry("chips"))
    with filled.writing() as writer:
        writer.edit("chips", Edits(title="算力新政"))
    after = filled.search_index(filled.snapshot().entry("chips"))
    assert (before.document.title, after.document.title) == ("海州市支持算力产业若干措施", "算力新政")


@pytest.mark.slow
def test_nothing_connects_to_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[object] = []

    def refuse(*arguments: object) -> None:
        attempts.append(arguments)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    library = Library.open(IndexSettings(library=tmp_path / "library"))
    with library.writing() as writer:
        entry, _ = writer.add(write_policy(tmp_path / "chips.txt", CHIPS), status="published")
    assert library.search_index(entry).search("算力平台")[0].chunk.citation_id == "M1"
    assert library.search("算力平台", library.snapshot())[0].entry == entry
    assert load_policy(tmp_path / "chips.txt") == library.document(entry)
    assert attempts == []
