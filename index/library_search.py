"""The search in all published documents: their items are ranked together, which shows the documents that speak of something."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.catalogue.catalogue import Catalogue
from index.catalogue.models import Entry
from index.encoders import Encoder
from index.fusion import DENSE_WEIGHT
from index.fusion import rank as rank_fused
from index.lexical import LexicalIndex
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from index.vectors import Vectors, VectorStore

CANDIDATES = 200
"""Items that each leg puts forward."""
MOST_HELD = 250_000
"""Vectors of items that are held in memory (400 MB), and compared in full; of a larger library words alone are compared."""


class Found(NamedTuple):
    """An item of some document, with its scores.

    Attributes:
        entry: the document.
        chunk: id of the chunk within it that is the item, or a part of the notice or the closing provisions.
        score: fused; comparable only within one search.
        dense: cosine of question and item, None if the dense leg did not return it.
        bm25: BM25 score, None if no token matches.
    """

    entry: Entry
    chunk: str
    score: float
    dense: float | None
    bm25: float | None


class LibrarySearch:
    """All items of some documents, made ready to be searched; never changed."""

    def __init__(
        self,
        entries: Sequence[Entry],
        keys: Sequence[tuple[int, str]],
        lexical: LexicalIndex,
        by_document: dict[str, Vectors],
        encoder: Encoder | None,
    ) -> None:
        """Take the documents, and of each item its document's place and its id; use `of`."""
        self._entries = entries
        self._keys = keys
        self._lexical = lexical
        self._by_document = by_document
        self._encoder = encoder
        values = [by_document[entry.collection].values for entry in entries if entry.collection in by_document]
        self._vectors = np.concatenate(values) if values else np.zeros((0, 1), dtype=np.float32)

    @classmethod
    def of(
        cls,
        entries: Sequence[Entry],
        catalogue: Catalogue,
        store: VectorStore,
        encoder: Encoder | None,
        before: LibrarySearch | None = None,
    ) -> Self:
        """Read what is needed of some documents, of those that an earlier search does not have already."""
        keys: list[tuple[int, str]] = []
        tokens: list[NDArray[np.uint32]] = []
        ids: dict[str, list[str]] = {}
        for place, entry in enumerate(entries):
            # Sorted, as the vectors are.
            whole = sorted(catalogue.tokens([entry.revision], only_whole=True), key=lambda pair: pair[0])
            keys += [(place, key) for key, _ in whole]
            tokens += [numbers for _, numbers in whole]
            ids[entry.collection] = [f"{entry.id}/{key}" for key, _ in whole]
        held = {name: found for name, found in before._by_document.items() if name in ids} if before else {}
        wanted = [name for name in ids if name not in held] if encoder and len(keys) <= MOST_HELD else []
        # Chroma reads beside Python.
        with ThreadPoolExecutor(1, "vectors") as beside:
            read = beside.submit(lambda: dict(store.read(wanted, ids)))
            lexical = LexicalIndex(tokens, catalogue.numbers_of, PolicyTokenizer())
            held |= read.result()
        return cls(entries, keys, lexical, held, encoder)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._keys)

    def search(self, question: str, expansion: str = "") -> list[Found]:
        """Rank the items for a question, best first."""
        query = normalize(f"{question}。{expansion}" if expansion else question)
        bm25 = dict(self._lexical.search(query, CANDIDATES))
        dense: dict[int, float] = {}
        if self._encoder and len(self._vectors) == len(self._keys):
            vector = self._encoder.encode_queries([query])[0]
            dense = dict(Vectors((), self._vectors).nearest(vector, CANDIDATES))
        weight = DENSE_WEIGHT if dense else 0.0
        return [
            Found(self._entries[self._keys[place][0]], self._keys[place][1], score, dense.get(place), bm25.get(place))
            for place, score in rank_fused(dense, bm25, weight, None, 0.0)
        ]
