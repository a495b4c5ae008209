from __future__ import annotations

import ast
import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import CompletionResponse
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers.context_only import ContextOnly
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle
from llama_index.core.vector_stores import FilterCondition, FilterOperator, MetadataFilter, MetadataFilters

from index.catalogue.models import DocumentStatus
from index.errors import DocumentError
from index.library import Library
from index.llama.retriever import LibraryRetriever
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import Measure
from tests.commands import ROOT, run_python
from tests.index.small_policies import BEES, write_policy

QUESTION = "人工智能基金群有多大"
SUBSIDY = "补助多少"
SHEDS = "蜂场补助多少"
EXAMPLE = ROOT / "docs" / "examples" / "query_engine.py"


def citations(nodes: list[NodeWithScore]) -> list[str]:
    return [node.metadata["citation_id"] for node in nodes]


def documents_of(nodes: list[NodeWithScore]) -> set[str]:
    return {node.metadata["document"] for node in nodes}


def titled(part: str) -> MetadataFilter:
    return MetadataFilter(key="document_title", value=part, operator=FilterOperator.TEXT_MATCH)


# One document


def test_of_one_document_the_best_chunks_are_found(library: Library, search_index: SearchIndex) -> None:
    entry = library.snapshot().published[0]
    nodes = LibraryRetriever(library, top_k=5).retrieve(QUESTION)
    for node, result in zip(nodes, search_index.search(QUESTION)[:5], strict=True):
        chunk = result.chunk
        assert (node.node_id, node.score) == (f"{entry.id}/{chunk.id}", result.score)
        assert node.text == chunk.text
        assert node.metadata == {
            "document": entry.id,
            "document_title": entry.title,
            "citation_id": f"{entry.id}/{chunk.citation_id}",
            "kind": chunk.kind,
            "start": chunk.start,
            "end": chunk.end,
            "dense": result.dense,
            "bm25": result.bm25,
            "context": chunk.context,
        }


def test_a_node_is_shown_with_its_citation_and_embedded_as_it_was(library: Library, search_index: SearchIndex) -> None:
    node, result = LibraryRetriever(library).retrieve(QUESTION)[0], search_index.search(QUESTION)[0]
    assert node.get_content(MetadataMode.EMBED) == result.chunk.embedded_text
    title, citation, *rest = node.get_content(MetadataMode.LLM).splitlines()
    assert (title, citation) == (node.metadata["document_title"], node.metadata["citation_id"])
    assert "\n".join(rest) == result.chunk.embedded_text


def test_a_leg_that_did_not_find_it_has_no_score(library: Library) -> None:
    nodes = LibraryRetriever(library, top_k=300).retrieve(QUESTION)
    assert None in [node.metadata["bm25"] for node in nodes]
    assert all(node.metadata["dense"] is not None or node.metadata["bm25"] is not None for node in nodes)


def test_a_bundle_may_be_asked(library: Library) -> None:
    assert len(LibraryRetriever(library).retrieve(QueryBundle(QUESTION))) == 10


# Several documents


def test_of_several_documents_the_items_are_ranked_together(filled: Library) -> None:
    nodes = LibraryRetriever(filled, top_k=3).retrieve(SUBSIDY)
    found = filled.search(SUBSIDY, filled.snapshot())[:3]
    assert [(node.node_id, node.score) for node in nodes] == [(f"{f.entry.id}/{f.chunk}", f.score) for f in found]
    assert [(node.metadata["dense"], node.metadata["bm25"]) for node in nodes] == [(f.dense, f.bm25) for f in found]
    assert {"chips/M2", "bees/M2"} <= set(citations(nodes))
    for node in nodes:
        entry = filled.snapshot().entry(node.metadata["document"])
        item = filled.document(entry).item(node.metadata["citation_id"].partition("/")[2])
        assert isinstance(item, Measure)
        assert (node.text, node.metadata["document_title"]) == (item.text, entry.title)


def test_documents_may_be_named(filled: Library) -> None:
    of_one = LibraryRetriever(filled, documents=["bees"], top_k=30).retrieve(SUBSIDY)
    assert documents_of(of_one) == {"bees"}
    assert {"measure", "sentence"} <= {node.metadata["kind"] for node in of_one}
    of_both = LibraryRetriever(filled, documents=["bees", "chips"]).retrieve(SUBSIDY)
    assert of_both == LibraryRetriever(filled).retrieve(SUBSIDY)
    assert LibraryRetriever(filled, documents=[]).retrieve(SUBSIDY) == []


