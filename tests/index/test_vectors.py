"""The vectors in real Chroma: in the library's folder, and by the same protocol on a server."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import TextNode
from numpy.typing import NDArray

from index import vectors as vectors_module
from index.errors import LibraryDamagedError, LibraryUnwritableError
from index.vectors import FOLDER, NO_VECTORS, Vectors, VectorStore, new_name
from tests.index.chroma_server import running_server

COUNT, DIMENSIONS = 40, 16
KEYS = [f"plan/M{number}" for number in range(COUNT)]


def unit(count: int = COUNT, seed: int = 7) -> NDArray[np.float32]:
    found = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / lengths, dtype=np.float32)


def nodes(values: NDArray[np.float32], keys: Sequence[str] = KEYS) -> list[TextNode]:
    return [
        TextNode(id_=key, text=f"正文 {key}", embedding=value.tolist(), metadata={"citation_id": key})
        for key, value in zip(keys, values, strict=False)
    ]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path, request.getfixturevalue("url") if request.param == "server" else "")


@pytest.fixture
def local(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path)


def assert_same(found: NDArray[np.float32], expected: NDArray[np.float32]) -> None:
    """Compare as far as Chroma keeps them: it makes vectors of unit length of what has it already."""
    np.testing.assert_allclose(found, expected, atol=1e-6)


def read(store: VectorStore, name: str) -> Vectors | None:
    return dict(store.read([name])).get(name)


# Vectors.


def test_the_nearest_are_those_of_numpy() -> None:
    values, question = unit(), 3 * unit(1, seed=8)[0]
    cosines = values @ (question / 3)
    order = np.argsort(-cosines, kind="stable")
    for count in (0, 1, 5, COUNT, COUNT + 5):
        found = Vectors(tuple(KEYS), values).nearest(question, count)
        assert [place for place, _ in found] == order[:count].tolist()
        assert [cosine for _, cosine in found] == pytest.approx(cosines[order[:count]].tolist(), abs=1e-6)


def test_of_equal_ones_the_first_is_nearest() -> None:
    same = Vectors(("M1", "M2", "M3"), np.array([[1, 0]] * 3, dtype=np.float32))
    assert [place for place, _ in same.nearest(np.array([1, 0], dtype=np.float32), 2)] == [0, 1]


def test_nothing_is_near_to_nothing() -> None:
    assert NO_VECTORS.nearest(unit(1)[0], 5) == []
    assert NO_VECTORS.of([]).shape == (0, 1)


def test_vectors_are_had_by_their_ids() -> None:
    values = unit()
    held = Vectors(tuple(KEYS), values)
    np.testing.assert_array_equal(held.of([KEYS[5], KEYS[0], KEYS[5]]), values[[5, 0, 5]])
    with pytest.raises(KeyError):
        held.of(["plan/M99"])
    assert held.without_prefix("plan/").keys[:2] == ("M0", "M1")


def test_the_digest_is_of_every_id_and_every_number() -> None:
    values = unit(3)
    held = Vectors(("a", "b", "c"), values)
    others = [Vectors(("a", "b", "d"), values), Vectors(("a", "b"), values[:2]), Vectors(("a", "b", "c"), values[::-1])]
    for place in np.ndindex(values.shape):
        changed = values.copy()
        changed[place] = np.nextafter(changed[place], np.float32(2))
        others.append(Vectors(("a", "b", "c"), changed))
    assert held.digest == Vectors(("a", "b", "c"), values.copy()).digest
    assert len({held.digest, *(other.digest for other in others)}) == len(others) + 1


# The store.


def test_what_is_filled_is_read_back(store: VectorStore) -> None:
    name, values = new_name(), unit()
    written = store.fill(name, nodes(values))
    found = read(store, name)
    assert found is not None
    assert found.keys == written.keys == tuple(sorted(KEYS))
    assert_same(found.of(KEYS), values)
    assert found.digest == written.digest
    assert found.values.dtype == np.float32


def test_more_than_one_call_takes_and_more_than_are_read_at_once(
    store: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "_BATCH", 7)
    monkeypatch.setattr(vectors_module, "_AT_ONCE", 2)
    names = [new_name() for _ in range(5)]
    for seed, name in enumerate(names):
        assert len(store.fill(name, nodes(unit(seed=seed))).keys) == COUNT
    found = dict(store.read(names[::-1]))
    assert list(found) == names[::-1]
    for seed, name in enumerate(names):
        assert_same(found[name].of(KEYS), unit(seed=seed))


def test_only_those_that_are_asked_for_are_read(store: VectorStore) -> None:
    name, values = new_name(), unit()
    store.fill(name, nodes(values))
    ((_, found),) = store.read([name], {name: [KEYS[3], KEYS[1]]})
    assert found.keys == (KEYS[1], KEYS[3])
    assert_same(found.values, values[[1, 3]])


def test_a_collection_that_is_missing_has_none(store: VectorStore) -> None:
    name = new_name()
    assert list(store.read([name])) == []
    store.fill(name, nodes(unit()))
    other = new_name()
    assert [found for found, _ in store.read([other, name, new_name()])] == [name]


def test_a_collection_without_vectors(store: VectorStore) -> None:
    name = new_name()
    assert store.fill(name, []).digest == NO_VECTORS.digest
    assert read(store, name) is not None


def test_what_is_dropped_is_gone_and_the_rest_is_there(store: VectorStore) -> None:
    gone, kept = new_name(), new_name()
    for name in (gone, kept):
        store.fill(name, nodes(unit()))
    store.drop([gone, new_name(), gone])
    assert read(store, gone) is None
    assert read(store, kept) is not None
    assert gone not in store.started()


def test_when_a_collection_was_begun_is_known(store: VectorStore) -> None:
    name, before = new_name(), int(time.time())
    store.fill(name, nodes(unit()))
    assert before <= store.started()[name] <= time.time()


def test_a_name_is_taken_once(store: VectorStore) -> None:
    name = new_name()
    kept = store.fill(name, nodes(unit()))
    with pytest.raises(Exception, match=name):
        store.fill(name, nodes(unit(seed=9)))
    found = read(store, name)
    assert found is not None
    assert found.digest == kept.digest
    assert len({new_name() for _ in range(1000)}) == 1000


def test_who_reads_is_not_disturbed_by_who_writes(local: VectorStore, tmp_path: Path) -> None:
    """A reader opens it while another one has it open: what was filled stays as it is."""
    names = [new_name() for _ in range(3)]
    kept = [local.fill(name, nodes(unit(seed=seed))) for seed, name in enumerate(names)]
    reader = VectorStore(tmp_path).read(names)
    first = next(reader)
    other = new_name()
    local.fill(other, nodes(unit()))
    local.drop([other])
    assert [found.digest for _, found in (first, *reader)] == [one.digest for one in kept]


# Damage, and where nothing can be written.


def _junk(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"text" * 4096)


def _no_catalogue(folder: Path) -> None:
    (folder / "chroma.sqlite3").unlink()


def _half_catalogue(folder: Path) -> None:
    file = folder / "chroma.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _wiped(folder: Path) -> None:
    file = folder / "chroma.sqlite3"
    data = bytearray(file.read_bytes())
    data[4096 : 12 * 4096] = bytes(11 * 4096)
    file.write_bytes(data)


def _no_vectors(folder: Path) -> None:
    for found in folder.iterdir():
        if found.is_dir():
            shutil.rmtree(found)


def _half_vectors(folder: Path) -> None:
    for found in folder.rglob("data_level0.bin"):
        found.write_bytes(found.read_bytes()[: found.stat().st_size // 10])


@pytest.mark.parametrize("damage", [_junk, _no_catalogue, _half_catalogue, _wiped, _no_vectors, _half_vectors])
def test_damaged_files_are_noticed(local: VectorStore, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Either Chroma fails, which is one of our errors, or the files or what it gives of them have another digest."""
    name = new_name()
    kept = local.fill(name, nodes(unit()))
    files = local.files_digests([name])[name]
    damage(tmp_path / FOLDER)
    try:
        # A file that is too short Chroma may read on from memory, where what was there before may still be.
        found = read(local, name) if local.has(name, files) else None
    except LibraryDamagedError as error:
        said = str(error)
    else:
        said = "doctor --fix" if found is None or found.digest != kept.digest else "nothing"
    assert "doctor --fix" in said
    assert "\n" not in said


