"""Searching one document of 50,000 passages, against one of 50, without the encoding; in a process of its own, for its memory.

``python -m eval.bench.scale`` prints what it measured as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from eval.bench.figures import Bar, Ratio
from eval.bench.synthesis import Corpus, synthesise
from eval.bench.timing import in_turn, percentile
from eval.bench.workplace import ROOT, Workplace
from index.anchors import AnchorIndex
from index.encoders import Encoder, open_encoder
from index.lexical import LexicalIndex
from index.normalize import normalize
from index.search_index import Meaning, SearchIndex
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from index.vectors import Vectors
from ingest.corpus_files import load_policy
from ingest.settings import from_environment

BAR = Bar("most", 5.0)
SMALL, LARGE, ROUNDS = 50, 50_000, 5
_TOP = 10
_ASKED = (0.25, 0.8)
"""Which part of a planted sentence is asked for: its words are cut off in mid-clause, as people remember them."""


class StoredVectors:
    """An encoder that knows the vectors of its texts beforehand."""

    def __init__(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        """Take vectors by text."""
        self._vectors = vectors

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return len(next(iter(self._vectors.values())))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Look the vectors up."""
        return np.stack([self._vectors[text] for text in texts])

    encode_passages = encode_queries


def measure(_place: Workplace) -> Ratio:
    """Measure in a process of its own, whose peak memory is that of the search."""
    # The command is this Python with this module.
    done = subprocess.run(
        [sys.executable, "-m", "eval.bench.scale"], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    rounds, details = json.loads(done.stdout)
    return Ratio(
        name="search_50000",
        what=f"search without encoding in {LARGE:,} passages, p50",
        against=f"the same in {SMALL}",
        rounds=tuple(rounds),
        bar=BAR,
        details=details,
    )


def compare(small: int, large: int, rounds: int) -> tuple[list[float], dict[str, float]]:
    """Search two policies of different size in turn.

    Returns:
        The ratio of each round, and what else was measured.
    """
    settings = from_environment(IndexSettings)
    document, encoder = load_policy(), open_encoder(settings)
    corpora = {name: synthesise(document, size, encoder.encode_passages) for name, size in (("s", small), ("l", large))}
    # Nobody asks for a whole sentence.
    shares = {key: _part(text) for key, text in corpora["s"].planted.items()}
    queries = StoredVectors({text: encoder.encode_queries([text])[0] for text in map(normalize, shares.values())})
    began = time.perf_counter()
    indexes = {name: open_index(corpus, queries) for name, corpus in corpora.items()}
    opened = time.perf_counter() - began
    texts = list(shares.values())
    for index in indexes.values():
        index.search(texts[0])
    halves = []
    for _ in range(rounds):
        taken = in_turn(texts, {name: index.search for name, index in indexes.items()})
        halves.append((percentile(taken["l"], 0.5), percentile(taken["s"], 0.5)))
    found = [recall(indexes["l"], text, key) for key, text in shares.items()]
    return [big / little for big, little in halves], {
        "large_p50_ms": median(big for big, _ in halves),
        "small_p50_ms": median(little for _, little in halves),
        "passages": float(len(corpora["l"].chunks)),
        "recall_at_10": sum(found) / len(found),
        "planted": float(len(found)),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (2**20 if sys.platform == "darwin" else 2**10),
        "opening_seconds": opened,
    }


def open_index(corpus: Corpus, encoder: Encoder) -> SearchIndex:
    """Open a document whose vectors are known, as a library does that has read them."""
    tokenizer = PolicyTokenizer(domain_words(corpus.document))
    lexical = LexicalIndex.of_texts([chunk.embedded_text for chunk in corpus.chunks], tokenizer)
    order = sorted(range(len(corpus.chunks)), key=lambda place: corpus.chunks[place].id)
    vectors = Vectors(tuple(corpus.chunks[place].id for place in order), np.ascontiguousarray(corpus.vectors[order]))
    # A new policy has no lexicon of its own.
    anchors = AnchorIndex((), np.zeros((0, 0), np.float32))
    return SearchIndex(corpus.document, tokenizer, lexical, Meaning(encoder, vectors, anchors))


def recall(index: SearchIndex, text: str, citation_id: str) -> bool:
    """Tell whether a planted passage is among the first ten found."""
    return citation_id in {result.chunk.citation_id for result in index.search(text)[:_TOP]}


def _part(text: str) -> str:
    first, last = (int(len(text) * share) for share in _ASKED)
    return text[first:last]


if __name__ == "__main__":
    json.dump(compare(SMALL, LARGE, ROUNDS), sys.stdout)
