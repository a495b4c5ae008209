from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import pytest
from llama_index.core import VectorStoreIndex
from llama_index.core.ingestion import DocstoreStrategy, IngestionPipeline
from llama_index.core.schema import Document, MetadataMode, TextNode
from llama_index.core.storage.docstore import SimpleDocumentStore
from llama_index.core.vector_stores import MetadataFilter, MetadataFilters
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.encoders import Encoder
from index.library import Library
from index.llama.embedding import PolicyEmbedding
from index.llama.node_parser import MeasureNodeParser, nodes_of
from ingest.chunks import make_chunks
from ingest.errors import NoMeasuresError, SourceUnreadableError
from ingest.models import PolicyDocument
from tests.index.small_policies import BEES, CHIPS


def parsed(*documents: Document, **options: Any) -> list[TextNode]:
    return [
        node for node in MeasureNodeParser(**options).get_nodes_from_documents(documents) if isinstance(node, TextNode)
    ]


@pytest.fixture
def documents() -> list[Document]:
    return [Document(id_="chips", text=CHIPS), Document(id_="bees", text=BEES)]


def test_nodes_are_the_chunks_of_the_library(document: PolicyDocument) -> None:
    for node, chunk in zip(nodes_of(document, "plan"), make_chunks(document), strict=True):
        assert node.node_id == f"plan/{chunk.id}"
        assert node.text == chunk.text
        assert node.get_content(MetadataMode.EMBED) == chunk.embedded_text
        assert node.metadata == {
            "document": "plan",
            "document_title": document.title,
            "citation_id": f"plan/{chunk.citation_id}",
            "kind": chunk.kind,
            "start": chunk.start,
            "end": chunk.end,
            "context": chunk.context,
        }


def test_a_language_model_sees_title_citation_and_section(documents: list[Document]) -> None:
    node = next(node for node in parsed(*documents) if node.node_id == "chips/M2")
    assert node.get_content(MetadataMode.LLM).splitlines() == [
        "海州市支持算力产业若干措施",
        "chips/M2",
        "一、算力",
        node.text,
    ]


def test_nodes_of_several_documents_are_told_apart(documents: list[Document]) -> None:
    nodes = parsed(*documents)
    assert len({node.node_id for node in nodes}) == len(nodes) == 7 + 9
    assert [node.node_id for node in parsed(*documents)] == [node.node_id for node in nodes]
    assert {node.metadata["document_title"] for node in nodes if node.ref_doc_id == "bees"} == {"云山市养蜂管理办法"}


def test_a_node_knows_its_source_and_its_neighbours(documents: list[Document]) -> None:
    nodes = parsed(*documents)
    for source in documents:
        own = [node for node in nodes if node.ref_doc_id == source.id_]
        assert all(node.source_node == source.as_related_node_info() for node in own)
        assert all(source.text[node.start_char_idx : node.end_char_idx] == node.text for node in own)
        assert [node.prev_node and node.prev_node.node_id for node in own] == [
            None,
            *(node.node_id for node in own[:-1]),
        ]
        assert own[-1].next_node is None
    assert parsed(documents[0], include_prev_next_rel=False)[1].prev_node is None


def test_what_a_document_says_besides_is_handed_down_and_not_embedded() -> None:
    # A reader's metadata; one of them has the name of ours.
    said = {"file_name": "bees.txt", "context": "网页导航", "department": "农业农村局"}
    document = Document(id_="bees", text=BEES, metadata=said, excluded_llm_metadata_keys=["file_name"])
    plain = parsed(Document(id_="bees", text=BEES))
    for node, other in zip(parsed(document), plain, strict=True):
        assert node.metadata == {"file_name": "bees.txt", "department": "农业农村局", **other.metadata}
        assert node.get_content(MetadataMode.EMBED) == other.get_content(MetadataMode.EMBED)
        shown = sorted(["农业农村局", *other.get_content(MetadataMode.LLM).splitlines()])
        assert sorted(node.get_content(MetadataMode.LLM).splitlines()) == shown
    assert parsed(document, include_metadata=False)[0].metadata.keys() == plain[0].metadata.keys()


def test_a_text_is_read_as_a_file_would_be() -> None:
    from_windows = "\ufeff" + CHIPS.replace("\n", "\r\n")
    nodes = parsed(Document(id_="chips", text=from_windows))
    assert [node.text for node in nodes] == [node.text for node in parsed(Document(id_="chips", text=CHIPS))]
    # The offsets are not those of the text that was given; what they are of, the metadata say still.
    assert {(node.start_char_idx, node.end_char_idx) for node in nodes} == {(None, None)}
    start, end = nodes[1].metadata["start"], nodes[1].metadata["end"]
    assert CHIPS[start:end] == nodes[1].text


