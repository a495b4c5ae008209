"""The façade of this package: the policies that are published, each open for questions, and the search in all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Self

from index.anchors import AnchorIndex, make_anchors
from index.catalogue.catalogue import Catalogue, Snapshot
from index.catalogue.models import Entry
from index.dictionary import Dictionary
from index.encoders import Encoder, open_encoder
from index.errors import LibraryDamagedError
from index.lexical import LexicalIndex
from index.library_search import Found, LibrarySearch
from index.normalize import normalize
from index.remembered import remembered
from index.revisions import ANCHOR, made_with
from index.search_index import Meaning, SearchIndex
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from index.vectors import Vectors, VectorStore
from index.writing import LIST, Writer, digest_of, exclusive, find_original, left_behind
from ingest.chunks import make_chunks
from ingest.models import PolicyDocument

_OPEN = 24
"""Documents that are kept open: with its vectors, words and table one takes 5 to 20 MB."""


class Library:
    """A library on disk; may be shared between threads, and by any number of processes."""

    def __init__(self, settings: IndexSettings, encoder: Encoder | None) -> None:
        """Take where it is, and the model, or None to compare words alone; use `open`."""
        self.settings = settings
        self.encoder = encoder
        self.catalogue = Catalogue(settings.library)
        self.vectors = VectorStore(settings.library, settings.chroma_url)
        self._lock = Lock()
        self._search_lock = Lock()
        self._snapshot: Snapshot | None = None
        # A revision never changes, so that an entry is as good a key as its content.
        self.search_index = remembered(self._opened, _OPEN)
        self._search: tuple[int, LibrarySearch] | None = None

    @classmethod
    def open(cls, settings: IndexSettings, *, with_model: bool = True) -> Self:
        """Open a library; an empty one is made where there is none.

        Raises:
            LibraryError: if it cannot be opened. A catalogue that is gone is damage: an empty one in its place would take the
                list of the documents with it, and in time their originals.
            EmbeddingError: if the model is missing or damaged.
        """
        library = cls(settings, open_encoder(settings) if with_model else None)
        if not library.catalogue.database.is_current():
            with exclusive(settings.library):
                if library.catalogue.database.is_blank() and (settings.library / LIST).exists():
                    raise library.catalogue.database.damaged("是空的")
                library.catalogue.database.migrate()
        Dictionary.general(settings.library)
        return library

    def snapshot(self) -> Snapshot:
        """Return what is in the library as of now; who answers a question takes one and keeps to it."""
        generation = self.catalogue.generation()
        with self._lock:
            if self._snapshot is None or self._snapshot.generation != generation:
                self._snapshot = self.catalogue.snapshot()
            return self._snapshot

    def document(self, entry: Entry) -> PolicyDocument:
        """Return the parsed document of an entry."""
        return self.search_index(entry).document

    def search(self, question: str, snapshot: Snapshot, expansion: str = "") -> list[Found]:
        """Rank the items of all published documents for a question, best first, each with its scores."""
        return self._search_of(snapshot).search(question, expansion)

    def items(self, snapshot: Snapshot) -> int:
        """Return the number of items that a search in all documents compares."""
        return len(self._search_of(snapshot))

    def agencies(self, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
        """Return by id of each published document that has any the names and other names of its agencies."""
        by_revision = self.catalogue.agencies()
        return {entry.id: by_revision[entry.revision] for entry in snapshot.published if entry.revision in by_revision}

    def containing(self, phrase: str, snapshot: Snapshot) -> set[str]:
        """Return the ids of the published documents in which a phrase stands, in whatever spelling."""
        revisions = {entry.revision: entry.id for entry in snapshot.published}
        return {revisions[number] for number in self.catalogue.containing(normalize(phrase)) if number in revisions}

    def _search_of(self, snapshot: Snapshot) -> LibrarySearch:
        # A lock of its own: making it takes seconds where there are hundreds of documents, and others need the snapshot.
        with self._search_lock:
            if self._search is None or self._search[0] != snapshot.generation:
                before = self._search[1] if self._search else None
                found = LibrarySearch.of(snapshot.published, self.catalogue, self.vectors, self.encoder, before)
                self._search = snapshot.generation, found
            return self._search[1]

    def _opened(self, entry: Entry) -> SearchIndex:
        """Open a document for questions.

        Raises:
            LibraryDamagedError, ChromaServerError: if it cannot be read.
        """
        document = self.catalogue.document(entry.revision)
        tokenizer = PolicyTokenizer(domain_words(document))
        tokens = [numbers for _, numbers in self.catalogue.tokens([entry.revision])]
        known = self.catalogue.token_texts(sorted({number for text in tokens for number in text.tolist()}))
        lexical = LexicalIndex(tokens, lambda words: {word: known[word] for word in words if word in known}, tokenizer)
        if self.encoder is None:
            return SearchIndex(document, tokenizer, lexical)
        stored = self.stored_vectors(entry)
        chunks = tuple(sorted(chunk.id for chunk in make_chunks(document)))
        anchors = make_anchors(document)
        try:
            of_anchors = stored.of([f"{ANCHOR}{place:06}" for place in range(len(anchors))])
            meaning = Meaning(self.encoder, Vectors(chunks, stored.of(chunks)), AnchorIndex(anchors, of_anchors))
        except KeyError as error:
            raise _damaged(entry) from error
        return SearchIndex(document, tokenizer, lexical, meaning)

    def stored_vectors(self, entry: Entry) -> Vectors:
        """Read all vectors of a revision; that they are as they were written is checked.

        Raises:
            LibraryDamagedError, ChromaServerError: if they are not.
        """
        is_there = self.vectors.has(entry.collection, entry.files_digest)
        for _, found in self.vectors.read([entry.collection] if is_there else []):
            if found.digest == entry.vectors_digest:
                return found.without_prefix(f"{entry.id}/")
        raise _damaged(entry)

    def stale(self) -> tuple[Entry, ...]:
        """Return the documents whose newest revision another model, parser or version made, or whose vectors are gone
        or damaged.

        Without a model none is: nothing could be made in its place.
        """
        if self.encoder is None:
            return ()
        wanted, stored = made_with(self.settings), self.vectors.started()
        entries = self.snapshot().entries
        files = self.vectors.files_digests([entry.collection for entry in entries])
        return tuple(
            entry
            for entry in entries
            if entry.made_with != wanted
            or entry.collection not in stored
            or files.get(entry.collection, "") != entry.files_digest
        )

    def has_original(self, entry: Entry) -> bool:
        """Tell whether the file that a document was made from is there as it was."""
        return find_original(self.settings.library, entry.original) is not None

    def is_of(self, entry: Entry, file: Path) -> bool:
        """Tell whether a document was made from a file as it is now."""
        return file.is_file() and digest_of(file) == entry.original

    def leftovers(self, now: datetime.datetime) -> int:
        """Return how many collections of killed writers, and of revisions replaced some time ago, wait to be removed."""
        return len(left_behind(self.catalogue, self.vectors, now))

    @contextmanager
    def writing(self, waiting: Callable[[], None] | None = None) -> Iterator[Writer]:
        """Change the library; one process does at a time, others wait.

        Args:
            waiting: called once if there is another process to wait for.

        Raises:
            LibraryBusyError: if another one does not end.
            LibraryUnwritableError: if the folder cannot be written.
        """
        with exclusive(self.settings.library, waiting):
            writer = Writer(self.settings, self.catalogue, self.vectors, self.encoder)
            if self.encoder:
                writer.recover(datetime.datetime.now(datetime.UTC))
            yield writer


def _damaged(entry: Entry) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"《{entry.title}》的向量读不出来或不完整。请运行 python -m index doctor --fix，会从原文件重新计算。"
    )
