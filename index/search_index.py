"""The search in one document."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.anchors import NOTHING_NEAR, AnchorIndex, Nearness, make_anchors
from index.encoders import Encoder, encoded
from index.fusion import DENSE_WEIGHT, LEXICON_WEIGHT
from index.fusion import rank as rank_fused
from index.lexical import LexicalIndex
from index.models import SearchResult
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from index.vectors import Vectors
from ingest.chunks import make_chunks
from ingest.models import Chunk, PolicyDocument

CANDIDATES = 100
"""Chunks that each leg puts forward."""
PART_WEIGHTS = (0.3, 0.3)
"""Of the dense leg and of the lexicon, where the vector is that of a longer question; measured on our fitting questions
about several matters."""
WORDS_ONLY = (0.0, 0.0)
"""The same without a model: BM25's scores alone, standardised."""

Vector = NDArray[np.float32]


class LookUp(NamedTuple):
    """What an index says of a question.

    Attributes:
        results: its chunks, best first.
        near: what the question is near to besides.
        vector: of the question; None where there is no model.
    """

    results: list[SearchResult]
    near: Nearness
    vector: Vector | None


class Meaning(NamedTuple):
    """What compares meanings: the model, the vectors of the chunks by their ids, those of the lexicon."""

    encoder: Encoder
    vectors: Vectors
    anchors: AnchorIndex


def embedded_texts(document: PolicyDocument) -> list[str]:
    """Return what is indexed of each chunk of a document."""
    return [chunk.embedded_text for chunk in make_chunks(document)]


class SearchIndex:
    """A document, open for questions; may be shared between threads."""

    def __init__(
        self,
        document: PolicyDocument,
        tokenizer: PolicyTokenizer,
        lexical: LexicalIndex,
        meaning: Meaning | None = None,
    ) -> None:
        """Take the opened parts; `Library.search_index` has them."""
        self.document = document
        self.tokenizer = tokenizer
        self._lexical = lexical
        self._meaning = meaning
        self._chunks = {chunk.id: chunk for chunk in make_chunks(document)}
        # While searching a chunk is named by its place in the order of the ids, which is that of equal scores.
        self._keys = tuple(sorted(self._chunks))
        self._sorted_chunks = tuple(self._chunks[key] for key in self._keys)
        self._places = {key: place for place, key in enumerate(self._keys)}
        # BM25 names texts by their place in the document.
        self._place_of_text = tuple(self._places[key] for key in self._chunks)

    @classmethod
    def by_words(cls, document: PolicyDocument) -> Self:
        """Index the words of a document in memory, where there is no model."""
        tokenizer = PolicyTokenizer(domain_words(document))
        return cls(document, tokenizer, LexicalIndex.of_texts(embedded_texts(document), tokenizer))

    @classmethod
    def in_memory(cls, document: PolicyDocument, encoder: Encoder) -> Self:
        """Index a document that is in no library; all of it is encoded now."""
        index = cls.by_words(document)
        chunks = sorted(make_chunks(document), key=lambda chunk: chunk.id)
        passages = encoded([normalize(chunk.embedded_text) for chunk in chunks], encoder.encode_passages)
        anchors = make_anchors(document)
        of_anchors = encoded([normalize(anchor.text) for anchor in anchors], encoder.encode_queries)
        vectors = Vectors(tuple(chunk.id for chunk in chunks), passages)
        index._meaning = Meaning(encoder, vectors, AnchorIndex(anchors, of_anchors))
        return index

    def with_encoder(self, encoder: Encoder) -> Self:
        """Return the same index asked through another encoder of the same vectors, one that counts, say."""
        assert self._meaning is not None, "an index by words has no model"
        return type(self)(self.document, self.tokenizer, self._lexical, self._meaning._replace(encoder=encoder))

    def search(self, question: str, expansion: str = "") -> list[SearchResult]:
        """Rank the chunks for a question.

        Args:
            question: as typed.
            expansion: further words that mean the same; both legs see them.

        Returns:
            The candidates of both legs, best first, each with its scores.
        """
        return self.look_up(question, expansion).results

    def look_up(self, question: str, expansion: str = "", around: Vector | None = None) -> LookUp:
        """Rank the chunks as `search` does, and say what the question is near to besides.

        Args:
            question: as typed.
            expansion: further words that mean the same; both legs see them.
            around: the vector of a longer question that this one is a part of. It takes the place of the part's own,
                which then need not be encoded; what tells the parts apart is their words, so those count more.
        """
        # A full stop keeps the words apart; a space between Chinese characters would be taken for layout.
        query = normalize(f"{question}。{expansion}" if expansion else question)
        vector, near, dense = self._compare(query, around)
        bm25 = {self._place_of_text[text]: score for text, score in self._lexical.search(query, CANDIDATES)}
        dense_ranks = {place: rank for rank, place in enumerate(dense, 1)}
        bm25_ranks = {place: rank for rank, place in enumerate(bm25, 1)}
        weights = (DENSE_WEIGHT, LEXICON_WEIGHT) if around is None else PART_WEIGHTS
        if self._meaning is None:
            weights = WORDS_ONLY
        said = {self._places[key]: cosine for key, cosine in near.chunks.items()} if near.covers else None
        results = [
            SearchResult(
                self._sorted_chunks[place],
                rank,
                score,
                dense.get(place),
                dense_ranks.get(place),
                bm25.get(place),
                bm25_ranks.get(place),
            )
            for rank, (place, score) in enumerate(rank_fused(dense, bm25, weights[0], said, weights[1]), 1)
        ]
        return LookUp(results, near, vector)

    def _compare(self, query: str, around: Vector | None) -> tuple[Vector | None, Nearness, dict[int, float]]:
        """Return a question's vector, what of the lexicon it is near to, and the cosines of the nearest chunks."""
        if self._meaning is None:
            return None, NOTHING_NEAR, {}
        vector = self._meaning.encoder.encode_queries([query])[0] if around is None else around
        dense = dict(self._meaning.vectors.nearest(vector, CANDIDATES))
        return vector, self._meaning.anchors.near(vector), dense

    @property
    def without_model(self) -> bool:
        """Whether words alone are compared."""
        return self._meaning is None

    @property
    def encoder(self) -> Encoder:
        """The model; only of an index that has one."""
        assert self._meaning is not None, "an index by words has no model"
        return self._meaning.encoder

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks of the document, in its order."""
        return tuple(self._chunks.values())
