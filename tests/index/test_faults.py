"""What befalls a library on real machines: a full disk, flipped bits, folders that may not be written."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from index.catalogue.models import Edits
from index.errors import LibraryDamagedError, LibraryError, LibraryUnwritableError
from index.library import Library
from index.opening import open_library
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from tests.index.conftest import OpenLibrary
from tests.index.small_policies import BEES, CHIPS, write_policy

pytestmark = pytest.mark.usefixtures("one_model")

QUESTION = "算力平台由谁建设"


def found_in(library: Library) -> list[tuple[str, list[str]]]:
    """Search every published document, and say what came."""
    snapshot = library.snapshot()
    return [
        (entry.id, [result.chunk.text for result in library.search_index(entry).search(QUESTION)])
        for entry in snapshot.published
    ]


# A full disk.


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [16, 64, 200, 400, 700, 1000])
def test_a_disk_that_is_too_small_holds_no_half_document(
    mounted: Callable[[str], Path], tmp_path: Path, opened: OpenLibrary, kilobytes: int
) -> None:
    """The catalogue, the original and Chroma's files are written one behind the other."""
    settings = IndexSettings(library=mounted(f"size={kilobytes}k") / "library")
    with pytest.raises(LibraryUnwritableError, match=r"政策库写不进.*磁盘"):
        open_library(settings, write_policy(tmp_path / "chips.txt", CHIPS))
    with suppress(LibraryError):
        assert opened(settings).snapshot().entries == ()


@pytest.mark.slow
@pytest.mark.parametrize("left", [10_000, 60_000, 150_000, 300_000])
def test_a_disk_that_fills_up_keeps_what_was_there(
    filled: Library, opened: OpenLibrary, mounted: Callable[[str], Path], tmp_path: Path, left: int
) -> None:
    disk = mounted("size=32m")
    shutil.copytree(filled.settings.library, disk / "library")
    library = opened(IndexSettings(library=disk / "library"))
    before, found = library.snapshot(), found_in(library)
    file = write_policy(tmp_path / "new.txt", BEES.replace("蜂", "蚕"))
    (disk / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - left)))
    with pytest.raises(LibraryUnwritableError, match="磁盘"), library.writing() as writer:
        writer.add(file, status="published")
    again = opened(library.settings)
    assert again.snapshot().entries == before.entries
    assert found_in(again) == found
    (disk / "ballast").unlink()
    with again.writing() as writer:
        writer.add(file, status="published")
    assert [name for name, _ in found_in(again)] == ["chips", "bees", "new"]


# Folders that may not be written.


def test_a_library_that_may_only_be_read_answers(
    without_privileges: None, public: Path, opened: OpenLibrary, tmp_path_factory: pytest.TempPathFactory
) -> None:
    library, only = open_library(IndexSettings(library=public))
    assert only == ""
    assert [name for name, _ in found_in(library)] == ["chips", "bees"]
    assert library.search(QUESTION, library.snapshot())[0].entry.id == "chips"
    with pytest.raises(LibraryUnwritableError, match=r"没有写权限.*POLICYQA_LIBRARY"), library.writing():
        pass


def test_what_has_to_be_made_and_cannot_says_so(without_privileges: None) -> None:
    # The root folder exists everywhere and is nobody's to write.
    with pytest.raises(LibraryUnwritableError, match="没有写权限") as caught:
        open_library(IndexSettings(library=Path("/policyqa-library")))
    assert "\n" not in str(caught.value)


def test_a_disk_that_may_only_be_read(filled: Library, opened: OpenLibrary, mounted: Callable[[str], Path]) -> None:
    disk = mounted("size=64m")
    shutil.copytree(filled.settings.library, disk / "library")
    subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(disk)], check=True)
    library, _ = open_library(IndexSettings(library=disk / "library"))
    assert found_in(library) == found_in(filled)
    with pytest.raises(LibraryUnwritableError, match="磁盘只读"), library.writing():
        pass


# Damage.


def flip(file: Path, bit: int) -> None:
    data = bytearray(file.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    file.write_bytes(data)


@pytest.mark.slow
def test_a_flipped_bit_of_the_catalogue_is_no_surprise(filled: Library, opened: OpenLibrary) -> None:
    """It is one of our errors, or it changes nothing of how the documents read: their text carries a checksum."""
    places, path = random.Random(7), filled.catalogue.database.path
    documents = {entry.id: filled.document(entry) for entry in filled.snapshot().entries}
    noticed = 0
    for _ in range(60):
        bit = places.randrange(path.stat().st_size * 8)
        flip(path, bit)
        read: dict[str, PolicyDocument] = {}
        try:
            library = opened(filled.settings)
            library.catalogue.database.check()
            read = {entry.id: library.catalogue.document(entry.revision) for entry in library.snapshot().entries}
        except LibraryDamagedError:
            noticed += 1
        assert all(document == documents.get(name, document) for name, document in read.items())
        flip(path, bit)
    assert noticed


@pytest.mark.parametrize("name", ["header.bin", "index_metadata.pickle", "length.bin", "data_level0.bin"])
@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"\xff" * len(data)])
def test_whatever_happens_to_chromas_files_is_noticed_before_chroma_reads_them(
    filled: Library, name: str, damage: Callable[[bytes], bytes]
) -> None:
    """Of some it would die, and its process with it."""
    before = found_in(filled)
    for file in filled.settings.library.glob(f"chroma/*/{name}"):
        file.write_bytes(damage(file.read_bytes()))
    for entry in filled.snapshot().published:
        with pytest.raises(LibraryDamagedError, match="doctor --fix"):
            filled.stored_vectors(entry)
    again, _ = open_library(filled.settings)
    assert found_in(again) == before


def test_reading_and_writing_others_leaves_the_files_of_a_collection_alone(filled: Library, tmp_path: Path) -> None:
    entry = filled.snapshot().entry("chips")
    with filled.writing() as writer:
        writer.add(write_policy(tmp_path / "new.txt", BEES.replace("蜂", "蚕")), status="published")
        writer.remove("bees")
    for _ in range(2):
        filled.stored_vectors(entry)
    assert filled.vectors.files_digests([entry.collection]) == {entry.collection: entry.files_digest}


@pytest.mark.slow
def test_what_stands_beside_the_library_is_nobodys_business(filled: Library) -> None:
    beside = [filled.settings.library.with_name("feedback.sqlite3"), filled.settings.library / "notes.txt"]
    for file in beside:
        file.write_bytes(b"kept")
    with filled.writing() as writer:
        writer.renew(filled.snapshot().entries)
        writer.edit("chips", Edits(title="x"))
        writer.remove("bees")
    assert [file.read_bytes() for file in beside] == [b"kept"] * 2


def test_opening_and_asking_change_no_file(filled: Library, opened: OpenLibrary) -> None:
    folder = filled.settings.library
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and "chroma" not in file.parts}
    library, _ = open_library(filled.settings)
    assert isinstance(library.search_index(library.snapshot().published[0]), SearchIndex)
    found_in(library)
    library.search(QUESTION, library.snapshot())
    after = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and "chroma" not in file.parts}
    assert {file: data for file, data in after.items() if file.parent.name != "dictionary"} == before
