from __future__ import annotations

import pytest

from index.library import Library
from index.settings import IndexSettings


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, library: Library, index_settings: IndexSettings) -> None:
    """Point the commands at the library of the session."""
    monkeypatch.setenv("POLICYQA_LIBRARY", str(index_settings.library))
