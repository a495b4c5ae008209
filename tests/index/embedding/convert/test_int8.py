"""Column-wise int8 against arithmetic by hand."""

from __future__ import annotations

import numpy as np

from index.embedding.convert.int8 import LARGEST, Int8Matrix


def test_each_column_is_scaled_by_its_own_peak() -> None:
    weights = np.array([[1.0, -8.0], [-0.5, 2.0]], dtype=np.float32)
    matrix = Int8Matrix.from_float32(weights)
    assert matrix.scales.tolist() == [1 / 64, 8 / 64]
    assert matrix.values.tolist() == [[64, -64], [-32, 16]]


def test_a_column_of_zeros_stays_zero() -> None:
    matrix = Int8Matrix.from_float32(np.zeros((3, 1), dtype=np.float32))
    assert (matrix.values.tolist(), matrix.scales.tolist()) == ([[0], [0], [0]], [1 / 64])


def test_the_error_is_at_most_half_a_step() -> None:
    weights = np.random.default_rng(1).normal(size=(64, 8)).astype(np.float32)
    matrix = Int8Matrix.from_float32(weights)
    errors = np.abs(matrix.values * matrix.scales - weights)
    assert (errors <= matrix.scales / 2 + 1e-7).all()


def test_two_products_fit_into_sixteen_bits() -> None:
    assert np.iinfo(np.int16).max >= 2 * 255 * LARGEST
