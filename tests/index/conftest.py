"""What the tests of the index share, besides the index of the session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.search_index import SearchIndex
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer


@pytest.fixture(scope="session")
def plain_tokenizer() -> PolicyTokenizer:
    """Open jieba with its own dictionary only."""
    return PolicyTokenizer()


@pytest.fixture
def copied_settings(search_index: SearchIndex, index_settings: IndexSettings, tmp_path: Path) -> IndexSettings:
    """Point at a copy of the built index, to be damaged or built anew."""
    shutil.copytree(index_settings.index_dir, tmp_path / "index")
    return IndexSettings(index_dir=tmp_path / "index", threads=2)