def test_part_of_a_library_is_searched_on_its_own(filled: Library, tmp_path: Path) -> None:
    before = LibraryRetriever(filled).retrieve(SUBSIDY)
    both = LibraryRetriever(filled, documents=["bees", "chips"])
    add(filled, tmp_path, "new", "published")
    # Words are as rare as they are in these two, whatever else there is; that they are asked again changes nothing.
    assert both.retrieve(SUBSIDY) == before == both.retrieve(SUBSIDY)
    assert citations(LibraryRetriever(filled).retrieve(SUBSIDY))[0] == "new/M1"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (MetadataFilters(filters=[MetadataFilter(key="document", value="bees")]), {"bees"}),
        (
            MetadataFilters(
                filters=[
                    MetadataFilter(key="document", value=["bees", "chips", "none"], operator=FilterOperator.IN),
                    MetadataFilter(key="document", value="bees", operator=FilterOperator.NE),
                ]
            ),
            {"chips"},
        ),
        (
            MetadataFilters(
                filters=[
                    MetadataFilter(key="document", value="bees"),
                    titled("算力"),
                ],
                condition=FilterCondition.OR,
            ),
            {"bees", "chips"},
        ),
        (MetadataFilters(filters=[titled("养蜂")]), {"bees"}),
        (MetadataFilters(filters=[titled("海洋")]), set()),
        (MetadataFilters(filters=[]), {"bees", "chips"}),
    ],
    ids=["equal", "in and not", "or", "title", "none", "no condition"],
)
def test_filters_choose_documents(filled: Library, filters: MetadataFilters, expected: set[str]) -> None:
    assert documents_of(LibraryRetriever(filled, filters=filters).retrieve(SUBSIDY)) == expected
    named = LibraryRetriever(filled, documents=["bees"], filters=filters)
    assert documents_of(named.retrieve(SUBSIDY)) == expected & {"bees"}


def test_what_cannot_be_done_is_said_at_once(library: Library) -> None:
    of_kind = MetadataFilter(key="kind", value="measure")
    with pytest.raises(ValueError, match="kind"):
        LibraryRetriever(library, filters=MetadataFilters(filters=[of_kind]))
    with pytest.raises(ValueError, match="嵌套"):
        LibraryRetriever(library, filters=MetadataFilters(filters=[MetadataFilters(filters=[of_kind])]))
    with pytest.raises(ValueError, match="top_k"):
        LibraryRetriever(library, top_k=0)
    with pytest.raises(DocumentError, match="nowhere"):
        LibraryRetriever(library, documents=["nowhere"])


# What is published


def add(library: Library, folder: Path, name: str, status: DocumentStatus) -> None:
    text = "东山市若干措施\n\n第一条 补助多少，由市财政局定。\n第二条 本办法施行三年。\n"
    with library.writing() as writer:
        writer.add(write_policy(folder / f"{name}.txt", text), status=status)


def test_only_what_is_published_is_found(filled: Library, tmp_path: Path) -> None:
    everything = LibraryRetriever(filled, top_k=100)
    bees = LibraryRetriever(filled, documents=["bees"])
    add(filled, tmp_path, "draft", "draft")
    assert documents_of(everything.retrieve(SUBSIDY)) == {"bees", "chips"}
    with pytest.raises(DocumentError):
        LibraryRetriever(filled, documents=["draft"])
    with filled.writing() as writer:
        writer.set_status("draft", "published")
        writer.set_status("bees", "withdrawn")
    assert documents_of(everything.retrieve(SUBSIDY)) == {"draft", "chips"}
    assert bees.retrieve(SUBSIDY) == []
    with filled.writing() as writer:
        writer.remove("draft")
        writer.remove("chips")
    assert everything.retrieve(SUBSIDY) == []


def test_a_replaced_document_is_searched_as_it_is_now(filled: Library, tmp_path: Path) -> None:
    everything = LibraryRetriever(filled, top_k=1)
    assert everything.retrieve(SHEDS)[0].node_id == "bees/M2"
    file = write_policy(tmp_path / "newer.txt", "云山市养蜂管理办法\n\n第一条 新建蜂场，补助4万元。\n")
    with filled.writing() as writer:
        writer.replace("bees", file)
    node = everything.retrieve(SHEDS)[0]
    assert (node.node_id, "4万元" in node.text) == ("bees/M1", True)


