from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from index import library_search
from index.fusion import fuse
from index.lexical import LexicalIndex
from index.library import Library
from index.library_search import LibrarySearch
from index.normalize import normalize
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from tests.index.conftest import CountingEncoder
from tests.index.small_policies import BEES, CHIPS, write_policy

GOLD = Path(__file__).parents[1] / "ingest" / "gold"
QUESTIONS = ("算力平台由谁建设", "新建的蜂场能拿多少补助", "市发展改革委", "人工智能企业融资", "zzzz", "")


@pytest.fixture(scope="module")
def three(
    filled_folder: Path, encoder_of_session: CountingEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Library:
    """Open a library of three documents, one of them long, that no test changes."""
    folder = tmp_path_factory.mktemp("three") / "library"
    shutil.copytree(filled_folder, folder)
    library = Library(IndexSettings(library=folder), encoder_of_session)
    with library.writing() as writer:
        writer.add(GOLD / "13_hubei-opc-cuoshi.md", name="hubei", status="published")
    return library


def items_of(library: Library, name: str) -> list[str]:
    """Return the chunks of a document that are items, or parts of its notice and closing provisions."""
    document = library.document(library.snapshot().entry(name))
    return sorted(chunk.id for chunk in make_chunks(document) if chunk.kind != "sentence")


@pytest.mark.parametrize("question", QUESTIONS)
def test_cosines_are_those_of_comparing_every_item(three: Library, counting: CountingEncoder, question: str) -> None:
    snapshot = three.snapshot()
    found = three.search(question, snapshot)
    vector = counting.encode_queries([normalize(question)])[0]
    expected = {}
    for entry in snapshot.published:
        stored = three.stored_vectors(entry)
        for key in items_of(three, entry.id):
            expected[entry.id, key] = float(stored.of([key])[0] @ vector)
    assert len(expected) < library_search.CANDIDATES  # so that none is left out
    dense = {(one.entry.id, one.chunk): one.dense for one in found}
    assert dense == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_words_are_weighed_over_all_documents(three: Library, question: str) -> None:
    snapshot = three.snapshot()
    keys, texts = [], []
    for entry in snapshot.published:
        document = three.document(entry)
        tokenizer = PolicyTokenizer(domain_words(document))
        chunks = {chunk.id: chunk for chunk in make_chunks(document)}
        for key in items_of(three, entry.id):
            keys.append((entry.id, key))
            texts.append(tokenizer.tokens(chunks[key].embedded_text))
    numbers = {token: place for place, token in enumerate(dict.fromkeys(token for text in texts for token in text))}
    index = LexicalIndex(
        [np.array([numbers[token] for token in text], dtype=np.uint32) for text in texts],
        lambda words: {word: numbers[word] for word in words if word in numbers},
        PolicyTokenizer(),
    )
    expected = {keys[place]: score for place, score in index.search(question, len(texts))}
    found = {(one.entry.id, one.chunk): one.bm25 for one in three.search(question, snapshot) if one.bm25 is not None}
    assert found == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_ranking_is_the_fusion_of_both(three: Library, question: str) -> None:
    found = three.search(question, three.snapshot())
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    order = {entry.id: f"{place:03}" for place, entry in enumerate(three.snapshot().published)}
    names = [f"{order[one.entry.id]}/{one.chunk}" for one in found]
    fused = fuse(
        {name: one.dense for name, one in zip(names, found, strict=True) if one.dense is not None},
        {name: one.bm25 for name, one in zip(names, found, strict=True) if one.bm25 is not None},
    )
    scores = {one.key: one.score for one in fused}
    assert scores == pytest.approx({name: one.score for name, one in zip(names, found, strict=True)}, abs=1e-6)


@pytest.mark.parametrize(
    ("question", "document", "item"),
    [
        ("算力平台由谁建设", "chips", "M1"),
        ("新建的蜂场能拿多少补助", "bees", "M2"),
    ],
)
def test_the_document_that_speaks_of_it_comes_first(three: Library, question: str, document: str, item: str) -> None:
    first = three.search(question, three.snapshot())[0]
    assert (first.entry.id, first.chunk) == (document, item)


def test_every_item_is_there_once(three: Library) -> None:
    found = Counter((one.entry.id, one.chunk) for one in three.search("算力", three.snapshot()))
    expected = {(entry.id, key) for entry in three.snapshot().published for key in items_of(three, entry.id)}
    assert found == dict.fromkeys(expected, 1)


def test_an_expansion_is_seen_by_both_legs(three: Library) -> None:
    plain, expanded = (
        {(one.entry.id, one.chunk): one for one in three.search("显卡不够用", three.snapshot(), expansion)}
        for expansion in ("", "算力平台")
    )
    key = ("chips", "M1")
    assert (plain[key].bm25 or 0.0) < (expanded[key].bm25 or 0.0)
    assert (plain[key].dense or 0.0) < (expanded[key].dense or 0.0)


def test_what_is_held_is_not_read_again(filled: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read: list[str] = []
    reading = filled.vectors.read

    def note(names: list[str], ids: dict[str, list[str]] | None = None) -> object:
        read.extend(names)
        return reading(names, ids)

    monkeypatch.setattr(filled.vectors, "read", note)
    filled.search("算力", filled.snapshot())
    filled.search("蜂场", filled.snapshot())
    assert read == [entry.collection for entry in filled.snapshot().published]
    with filled.writing() as writer:
        entry, _ = writer.add(write_policy(tmp_path / "x.txt", BEES.replace("蜂", "蚕")), status="published")
    read.clear()
    filled.search("算力", filled.snapshot())
    assert read == [entry.collection]


def test_of_too_many_words_alone_are_compared(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_search, "MOST_HELD", 5)
    found = filled.search("算力平台由谁建设", filled.snapshot())
    assert {one.dense for one in found} == {None}
    assert (found[0].entry.id, found[0].chunk) == ("chips", "M1")


def test_without_a_model_words_alone_are_compared(filled: Library) -> None:
    words = Library(filled.settings, None)
    found = words.search("算力平台由谁建设", words.snapshot())
    assert {one.dense for one in found} == {None}
    assert (found[0].entry.id, found[0].chunk) == ("chips", "M1")
    assert words.search("zzzz", words.snapshot()) == []


def test_where_vectors_are_gone_words_alone_are_compared(filled: Library) -> None:
    filled.vectors.drop([filled.snapshot().entry("chips").collection])
    found = filled.search("算力平台由谁建设", filled.snapshot())
    assert (found[0].entry.id, found[0].chunk, found[0].dense) == ("chips", "M1", None)


def test_of_no_documents_nothing_is_found(filled: Library) -> None:
    search = LibrarySearch.of((), filled.catalogue, filled.vectors, filled.encoder)
    assert search.search("算力") == []


def test_the_same_item_of_two_documents_is_found_twice(filled: Library, tmp_path: Path) -> None:
    with filled.writing() as writer:
        writer.add(write_policy(tmp_path / "copy.txt", CHIPS.replace("海州", "云山")), status="published")
    first, second, *_ = filled.search("建设算力平台，统一调度", filled.snapshot())
    assert {(first.entry.id, first.chunk), (second.entry.id, second.chunk)} == {("chips", "M1"), ("copy", "M1")}
