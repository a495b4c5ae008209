from __future__ import annotations

from importlib.util import find_spec

import pytest

from index.search_index import SearchIndex
from index.settings import IndexSettings


@pytest.mark.slow
@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="sentence-transformers is not installed")
def test_stored_vectors_are_those_of_sentence_transformers(
    search_index: SearchIndex, index_settings: IndexSettings
) -> None:
    from index.check import worst_agreement

    key, cosine = worst_agreement(search_index, index_settings)
    assert key in {chunk.id for chunk in search_index.chunks}
    assert cosine == pytest.approx(1.0, abs=1e-5)
