"""What the index gives back."""

from __future__ import annotations

from typing import NamedTuple

from ingest.models import Chunk


class SearchResult(NamedTuple):
    """A chunk with its rank and every score that led to it.

    Attributes:
        chunk: what was found.
        rank: its place in the fused ranking, from 1.
        score: the fused score; comparable only within one search.
        dense: cosine of question and chunk, None if the dense leg did not return the chunk.
        dense_rank: its place in the dense leg, from 1.
        bm25: BM25 score, None if no token matches.
        bm25_rank: its place in the lexical leg, from 1.
    """

    chunk: Chunk
    rank: int
    score: float
    dense: float | None
    dense_rank: int | None
    bm25: float | None
    bm25_rank: int | None
