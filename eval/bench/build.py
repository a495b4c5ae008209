"""Building an index, against llama-index's ``VectorStoreIndex`` with the same model in float32."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from eval.bench import torch_model
from eval.bench.figures import Bar, Ratio, Result, Skipped
from eval.bench.timing import milliseconds
from eval.bench.workplace import Workplace
from index.dense import DenseIndex
from index.encoders import Encoder, SentenceTransformerEncoder
from index.lexical import LexicalIndex
from index.llama_embedding import PolicyEmbedding
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.models import Chunk

NAME = "index_build"
BAR = Bar("least", 1.8)
ROUNDS = 3


def measure(place: Workplace, rounds: int = ROUNDS) -> Result:
    """Index the passages of the policy with both: ours in both legs and on disk, theirs in memory."""
    lacking = torch_model.missing()
    if lacking:
        return Skipped(NAME, f"not installed: {', '.join(lacking)}")
    chunks = place.index.chunks
    with tempfile.TemporaryDirectory() as folder:
        torch_model.write(Path(folder))
        theirs = SentenceTransformerEncoder.load(folder)
    speeds = []
    for _ in range(rounds):
        ours_ms = milliseconds(lambda: build_ours(chunks, place.encoder, place.index.tokenizer))
        theirs_ms = milliseconds(lambda: build_theirs(chunks, theirs))
        speeds.append((1000 * len(chunks) / ours_ms, 1000 * len(chunks) / theirs_ms))
    return Ratio(
        name=NAME,
        what="index build, passages a second",
        against="llama-index VectorStoreIndex, same model in torch fp32",
        rounds=tuple(ours / other for ours, other in speeds),
        bar=BAR,
        details={
            "ours_per_second": median(ours for ours, _ in speeds),
            "llama_index_per_second": median(other for _, other in speeds),
            "passages": float(len(chunks)),
        },
    )


def build_ours(chunks: Sequence[Chunk], encoder: Encoder, tokenizer: PolicyTokenizer) -> None:
    """Build both legs as `index.builder` does, in a folder that is then thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        LexicalIndex.build([chunk.embedded_text for chunk in chunks], tokenizer).save(Path(folder) / "bm25")
        embedding = PolicyEmbedding(encoder)
        vectors = embedding.get_text_embedding_batch([normalize(chunk.embedded_text) for chunk in chunks])
        dense = DenseIndex.create(Path(folder) / "chroma")
        dense.add(chunks, vectors)
        dense.close()


def build_theirs(chunks: Sequence[Chunk], encoder: Encoder) -> None:
    """Build what llama-index's documentation shows first."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    nodes = [TextNode(id_=chunk.id, text=chunk.embedded_text) for chunk in chunks]
    VectorStoreIndex(nodes, embed_model=PolicyEmbedding(encoder))
