"""The façade of this package: open an index and search it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.anchors import NOTHING_NEAR, AnchorIndex, Nearness, make_anchors
from index.builder import (
    BM25_DIR,
    CHROMA_DIR,
    DICTIONARY_DIR,
    VECTORS_FILE,
    Progress,
    embedded_texts,
    ensure_index,
    open_build,
)
from index.dense import DenseIndex
from index.dictionary import Dictionary
from index.encoders import Encoder, open_encoder
from index.errors import IndexDamagedError, IndexMissingError, IndexStaleError, IndexUnwritableError
from index.fusion import DENSE_WEIGHT, LEXICON_WEIGHT
from index.fusion import rank as rank_fused
from index.held import HeldVectors
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.models import SearchResult
from index.normalize import normalize
from index.server import ANCHORS, CHUNKS, ChromaServer
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
    """What compares meanings: the model, the vectors of the chunks, those of the lexicon."""

    encoder: Encoder
    dense: DenseIndex | HeldVectors
    anchors: AnchorIndex


class SearchIndex:
    """A built index, open for questions; may be shared between threads."""

    def __init__(
        self,
        document: PolicyDocument,
        tokenizer: PolicyTokenizer,
        lexical: LexicalIndex,
        meaning: Meaning | None = None,
    ) -> None:
        """Take the opened parts; use `open`."""
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
    def open(cls, document: PolicyDocument, settings: IndexSettings) -> Self:
        """Open the index of a document.

        Raises:
            IndexMissingError, IndexStaleError, IndexDamagedError: if there is none that can be used.
            IndexServerError: if it is on a server, and that fails.
            EmbeddingError: if the model is missing or damaged.
        """
        expected = Manifest.expected(document, settings)
        if settings.chroma_url:
            return cls._open_on_server(document, settings, expected)
        folder = open_build(settings.index_dir, expected)
        # Reading the model and checking its digest needs no Python, so another core does it meanwhile.
        with ThreadPoolExecutor(1, "model") as beside:
            encoder = beside.submit(open_encoder, settings)
            tokenizer = PolicyTokenizer(domain_words(document), Dictionary.open(folder / DICTIONARY_DIR))
            lexical = LexicalIndex.open(folder / BM25_DIR, tokenizer)
            vectors = folder / VECTORS_FILE
            dense = HeldVectors.open(vectors) if vectors.is_file() else DenseIndex.open(folder / CHROMA_DIR)
            anchors = AnchorIndex.open(folder, make_anchors(document))
            return cls._checked(document, tokenizer, lexical, Meaning(encoder.result(), dense, anchors))

    @classmethod
    def _open_on_server(cls, document: PolicyDocument, settings: IndexSettings, expected: Manifest) -> Self:
        """Take the vectors from the server; the words are indexed anew, which takes some hundredths of a second."""
        tokenizer = PolicyTokenizer(domain_words(document))
        lexical = LexicalIndex.build(embedded_texts(document), tokenizer)
        with ExitStack() as opened:
            server = opened.enter_context(closing(ChromaServer.connect(settings.chroma_url)))
            dense = server.open(CHUNKS, expected)
            anchors = AnchorIndex.take(server.open(ANCHORS, expected), make_anchors(document))
            index = cls._checked(document, tokenizer, lexical, Meaning(open_encoder(settings), dense, anchors))
            # A large collection is asked at every question; closing the index closes the connection then.
            if not dense.held():
                opened.pop_all()
        return index

    @classmethod
    def _checked(
        cls, document: PolicyDocument, tokenizer: PolicyTokenizer, lexical: LexicalIndex, meaning: Meaning
    ) -> Self:
        """Read and ask once: it shows what is damaged now rather than at a question."""
        index = cls(document, tokenizer, lexical, meaning)
        stored = index.stored_vectors()
        if stored.keys() != index._chunks.keys() or not meaning.dense.places(
            next(iter(stored.values())), CANDIDATES, index._keys
        ):
            raise IndexDamagedError("向量库缺少内容。请运行 python -m index build --force 重建。")
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

    @classmethod
    def by_words(cls, document: PolicyDocument) -> Self:
        """Index the words of a document in memory, where there is no model: nothing is read from disk, nor written."""
        tokenizer = PolicyTokenizer(domain_words(document))
        return cls(document, tokenizer, LexicalIndex.build(embedded_texts(document), tokenizer))

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
        dense = dict(self._meaning.dense.places(vector, CANDIDATES, self._keys))
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

    @cached_property
    def embedding(self) -> PolicyEmbedding:
        """The model as llama-index sees it; importing that takes most of a second, and no question needs it."""
        from index.llama_embedding import PolicyEmbedding

        return PolicyEmbedding(self.encoder)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks of the document, in its order."""
        return tuple(self._chunks.values())

    def stored_vectors(self) -> dict[str, list[float]]:
        """Return the vector stored for every chunk id; none without a model."""
        return self._meaning.dense.vectors() if self._meaning else {}

    def close(self) -> None:
        """Let go of the files."""
        if self._meaning:
            self._meaning.dense.close()
