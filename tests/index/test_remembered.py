"""A method's results are remembered, and what holds them is gone as soon as nobody holds it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from index.remembered import remembered
from index.search_index import SearchIndex
from ingest.models import PolicyDocument


class Reader:
    def __init__(self) -> None:
        self.read: list[str] = []
        self.find = remembered(self._find, 2)

    def _find(self, text: str, *, upper: bool = False) -> str:
        self.read.append(text)
        return text.upper() if upper else text


@pytest.fixture
def _without_collector() -> Iterator[None]:
    """Nothing looks for cycles: what is freed is freed since nothing refers to it."""
    gc.disable()
    yield
    gc.enable()


def test_a_result_is_computed_once_while_it_is_among_the_latest() -> None:
    reader = Reader()
    assert [reader.find(text) for text in "aabab"] == list("aabab")
    assert reader.read == ["a", "b"]
    assert (reader.find("b", upper=True), reader.find("b", upper=True)) == ("B", "B")
    assert reader.read == ["a", "b", "b"]
    reader.find("a")
    assert reader.read == ["a", "b", "b", "a"]


def test_each_object_remembers_for_itself() -> None:
    one, other = Reader(), Reader()
    one.find("a")
    other.find("a")
    assert (one.read, other.read) == (["a"], ["a"])


@pytest.mark.usefixtures("_without_collector")
def test_an_object_that_nobody_holds_is_gone() -> None:
    reader = Reader()
    reader.find("a")
    gone = weakref.ref(reader)
    del reader
    assert gone() is None


@pytest.mark.usefixtures("_without_collector")
def test_an_index_that_nobody_holds_is_gone_with_its_dictionary(document: PolicyDocument) -> None:
    index = SearchIndex.by_words(document)
    index.search("智能算力")
    gone, dictionary = weakref.ref(index), weakref.ref(index.tokenizer)
    del index
    assert (gone(), dictionary()) == (None, None)
