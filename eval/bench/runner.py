"""All figures one after the other."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Collection, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.bench import answering, build, encoding, floor, http, library, scale, start, tables
from eval.bench.figures import Result
from eval.bench.table import as_json, lines
from eval.bench.workplace import Workplace
from eval.files import write_text

Measure = Callable[[Workplace], Result]
# What imports torch comes last: its threads would stand beside those of the model.
MEASURES: dict[str, Measure] = {
    "answering": answering.measure,
    "tables": tables.measure,
    "http": http.measure,
    "start": start.measure,
    "scale": scale.measure,
    "encoding": encoding.measure,
    "build": build.measure,
}
_PACKAGES = (
    "chromadb",
    "gradio",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "sentence-transformers",
    "tokenizers",
    "torch",
)


def run(names: Collection[str], out: Path | None, documents: Path | None = None) -> Iterator[str]:
    """Measure, keep and say what was found.

    Args:
        names: of the figures to be measured, as in `MEASURES`.
        out: the file to be written, if any.
        documents: a folder of documents for a large library, if any.

    Raises:
        PolicyError, SettingsError, LibraryError, EmbeddingError, OSError: if the assistant cannot be opened.
    """
    place = Workplace.open()
    under = floor.measure(place.settings.threads)
    results = [measure(place) for name, measure in MEASURES.items() if name in names]
    results += library.measure(documents) if library.NAME in names else []
    if out:
        write_text(out, json.dumps(as_json(results, under, versions()), ensure_ascii=False, indent=1) + "\n")
    yield from lines(results, under)


def versions() -> dict[str, str]:
    """Name what the figures depend on."""
    found = {"python": platform.python_version(), "cores": str(os.cpu_count())}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
