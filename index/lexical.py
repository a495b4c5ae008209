"""The lexical leg: BM25 over the tokens of `index.tokenizer`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamagedError
from index.tokenizer import PolicyTokenizer
from index.top import best

_K1, _B = 1.5, 0.75
_COMMON = 0.25
"""Share of the texts with a token from which on its weights are held for all texts: adding them in a row is faster."""


class LexicalIndex:
    """BM25 scores of a fixed list of texts."""

    def __init__(self, bm25: Any, tokenizer: PolicyTokenizer) -> None:
        """Take a built ``bm25s.BM25`` and the tokenizer that it was built with."""
        self._bm25 = bm25
        self._tokenizer = tokenizer
        starts, texts = bm25.scores["indptr"], bm25.scores["num_docs"]
        common = np.flatnonzero(np.diff(starts) > _COMMON * texts)
        self._rows = {token: self._row(token) for token in common.tolist()}

    @classmethod
    def build(cls, texts: Sequence[str], tokenizer: PolicyTokenizer) -> Self:
        """Index the texts; their positions are how `search` names them."""
        import bm25s

        bm25 = bm25s.BM25(k1=_K1, b=_B)
        bm25.index([tokenizer.tokens(text) for text in texts], show_progress=False)
        return cls(bm25, tokenizer)

    @classmethod
    def open(cls, folder: Path, tokenizer: PolicyTokenizer) -> Self:
        """Read an index that `save` wrote.

        Raises:
            IndexDamagedError: if the files are missing or damaged.
        """
        import bm25s

        try:
            return cls(bm25s.BM25.load(str(folder)), tokenizer)
        # An empty file is an EOFError, a JSON file with another content any of the rest.
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
            raise IndexDamagedError(f"词索引打不开：{folder}。请运行 python -m index build --force 重建。") from error

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._bm25.save(str(folder), show_progress=False)

    def search(self, query: str, top_k: int) -> list[tuple[int, float]]:
        """Return positions and scores of the best texts, best first, only those that match at all."""
        vocabulary = self._bm25.vocab_dict
        tokens = Counter(vocabulary[token] for token in self._tokenizer.tokens(query) if token in vocabulary)
        if not tokens:
            return []
        scores = self._scores(tokens)
        places = best(scores, top_k)
        return [
            (place, score) for place, score in zip(places.tolist(), scores[places].tolist(), strict=True) if score > 0
        ]

    def _scores(self, tokens: Mapping[int, int]) -> NDArray[np.float32]:
        """Add up what bm25s worked out beforehand for each token and text; its own loop takes several times as long.

        Args:
            tokens: how often each token is asked for, by its id.
        """
        scores = np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        for token, times in tokens.items():
            row = self._rows.get(token)
            if row is not None:
                scores += row if times == 1 else times * row
            else:
                texts, weights = self._postings(token)
                np.add.at(scores, texts, weights if times == 1 else times * weights)
        return scores

    def _row(self, token: int) -> NDArray[np.float32]:
        row = np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        texts, weights = self._postings(token)
        row[texts] = weights
        return row

    def _postings(self, token: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the texts with a token, and what it weighs in each."""
        kept = self._bm25.scores
        of_token = slice(kept["indptr"][token], kept["indptr"][token + 1])
        return kept["indices"][of_token], kept["data"][of_token]
