"""Does the policy answer a question at all? A linear model over how it is put, what it means, and what was found.

Whether a detail is stated cannot be told from words alone: people ask for the fee, the floor, the brand, the day that
something is finished in words that no list of patterns foresees. The model sees the characters of the question, its
vector, and the measurements on what was found for it; ``python -m eval fit --write`` trains it on the questions of
``eval/data/plan-dev``, answered and unanswered ones on the same matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from answer.answer_kinds import AnswerKind
from answer.models import Signals
from answer.question import Question
from answer.runs import BUCKETS, Vector, runs
from index.fitted import Misfit, misfit_of
from ingest.models import PREAMBLE_ID

MODEL_FILE = Path(__file__).with_name("answerability.npz")
_KINDS = tuple(AnswerKind)
_NEAREST_SIGNALS = ("cosine", "coverage", "held", "unknown", "lexicon", "other", "subject", "topic")
MEASUREMENTS = (
    *_NEAREST_SIGNALS,
    *("unmet", "asks_kind", "is_broad", "asks_place", "several", "notice", "row", "length", "words"),
    *(f"met {kind.name}" for kind in _KINDS),
    *(f"unmet {kind.name}" for kind in _KINDS),
)
"""Names of what is measured, in the order of `measurements`."""
_FARTHEST = 15.0
"""Beyond it the topic of a question is simply another one."""


def measurements(question: Question, signals: Signals, first: str, *, is_unmet: bool) -> list[float]:
    """Return what was measured of a question and of what was found for it: as many values as `MEASUREMENTS`.

    Args:
        question: what is asked.
        signals: of the search.
        first: citation id of the item found first.
        is_unmet: whether the best sentence lacks the kind of thing that is asked for.
    """
    near = [getattr(signals, name) for name in _NEAREST_SIGNALS]
    near[-1] = max(-_FARTHEST, min(_FARTHEST, near[-1]))
    form = (is_unmet, question.spec is not None, question.is_broad, question.asks_place, question.several)
    item = (first == PREAMBLE_ID, first.startswith("A"))
    size = (float(np.log1p(len(question.text))), len(question.words) / 10)
    kinds = [float(question.kind is kind) for kind in _KINDS]
    met = (kind * (not is_unmet) for kind in kinds)
    unmet = (kind * is_unmet for kind in kinds)
    return [*near, *map(float, (*form, *item)), *size, *met, *unmet]


@dataclass(frozen=True, slots=True)
class Observed:
    """What the decision sees of a question.

    Attributes:
        text: normalised.
        vector: of the question, of unit length: shape (dimensions,).
        measured: as `measurements` gives it.
    """

    text: str
    vector: Vector
    measured: Sequence[float]


@dataclass(frozen=True, slots=True)
class Answerability:
    """The weights; what they give is the log-odds that the policy answers a question.

    Attributes:
        of_runs: of each bucket: shape (BUCKETS,).
        of_vector: of the question's vector: shape (dimensions,).
        of_measurements: of each measurement, in its own unit: shape (number of MEASUREMENTS,).
        bias: of the sum.
        fingerprint: of what it was trained for: the embedding model and the document.
    """

    of_runs: Vector
    of_vector: Vector
    of_measurements: Vector
    bias: float
    fingerprint: str

    @classmethod
    def load(cls, fingerprint: str, path: Path = MODEL_FILE) -> tuple[Self | None, Misfit]:
        """Read the weights; none where there are none, for another model or document, or for other measurements.

        Returns:
            The weights, and why there are none if they are for something else.
        """
        if not path.is_file():
            return None, ""
        # numpy leaves what it opened itself open where that is no archive.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            misfit = misfit_of(str(kept["fingerprint"]), fingerprint)
            if misfit:
                return None, misfit
            of_runs, of_vector, of_measurements = (
                kept[name].astype(np.float32) for name in ("runs", "vector", "measurements")
            )
            if of_runs.shape != (BUCKETS,) or of_measurements.shape != (len(MEASUREMENTS),):
                return None, ""
            return cls(of_runs, of_vector, of_measurements, float(kept["bias"]), fingerprint), ""

    def save(self, path: Path = MODEL_FILE) -> None:
        """Write the weights; half precision is enough, and a quarter of the size."""
        np.savez_compressed(
            path,
            runs=self.of_runs.astype(np.float16),
            vector=self.of_vector,
            measurements=self.of_measurements,
            bias=np.float64(self.bias),
            fingerprint=np.str_(self.fingerprint),
        )

    def log_odds(self, observed: Observed) -> float:
        """Return the log-odds that a question is answered; above 0 it rather is."""
        found = runs(observed.text)
        wording = float(self.of_runs[found].sum()) / float(np.sqrt(len(found)))
        meaning = float(np.einsum("i,i->", self.of_vector, observed.vector))
        measured = float(np.einsum("i,i->", self.of_measurements, np.array(observed.measured, dtype=np.float32)))
        return wording + meaning + measured + self.bias
