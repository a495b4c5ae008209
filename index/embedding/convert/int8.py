"""Quantise matrices to int8, one scale for each output column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LARGEST = 64
"""Seven of the eight bits are used: on processors without VNNI, onnxruntime adds two products of an
unsigned and a signed byte in 16 bits, and 2 · 255 · 64 is the most that fits. This makes the result
the same on every processor."""


@dataclass(frozen=True)
class Int8Matrix:
    """A matrix of shape (inputs, outputs) in int8.

    Attributes:
        values: ``int8`` of shape (inputs, outputs), each within ±64.
        scales: ``float32`` of shape (outputs,); a weight is its value times its column's scale.
    """

    values: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def from_float32(cls, weights: NDArray[np.float32]) -> Int8Matrix:
        """Quantise symmetrically.

        Args:
            weights: ``float32`` of shape (inputs, outputs).
        """
        peaks = np.abs(weights).max(axis=0)
        scales = np.where(peaks > 0, peaks, np.float32(1)) / np.float32(LARGEST)
        values = np.rint(weights / scales).astype(np.int8)
        return cls(values=values, scales=scales.astype(np.float32))
