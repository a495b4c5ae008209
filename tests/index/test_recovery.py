"""What a writer finds that another one left, and what readers have while it is put in order."""

from __future__ import annotations

import datetime
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import vectors as vectors_module
from index.catalogue import database as database_module
from index.errors import LibraryBusyError, LibraryDamagedError, LibraryUnwritableError
from index.library import Library
from index.rebuilding import rebuild
from index.settings import IndexSettings
from index.vectors import FOLDER
from index.writing import GRACE, LIST, ORIGINALS
from ingest.chunks import make_chunks
from tests.index.conftest import CountingEncoder
from tests.index.durable_policies import left_over, tidy
from tests.index.small_policies import BEES, CHIPS, write_policy

AFTER_GRACE = 2 * GRACE
OpenLibrary = Callable[[IndexSettings], Library]


def test_what_is_removed_stays_for_those_who_have_seen_it(filled: Library, opened: OpenLibrary) -> None:
    before = filled.snapshot()
    other = opened(filled.settings)
    with filled.writing() as writer:
        writer.remove("chips")
    tidy(filled, GRACE / 2)
    assert [entry.id for entry in other.snapshot().entries] == ["bees"]
    assert other.search_index(before.entry("chips")).search("算力平台")[0].chunk.citation_id == "M1"
    found = other.search("算力平台", before)
    assert (found[0].entry.id, found[0].chunk) == ("chips", "M1")
    assert found[0].dense
    tidy(filled, AFTER_GRACE)
    assert left_over(filled) == []
    anew = opened(filled.settings)
    with pytest.raises(LibraryDamagedError):
        anew.search_index(before.entry("chips"))


def test_nothing_is_left_of_what_was_replaced_and_removed(filled: Library, tmp_path: Path) -> None:
    """Neither the files of its vectors, which Chroma leaves where they are, nor agencies that only it names."""
    text = CHIPS.replace("市财政局", "市国资委")
    with filled.writing() as writer:
        writer.replace("chips", write_policy(tmp_path / "new.txt", text))
        writer.remove("bees")
    folders = [path for path in (filled.settings.library / FOLDER).iterdir() if path.is_dir()]
    assert len(folders) == 3
    tidy(filled, AFTER_GRACE)
    assert left_over(filled) == []
    assert len([path for path in folders if path.exists()]) == 1


def test_the_original_that_nobody_came_to_use_is_removed(filled: Library, tmp_path: Path) -> None:
    with filled.writing() as writer:
        kept = writer._keep(write_policy(tmp_path / "new.txt", CHIPS.replace("算力", "数据"))).path
        kept.with_name(f"{kept.name}.new").write_bytes(b"half")
    tidy(filled, GRACE / 2)
    assert kept.exists()
    tidy(filled, AFTER_GRACE)
    assert left_over(filled) == []
    assert len(list((filled.settings.library / ORIGINALS).iterdir())) == 2


def test_the_next_writer_writes_the_list_that_another_one_could_not(filled: Library) -> None:
    path = filled.settings.library / LIST
    before = path.read_bytes()
    path.with_name(f"{LIST}.new").mkdir()
    with filled.writing() as writer:
        assert writer.set_status("chips", "withdrawn").status == "withdrawn"
        writer.remove("bees")
    assert path.read_bytes() == before
    path.with_name(f"{LIST}.new").rmdir()
    with filled.writing():
        pass
    assert json.loads(path.read_text("utf-8")) == filled.catalogue.list_rows()
    assert path.read_bytes() != before


def test_a_vector_is_the_same_however_often_it_is_taken_over(
    filled: Library, counting: CountingEncoder, tmp_path: Path
) -> None:
    file = write_policy(tmp_path / "chips.txt", CHIPS)
    first = filled.stored_vectors(filled.snapshot().entry("chips"))
    for _ in range(3):
        with filled.writing() as writer:
            entry = writer.replace("chips", file)
        assert np.array_equal(filled.stored_vectors(entry).values, first.values)
    assert counting.passages == []


