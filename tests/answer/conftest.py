"""What the tests of the answers share: a question taken apart as the assistant does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.question import Question, understand
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument


@pytest.fixture(scope="session")
def ask_about(document: PolicyDocument, search_index: SearchIndex) -> Callable[[str], Question]:
    synonyms = Synonyms.load()
    return lambda raw: understand(raw, document, search_index.tokenizer, synonyms)


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Give an assistant for made-up rules that state amounts, shares, times and dates in many ways."""
    document = load_policy(Path(__file__).with_name("rules.md"))
    index = SearchIndex.open_or_build(document, IndexSettings(index_dir=tmp_path_factory.mktemp("rules")))
    yield assemble(index, AnswerSettings(), Learned())
    index.close()


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Give an assistant for a made-up policy that has one of everything: aims, a table, declared owners, final provisions."""
    document = load_policy(Path(__file__).with_name("whole_policy.md"))
    index = SearchIndex.open_or_build(document, IndexSettings(index_dir=tmp_path_factory.mktemp("whole")))
    yield assemble(index, AnswerSettings(), Learned())
    index.close()