@pytest.mark.slow
def test_a_flipped_bit_is_noticed_or_harmless(local: VectorStore, tmp_path: Path) -> None:
    name = new_name()
    kept = local.fill(name, nodes(unit()))
    shutil.move(tmp_path / FOLDER, tmp_path / "whole")
    places = random.Random(7)
    # Chroma 1.5.9 takes the process with it where some bytes of a header of 100 are others.
    files = [
        file
        for file in sorted((tmp_path / "whole").rglob("*"))
        if file.is_file() and file.stat().st_size and file.name != "header.bin"
    ]
    noticed = 0
    for file in files * 6:
        shutil.copytree(tmp_path / "whole", tmp_path / FOLDER)
        copy = tmp_path / FOLDER / file.relative_to(tmp_path / "whole")
        data = bytearray(copy.read_bytes())
        bit = places.randrange(len(data) * 8)
        data[bit // 8] ^= 1 << bit % 8
        copy.write_bytes(data)
        try:
            found = read(local, name)
            if found is None or found.digest != kept.digest:
                noticed += 1
            else:
                assert_same(found.of(KEYS), unit())
        except LibraryDamagedError:
            noticed += 1
        shutil.rmtree(tmp_path / FOLDER)
    assert noticed


def test_where_nothing_may_be_written_it_is_read(without_privileges: None, public: Path) -> None:
    store = VectorStore(public)
    before = {file: file.read_bytes() for file in public.rglob("*") if file.is_file()}
    (name, *_) = store.started()
    assert read(store, name) is not None
    assert {file: file.read_bytes() for file in public.rglob("*") if file.is_file()} == before
    with pytest.raises(LibraryUnwritableError, match=r"没有写权限.*POLICYQA_LIBRARY"):
        store.fill(new_name(), nodes(unit()))


def test_a_disk_that_may_only_be_read(local: VectorStore, tmp_path: Path, mounted: Callable[[str], Path]) -> None:
    name, values = new_name(), unit()
    local.fill(name, nodes(values))
    disk = mounted("size=32m")
    shutil.copytree(tmp_path / FOLDER, disk / FOLDER)
    subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(disk)], check=True)
    found = read(VectorStore(disk), name)
    assert found is not None
    assert_same(found.of(KEYS), values)
    with pytest.raises(LibraryUnwritableError):
        VectorStore(disk).fill(new_name(), nodes(values))


def test_no_room_for_the_copy_that_is_read(
    without_privileges: None, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(public / "none"))
    with pytest.raises(LibraryUnwritableError, match="TMPDIR"):
        VectorStore(public).started()


def test_no_connection_is_attempted(local: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[object] = []  # noted, as telemetry would swallow an exception

    def refuse(*arguments: object) -> None:
        attempts.append(arguments)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    name = new_name()
    local.fill(name, nodes(unit()))
    assert read(local, name) is not None
    assert attempts == []