@pytest.mark.parametrize("column", ["made_with", "vectors_digest", "files_digest"])
def test_vectors_of_another_model_or_damaged_ones_are_not_taken_over(
    filled: Library, counting: CountingEncoder, tmp_path: Path, column: str
) -> None:
    with filled.catalogue.database.writing() as connection:
        connection.execute(f"UPDATE revisions SET {column} = 'other' WHERE document = 'chips'")
    with filled.writing() as writer:
        entry = writer.replace("chips", write_policy(tmp_path / "chips.txt", CHIPS))
    assert len(counting.passages) == len(make_chunks(filled.document(entry)))


def test_chroma_opens_once_its_file_is_whole_again(filled: Library) -> None:
    file = filled.settings.library / FOLDER / "chroma.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(b"text" * 4096)
    for _ in range(2):
        with pytest.raises(LibraryDamagedError):
            filled.vectors.started()
    file.write_bytes(whole)
    assert len(filled.vectors.started()) == 2


@pytest.mark.usefixtures("one_model")
def test_no_empty_catalogue_takes_the_place_of_one_that_is_gone(filled: Library) -> None:
    """Its list of documents would be empty, too, and their originals those of nobody."""
    listed = (filled.settings.library / LIST).read_bytes()
    filled.catalogue.database.path.unlink()
    with pytest.raises(LibraryDamagedError, match="doctor --fix"):
        Library.open(filled.settings)
    assert (filled.settings.library / LIST).read_bytes() == listed
    (filled.settings.library / "rebuilding-killed").mkdir()
    again = rebuild(filled.settings)
    tidy(again, AFTER_GRACE)
    assert {entry.id for entry in again.snapshot().entries} == {"chips", "bees"}
    assert left_over(again) == []
    assert list(again.settings.library.glob("rebuilding-*")) == []


def test_a_full_disk_is_said_to_be_full(filled: Library) -> None:
    """SQLite gives up the transaction of itself where it finds no room."""
    before = filled.snapshot()
    tokens = ((f"{number}" * 500,) for number in range(2000))

    def fill() -> None:
        with filled.catalogue.database.writing() as connection:
            connection.execute("PRAGMA max_page_count = 1")
            connection.executemany("INSERT INTO tokens (token) VALUES (?)", tokens)

    with pytest.raises(LibraryUnwritableError, match="磁盘已满"):
        fill()
    assert filled.catalogue.snapshot() == before


def test_who_may_not_write_notices_that_another_one_does(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "can_write_a_little", lambda _: False)
    before = filled.catalogue.snapshot()
    with pytest.raises(LibraryBusyError, match="另一个进程"), filled.catalogue.database.reading():
        os.utime(filled.catalogue.database.path, (0, 0))
    assert filled.catalogue.snapshot() == before


def test_who_may_not_write_waits_for_one_who_does(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors_module, "can_write_a_little", lambda _: False)
    monkeypatch.setattr(vectors_module, "_PAUSE_SECONDS", 0.01)
    journal = filled.settings.library / FOLDER / "chroma.sqlite3-journal"
    journal.write_bytes(b"")
    with pytest.raises(LibraryBusyError, match="另一个进程"):
        filled.vectors.started()
    timer = threading.Timer(0.05, journal.unlink)
    timer.start()
    assert len(filled.vectors.started()) == 2
    timer.join()


def test_a_collection_of_a_writer_at_work_is_left_alone(filled: Library, tmp_path: Path) -> None:
    with filled.writing() as writer:
        file = write_policy(tmp_path / "new.txt", BEES.replace("蜂", "鸟"))
        new = writer._maker.make("birds", writer._keep(file), filled.snapshot().entry("bees").edits, None, None)
        writer.recover(datetime.datetime.now(datetime.UTC))
        assert new.collection in filled.vectors.started()
