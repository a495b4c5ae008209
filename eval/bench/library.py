"""A library of hundreds of documents: adding one, opening it, searching it, and the memory that it takes.

The documents are those of a folder that is named on the command line; the library of them is kept for the next time, since
encoding it takes half an hour. ``python -m eval.bench.library`` prints what one new process measured of it as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from eval.bench.figures import Bar, Ratio, Result, Skipped
from eval.bench.start import LIBRARIES
from eval.bench.timing import in_turn, milliseconds, percentile
from eval.bench.workplace import ROOT
from index.catalogue.models import Entry
from index.encoders import Encoder, open_encoder
from index.library import Library
from index.opening import open_library
from index.settings import IndexSettings
from ingest.chunks import make_chunks
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.policy_files import files_in
from ingest.settings import DEFAULT_SOURCE, from_environment

NAME = "library"
ROUNDS = 5
FOLDER = ROOT / "data" / "eval" / "bench-library"
ADD_BAR, OPEN_BAR, SEARCH_BAR, MEMORY_BAR = (Bar("most", value) for value in (3.0, 2.0, 2.0, 1.5))
_QUESTIONS = 40
_NEW = "某市测试办法\n\n第一条 为了测试，制定本办法。\n\n第二条 测试由市测试局负责，每年不少于{number}次。\n"


class TimedEncoder:
    """An encoder that adds up the time that it takes."""

    def __init__(self, encoder: Encoder) -> None:
        """Time ``encoder``."""
        self.seconds = 0.0
        self._encoder = encoder

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._encoder.dimensions

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions."""
        return self._timed(self._encoder.encode_queries, texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages."""
        return self._timed(self._encoder.encode_passages, texts)

    def _timed(
        self, encode: Callable[[Sequence[str]], NDArray[np.float32]], texts: Sequence[str]
    ) -> NDArray[np.float32]:
        began = time.perf_counter()
        try:
            return encode(texts)
        finally:
            self.seconds += time.perf_counter() - began


def measure(documents: Path | None, rounds: int = ROUNDS) -> list[Result]:
    """Measure a library of all documents of a folder."""
    if documents is None:
        return [Skipped(NAME, "no folder of documents was named (--documents)")]
    settings = IndexSettings(library=FOLDER, threads=from_environment(IndexSettings).threads)
    library = make(settings, documents)
    found = [json.loads(_in_new_process()) for _ in range(rounds)]
    bare = [milliseconds(lambda: _run(["-c", f"import {', '.join(LIBRARIES)}"])) for _ in range(rounds)]
    opened = [one["open_ms"] for one in found]
    searched = [one["large_p50_ms"] / one["small_p50_ms"] for one in found]
    memory = [one["memory_gib"] for one in found]
    size = {"documents": float(len(library.snapshot().published)), "items": float(found[0]["items"])}
    added = add_seconds(settings, rounds)
    return [
        Ratio("library_add", "adding a document, besides encoding", "one second", tuple(added), ADD_BAR, size),
        Ratio(
            "library_open",
            "open the library with all that is checked then, new process",
            "import of the libraries alone",
            tuple(one / other for one, other in zip(opened, bare, strict=True)),
            OPEN_BAR,
            {**size, "open_ms": median(opened), "libraries_ms": median(bare)},
        ),
        Ratio(
            "library_first_search",
            "the same, and the first search of all documents, which reads their vectors",
            "import of the libraries alone",
            tuple(one["first_search_ms"] / other for one, other in zip(found, bare, strict=True)),
            OPEN_BAR,
            {**size, "first_search_ms": median(one["first_search_ms"] for one in found)},
        ),
        Ratio(
            "library_search",
            "search of all documents with encoding, p50",
            "the same in the plan alone",
            tuple(searched),
            SEARCH_BAR,
            {
                **size,
                "large_p50_ms": median(one["large_p50_ms"] for one in found),
                "small_p50_ms": median(one["small_p50_ms"] for one in found),
            },
        ),
        Ratio("library_memory", "memory of the process, peak", "one GiB", tuple(memory), MEMORY_BAR, size),
    ]


def make(settings: IndexSettings, documents: Path) -> Library:
    """Make the library of all documents of a folder that can be read; what is there stays."""
    library = Library.open(settings)
    with library.writing() as writer:
        for file in files_in(documents):
            try:
                writer.add(file, status="published")
            except PolicyError:
                continue  # a page about the documents is none
        writer.renew(library.stale())
    return library


def add_seconds(settings: IndexSettings, rounds: int) -> list[float]:
    """Return how long adding a small document takes without the encoding; it is removed again."""
    encoder = TimedEncoder(open_encoder(settings))
    library = Library(settings, encoder)
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            file = Path(folder) / f"new-{number}.txt"
            file.write_text(_NEW.format(number=number + 2), encoding="utf-8")
            encoder.seconds, began = 0.0, time.perf_counter()
            with library.writing() as writer:
                entry, _ = writer.add(file, status="published")
            library.search("测试由谁负责", library.snapshot())
            taken.append(time.perf_counter() - began - encoder.seconds)
            with library.writing() as writer:
                writer.remove(entry.id)
    return taken


def measure_here() -> dict[str, float]:
    """Open the library and search it, with nothing of this process warm."""
    began = time.perf_counter()
    settings = IndexSettings(library=FOLDER, threads=from_environment(IndexSettings).threads)
    library, _ = open_library(settings)
    snapshot = library.snapshot()
    opened = time.perf_counter() - began
    library.search("谁负责", snapshot)
    searched = time.perf_counter() - began
    small = library.search_index(_like_the_plan(library, snapshot.published))
    questions = [f"{measure.name}是怎么规定的" for measure in small.document.measures][:_QUESTIONS]
    taken = in_turn(questions, {"l": lambda text: library.search(text, snapshot), "s": small.search})
    return {
        "open_ms": 1000 * opened,
        "first_search_ms": 1000 * searched,
        "large_p50_ms": percentile(taken["l"], 0.5),
        "small_p50_ms": percentile(taken["s"], 0.5),
        "items": float(library.items(snapshot)),
        "memory_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (2**30 if sys.platform == "darwin" else 2**20),
    }


def _like_the_plan(library: Library, entries: Sequence[Entry]) -> Entry:
    """Return the document whose number of passages is nearest to that of the built-in plan, which need not be among them."""
    size = len(make_chunks(load_policy(DEFAULT_SOURCE)))
    return min(entries, key=lambda entry: abs(len(library.catalogue.tokens([entry.revision])) - size))


def _in_new_process() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "eval.bench.library"], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def _run(arguments: list[str]) -> None:
    # The command is this Python.
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    json.dump(measure_here(), sys.stdout)
