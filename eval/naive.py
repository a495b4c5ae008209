"""What a user would build in ten minutes: fixed-size pieces in Chroma, the best one as the answer.

llama-index's `SentenceSplitter` and a Chroma collection, with the embedding model of the assistant, so that the
difference is all in how the text is cut, searched and answered.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import replace

from eval.questions import Asked
from eval.systems import Response, best_chunk, require_open
from index.library import Library
from index.llama.embedding import PolicyEmbedding
from ingest.models import CLOSING_ID, PREAMBLE_ID, Goal, Measure, PolicyDocument, Scenario, Span

CHUNK_SIZE, CHUNK_OVERLAP, TOP_K = 256, 32, 10
"""Tokens of llama-index's default tokenizer, and how many pieces are ranked."""


class Naive:
    """The ten-minute system."""

    def __init__(self, document: PolicyDocument, embedding: PolicyEmbedding) -> None:
        """Cut the document and fill a collection."""
        import chromadb
        from chromadb.config import Settings
        from llama_index.core import Document, StorageContext, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self.document = document
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        # A name of its own: clients in memory share their collections within a process.
        collection = client.create_collection(f"naive-{uuid.uuid4().hex}", embedding_function=None)
        store = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
        splitter = SentenceSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)
        nodes = splitter.get_nodes_from_documents([Document(text=document.source, id_=document.metadata.doc_id)])
        index = VectorStoreIndex(nodes, storage_context=store, embed_model=embedding)
        self._retriever = index.as_retriever(similarity_top_k=TOP_K)

    def answer(self, asked: Asked) -> Response:
        """Answer with the nearest piece; it cites the item that most of the piece belongs to."""
        from llama_index.core.schema import TextNode

        began = time.perf_counter()
        pieces = [found.node for found in self._retriever.retrieve(asked.question)]
        ranked = [
            (main_item(self.document, piece.start_char_idx, piece.end_char_idx), piece.text)
            for piece in pieces
            if isinstance(piece, TextNode) and piece.start_char_idx is not None and piece.end_char_idx is not None
        ]
        return best_chunk(ranked, (time.perf_counter() - began) * 1000)

    def nearness(self, asked: Asked) -> float:
        """Return the score of the nearest piece."""
        return max((found.score or 0.0 for found in self._retriever.retrieve(asked.question)), default=0.0)


class NaiveLibrary:
    """One such system for each document; a question that names none is answered by the one with the nearest piece."""

    def __init__(self, library: Library, only: str = "") -> None:
        """Take an open library, and the id of the only document that is asked about, empty for all."""
        assert library.encoder is not None, "it is built with a model"
        embedding = PolicyEmbedding(library.encoder)
        entries = [entry for entry in library.snapshot().published if only in ("", entry.id)]
        self._systems = {entry.id: Naive(library.document(entry), embedding) for entry in entries}

    def answer(self, asked: Asked) -> Response:
        """Answer from the document that the question is asked of, or from the nearest."""
        require_open(asked, self._systems)
        if asked.document or len(self._systems) == 1:
            return self._systems[asked.document or next(iter(self._systems))].answer(asked)
        name = max(self._systems, key=lambda one: self._systems[one].nearness(asked))
        response = self._systems[name].answer(asked)
        return replace(
            response,
            citations=tuple(f"{name}/{key}" for key in response.citations),
            quotes=tuple((f"{name}/{key}", text) for key, text in response.quotes),
            ranked=tuple(f"{name}/{key}" for key in response.ranked),
        )


def main_item(document: PolicyDocument, start: int, end: int) -> str:
    """Return the id of the item with the most characters in a range of the source."""
    spans = [(PREAMBLE_ID, document.notice.span)]
    items: tuple[Measure | Scenario | Goal, ...] = (*document.measures, *document.scenarios, *document.goals)
    spans += [(item.id, item.span) for item in items]
    closing = document.closing.parts if document.closing else ()
    spans += [(CLOSING_ID, Span(part.start, part.end)) for part in closing]
    return max(spans, key=lambda one: _overlap(one[1], start, end))[0]


def _overlap(span: Span, start: int, end: int) -> int:
    return max(0, min(span.end, end) - max(span.start, start))
