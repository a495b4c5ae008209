"""The search of the library as a retriever of llama-index, for a query engine of one's own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Lock
from typing import Any, Self

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle
from llama_index.core.vector_stores import MetadataFilters
from llama_index.core.vector_stores.utils import build_metadata_filter_fn

from index.catalogue.catalogue import Snapshot
from index.catalogue.models import Entry
from index.errors import DocumentError
from index.library import Library
from index.library_search import Found, LibrarySearch
from index.llama.node_parser import node_of
from index.opening import open_library
from index.remembered import remembered
from index.settings import IndexSettings
from ingest.chunks import make_chunks
from ingest.models import Chunk
from ingest.settings import IngestSettings, from_environment

_KEPT = 64
"""Documents whose chunks are kept to be given back."""


class LibraryRetriever(BaseRetriever):
    """Finds what published documents say of a question, best first, each with its citation and the score of either leg.

    In one document every chunk is ranked, sentences too; in several the items are, together. Each question is asked of the
    library as it then is. May be shared between threads.

    A node's id is ``<document>/<chunk>``, its text is an exact part of the document, and its metadata are:

    - ``document``, ``document_title``: id and title of the document;
    - ``citation_id``: what an answer cites, such as ``plan/M4``;
    - ``kind``: measure, sentence, scenario, goal, preamble, formality or closing;
    - ``start``, ``end``: offsets in the text of the document;
    - ``dense``: cosine of question and chunk, None if the dense leg did not return it;
    - ``bm25``: BM25 score, None if no token matches;
    - ``context``: title or section that the chunk belongs to, which was compared with the question as well.

    A language model is shown title, citation and context with the text. The score of a node is the fused one, comparable
    only within one question.
    """

    def __init__(
        self,
        library: Library,
        *,
        documents: Sequence[str] | None = None,
        filters: MetadataFilters | None = None,
        top_k: int = 10,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """Take a library and what is to be searched in it.

        Args:
            library: opened.
            documents: ids of the documents; None for all that are published. One that is withdrawn later is no longer
                searched.
            filters: further conditions, on ``document`` and ``document_title``; not nested.
            top_k: nodes at most.
            callback_manager: as every retriever takes one.

        Raises:
            DocumentError: if one of the documents is not published.
            ValueError: if a filter is on anything else, or `top_k` is less than 1.
        """
        super().__init__(callback_manager=callback_manager)
        if top_k < 1:
            raise ValueError(f"top_k 至少为 1，不能是 {top_k}。")
        for one in filters.filters if filters else ():
            key = getattr(one, "key", "")
            if key not in ("document", "document_title"):
                raise ValueError(f"只能按 document 或 document_title 筛选文件，不能按“{key}”，也不能嵌套条件。")
        published = {entry.id for entry in library.snapshot().published}
        for name in documents or ():
            if name not in published:
                raise DocumentError.unknown(name)
        self._library = library
        self._documents = None if documents is None else frozenset(documents)
        self._filters = filters
        self._top_k = top_k
        self._chunks = remembered(self._chunks_of, _KEPT)
        self._lock = Lock()
        self._search: tuple[int, LibrarySearch] | None = None

    @classmethod
    def open(cls, **options: Any) -> Self:
        """Open the library that the environment names, as commands do: one that is empty gets the built-in plan.

        Args:
            **options: as the class takes them. With ``POLICYQA_DOCUMENT`` that document alone is searched, unless others
                are named.

        Raises:
            PolicyError, LibraryError, EmbeddingError: if it cannot be opened.
            SettingsError: if a setting cannot be what it is.
        """
        library, only = open_library(from_environment(IndexSettings), from_environment(IngestSettings).source)
        return cls(library, **({"documents": [only]} if only else {}) | options)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        snapshot = self._library.snapshot()
        entries = tuple(entry for entry in snapshot.published if self._is_wanted(entry))
        if len(entries) == 1:
            return self._retrieve_from(entries[0], query_bundle.query_str)
        found = self._search_in(entries, snapshot, query_bundle.query_str)
        return [
            _scored(self._chunks(one.entry)[one.chunk], one.entry, one.score, dense=one.dense, bm25=one.bm25)
            for one in found[: self._top_k]
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        # Encoding and comparing keep a core busy; in a thread they keep nobody else waiting.
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _is_wanted(self, entry: Entry) -> bool:
        if self._documents is not None and entry.id not in self._documents:
            return False
        said: dict[str, Any] = {"document": entry.id, "document_title": entry.title}
        return build_metadata_filter_fn(lambda _: said, self._filters)(entry.id)

    def _retrieve_from(self, entry: Entry, question: str) -> list[NodeWithScore]:
        results = self._library.search_index(entry).search(question)[: self._top_k]
        return [_scored(one.chunk, entry, one.score, dense=one.dense, bm25=one.bm25) for one in results]

    def _search_in(self, entries: tuple[Entry, ...], snapshot: Snapshot, question: str) -> list[Found]:
        """Rank the items of some documents; of part of the library the search is this retriever's own.

        What the search in everything puts forward may hold nothing of a few documents among hundreds.
        """
        if not entries:
            return []
        if entries == snapshot.published:
            return self._library.search(question, snapshot)
        with self._lock:
            if self._search is None or self._search[0] != snapshot.generation:
                library, before = self._library, self._search[1] if self._search else None
                own = LibrarySearch.of(entries, library.catalogue, library.vectors, library.encoder, before)
                self._search = snapshot.generation, own
            search = self._search[1]
        return search.search(question)

    def _chunks_of(self, entry: Entry) -> dict[str, Chunk]:
        return {chunk.id: chunk for chunk in make_chunks(self._library.catalogue.document(entry.revision))}


def _scored(chunk: Chunk, entry: Entry, score: float, **of_legs: float | None) -> NodeWithScore:
    return NodeWithScore(node=node_of(chunk, entry.id, entry.title, of_legs), score=score)
