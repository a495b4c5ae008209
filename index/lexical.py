"""The lexical leg: BM25 over the tokens of `index.tokenizer`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamagedError
from index.tokenizer import PolicyTokenizer
from index.top import best

_K1, _B = 1.5, 0.75


class LexicalIndex:
    """BM25 scores of a fixed list of texts."""

    def __init__(self, bm25: Any, tokenizer: PolicyTokenizer) -> None:
        """Take a built ``bm25s.BM25`` and the tokenizer that it was built with."""
        self._bm25 = bm25
        self._tokenizer = tokenizer

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
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(f"词索引打不开：{folder}。请运行 python -m index build --force 重建。") from error

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._bm25.save(str(folder), show_progress=False)

    def search(self, query: str, top_k: int) -> list[tuple[int, float]]:
        """Return positions and scores of the best texts, best first, only those that match at all."""
        vocabulary = self._bm25.vocab_dict
        tokens = [token for token in self._tokenizer.tokens(query) if token in vocabulary]
        if not tokens:
            return []
        scores = self._scores([vocabulary[token] for token in tokens])
        places = best(scores, top_k)
        return [
            (place, score) for place, score in zip(places.tolist(), scores[places].tolist(), strict=True) if score > 0
        ]

    def _scores(self, token_ids: Sequence[int]) -> NDArray[np.float32]:
        """Add up what bm25s worked out beforehand for each token and text; its own loop takes several times as long.

        The texts of one token are all different, so that they can be added to at once.
        """
        kept = self._bm25.scores
        scores = np.zeros(kept["num_docs"], dtype=np.float32)
        texts, weights, starts = kept["indices"], kept["data"], kept["indptr"]
        for token in token_ids:
            of_token = slice(starts[token], starts[token + 1])
            scores[texts[of_token]] += weights[of_token]
        return scores
