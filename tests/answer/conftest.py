"""What the tests of the answers share: a question taken apart as the assistant does it, and one who knows English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.answerability import Answerability
from answer.assistant import Assistant
from answer.english import Glossary
from answer.question import Question, understand
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from index.encoders import model_fingerprint
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import PolicyDocument


@pytest.fixture(scope="session")
def ask_about(document: PolicyDocument, search_index: SearchIndex) -> Callable[[str], Question]:
    synonyms = Synonyms.load()
    return lambda raw: understand(raw, document, search_index.tokenizer, synonyms)


@pytest.fixture(scope="session")
def bilingual(search_index: SearchIndex, index_settings: IndexSettings) -> Assistant:
    """Give an assistant as users have it: with the glossary."""
    answerability = Answerability.load(model_fingerprint(index_settings))
    return Assistant(search_index, Synonyms.load(), AnswerSettings(), Glossary.load(), answerability)
