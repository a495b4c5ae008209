"""From the chunks of a policy to a build of the index."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

from index.anchors import AnchorIndex, make_anchors
from index.builds import current_build, exclusive, new_build
from index.dense import DenseIndex
from index.dictionary import Dictionary
from index.encoders import Encoder, open_encoder
from index.errors import IndexDamagedError, IndexMissingError, IndexUnwritableError, SearchIndexError
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.normalize import normalize
from index.seal import verify
from index.server import ANCHORS, CHUNKS, ChromaServer
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from ingest.models import Chunk, PolicyDocument

Progress = Callable[[float, str], None]
"""Called with the share done (0 to 1) and what is being done, in Chinese."""

CHROMA_DIR, BM25_DIR, DICTIONARY_DIR = "chroma", "bm25", "dictionary"
VECTORS_FILE = "vectors.npz"
"""What Chroma holds, unless that is very much: importing and opening Chroma takes a third of a second, and as many vectors as
fit in memory are compared there anyway."""
_BATCH = 16
_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘只读",
    errno.EACCES: "没有写权限",
    errno.EPERM: "没有写权限",
    errno.ENOTDIR: "它不是文件夹",
    errno.EEXIST: "它不是文件夹",
}


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
        IndexBusyError: if another process keeps building.
        IndexUnwritableError: if the folder cannot be written.
        IndexServerError: if the vectors are on a server, and it fails.
        EmbeddingError: if the model is missing or damaged.
    """
    expected, tell = Manifest.expected(document, settings), progress or _silent
    if settings.chroma_url:
        return _ensure_on_server(document, settings, expected, force=force, tell=tell)
    if not force and _fits(settings.index_dir, expected):
        return False
    # Before anything is touched: without a model there is nothing to build.
    encoder = open_encoder(settings)
    try:
        with exclusive(settings.index_dir, lambda: tell(0.0, "另一个进程正在建立索引，等它完成")):
            # Another process may have built it while we waited.
            if not force and _fits(settings.index_dir, expected):
                return False
            with new_build(settings.index_dir) as folder:
                _build(folder, document, encoder, tell)
                expected.write(folder)
    except OSError as error:
        raise _unwritable(settings.index_dir, error) from error
    return True


def open_build(index_dir: Path, expected: Manifest) -> Path:
    """Return the folder of the build in use, if it fits and every file is as it was written.

    Raises:
        IndexMissingError, IndexStaleError, IndexDamagedError: if there is none that can be used.
    """
    folder = current_build(index_dir)
    # First, so that nothing is read which is not as it was written.
    verify(folder)
    Manifest.read(folder).require(expected)
    return folder


def _ensure_on_server(
    document: PolicyDocument, settings: IndexSettings, expected: Manifest, *, force: bool, tell: Progress
) -> bool:
    """Build what the server lacks; two processes may do so at once, and the first one's is used."""
    chunks = make_chunks(document)
    with closing(ChromaServer.connect(settings.chroma_url)) as server:
        lacking = {kind: _lack(server, kind, expected, force=force) for kind in (ANCHORS, CHUNKS)}
        if not any(lacking.values()):
            return False
        encoder = open_encoder(settings)
        if lacking[ANCHORS]:
            tell(0.0, "正在计算词库的向量")
            anchors = AnchorIndex.build(make_anchors(document), encoder.encode_queries)
            server.build(ANCHORS, expected, anchors.put, again=lacking[ANCHORS] == "again")
        if lacking[CHUNKS]:
            vectors = _encode(chunks, encoder, tell)
            tell(0.95, "正在写入向量库")
            server.build(CHUNKS, expected, lambda dense: dense.add(chunks, vectors), again=lacking[CHUNKS] == "again")
        tell(1.0, "索引已建好")
    return True


def _lack(server: ChromaServer, kind: str, expected: Manifest, *, force: bool) -> Literal["", "new", "again"]:
    """Tell whether a collection is to be built, and whether in the place of another."""
    try:
        server.open(kind, expected)
    except IndexMissingError:
        return "new"
    except IndexDamagedError:
        return "again"
    return "again" if force else ""


def _fits(index_dir: Path, expected: Manifest) -> bool:
    try:
        open_build(index_dir, expected)
    except SearchIndexError:
        return False
    return True


def _unwritable(index_dir: Path, error: OSError) -> IndexUnwritableError:
    reason = _REASONS.get(error.errno or 0, str(error))
    return IndexUnwritableError(
        f"索引写不进 {index_dir}（{reason}）。请检查磁盘空间和文件夹权限，或用 POLICYQA_INDEX_DIR 指定别的文件夹。"
    )


def embedded_texts(document: PolicyDocument) -> list[str]:
    """Return what is indexed of each chunk of a document."""
    return [chunk.embedded_text for chunk in make_chunks(document)]


def _build(folder: Path, document: PolicyDocument, encoder: Encoder, progress: Progress) -> None:
    chunks = make_chunks(document)
    progress(0.0, "正在切词")
    dictionary = Dictionary.general()
    dictionary.save(folder / DICTIONARY_DIR)
    tokenizer = PolicyTokenizer(domain_words(document), dictionary)
    LexicalIndex.build(embedded_texts(document), tokenizer).save(folder / BM25_DIR)
    vectors = _encode(chunks, encoder, progress)
    progress(0.8, "正在计算词库的向量")
    AnchorIndex.build(make_anchors(document), encoder.encode_queries).save(folder)
    progress(0.95, "正在写入向量库")
    with closing(DenseIndex.create(folder / CHROMA_DIR)) as dense:
        dense.add(chunks, vectors)
        held = dense.held()
    if held:
        held.save(folder / VECTORS_FILE)
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
