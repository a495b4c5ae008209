"""A query engine of one's own over the library: llama-index asks our retriever, and a language model with what it finds."""

from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from index.llama.retriever import LibraryRetriever

# All published documents of POLICYQA_LIBRARY; documents=["…"] names some of them, filters=MetadataFilters(…) chooses by title.
retriever = LibraryRetriever.open(top_k=3)
# In place of your own model: this one repeats what it is asked, the text of what was found with its citation ids.
engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())
answer = engine.query("人工智能基金群的规模有多大？")
# Scores of nodes are fused; metadata["dense"] is the cosine, metadata["bm25"] the score of the words.
print(answer, [(source.metadata["citation_id"], source.score) for source in answer.source_nodes])
