from __future__ import annotations

from importlib.util import find_spec

import pytest

from index.errors import DocumentError
from index.library import Library
from ingest.chunks import make_chunks


@pytest.mark.slow
@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="sentence-transformers is not installed")
def test_stored_vectors_are_those_of_sentence_transformers(library: Library) -> None:
    from index.check import worst_agreement

    key, cosine = worst_agreement(library)
    (entry,) = library.snapshot().published
    assert key in {f"{entry.id}/{chunk.id}" for chunk in make_chunks(library.document(entry))}
    assert cosine == pytest.approx(1.0, abs=1e-5)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="sentence-transformers is not installed")
def test_with_nothing_published_there_is_nothing_to_compare(own: Library) -> None:
    from index.check import worst_agreement

    with pytest.raises(DocumentError, match="没有已发布"):
        worst_agreement(own)
