"""The floor under every answer that has to understand its question: one forward pass of the encoder."""

from __future__ import annotations

from dataclasses import dataclass

from eval.bench.timing import in_turn, percentile
from eval.splits import load
from index.embedding.onnx_encoder import OnnxEncoder
from index.settings import MODEL_DIR

_WARM = 20


@dataclass(frozen=True, slots=True)
class Floor:
    """The median forward pass over the questions of ``test``, and the tokens of the median question."""

    forward_pass_ms: float
    tokens: int


def measure(threads: int) -> Floor:
    """Run the shipped model on the tokens of questions, and do nothing else.

    Args:
        threads: that a vector is computed with.
    """
    encoder = OnnxEncoder.from_dir(MODEL_DIR, threads=threads)
    rows = [encoder.token_ids(encoder.prompts.query + question.question) for question in load("plan-test")]
    for row in rows[:_WARM]:
        encoder.embed(row)
    taken = in_turn(rows, {"pass": encoder.embed})["pass"]
    return Floor(percentile(taken, 0.5), int(percentile([float(len(row)) for row in rows], 0.5)))