@pytest.mark.slow
def test_a_web_page_is_read_as_one() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in BEES.splitlines() if line)
    page = f"<!DOCTYPE html><html><body><nav>首页</nav><article>{paragraphs}</article></body></html>"
    as_text = parsed(Document(id_="bees", text=BEES))
    assert [node.text for node in parsed(Document(id_="bees", text=page))] == [node.text for node in as_text]


def test_a_text_that_is_no_policy_is_named(documents: list[Document]) -> None:
    poem = Document(text="床前明月光", metadata={"file_name": "poem.txt"})
    with pytest.raises(NoMeasuresError, match=r"^poem\.txt：没有找到编号的措施"):
        parsed(*documents, poem)
    with pytest.raises(NoMeasuresError, match=r"^nameless："):
        parsed(Document(id_="nameless", text="床前明月光"))
    with pytest.raises(SourceUnreadableError, match="nothing"):
        parsed(Document(id_="nothing", text=""))
    with pytest.raises(NoMeasuresError):
        parsed(Document(text="\ud800"))


def test_another_parser_makes_stored_nodes_anew() -> None:
    stored = MeasureNodeParser().to_dict()
    assert stored["class_name"] == "MeasureNodeParser"
    assert stored != MeasureNodeParser(parser_version="earlier").to_dict()


def test_a_pipeline_fills_a_store(
    documents: list[Document], collection: Any, encoder_of_session: Encoder, filled: Library
) -> None:
    store, embedding = ChromaVectorStore(chroma_collection=collection), PolicyEmbedding(encoder_of_session)
    pipeline = IngestionPipeline(transformations=[MeasureNodeParser(), embedding], vector_store=store)
    pipeline.run(documents=documents)
    # What the library stores of the same texts, besides its lexicon.
    stored = collection.get(include=["embeddings", "documents"])
    for entry in filled.snapshot().entries:
        places = [place for place, key in enumerate(stored["ids"]) if key.startswith(f"{entry.id}/")]
        chunks = {chunk.id: chunk for chunk in make_chunks(filled.document(entry))}
        keys = [stored["ids"][place].removeprefix(f"{entry.id}/") for place in places]
        assert sorted(keys) == sorted(chunks)
        assert [stored["documents"][place] for place in places] == [chunks[key].text for key in keys]
        vectors = filled.stored_vectors(entry).of(keys)
        np.testing.assert_allclose(stored["embeddings"][places], vectors, atol=1e-6)


def test_a_filled_store_may_be_asked(documents: list[Document], collection: Any, encoder_of_session: Encoder) -> None:
    store, embedding = ChromaVectorStore(chroma_collection=collection), PolicyEmbedding(encoder_of_session)
    pipeline = IngestionPipeline(transformations=[MeasureNodeParser(), embedding], vector_store=store)
    asyncio.run(pipeline.arun(documents=documents))
    index = VectorStoreIndex.from_vector_store(store, embed_model=embedding)
    found = index.as_retriever(similarity_top_k=2).retrieve("养蜂有多少补助")
    assert {node.metadata["citation_id"] for node in found} == {"bees/M2"}
    assert found[0].node.ref_doc_id == "bees"
    chips = MetadataFilters(filters=[MetadataFilter(key="document", value="chips")])
    elsewhere = index.as_retriever(filters=chips).retrieve("养蜂有多少补助")
    assert {node.metadata["document"] for node in elsewhere} == {"chips"}


def test_a_document_that_changed_takes_the_place_of_the_old_one(
    documents: list[Document], collection: Any, encoder_of_session: Encoder
) -> None:
    pipeline = IngestionPipeline(
        transformations=[MeasureNodeParser(), PolicyEmbedding(encoder_of_session)],
        vector_store=ChromaVectorStore(chroma_collection=collection),
        docstore=SimpleDocumentStore(),
        docstore_strategy=DocstoreStrategy.UPSERTS,
    )
    pipeline.run(documents=documents)
    assert pipeline.run(documents=documents) == []
    shorter = BEES.replace("第三条 蜂蜜节每年举办一次。（牵头单位：市文化局；配合单位：市农业农村局）\n", "").replace(
        "四", "三"
    )
    pipeline.run(documents=[Document(id_="bees", text=shorter)])
    assert {key for key in collection.get()["ids"] if key.startswith("bees/")} == {
        f"bees/{key}" for key in ("P.1", "M1", "M1.1", "M2", "M2.1", "M3", "M3.1")
    }
    assert "chips/M1" in collection.get()["ids"]
