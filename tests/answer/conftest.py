"""What the tests of the answers share: a question taken apart as the assistant does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.question import Question, understand
from answer.synonyms import Synonyms
from index.search_index import SearchIndex
from ingest.models import PolicyDocument


@pytest.fixture(scope="session")
def ask_about(document: PolicyDocument, search_index: SearchIndex) -> Callable[[str], Question]:
    synonyms = Synonyms.load()
    return lambda raw: understand(raw, document, search_index.tokenizer, synonyms)
