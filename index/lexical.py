"""The lexical leg: BM25 over the tokens of `index.tokenizer`, in Lucene's variant.

Kamphuis, de Vries, Boytsov and Lin, "Which BM25 Do You Mean?" (ECIR 2020). All weights are worked out beforehand, in whole
arrays: a library of bm25s's kind goes through the texts one by one in Python, which takes seconds for some ten thousand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.tokenizer import PolicyTokenizer
from index.top import best

_K1, _B = 1.5, 0.75
_COMMON = 0.25
"""Share of the texts with a token from which on its weights are held for all texts: adding them in a row is faster."""

Numbering = Callable[[Sequence[str]], Mapping[str, int]]
"""Gives the numbers of those tokens that are known."""


class LexicalIndex:
    """BM25 scores of a fixed list of texts."""

    def __init__(self, texts: Sequence[NDArray[np.uint32]], numbering: Numbering, tokenizer: PolicyTokenizer) -> None:
        """Index texts that were cut into tokens.

        Args:
            texts: the numbers of each one's tokens, with repetitions; their places are how `search` names them.
            numbering: of the tokens.
            tokenizer: that they were cut with, or one that cuts questions so that they can be compared.
        """
        self._tokenizer = tokenizer
        self._numbering = numbering
        self._count = len(texts)
        flat = np.concatenate(texts) if texts else np.zeros(0, dtype=np.uint32)
        # Numbered anew without gaps, in the order of the library's numbers.
        numbers, tokens = np.unique(flat, return_inverse=True)
        self._places = {number: place for place, number in enumerate(numbers.tolist())}
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        # Postings, by token and then by text, each with how often the token stands there.
        pairs, times = np.unique(tokens * self._count + np.repeat(np.arange(self._count), lengths), return_counts=True)
        of_token, self._texts = np.divmod(pairs, max(1, self._count))
        holding = np.bincount(of_token, minlength=len(numbers))
        self._starts = np.concatenate([[0], np.cumsum(holding)])
        rarity = np.log(1 + (self._count - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        length_norms = _K1 * ((1 - _B) + _B * lengths / lengths.mean()) if len(flat) else np.ones(len(texts))
        saturated = times / (length_norms[self._texts] + times)
        self._weights = (rarity[of_token] * saturated).astype(np.float32)
        common = np.flatnonzero(holding > _COMMON * self._count)
        self._rows = {token: self._row(token) for token in common.tolist()}

    @classmethod
    def of_texts(cls, texts: Sequence[str], tokenizer: PolicyTokenizer) -> Self:
        """Cut texts into tokens and index them."""
        numbers: dict[str, int] = {}
        tokens = [
            np.array([numbers.setdefault(token, len(numbers)) for token in tokenizer.tokens(text)], dtype=np.uint32)
            for text in texts
        ]
        return cls(tokens, lambda words: {word: numbers[word] for word in words if word in numbers}, tokenizer)

    def search(self, query: str, top_k: int) -> list[tuple[int, float]]:
        """Return positions and scores of the best texts, best first, only those that match at all."""
        words = Counter(self._tokenizer.tokens(query))
        numbers = self._numbering(list(words))
        tokens = {self._places[number]: words[word] for word, number in numbers.items() if number in self._places}
        if not tokens:
            return []
        scores = self._added(tokens)
        places = best(scores, top_k)
        return [
            (place, score) for place, score in zip(places.tolist(), scores[places].tolist(), strict=True) if score > 0
        ]

    def _added(self, tokens: Mapping[int, int]) -> NDArray[np.float32]:
        """Add up what was worked out beforehand for each token and text.

        Args:
            tokens: how often each token is asked for, by its place.
        """
        scores = np.zeros(self._count, dtype=np.float32)
        for token, times in tokens.items():
            row = self._rows.get(token)
            if row is not None:
                scores += row if times == 1 else times * row
            else:
                texts, weights = self._postings(token)
                np.add.at(scores, texts, weights if times == 1 else times * weights)
        return scores

    def _row(self, token: int) -> NDArray[np.float32]:
        row = np.zeros(self._count, dtype=np.float32)
        texts, weights = self._postings(token)
        row[texts] = weights
        return row

    def _postings(self, token: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the texts with a token, and what it weighs in each."""
        of_token = slice(self._starts[token], self._starts[token + 1])
        return self._texts[of_token], self._weights[of_token]
