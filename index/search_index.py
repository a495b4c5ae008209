"""The façade of this package: open an index and search it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.anchors import AnchorIndex, Nearness, make_anchors
from index.builder import BM25_DIR, CHROMA_DIR, Progress, ensure_index, open_build
from index.dense import DenseIndex
from index.encoders import open_encoder
from index.errors import IndexDamagedError, IndexMissingError, IndexStaleError, IndexUnwritableError
from index.fusion import DENSE_WEIGHT, LEXICON_WEIGHT, fuse
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.models import SearchResult
from index.normalize import normalize
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from ingest.models import Chunk, PolicyDocument

if TYPE_CHECKING:
    from index.llama_embedding import PolicyEmbedding

CANDIDATES = 100
"""Chunks that each leg puts forward."""
PART_WEIGHTS = (0.3, 0.3)
"""Of the dense leg and of the lexicon, where the vector is that of a longer question; measured on our fitting questions
about several matters."""

Vector = NDArray[np.float32]


class LookUp(NamedTuple):
    """What an index says of a question.

    Attributes:
        results: its chunks, best first.
        near: what the question is near to besides.
        vector: of the question.
    """

    results: list[SearchResult]
    near: Nearness
    vector: Vector


class SearchIndex:
    """A built index, open for questions; may be shared between threads."""

    def __init__(
        self,
        document: PolicyDocument,
        dense: DenseIndex,
        lexical: LexicalIndex,
        tokenizer: PolicyTokenizer,
        embedding: PolicyEmbedding,
        anchors: AnchorIndex,
    ) -> None:
        """Take the opened parts; use `open`."""
        self.document = document
        self.tokenizer = tokenizer
        self.embedding = embedding
        self._dense = dense
        self._lexical = lexical
        self._anchors = anchors
        self._chunks = {chunk.id: chunk for chunk in make_chunks(document)}
        self._order = tuple(self._chunks)

    @classmethod
    def open(cls, document: PolicyDocument, settings: IndexSettings) -> Self:
        """Open the index of a document.

        Raises:
            IndexMissingError, IndexStaleError, IndexDamagedError: if there is none that can be used.
            EmbeddingError: if the model is missing or damaged.
        """
        from index.llama_embedding import PolicyEmbedding

        folder = open_build(settings.index_dir, Manifest.expected(document, settings))
        tokenizer = PolicyTokenizer(domain_words(document))
        lexical = LexicalIndex.open(folder / BM25_DIR, tokenizer)
        dense = DenseIndex.open(folder / CHROMA_DIR)
        anchors = AnchorIndex.open(folder, make_anchors(document))
        index = cls(document, dense, lexical, tokenizer, PolicyEmbedding(open_encoder(settings)), anchors)
        # Reading and asking once shows what is damaged now rather than at a question.
        stored = dense.vectors()
        if stored.keys() != index._chunks.keys() or not dense.search(next(iter(stored.values())), CANDIDATES):
            raise IndexDamagedError(f"向量库缺少内容：{folder}。请运行 python -m index build --force 重建。")
        return index

    @classmethod
    def open_or_build(cls, document: PolicyDocument, settings: IndexSettings, progress: Progress | None = None) -> Self:
        """Open the index, building it first if it is missing, stale or damaged.

        Raises:
            SearchIndexError, EmbeddingError, OSError: if it can be neither opened nor built.
        """
        try:
            return cls.open(document, settings)
        except (IndexMissingError, IndexStaleError, IndexDamagedError) as found:
            try:
                ensure_index(document, settings, force=isinstance(found, IndexDamagedError), progress=progress)
            except IndexUnwritableError as error:
                why = str(found).partition("。")[0]
                raise IndexUnwritableError(f"{why}。{error}") from error
        return cls.open(document, settings)

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
        # llama-index's own method for this takes a tenth of the time of the model again.
        vector = self.embedding.encoder.encode_queries([query])[0] if around is None else around
        near = self._anchors.near(vector)
        dense = dict(self._dense.search(vector, CANDIDATES))
        bm25 = {self._order[position]: score for position, score in self._lexical.search(query, CANDIDATES)}
        dense_ranks = {key: rank for rank, key in enumerate(dense, 1)}
        bm25_ranks = {key: rank for rank, key in enumerate(bm25, 1)}
        weights = (DENSE_WEIGHT, LEXICON_WEIGHT) if around is None else PART_WEIGHTS
        said = near.chunks if near.covers else None
        results = [
            SearchResult(
                chunk=self._chunks[fused.key],
                rank=rank,
                score=fused.score,
                dense=fused.dense,
                dense_rank=dense_ranks.get(fused.key),
                bm25=fused.bm25,
                bm25_rank=bm25_ranks.get(fused.key),
            )
            for rank, fused in enumerate(fuse(dense, bm25, weights[0], said, weights[1]), 1)
        ]
        return LookUp(results, near, vector)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks of the document, in its order."""
        return tuple(self._chunks.values())

    def stored_vectors(self) -> dict[str, list[float]]:
        """Return the vector stored for every chunk id."""
        return self._dense.vectors()

    def close(self) -> None:
        """Let go of the files."""
        self._dense.close()
