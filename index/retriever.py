"""The index as a llama-index retriever, for whoever builds their own pipeline on it."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.search_index import SearchIndex


class HybridRetriever(BaseRetriever):
    """Gives the best chunks as nodes; each leg's score is in the node's metadata."""

    def __init__(self, index: SearchIndex, top_k: int = 10) -> None:
        """Search ``index`` for the best ``top_k`` chunks."""
        super().__init__()
        self._index = index
        self._top_k = top_k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        results = self._index.search(query_bundle.query_str)[: self._top_k]
        return [
            NodeWithScore(
                node=TextNode(
                    id_=result.chunk.id,
                    text=result.chunk.text,
                    metadata={
                        "citation_id": result.chunk.citation_id,
                        "kind": result.chunk.kind,
                        "dense": result.dense,
                        "bm25": result.bm25,
                    },
                ),
                score=result.score,
            )
            for result in results
        ]
