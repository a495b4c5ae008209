from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from answer.assistant import Assistant
from answer.english import Glossary
from answer.learned import Learned
from answer.phrasing.phraser import Phraser
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from index.search_index import SearchIndex
from index.settings import IndexSettings

Connect = Callable[..., Assistant]

AMPLE = 300.0
"""Seconds that no test takes, however busy the machine is."""


@pytest.fixture
def connect(search_index: SearchIndex, index_settings: IndexSettings) -> Connect:
    """Return what gives an assistant with a model at an address, as `assemble` does, whose time is up by any clock."""
    learned = Learned.load(search_index.document, index_settings)
    synonyms = Synonyms.load()

    def connected(base_url: str, api_key: str = "", now: Callable[[], float] = time.monotonic) -> Assistant:
        settings = LLMSettings(base_url, "test-model", api_key, AMPLE)
        settings.check()
        phraser = Phraser.connect(settings, search_index.document, search_index.tokenizer, synonyms, now)
        return Assistant(search_index, synonyms, AnswerSettings(), Glossary.load(), learned, phraser)

    return connected
