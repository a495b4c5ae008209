from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from index.search_index import SearchIndex
from index.settings import IndexSettings

Connect = Callable[..., Assistant]


@pytest.fixture
def connect(search_index: SearchIndex, index_settings: IndexSettings) -> Connect:
    """Return what gives an assistant with a model at an address."""

    def connected(base_url: str, timeout: float = 5.0, api_key: str = "") -> Assistant:
        settings = LLMSettings(base_url, "test-model", api_key, timeout)
        settings.check()
        learned = Learned.load(search_index.document, index_settings)
        return assemble(search_index, AnswerSettings(), learned, settings)

    return connected
