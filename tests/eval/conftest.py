from __future__ import annotations

import pytest

from index.search_index import SearchIndex
from index.settings import IndexSettings


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, search_index: SearchIndex, index_settings: IndexSettings) -> None:
    """Point the commands at the index of the session."""
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(index_settings.index_dir))
