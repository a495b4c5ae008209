"""Vectors in memory, each with its id: compared exactly where there are few, in two steps where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.coarse import CoarseVectors
from index.errors import IndexDamagedError
from index.top import best

FEW = 4096
"""Up to so many vectors comparing all of them is faster than anything else, and exact."""


class HeldVectors:
    """The vectors of a collection, in the order of their ids, which is that of equal cosines."""

    def __init__(self, keys: tuple[str, ...], vectors: NDArray[np.float32]) -> None:
        """Take sorted ids and their unit vectors (shape: number of ids, dimensions)."""
        self.keys = keys
        self._vectors = vectors
        self._coarse = CoarseVectors(vectors) if len(keys) > FEW else None

    @classmethod
    def of(cls, keys: Sequence[str], vectors: NDArray[np.float32]) -> Self:
        """Sort what was read."""
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return cls(tuple(keys[place] for place in order), np.ascontiguousarray(vectors[order]))

    @classmethod
    def open(cls, file: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            IndexDamagedError: if it is not there or not readable.
        """
        try:
            with np.load(file, allow_pickle=False) as kept:
                return cls(tuple(kept["keys"].tolist()), kept["vectors"])
        # On a damaged archive numpy raises whatever reading it raises.
        except Exception as error:
            raise IndexDamagedError(f"向量读不出来：{file}。请运行 python -m index build --force 重建。") from error

    def save(self, file: Path) -> None:
        """Write ids and vectors.

        Raises:
            OSError: if they cannot be written.
        """
        np.savez(file, keys=np.array(self.keys), vectors=self._vectors)

    def places(
        self, vector: Sequence[float] | NDArray[np.float32], top_k: int, _keys: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return the places and cosines of the nearest, nearest first."""
        if not self.keys:
            return []
        unit = np.asarray(vector, dtype=np.float32)
        unit = unit / np.linalg.norm(unit)
        if self._coarse:
            places, cosines = self._coarse.nearest(unit, top_k)
        else:
            # Without BLAS, whose threads keep the cores busy that other visitors need.
            products = np.einsum("ij,j->i", self._vectors, unit)
            places = best(products, top_k)
            cosines = products[places]
        return list(zip(places.tolist(), cosines.tolist(), strict=True))

    def vectors(self) -> dict[str, list[float]]:
        """Return the vector of every id."""
        return dict(zip(self.keys, self._vectors.tolist(), strict=True))

    def close(self) -> None:
        """Do nothing: no file is open."""