def test_without_a_model_words_are_compared(filled: Library) -> None:
    by_words = Library.open(filled.settings, with_model=False)
    nodes = LibraryRetriever(by_words).retrieve(SHEDS)
    assert nodes[0].node_id == "bees/M2"
    assert {node.metadata["dense"] for node in nodes} == {None}


# Engines


def test_an_engine_cites_what_was_found(filled: Library) -> None:
    engine = RetrieverQueryEngine(LibraryRetriever(filled, top_k=2), ContextOnly(llm=MockLLM()))
    answer = engine.query(SHEDS)
    assert citations(answer.source_nodes)[0] == "bees/M2"
    assert str(answer).startswith("云山市养蜂管理办法\nbees/M2\n第二条 新建蜂场，补助3万元。")


def test_an_engine_that_waits_gets_the_same_and_blocks_nobody(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    retriever = LibraryRetriever(filled)
    searched: list[threading.Thread] = []
    search = Library.search

    def recorded(library: Library, *arguments: object) -> object:
        searched.append(threading.current_thread())
        return search(library, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "search", recorded)
    answer = asyncio.run(RetrieverQueryEngine(retriever, ContextOnly(llm=MockLLM())).aquery(SUBSIDY))
    assert searched
    assert threading.main_thread() not in searched
    assert answer.source_nodes == retriever.retrieve(SUBSIDY)


def test_threads_may_share_one(filled: Library, tmp_path: Path) -> None:
    add(filled, tmp_path, "new", "published")
    retriever = LibraryRetriever(filled, documents=["bees", "chips"])
    expected = LibraryRetriever(filled, documents=["bees", "chips"]).retrieve(SUBSIDY)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(retriever.retrieve, [SUBSIDY] * 4))
    assert found == [expected] * 4


def test_a_model_is_given_text_and_citations(filled: Library) -> None:
    prompts: list[str] = []

    class Recording(MockLLM):
        def complete(self, prompt: str, formatted: bool = False, **kwargs: object) -> CompletionResponse:
            prompts.append(prompt)
            return CompletionResponse(text="3万元")

    engine = RetrieverQueryEngine.from_args(LibraryRetriever(filled, top_k=2), llm=Recording(max_tokens=None))
    assert str(engine.query(SHEDS)) == "3万元"
    assert "bees/M2\n第二条 新建蜂场" in prompts[0]
    # Scores and offsets are no business of a model.
    assert re.search(r"\d\.\d{4}", prompts[0]) is None


# The example of the README


@pytest.mark.slow
@pytest.mark.usefixtures("library")
def test_the_example_runs(index_settings: IndexSettings) -> None:
    done = run_python("-W", "error", str(EXAMPLE), POLICYQA_LIBRARY=str(index_settings.library))
    assert done.returncode == 0, done.stderr
    assert "人工智能基金群" in done.stdout
    assert re.search(r"\[\('[\w-]+/M16', \d", done.stdout)


def test_the_example_has_ten_lines() -> None:
    source = EXAMPLE.read_text(encoding="utf-8")
    statements = ast.parse(source).body[1:]
    assert sum((one.end_lineno or one.lineno) - one.lineno + 1 for one in statements) <= 10


def test_the_library_of_the_environment_is_opened(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_LIBRARY", str(filled.settings.library))
    assert documents_of(LibraryRetriever.open().retrieve(SUBSIDY)) == {"bees", "chips"}
    assert len(LibraryRetriever.open(documents=["bees"], top_k=1).retrieve(SUBSIDY)) == 1
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(write_policy(tmp_path / "bees.txt", BEES)))
    assert documents_of(LibraryRetriever.open().retrieve(SUBSIDY)) == {"bees"}
    assert documents_of(LibraryRetriever.open(documents=["chips"]).retrieve(SUBSIDY)) == {"chips"}


# Who only asks


@pytest.mark.slow
@pytest.mark.parametrize("documents", [1, 2])
def test_no_question_imports_llama_index(
    index_settings: IndexSettings, request: pytest.FixtureRequest, documents: int
) -> None:
    made: Library = request.getfixturevalue("library" if documents == 1 else "filled")
    question = QUESTION if documents == 1 else SHEDS
    done = run_python("-X", "importtime", "-m", "answer", question, POLICYQA_LIBRARY=str(made.settings.library))
    assert done.returncode == 0, done.stderr[-2000:]
    assert "chromadb" in done.stderr
    assert "llama_index" not in done.stderr
