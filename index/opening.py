"""Opening a library as the assistant does: made if need be, with what it has to hold, and everything in it of today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from index.catalogue.models import Entry
from index.errors import LibraryDamagedError
from index.library import Library
from index.revisions import Progress
from index.settings import IndexSettings
from index.writing import Writer, exclusive
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.settings import DEFAULT_SOURCE

_WAITING = "另一个进程正在修改政策库，等它完成"


def open_library(
    settings: IndexSettings,
    source: Path = DEFAULT_SOURCE,
    progress: Progress | None = None,
    *,
    with_model: bool = True,
) -> tuple[Library, str]:
    """Open the library, with the built-in plan if it is empty, or with a document that the settings name.

    Args:
        settings: where the library is, and the model.
        source: a policy's file. One that is not the built-in plan is the only document that is opened.
        progress: told how far it is, where something has to be made.
        with_model: whether meanings are compared; else words alone are.

    Returns:
        The library, and the id of the only document that is to be opened; empty for all that are published.

    Raises:
        PolicyError: if the file cannot be read.
        LibraryError, EmbeddingError: if the library can be neither opened nor made.
    """
    library = Library.open(settings, with_model=with_model)
    only = "" if source == DEFAULT_SOURCE else _take(library, source, progress)
    if not library.snapshot().entries:
        _take(library, source, progress)
    renew(library, only, progress)
    return library, only


def _take(library: Library, source: Path, progress: Progress | None) -> str:
    """Have a document in the library as its file is now, published if it is new to it; returns its id."""
    document = load_policy(source)
    entries = library.snapshot().entries
    same = next((entry for entry in entries if entry.text_digest == document.text_digest), None)
    # What lies beside it as metadata is a part of it.
    if same and (library.is_of(same, source) or library.encoder is None):
        return same.id
    with library.writing(_told(progress)) as writer:
        if same:
            return writer.replace(same.id, source, progress).id
        # Files of one name may be of any number of documents; the title says whether this is one of them.
        called = [entry for entry in entries if (entry.file, entry.title) == (source.name, document.title)]
        earlier = next(iter(called), None)
        if earlier and earlier.id == (document.metadata.doc_id or earlier.id):
            return writer.replace(earlier.id, source, progress).id
        entry, _ = writer.add(source, status="published", progress=progress)
        return entry.id


def renew(library: Library, only: str, progress: Progress | None) -> None:
    """Make again what is not of today, or damaged.

    Args:
        library: to be looked through.
        only: id of the only document that matters; empty for all.
        progress: told how far it is.

    Raises:
        PolicyError, LibraryError, EmbeddingError: if something cannot be made.
    """
    try:
        found = library.stale()
    except LibraryDamagedError:
        # Chroma cannot open its own files: all vectors are computed anew.
        with exclusive(library.settings.library):
            try:
                # Another process may have done it while we waited.
                found = library.stale()
            except LibraryDamagedError:
                library.vectors.set_aside()
                found = library.stale()
    stale = [entry for entry in found if only in ("", entry.id)]
    if stale:
        with library.writing(_told(progress)) as writer:
            # Another process may have done it while we waited.
            _renew_all(writer, [entry for entry in library.stale() if only in ("", entry.id)], only, progress)
    snapshot = library.snapshot()
    open_ones = [entry for entry in snapshot.entries if entry.id == only] if only else snapshot.published
    # Of several documents each is opened when it is asked; a single one now, so that its damage is mended now.
    for entry in open_ones if len(open_ones) == 1 else ():
        try:
            library.search_index(entry)
        except LibraryDamagedError:
            with library.writing(_told(progress)) as writer:
                writer.renew([entry], progress)


def _renew_all(writer: Writer, stale: Sequence[Entry], only: str, progress: Progress | None) -> None:
    """Make revisions again; of a document that answers nothing it may fail, and `doctor` says so."""
    for entry in stale:
        try:
            writer.renew([entry], progress)
        except (PolicyError, LibraryDamagedError):
            if entry.status == "published" or entry.id == only:
                raise


def _told(progress: Progress | None) -> Callable[[], None] | None:
    return partial(progress, 0.0, _WAITING) if progress else None
