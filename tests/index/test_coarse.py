from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from index.coarse import CoarseVectors
from index.top import best

DIMENSIONS, CENTRES = 384, 60


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """Unit vectors that crowd together, as those of a model do."""
    chance = np.random.default_rng(5)
    centres = chance.normal(size=(CENTRES, DIMENSIONS)) + 3
    found = centres[chance.integers(0, CENTRES, size=8000)] + 0.3 * chance.normal(size=(8000, DIMENSIONS))
    unit: NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_the_nearest_are_those_of_the_full_comparison(vectors: NDArray[np.float32]) -> None:
    coarse = CoarseVectors(vectors)
    for place in (0, 17, 4000, 7999):
        places, cosines = coarse.nearest(vectors[place], 20)
        exact = np.einsum("ij,j->i", vectors, vectors[place])
        assert places[0] == place
        assert len(set(places) & set(best(exact, 20))) >= 19
        np.testing.assert_array_equal(cosines, exact[places])
        assert cosines.tolist() == sorted(cosines.tolist(), reverse=True)
