"""What the tests of the answers share: a question taken apart as the assistant does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.question import Question, understand
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from index.encoders import open_encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument


@pytest.fixture(scope="session")
def ask_about(document: PolicyDocument, search_index: SearchIndex) -> Callable[[str], Question]:
    synonyms = Synonyms.load()
    return lambda raw: understand(raw, document, search_index.tokenizer, synonyms)


@pytest.fixture(scope="session")
def rules() -> Assistant:
    """Give an assistant for made-up rules that state amounts, shares, times and dates in many ways."""
    return _assistant_for("rules.md")


@pytest.fixture(scope="session")
def whole() -> Assistant:
    """Give an assistant for a made-up policy that has one of everything: aims, a table, declared owners, final provisions."""
    return _assistant_for("whole_policy.md")


def _assistant_for(name: str) -> Assistant:
    document = load_policy(Path(__file__).with_name(name))
    return assemble(SearchIndex.in_memory(document, open_encoder(IndexSettings())), AnswerSettings(), Learned())
