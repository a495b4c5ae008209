"""From the chunks of a policy to a build of the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from index.anchors import AnchorIndex, make_anchors
from index.builds import current_build, exclusive, new_build
from index.dense import DenseIndex
from index.encoders import Encoder, open_encoder
from index.errors import SearchIndexError
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.normalize import normalize
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from ingest.models import Chunk, PolicyDocument

Progress = Callable[[float, str], None]
"""Called with the share done (0 to 1) and what is being done, in Chinese."""

CHROMA_DIR, BM25_DIR = "chroma", "bm25"
_BATCH = 16


def ensure_index(
    document: PolicyDocument,
    settings: IndexSettings,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> bool:
    """Build the index unless the one in use fits the document and the settings.

    Args:
        document: what is indexed.
        settings: where the index is, and the model.
        force: build even if it fits.
        progress: told how far the build is.

    Returns:
        Whether a build was made.

    Raises:
        SearchIndexError: if another process keeps building.
        EmbeddingError: if the model is missing or damaged.
        OSError: if the folder cannot be written.
    """
    expected = Manifest.expected(document, settings)
    if not force and _fits(settings.index_dir, expected):
        return False
    with exclusive(settings.index_dir):
        # Another process may have built it while we waited.
        if not force and _fits(settings.index_dir, expected):
            return False
        with new_build(settings.index_dir) as folder:
            _build(folder, document, open_encoder(settings), progress or _silent)
            expected.write(folder)
    return True


def _fits(index_dir: Path, expected: Manifest) -> bool:
    try:
        Manifest.read(current_build(index_dir)).require(expected)
    except SearchIndexError:
        return False
    return True


def _build(folder: Path, document: PolicyDocument, encoder: Encoder, progress: Progress) -> None:
    chunks = make_chunks(document)
    progress(0.0, "正在切词")
    texts = [chunk.embedded_text for chunk in chunks]
    LexicalIndex.build(texts, PolicyTokenizer(domain_words(document))).save(folder / BM25_DIR)
    vectors = _encode(chunks, encoder, progress)
    progress(0.8, "正在计算词库的向量")
    AnchorIndex.build(make_anchors(document), encoder.encode_queries).save(folder)
    progress(0.95, "正在写入向量库")
    dense = DenseIndex.create(folder / CHROMA_DIR)
    dense.add(chunks, vectors)
    dense.close()
    progress(1.0, "索引已建好")


def _encode(chunks: Sequence[Chunk], encoder: Encoder, progress: Progress) -> list[list[float]]:
    from index.llama_embedding import PolicyEmbedding

    embedding = PolicyEmbedding(encoder)
    vectors: list[list[float]] = []
    for start in range(0, len(chunks), _BATCH):
        progress(0.1 + 0.7 * start / len(chunks), f"正在计算向量 {start}/{len(chunks)}")
        batch = [normalize(chunk.embedded_text) for chunk in chunks[start : start + _BATCH]]
        vectors += embedding.get_text_embedding_batch(batch)
    return vectors


def _silent(_share: float, _what: str) -> None:
    """Report nothing."""
