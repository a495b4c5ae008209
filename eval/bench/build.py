"""Making a revision of a document in a library, against llama-index's ``VectorStoreIndex`` with the same model in float32."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from eval.bench import torch_model
from eval.bench.figures import Bar, Ratio, Result, Skipped
from eval.bench.timing import milliseconds
from eval.bench.workplace import Workplace
from index.anchors import make_anchors
from index.encoders import Encoder, SentenceTransformerEncoder
from index.library import Library
from index.llama.embedding import PolicyEmbedding
from index.search_index import embedded_texts
from ingest.models import PolicyDocument
from ingest.settings import IngestSettings, from_environment

NAME = "index_build"
BAR = Bar("least", 1.8)
ROUNDS = 3


def measure(place: Workplace, rounds: int = ROUNDS) -> Result:
    """Index the policy with both: ours parses it, and has words and vectors on disk, published; theirs is in memory."""
    lacking = torch_model.missing()
    if lacking:
        return Skipped(NAME, f"not installed: {', '.join(lacking)}")
    with tempfile.TemporaryDirectory() as folder:
        torch_model.write(Path(folder))
        theirs = SentenceTransformerEncoder.load(folder)
    texts = texts_of(place.index.document)
    speeds = []
    with tempfile.TemporaryDirectory() as folder:
        library = open_filled(place, Path(folder))
        for _ in range(rounds):
            ours_ms = milliseconds(lambda: make_revision(library))
            theirs_ms = milliseconds(lambda: build_theirs(texts, theirs))
            speeds.append((1000 * len(texts) / ours_ms, 1000 * len(texts) / theirs_ms))
    return Ratio(
        name=NAME,
        what="a revision made and published, texts a second",
        against="llama-index VectorStoreIndex, same texts, same model in torch fp32",
        rounds=tuple(ours / other for ours, other in speeds),
        bar=BAR,
        details={
            "ours_per_second": median(ours for ours, _ in speeds),
            "llama_index_per_second": median(other for _, other in speeds),
            "texts": float(len(texts)),
        },
    )


def texts_of(document: PolicyDocument) -> list[str]:
    """Return every text that a revision holds a vector of, each once: of the passages and of the lexicon."""
    return list(dict.fromkeys([*embedded_texts(document), *(anchor.text for anchor in make_anchors(document))]))


def open_filled(place: Workplace, folder: Path) -> Library:
    """Make a library of the policy alone."""
    library = Library.open(replace(place.settings, library=folder, chroma_url=""))
    with library.writing() as writer:
        writer.add(from_environment(IngestSettings).source, status="published")
    return library


def make_revision(library: Library) -> None:
    """Make everything in a library again from its originals; nothing is taken over."""
    with library.writing() as writer:
        writer.renew(library.snapshot().entries)


def build_theirs(texts: Sequence[str], encoder: Encoder) -> None:
    """Build what llama-index's documentation shows first."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    nodes = [TextNode(id_=str(number), text=text) for number, text in enumerate(texts)]
    VectorStoreIndex(nodes, embed_model=PolicyEmbedding(encoder))
