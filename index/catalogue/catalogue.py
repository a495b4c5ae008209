"""What is in the library: read as of one moment, changed by one commit."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index.catalogue.database import Database
from index.catalogue.models import DocumentStatus, Edits, Entry
from index.catalogue.rows import insert_contents, packed, token_numbers, unpacked
from index.errors import DocumentError, LibraryDamagedError
from ingest.models import Chunk, PolicyDocument

_ENTRIES = """
    SELECT d.id, d.position, d.status, d.edits, d.added, r.number AS revision, r.file, r.original, r.text_digest, r.made_with,
        r.collection, r.vectors, r.vectors_digest, r.files_digest, r.title, r.short_title, r.document_number, r.stage,
        r.issued, r.effective, r.until, r.place, r.tier
    FROM documents d JOIN revisions r ON r.number = d.revision ORDER BY d.position
"""
_NEW_REVISION = """
    INSERT INTO revisions (document, made, file, original, text_digest, made_with, collection, vectors, vectors_digest,
        files_digest, title, short_title, document_number, stage, issued, effective, until, place, tier, parsed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NEWEST_REVISION = """
    INSERT INTO documents VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM documents), ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, revision = excluded.revision, edits = excluded.edits
"""


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision whose vectors are in place, ready to be published.

    Attributes:
        document: as parsed and corrected.
        tokens: of every chunk, in the order in which they are searched.
        file: name of the file that it came from.
        original: SHA-256 of that file.
        made_with: model and versions.
        collection: with its vectors.
        vectors: how many there are.
        vectors_digest: of all of them.
        files_digest: of the files that they stand in.
        place: where it applies.
        tier: of the government that issued it.
    """

    document: PolicyDocument
    tokens: Mapping[Chunk, Sequence[str]]
    file: str
    original: str
    made_with: str
    collection: str
    vectors: int
    vectors_digest: str
    files_digest: str
    place: str
    tier: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All documents of the library as of one moment.

    Attributes:
        generation: grows with every commit.
        entries: in the order in which they were added.
    """

    generation: int
    entries: tuple[Entry, ...]

    @property
    def published(self) -> tuple[Entry, ...]:
        """Those that answer questions."""
        return tuple(entry for entry in self.entries if entry.status == "published")

    def get(self, name: str) -> Entry | None:
        """Return the document of an id."""
        return next((entry for entry in self.entries if entry.id == name), None)

    def entry(self, name: str) -> Entry:
        """Return the document of an id.

        Raises:
            DocumentError: if there is none.
        """
        found = self.get(name)
        if found is None:
            raise DocumentError.unknown(name)
        return found


@cache
def _edits() -> TypeAdapter[Edits]:
    return TypeAdapter(Edits)


class Catalogue:
    """The catalogue of a library."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the library."""
        self.database = Database(folder)

    # Reading

    def generation(self) -> int:
        """Return the number of commits so far."""
        with self.database.reading() as connection:
            return _generation(connection)

    def snapshot(self) -> Snapshot:
        """Return all documents as of now."""
        with self.database.reading() as connection:
            issuers: dict[int, list[str]] = {}
            for revision, name in connection.execute("SELECT revision, name FROM issuers ORDER BY revision, position"):
                issuers.setdefault(revision, []).append(name)
            connection.row_factory = sqlite3.Row
            rows = connection.execute(_ENTRIES)
            try:
                entries = tuple(_entry(row, tuple(issuers.get(row["revision"], ()))) for row in rows)
            except ValueError as error:
                raise self.database.damaged(str(error).splitlines()[0]) from error
            return Snapshot(_generation(connection), entries)

    def document(self, revision: int) -> PolicyDocument:
        """Return the parsed document of a revision.

        Raises:
            LibraryDamagedError: if it cannot be read.
        """
        with self.database.reading() as connection:
            row = connection.execute("SELECT parsed FROM revisions WHERE number = ?", (revision,)).fetchone()
        try:
            return unpacked(row[0])
        except (TypeError, ValueError) as error:
            raise LibraryDamagedError(
                f"政策库中第 {revision} 号版本读不出来。请运行 python -m index doctor --fix 修复。"
            ) from error

    def tokens(self, revisions: Sequence[int], *, only_whole: bool = False) -> list[tuple[str, NDArray[np.uint32]]]:
        """Return the id and the numbered tokens of every chunk of some revisions, in order."""
        found = []
        with self.database.reading() as connection:
            for revision in revisions:
                found += connection.execute(
                    "SELECT id, tokens FROM chunks WHERE revision = ? AND is_whole >= ? ORDER BY position",
                    (revision, only_whole),
                ).fetchall()
        return [(key, np.frombuffer(data, dtype="<u4")) for key, data in found]

    def containing(self, phrase: str) -> set[int]:
        """Return the numbers of the revisions in which a normalised phrase stands."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT DISTINCT revision FROM items WHERE instr(normalised, ?)", (phrase,))
            return {row[0] for row in rows}

    def agencies(self) -> dict[int, tuple[str, ...]]:
        """Return by revision the names of all agencies that it gives something to do, with what people call them."""
        with self.database.reading() as connection:
            rows = connection.execute(
                """
                SELECT DISTINCT d.revision, a.name FROM duties d JOIN agencies a ON a.number = d.agency
                UNION SELECT DISTINCT d.revision, n.alias FROM duties d JOIN agency_aliases n ON n.agency = d.agency
                """
            ).fetchall()
        found: dict[int, list[str]] = {}
        for revision, name in rows:
            found.setdefault(revision, []).append(name)
        return {revision: tuple(names) for revision, names in found.items()}

    def numbers_of(self, tokens: Sequence[str]) -> dict[str, int]:
        """Return the numbers of those tokens that stand in the library."""
        with self.database.reading() as connection:
            return token_numbers(connection, tokens)

    def collections(self) -> dict[str, datetime.datetime | None]:
        """Return the collections of all revisions, with the time from which each is nobody's newest."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT collection, retired FROM revisions").fetchall()
        return {name: datetime.datetime.fromisoformat(retired) if retired else None for name, retired in rows}

    def originals(self) -> set[str]:
        """Return the digests of the originals of all revisions."""
        with self.database.reading() as connection:
            return {row[0] for row in connection.execute("SELECT original FROM revisions")}

    def list_rows(self) -> list[dict[str, object]]:
        """Return of every document what cannot be read off its original again."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT d.id, d.status, d.added, r.file, r.original, d.edits FROM documents d "
                "JOIN revisions r ON r.number = d.revision ORDER BY d.position"
            ).fetchall()
        names = ("id", "status", "added", "file", "original")
        return [{**dict(zip(names, row, strict=False)), "edits": json.loads(row[5])} for row in rows]

    def token_texts(self, numbers: Sequence[int]) -> dict[str, int]:
        """Return some tokens of the library with their numbers."""
        with self.database.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT token, number FROM tokens WHERE number IN (SELECT value FROM json_each(?))",
                    (json.dumps([int(number) for number in numbers]),),
                )
            )

    # Writing; only for who holds the library's lock

    def put(self, name: str, new: NewRevision, edits: Edits, status: DocumentStatus, now: datetime.datetime) -> int:
        """Make a revision the newest of a document, which is added if it is new; returns its number.

        This commit is the publication: who reads sees all of the revision from then on, and nothing of it before.
        """
        document, time = new.document, now.isoformat(timespec="seconds")
        with self.database.writing() as connection:
            _retire(connection, name, now)
            revision = connection.execute(
                _NEW_REVISION,
                (
                    name,
                    time,
                    new.file,
                    new.original,
                    document.text_digest,
                    new.made_with,
                    new.collection,
                    new.vectors,
                    new.vectors_digest,
                    new.files_digest,
                    document.title,
                    document.metadata.short_title,
                    document.document_number,
                    document.status,
                    *(str(date) if date else None for date in _dates(document)),
                    new.place,
                    new.tier,
                    packed(document),
                ),
            ).lastrowid
            assert revision is not None, "a row was inserted"
            connection.execute(
                _NEWEST_REVISION,
                (name, status, revision, _edits().dump_json(edits, exclude_defaults=True).decode(), time),
            )
            insert_contents(connection, revision, document, new.place, new.tokens)
        return revision

    def set_status(self, name: str, status: DocumentStatus) -> None:
        """Publish or withdraw a document: its pointer is moved."""
        with self.database.writing() as connection:
            connection.execute("UPDATE documents SET status = ? WHERE id = ?", (status, name))

    def remove(self, name: str, now: datetime.datetime | None = None) -> None:
        """Remove a document; its revision is kept for a while, as one is that another took the place of."""
        with self.database.writing() as connection:
            _retire(connection, name, now or datetime.datetime.now(datetime.UTC))
            connection.execute("DELETE FROM documents WHERE id = ?", (name,))

    def forget(self, collections: Sequence[str]) -> None:
        """Remove revisions that others took the place of, or whose documents were removed."""
        with self.database.writing() as connection:
            connection.executemany(
                "DELETE FROM revisions WHERE collection = ? AND retired IS NOT NULL", [(name,) for name in collections]
            )
            connection.execute("DELETE FROM agencies WHERE number NOT IN (SELECT agency FROM duties)")


def _retire(connection: sqlite3.Connection, name: str, now: datetime.datetime) -> None:
    connection.execute(
        "UPDATE revisions SET retired = ? WHERE document = ? AND retired IS NULL",
        (now.isoformat(timespec="seconds"), name),
    )


def _generation(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT value FROM library WHERE name = 'generation'").fetchone()[0])


def _dates(document: PolicyDocument) -> tuple[datetime.date | None, ...]:
    return document.dates.issued, document.dates.effective, document.dates.until


def _entry(row: sqlite3.Row, issuers: tuple[str, ...]) -> Entry:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - iterating over a row gives its values
    for name in ("issued", "effective", "until"):
        values[name] = datetime.date.fromisoformat(values[name]) if values[name] else None
    values["edits"] = _edits().validate_json(values["edits"])
    return Entry(**values, issuers=issuers)
