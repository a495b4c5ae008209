from __future__ import annotations

from llama_index.core.schema import MetadataMode, QueryBundle

from index.retriever import HybridRetriever
from index.search_index import SearchIndex

QUESTION = "人工智能基金群有多大"


def test_nodes_are_the_best_results_with_both_scores(search_index: SearchIndex) -> None:
    nodes = HybridRetriever(search_index, top_k=5).retrieve(QUESTION)
    results = search_index.search(QUESTION)[:5]
    assert [(node.node_id, node.score) for node in nodes] == [(r.chunk.id, r.score) for r in results]
    for node, result in zip(nodes, results, strict=True):
        assert node.node.get_content(MetadataMode.NONE) == result.chunk.text
        assert node.metadata == {
            "citation_id": result.chunk.citation_id,
            "kind": result.chunk.kind,
            "dense": result.dense,
            "bm25": result.bm25,
        }


def test_a_bundle_may_be_asked(search_index: SearchIndex) -> None:
    assert len(HybridRetriever(search_index).retrieve(QueryBundle(QUESTION))) == 10
