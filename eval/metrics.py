"""Metrics as pure functions, in the field's names; "not eligible" is None, never zero."""

from __future__ import annotations

import math
from collections import Counter
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


def group_recall_at_k(ranked: Sequence[str], groups: Sequence[Collection[str]], k: int) -> float:
    """Return the share of the groups of which at least one id stands among the first ``k``.

    Raises:
        ValueError: if there are no groups.
    """
    if not groups:
        raise ValueError("recall needs at least one relevant id")
    first = set(ranked[:k])
    return sum(bool(first & set(group)) for group in groups) / len(groups)


def ndcg_at_k(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Return the discounted cumulative gain of the first ``k``, over that of the best order; every hit gains 1.

    DCG = sum over hits of 1 / log2(rank + 1); an id that is ranked twice is one hit.

    Raises:
        ValueError: if nothing is relevant.
    """
    if not relevant:
        raise ValueError("nDCG needs at least one relevant id")
    best_ranks = {key: rank for rank, key in reversed([*enumerate(ranked[:k], 1)]) if key in relevant}
    gained = sum(1 / math.log2(rank + 1) for rank in best_ranks.values())
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(relevant))) + 1))
    return gained / best


def hit_at_1(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 if the first id is relevant, else 0."""
    return float(bool(ranked) and ranked[0] in relevant)


def set_f1(found: Collection[str], gold: Collection[str]) -> float:
    """Return the harmonic mean of precision and recall of a set, 0 if they share nothing.

    Raises:
        ValueError: if nothing is gold.
    """
    if not gold:
        raise ValueError("F1 needs at least one gold value")
    shared = len(set(found) & set(gold))
    return 2 * shared / (len(set(found)) + len(set(gold)))


def character_f1(text: str, gold: str) -> float:
    """Return the F1 of the characters of a text, counted with repetitions, as SQuAD does with words.

    Raises:
        ValueError: if the gold text is empty.
    """
    if not gold:
        raise ValueError("F1 needs a gold text")
    shared = (Counter(text) & Counter(gold)).total()
    return 2 * shared / (len(text) + len(gold))
