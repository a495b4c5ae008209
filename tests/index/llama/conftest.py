"""What the tests of llama-index's parts share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """Make an empty collection of Chroma."""
    import chromadb
    from chromadb.config import Settings

    client: Any = chromadb.PersistentClient(str(tmp_path / "chroma"), Settings(anonymized_telemetry=False))
    yield client.create_collection("policies", embedding_function=None)
    client.close()
