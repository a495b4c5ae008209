from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import dense as dense_module
from index.dense import DenseIndex
from index.errors import IndexDamagedError
from ingest.models import Chunk

COUNT, DIMENSIONS = 40, 16


def chunk(key: str) -> Chunk:
    return Chunk(key, key.partition(".")[0], "sentence", f"text of {key}", "", 0, 10)


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float64]:
    found = np.random.default_rng(7).normal(size=(COUNT, DIMENSIONS))
    unit: NDArray[np.float64] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chroma")


@pytest.fixture(scope="module")
def dense(folder: Path, vectors: NDArray[np.float64]) -> Iterator[DenseIndex]:
    index = DenseIndex.create(folder)
    index.add([chunk(f"M{row}") for row in range(COUNT)], vectors.tolist())
    yield index
    index.close()


def test_cosines_are_those_of_numpy_and_every_neighbour_is_found(
    dense: DenseIndex, vectors: NDArray[np.float64]
) -> None:
    for query in vectors[:5]:
        cosines = vectors @ query
        found = dense.search(query.tolist(), COUNT)
        assert [key for key, _ in found] == [f"M{row}" for row in np.argsort(-cosines)]
        assert [cosine for _, cosine in found] == pytest.approx(sorted(cosines, reverse=True), abs=1e-4)


@pytest.mark.parametrize("held_at_most", [dense_module.MANY, 0])
def test_places_are_those_of_the_sorted_ids(
    folder: Path,
    dense: DenseIndex,
    vectors: NDArray[np.float64],
    monkeypatch: pytest.MonkeyPatch,
    held_at_most: int,
) -> None:
    monkeypatch.setattr(dense_module, "MANY", held_at_most)
    keys = sorted(f"M{row}" for row in range(COUNT))
    opened = DenseIndex.open(folder)
    by_place = opened.places(vectors[3].tolist(), 9, keys)
    assert [(keys[place], cosine) for place, cosine in by_place] == opened.search(vectors[3].tolist(), 9)
    assert [keys[place] for place, _ in by_place] == [key for key, _ in dense.search(vectors[3].tolist(), 9)]
    opened.close()


def test_opposite_vectors_have_cosine_minus_one(dense: DenseIndex, vectors: NDArray[np.float64]) -> None:
    key, cosine = dense.search((-vectors[3]).tolist(), COUNT)[-1]
    assert (key, round(cosine, 4)) == ("M3", -1.0)


def test_the_length_of_the_question_does_not_matter(dense: DenseIndex, vectors: NDArray[np.float64]) -> None:
    assert dict(dense.search((vectors[0] * 5).tolist(), 5)) == pytest.approx(
        dict(dense.search(vectors[0].tolist(), 5)), abs=1e-5
    )


@pytest.mark.parametrize("top_k", [1, 3, COUNT, COUNT + 1, 10_000])
def test_no_more_is_asked_for_than_there_is(dense: DenseIndex, vectors: NDArray[np.float64], top_k: int) -> None:
    assert len(dense.search(vectors[0].tolist(), top_k)) == min(top_k, COUNT)


def test_equal_cosines_are_in_order_of_their_keys(tmp_path: Path) -> None:
    index = DenseIndex.create(tmp_path)
    index.add([chunk(key) for key in ("M2", "M1", "M3")], [[1.0, 0.0]] * 3)
    assert [key for key, _ in index.search([1.0, 0.0], 3)] == ["M1", "M2", "M3"]
    index.close()


def test_opened_again_it_holds_the_same(dense: DenseIndex, folder: Path, vectors: NDArray[np.float64]) -> None:
    again = DenseIndex.open(folder)
    assert again.count() == COUNT
    assert again.search(vectors[0].tolist(), 7) == dense.search(vectors[0].tolist(), 7)
    stored = again.vectors()
    np.testing.assert_allclose([stored[f"M{row}"] for row in range(COUNT)], vectors, atol=1e-6)
    again.close()
    assert dense.count() == COUNT  # closing one leaves the other open


def test_a_folder_without_a_collection_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match="index build --force"):
        DenseIndex.open(tmp_path)


def test_where_it_cannot_be_written_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OSError, match="写不进去"):
        DenseIndex.create(tmp_path / "file")


def test_telemetry_is_off(dense: DenseIndex) -> None:
    settings = dense.collection._client._system.settings
    assert settings.anonymized_telemetry is False
    assert settings.allow_reset is False


def test_no_connection_is_attempted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[object] = []  # noted, as telemetry would swallow an exception

    def refuse(*arguments: object) -> None:
        attempts.append(arguments)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    index = DenseIndex.create(tmp_path)
    index.add([chunk("M1")], [[1.0, 0.0]])
    assert dict(index.search([1.0, 0.0], 5)) == pytest.approx({"M1": 1.0})
    index.close()
    assert attempts == []
