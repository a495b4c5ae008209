from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import IndexDamagedError
from index.held import FEW, HeldVectors

DIMENSIONS = 8


def unit(count: int, seed: int = 3) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    found: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return found


def test_places_are_those_of_the_sorted_ids() -> None:
    vectors = unit(3)
    held = HeldVectors.of(["M2", "M1", "M3"], vectors)
    assert held.keys == ("M1", "M2", "M3")
    assert [place for place, _ in held.places(vectors[0], 1)] == [1]
    np.testing.assert_allclose(held.vectors()["M2"], vectors[0])


@pytest.mark.parametrize("count", [1, 50, FEW + 1])
def test_cosines_are_those_of_numpy(count: int) -> None:
    vectors = unit(count)
    held = HeldVectors.of([f"{place:06}" for place in range(count)], vectors)
    question = 3 * unit(1, seed=4)[0]
    found = held.places(question, 10)
    exact = np.sort(vectors @ (question / 3))[::-1][:10]
    np.testing.assert_allclose([cosine for _, cosine in found], exact, atol=1e-6)


def test_nothing_holds_nothing() -> None:
    assert HeldVectors.of([], np.zeros((0, DIMENSIONS), np.float32)).places(unit(1)[0], 5) == []


def test_saved_and_opened_it_is_the_same(tmp_path: Path) -> None:
    held = HeldVectors.of(["M1.标题", "M2"], unit(2))
    held.save(tmp_path / "vectors.npz")
    again = HeldVectors.open(tmp_path / "vectors.npz")
    assert again.keys == held.keys
    assert again.vectors() == held.vectors()


@pytest.mark.parametrize("content", [b"", b"PK", b"\xff" * 100])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vectors.npz").write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"vectors\.npz.*index build --force"):
        HeldVectors.open(tmp_path / "vectors.npz")


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError):
        HeldVectors.open(tmp_path / "vectors.npz")
