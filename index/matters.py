"""Which item of the policy a question is about, learned from what people call things.

The nearest anchor alone decides little: cosines crowd together, and one lucky phrase beats many that say otherwise. A
multinomial logistic regression over the vectors of all anchors weighs what tells the items apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamagedError

_FILE = "matters.npz"
_STRENGTH, _SCALE = 1.0, 10.0
"""Inverse of the penalty on the weights, and what the centred vectors are multiplied by: measured on our fitting
questions, together with what the result counts for in an answer."""
_ITERATIONS = 2000
_LEAST = -8.0
"""Log-probabilities below this are noise."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class MatterModel:
    """The weights of the regression.

    Attributes:
        items: citation ids.
        weights: shape (number of items, dimensions).
        bias: shape (number of items,).
    """

    items: tuple[str, ...]
    weights: Vector
    bias: Vector

    @classmethod
    def train(cls, vectors: Vector, items: Sequence[str]) -> Self:
        """Learn from the vectors of texts on one item each; from texts on fewer than two items nothing can be learned."""
        if len(set(items)) < 2:
            return cls((), np.zeros((0, vectors.shape[-1]), dtype=np.float32), np.zeros(0, dtype=np.float32))
        from sklearn.linear_model import LogisticRegression

        centre = vectors.mean(axis=0)
        model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS).fit((vectors - centre) * _SCALE, items)
        # Of two items the library keeps the weights of the second alone.
        weights = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_]) / 2
        bias = model.intercept_ if len(model.classes_) > 2 else np.array([-1.0, 1.0]) * model.intercept_ / 2
        weights = weights * _SCALE
        return cls(
            tuple(map(str, model.classes_)), weights.astype(np.float32), (bias - weights @ centre).astype(np.float32)
        )

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            IndexDamagedError: if it is not there, or is something else.
        """
        path = folder / _FILE
        try:
            # Given a path, numpy leaves the file open where it is no archive.
            with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                items, weights, bias = (kept[name] for name in ("items", "weights", "bias"))
        except Exception as error:  # on a damaged archive numpy and zipfile raise many things
            raise _damaged(path) from error
        if weights.ndim != 2 or not len(items) == len(weights) == len(bias) or not np.isfinite(weights).all():
            raise _damaged(path)
        return cls(tuple(map(str, items)), weights, bias)

    def save(self, folder: Path) -> None:
        """Write the weights into a folder.

        Raises:
            OSError: if they cannot be written.
        """
        np.savez(folder / _FILE, items=np.array(self.items, dtype=np.str_), weights=self.weights, bias=self.bias)

    def log_probabilities(self, vector: Vector) -> dict[str, float]:
        """Return by citation id how probable it is that a question is about it; empty if nothing was learned."""
        if not self.items:
            return {}
        scores = np.einsum("ij,j->i", self.weights, vector) + self.bias
        scores -= scores.max()
        logs = np.maximum(scores - np.log(np.exp(scores).sum()), _LEAST)
        return dict(zip(self.items, map(float, logs), strict=True))


def _damaged(path: Path) -> IndexDamagedError:
    return IndexDamagedError(f"词库的模型读不出来：{path}。请运行 python -m index build --force 重建。")
