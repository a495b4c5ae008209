"""Is the index what sentence-transformers would have made of the same texts?"""

from __future__ import annotations

import numpy as np

from index.encoders import SentenceTransformerEncoder
from index.normalize import normalize
from index.search_index import SearchIndex
from index.settings import MODEL_DIR, IndexSettings
from ingest.chunks import make_chunks


def worst_agreement(index: SearchIndex, settings: IndexSettings) -> tuple[str, float]:
    """Encode every chunk again through sentence-transformers.

    Returns:
        The chunk whose stored vector agrees least, and the cosine of the two.
    """
    encoder = SentenceTransformerEncoder.load(settings.embed_model or MODEL_DIR)
    chunks = make_chunks(index.document)
    again = encoder.encode_passages([normalize(chunk.embedded_text) for chunk in chunks])
    stored = index.stored_vectors()
    cosines = [float(np.dot(vector, stored[chunk.id])) for chunk, vector in zip(chunks, again, strict=True)]
    worst = int(np.argmin(cosines))
    return chunks[worst].id, cosines[worst]
