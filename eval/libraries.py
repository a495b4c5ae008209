"""The library that a run asks: the one of the settings, or one made of the documents of a split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from index.catalogue.models import Entry
from index.errors import DocumentError
from index.library import Library
from index.opening import open_library
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.settings import IngestSettings, from_environment


def open_settings_library(settings: IndexSettings) -> tuple[Library, str]:
    """Open the library of the settings; returns the id of the only document that is open, too, empty for all.

    Raises:
        PolicyError, LibraryError, EmbeddingError: if it cannot be opened.
    """
    return open_library(settings, from_environment(IngestSettings).source)


def entry_of(document: PolicyDocument, library: Library) -> Entry:
    """Return the published document of a library that has a text.

    Raises:
        DocumentError: if there is none.
    """
    for entry in library.snapshot().published:
        if entry.text_digest == document.text_digest:
            return entry
    raise DocumentError.unknown(document.title)


def library_of(files: Mapping[str, Path], settings: IndexSettings, folder: Path) -> Library:
    """Open a library of some documents and no others, each under its id; it is kept for the next run.

    Args:
        files: by the ids of the documents.
        settings: of the model; where the library lies is not theirs to say here.
        folder: of the library.

    Raises:
        PolicyError, LibraryError, EmbeddingError: if it cannot be made.
    """
    # On a server, which does not tell libraries apart, what this one does not know would be removed as left behind.
    library = Library.open(replace(settings, library=folder, chroma_url=""))
    with library.writing() as writer:
        for entry in library.snapshot().entries:
            file = files.get(entry.id)
            if file is None or not library.is_of(entry, file):
                writer.remove(entry.id)
        there = {entry.id for entry in library.snapshot().entries}
        for name, file in files.items():
            if name not in there:
                writer.add(file, name=name, status="published")
        writer.renew(library.stale())
    return library
