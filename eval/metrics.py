"""Metrics as pure functions, in the field's names."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Return 1 / rank of the first relevant id among the first ``k``, 0 if there is none."""
    for rank, key in enumerate(ranked[:k], 1):
        if key in relevant:
            return 1.0 / rank
    return 0.0


def recall_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant ids that stand among the first ``k``.

    Raises:
        ValueError: if nothing is relevant; such a question is not eligible.
    """
    if not relevant:
        raise ValueError("recall needs at least one relevant id")
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def hit_at_1(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 if the first id is relevant, else 0."""
    return float(bool(ranked) and ranked[0] in relevant)
