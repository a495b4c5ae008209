"""The documents that the page shows, read from the library as it is now; the model is not needed for it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index.catalogue.models import Entry
from index.errors import LibraryError
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from ingest.settings import DEFAULT_SOURCE, IngestSettings, from_environment

if TYPE_CHECKING:
    from index.catalogue.catalogue import Catalogue, Snapshot

_KEPT = 64
_BUILT_IN = DEFAULT_SOURCE.stem


class Shelf:
    """The published documents with their texts; before there is a library, the one that it will be made of."""

    def __init__(self, catalogue: Catalogue | None, fallback: PolicyDocument, *, is_alone: bool = False) -> None:
        """Take the catalogue, the document that stands in for it, and whether that one alone is open."""
        self._catalogue = catalogue
        self._fallback = fallback
        self._is_alone = is_alone
        self._read = lru_cache(maxsize=_KEPT)(self._document_of_revision)

    @classmethod
    def from_environment(cls) -> Shelf:
        """Open what the settings name.

        Raises:
            PolicyError, SettingsError: if the document of the settings cannot be read.
        """
        from index.catalogue.catalogue import Catalogue

        source = from_environment(IngestSettings).source
        document = load_policy(source)
        catalogue = Catalogue(from_environment(IndexSettings).library)
        return cls(catalogue, document, is_alone=source != DEFAULT_SOURCE)

    def entries(self) -> tuple[Entry, ...]:
        """Return the documents that are open; none before there is a library."""
        snapshot = self._snapshot()
        if snapshot is None:
            return ()
        if not self._is_alone:
            return snapshot.published
        # By its text: what its id is, is settled only when it is taken into the library. It is open in whatever state.
        only = (entry for entry in snapshot.entries if entry.text_digest == self._fallback.text_digest)
        return tuple(only)[:1]

    @property
    def awaited(self) -> PolicyDocument | None:
        """The document that the library will be made of; None once it is made, even if nothing in it is open."""
        snapshot = self._snapshot()
        if snapshot is None or not snapshot.entries:
            return self._fallback
        return self._fallback if self._is_alone and not self.entries() else None

    def documents(self) -> tuple[PolicyDocument, ...]:
        """Return their texts, or the one that the library will be made of."""
        entries = self.entries()
        if entries:
            return tuple(self.document(entry) for entry in entries)
        return (self.awaited,) if self.awaited else ()

    def document(self, entry: Entry) -> PolicyDocument:
        """Return the text of a document."""
        return self._read(entry.revision)

    @property
    def first_entry(self) -> Entry | None:
        """The built-in plan if it is open, else the first document: what an address without a document means."""
        entries = self.entries()
        return next((entry for entry in entries if entry.id == _BUILT_IN), next(iter(entries), None))

    @property
    def first(self) -> PolicyDocument | None:
        """Its text, or the one that the library will be made of; None where nothing is open."""
        entry = self.first_entry
        return self.document(entry) if entry else self.awaited

    def _document_of_revision(self, revision: int) -> PolicyDocument:
        assert self._catalogue is not None, "only a catalogue has revisions"
        return self._catalogue.document(revision)

    def _snapshot(self) -> Snapshot | None:
        if self._catalogue is None or not self._catalogue.database.path.is_file():
            return None
        try:
            return self._catalogue.snapshot()
        except LibraryError:  # the loader says what is wrong, and mends it
            return None
