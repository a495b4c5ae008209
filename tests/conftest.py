"""The real index of the built-in policy, and what was answered from it: made once per session, whatever the number of
processes that run it.

Nothing is replaced: the shipped model, Chroma, jieba and the policy itself. What takes seconds to import is
imported by the fixture that needs it, so that the other tests start at once.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument

if TYPE_CHECKING:
    from answer.assistant import Assistant
    from answer.library_assistant import LibraryAssistant
    from answer.models import Answer
    from eval.questions import JudgedQuestion
    from index.library import Library
    from index.search_index import SearchIndex
    from index.settings import IndexSettings

_LONG = 0.2
"""Seconds: opening an index takes as many, and no test that takes fewer takes much memory."""
if sys.platform == "linux":
    # Its usual C library keeps what threads used that have ended, and a heap for every core and more, which makes some
    # 150 MB for each index that is built.
    _libc = ctypes.CDLL(None)
    _trim = getattr(_libc, "malloc_trim", None)
    if _trim:
        _libc.mallopt(-8, 2)  # M_ARENA_MAX
else:
    _trim = None


@pytest.fixture(scope="session")
def document() -> PolicyDocument:
    return load_policy()


@pytest.fixture(scope="session")
def index_settings(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """Name the folder of the library; processes that run the tests side by side have it in common."""
    from index.settings import IndexSettings

    folder = tmp_path_factory.getbasetemp()
    # Each of several processes has a folder of its own below that of the session.
    is_one_of_several = "PYTEST_XDIST_WORKER" in os.environ
    return IndexSettings(library=(folder.parent if is_one_of_several else folder) / "library")


@pytest.fixture(scope="session")
def library(index_settings: IndexSettings) -> Library:
    """Open the library of the built-in plan that all tests may read; none may write to its folder.

    Encoding the lexicon keeps all cores busy for seconds: the first process that needs the library makes it, and one that
    comes meanwhile waits for it, as two commands of a user would.
    """
    from index.opening import open_library

    return open_library(index_settings)[0]


@pytest.fixture(scope="session")
def search_index(library: Library) -> SearchIndex:
    """Open the plan."""
    return library.search_index(library.snapshot().published[0])


@pytest.fixture(scope="session")
def assistant(search_index: SearchIndex, index_settings: IndexSettings) -> Assistant:
    """Give an assistant as users have it."""
    from answer.build import assemble
    from answer.learned import Learned
    from answer.settings import AnswerSettings

    learned = Learned.load(search_index.document, index_settings)
    assert None not in learned
    return assemble(search_index, AnswerSettings(), learned)


@pytest.fixture(scope="session")
def library_assistant(library: Library) -> LibraryAssistant:
    """Give what answers from all that is published: here from the plan alone."""
    from answer.build import library_assistant
    from answer.phrasing.settings import LLMSettings
    from answer.settings import AnswerSettings

    return library_assistant(library, AnswerSettings(), LLMSettings())


@pytest.fixture(scope="session")
def fit_answers(assistant: Assistant) -> list[tuple[JudgedQuestion, Answer]]:
    """Ask every question that is not on ownership, of those that may be looked at, once."""
    from eval.questions import read_questions

    questions = read_questions(Path(__file__).parents[1] / "eval" / "data" / "plan-dev" / "general.jsonl")
    return [(question, assistant.ask(question.question)) for question in questions]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count what needs every general question answered among the slow tests: asking them takes ten seconds."""
    for item in items:
        if "fit_answers" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Give memory back after what may have taken much, so that a laptop can run the tests, several processes at once.

    What a test caught holds all that the failing calls held, in a circle, until the collector comes by.
    """
    began = time.monotonic()
    result = yield
    if time.monotonic() - began > _LONG or nextitem is None or nextitem.path != item.path:
        gc.collect()
        if _trim:
            _trim(0)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep some thousand tests and all modules, which stay to the end, from being searched for garbage over and over."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
