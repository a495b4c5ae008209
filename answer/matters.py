"""Which item of the policy is a question about? A linear model over how it is put and what it means.

What the two legs of retrieval find decides most questions; those in everyday words share no word with the policy, and
cosines crowd together. The model has read the policy's sentences in plain words, and questions whose items are known;
``python -m eval fit`` trains it, and measures it on authors whose questions it has not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from answer.runs import BUCKETS, Vector, runs
from index.fitted import Misfit, misfit_of

MODEL_FILE = Path(__file__).with_name("matters.npz")
_LEAST = -8.0
"""Log-probabilities below this are noise."""


@dataclass(frozen=True, slots=True)
class Matters:
    """The weights.

    Attributes:
        items: citation ids.
        of_runs: of each bucket for each item: shape (BUCKETS, number of items).
        of_vector: of the question's vector for each item: shape (dimensions, number of items).
        bias: of each item: shape (number of items,).
        fingerprint: of what the model was trained for: the embedding model and the document.
    """

    items: tuple[str, ...]
    of_runs: Vector
    of_vector: Vector
    bias: Vector
    fingerprint: str

    @classmethod
    def load(cls, fingerprint: str, path: Path = MODEL_FILE) -> tuple[Self | None, Misfit]:
        """Read the weights; none where there are none, or for another embedding model or document.

        Returns:
            The weights, and why there are none if they are for something else.
        """
        if not path.is_file():
            return None, ""
        # numpy leaves what it opened itself open where that is no archive.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            misfit = misfit_of(str(kept["fingerprint"]), fingerprint)
            if misfit or kept["runs"].shape[:1] != (BUCKETS,):
                return None, misfit
            items = tuple(map(str, kept["items"]))
            # In single precision, in which they are added up: widening them for every question takes longer than that.
            return cls(items, kept["runs"].astype(np.float32), kept["vector"], kept["bias"], fingerprint), ""

    def save(self, path: Path = MODEL_FILE) -> None:
        """Write the weights; half precision is enough for the wording, and half the size."""
        np.savez_compressed(
            path,
            items=np.array(self.items, dtype=np.str_),
            runs=self.of_runs.astype(np.float16),
            vector=self.of_vector,
            bias=self.bias,
            fingerprint=np.str_(self.fingerprint),
        )

    def log_probabilities(self, text: str, vector: Vector) -> dict[str, float]:
        """Return by citation id how probable it is that a question is about it.

        Args:
            text: the question, normalised.
            vector: of unit length: shape (dimensions,).
        """
        found = runs(text)
        wording = self.of_runs[found].sum(axis=0, dtype=np.float32) / np.float32(np.sqrt(len(found)))
        scores = wording + np.einsum("ij,i->j", self.of_vector, vector) + self.bias
        scores -= scores.max()
        logs = np.maximum(scores - np.log(np.exp(scores).sum()), _LEAST)
        return dict(zip(self.items, logs.tolist(), strict=True))
