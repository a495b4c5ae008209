"""Are the vectors of the library what sentence-transformers would have made of the same texts?"""

from __future__ import annotations

import numpy as np

from index.encoders import SentenceTransformerEncoder
from index.errors import DocumentError
from index.library import Library
from index.normalize import normalize
from index.settings import MODEL_DIR
from ingest.chunks import make_chunks


def worst_agreement(library: Library) -> tuple[str, float]:
    """Encode every chunk of every published document again through sentence-transformers.

    Returns:
        The chunk whose stored vector agrees least, and the cosine of the two.

    Raises:
        DocumentError: if nothing is published.
        LibraryError, EmbeddingError: if the library or the model cannot be opened.
    """
    encoder = SentenceTransformerEncoder.load(library.settings.embed_model or MODEL_DIR)
    worst = ("", 2.0)
    for entry in library.snapshot().published:
        chunks = make_chunks(library.document(entry))
        again = encoder.encode_passages([normalize(chunk.embedded_text) for chunk in chunks])
        stored = library.stored_vectors(entry).of([chunk.id for chunk in chunks])
        cosines = np.einsum("ij,ij->i", again, stored)
        place = int(np.argmin(cosines))
        worst = min(worst, (f"{entry.id}/{chunks[place].id}", float(cosines[place])), key=lambda pair: pair[1])
    if not worst[0]:
        raise DocumentError("政策库里没有已发布的文件。请运行 python -m index build 或 add。")
    return worst
