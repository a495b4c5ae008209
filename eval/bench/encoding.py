"""Encoding a question, against sentence-transformers on torch in float32 with the same weights."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from eval.bench import torch_model
from eval.bench.figures import Bar, Ratio, Result, Skipped
from eval.bench.timing import in_turn, percentile
from eval.bench.workplace import Workplace

NAME = "query_encoding"
BAR = Bar("most", 0.3)
ROUNDS, QUESTIONS, WARM = 3, 60, 5


def measure(place: Workplace, rounds: int = ROUNDS, questions: int = QUESTIONS) -> Result:
    """Encode the same questions with both, one by one."""
    lacking = torch_model.missing()
    if lacking:
        return Skipped(NAME, f"not installed: {', '.join(lacking)}")
    from sentence_transformers import SentenceTransformer

    with tempfile.TemporaryDirectory() as folder:
        torch_model.write(Path(folder))
        model = SentenceTransformer(folder, device="cpu", local_files_only=True)
    encode = partial(model.encode, prompt_name="query", normalize_embeddings=True, show_progress_bar=False)
    texts = [[one.question for one in place.questions(number, questions)] for number in range(rounds)]
    for text in texts[0][:WARM]:
        encode(text)
    halves = []
    for asked in texts:
        taken = in_turn(asked, {"ours": lambda text: place.encoder.encode_queries([text]), "torch": encode})
        halves.append((percentile(taken["ours"], 0.5), percentile(taken["torch"], 0.5)))
    return Ratio(
        name=NAME,
        what="query encoding, p50",
        against="SentenceTransformer.encode, torch fp32, same weights",
        rounds=tuple(ours / theirs for ours, theirs in halves),
        bar=BAR,
        details={"ours_ms": median(ours for ours, _ in halves), "torch_ms": median(theirs for _, theirs in halves)},
    )
