"""What is selected from the catalogue by a query: values, never prose."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from answer.find.bounds import MOST_ROWS
from answer.find.errors import IllTypedError, TooManyRowsError
from answer.find.sql import Statement, Statements
from answer.models.plan import Compare, Has, Is, Kind, Select
from index.catalogue.database import migrations
from index.catalogue.rows import insert_contents
from index.normalize import normalize

if TYPE_CHECKING:
    from index.catalogue.catalogue import Catalogue
    from ingest.models import PolicyDocument

_REVISION = """
    INSERT INTO revisions (number, document, title, short_title, document_number, made, file, original, text_digest,
        made_with, collection, vectors, vectors_digest, files_digest, stage, place, tier, parsed)
    VALUES (1, ?, ?, ?, ?, '', '', '', '', '', '', 0, '', '', '', ?, '', '')
"""
_BY_DOCUMENT = ("item", "task", "measure", "row", "section", "domain")
"""Kinds whose ids are those of one document."""
_ITEM_KINDS: dict[str, Kind] = {"measure": "measure", "row": "row", "goal": "item"}


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was selected.

    Attributes:
        id: citation id of an item (``M4``), ``S`` and the place of a section (``S2``), name of a domain or an agency, id
            of a document.
        kind: what it is; ``item`` of what is neither a measure nor a row.
        name: what it is called: title or beginning, heading, name.
        document: id of the document that it is in; of an agency, the first that names it.
        value: what it was ordered by; None where it was not.
        group: the first of the groups that it is in, as `Selected.groups` calls it; empty where there is none.
    """

    id: str
    kind: Kind
    name: str
    document: str
    value: float | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """What a query found.

    Attributes:
        rows: in order.
        total: how many rows there are; with `Select.repeats`, how often the agencies occur in the tasks that the query
            speaks of.
        groups: ids of all groups, also those with nothing in them, with the number of rows in each; ``<document>/S2``
            where there are several documents.
        universe: how many things of the kind there are, whatever the condition.
    """

    rows: tuple[Row, ...]
    total: int
    groups: tuple[tuple[str, int], ...]
    universe: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison.

    Attributes:
        name: what it is called in the answer.
        selected: what was found.
        compared: ids of what is compared: of the rows, or of their agencies; ``<document>/M4`` where the sides have
            several documents. Agencies and domains are compared by their names, whatever their place or document.
        only: those that no other side has.
    """

    name: str
    selected: Selected
    compared: tuple[str, ...]
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Several selections side by side.

    Attributes:
        on: what is compared.
        sides: in order.
        common: ids that all sides have, in the order of the first.
    """

    on: Literal["count", "difference", "common", "agencies", "names"]
    sides: tuple[Side, ...]
    common: tuple[str, ...]


class Table:
    """Runs queries on the documents that are open."""

    def __init__(
        self, reading: Callable[[], AbstractContextManager[sqlite3.Connection]], opened: Sequence[tuple[str, int]]
    ) -> None:
        """Take what is read.

        Args:
            reading: gives a connection to a catalogue, for one query, that knows how to normalise; threads may call it at
                once.
            opened: ids of the documents that are open, with their revisions, in order.
        """
        self._reading = reading
        self._opened = tuple(opened)

    @classmethod
    def of_document(cls, document: PolicyDocument, place: str = "") -> Table:
        """Return a table of one document, in memory.

        Args:
            document: as parsed; its id is that of its metadata.
            place: whose agencies its agencies are.
        """
        memory = _Memory(document, place)
        return cls(memory.reading, [(document.metadata.doc_id, 1)])

    @classmethod
    def of_catalogue(cls, catalogue: Catalogue, revisions: Mapping[str, int]) -> Table:
        """Return a table of some documents of a library.

        Args:
            catalogue: of the library.
            revisions: by the ids of the documents, in order.
        """
        return cls(partial(_reading, catalogue), list(revisions.items()))

    def select(self, query: Select) -> Selected:
        """Run a query.

        Raises:
            TooDeepError: if its conditions are too many, or nested too deeply.
            IllTypedError: if it asks something of a kind of things that these do not have.
            TooManyRowsError: if more is found than anybody reads.
        """
        opened = self._meant(query.documents)
        statements = Statements(query, opened)
        with self._reading() as connection:
            return _selected(connection, statements, query, is_one=len(opened) == 1)

    def _meant(self, documents: Sequence[str]) -> list[tuple[str, int]]:
        """Return those of the open documents that are meant.

        Raises:
            IllTypedError: if one is not open.
        """
        if not set(documents) <= {name for name, _ in self._opened}:
            raise IllTypedError("A document is meant that is not open.")
        return [(name, revision) for name, revision in self._opened if not documents or name in documents]


def compare(table: Table, comparison: Compare) -> Compared:
    """Run several queries and tell what only one of them finds, and what all do.

    Raises:
        PlanError: if one of them cannot be run.
    """
    selected = [table.select(query) for _, query in comparison.sides]
    is_one = len({row.document for found in selected for row in found.rows}) <= 1
    compared = [
        _agencies_of(table, query, found) if comparison.on == "agencies" else _ids(query.what, found, is_one=is_one)
        for (_, query), found in zip(comparison.sides, selected, strict=True)
    ]
    sides = []
    for place, ((name, _), found, ids) in enumerate(zip(comparison.sides, selected, compared, strict=True)):
        others = {one for at, those in enumerate(compared) if at != place for one in those}
        sides.append(Side(name, found, ids, tuple(one for one in ids if one not in others)))
    first = compared[0] if compared else ()
    return Compared(comparison.on, tuple(sides), tuple(one for one in first if all(one in ids for ids in compared)))


def _ids(kind: Kind, found: Selected, *, is_one: bool) -> tuple[str, ...]:
    return tuple(_called(kind, row.document, row.id, is_one=is_one or kind == "domain") for row in found.rows)


def _agencies_of(table: Table, query: Select, found: Selected) -> tuple[str, ...]:
    """Return the names of the agencies that what was found is connected with, or that were found."""
    if query.what == "agency":
        return tuple(row.id for row in found.rows)
    ids = tuple(_called(query.what, row.document, row.id, is_one=False) for row in found.rows)
    agencies = table.select(Select("agency", Has(query.what, Is(ids)), documents=query.documents))
    return tuple(row.id for row in agencies.rows)


@contextmanager
def _reading(catalogue: Catalogue) -> Iterator[sqlite3.Connection]:
    with catalogue.database.reading() as connection:
        _teach(connection)
        yield connection


def _teach(connection: sqlite3.Connection) -> None:
    """Teach SQLite how words are compared: names are normalised as they are read."""
    connection.create_function("normalised", 1, normalize, deterministic=True)


class _Memory:
    """A catalogue of one document that no file holds; one thread reads it at a time."""

    def __init__(self, document: PolicyDocument, place: str) -> None:
        """Write the rows of the document."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        _teach(self._connection)
        for script in migrations():
            self._connection.executescript(script)
        metadata = document.metadata
        names = (metadata.doc_id, document.title, metadata.short_title, document.document_number, place)
        self._connection.execute("BEGIN")
        self._connection.execute(_REVISION, names)
        insert_contents(self._connection, 1, document, place, {})
        self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread."""
        with self._lock:
            yield self._connection


def _selected(connection: sqlite3.Connection, statements: Statements, query: Select, *, is_one: bool) -> Selected:
    found = _bounded(_run(connection, statements.rows()))
    # Where nothing is selected the one row has only the number of all things.
    universe, found = found[0][0], [row[1:] for row in found if row[1] is not None]
    keys = [row[0] for row in found]
    groups, group_of = _grouped(connection, statements, query, keys, is_one=is_one)
    total = len(keys)
    if query.repeats and query.what == "agency":
        total = _run(connection, statements.occurrences(keys))[0][0]
    rows = tuple(
        Row(one, _ITEM_KINDS.get(kind, query.what), name, document, value, group_of.get(key, ""))
        for key, document, one, kind, name, value in found
    )
    return Selected(rows, total, groups, universe)


def _grouped(
    connection: sqlite3.Connection, statements: Statements, query: Select, keys: Sequence[int], *, is_one: bool
) -> tuple[tuple[tuple[str, int], ...], dict[int, str]]:
    """Return all groups with the number of rows in each, and of each row the first group that it is in."""
    if not query.group:
        return (), {}
    names = {
        key: _called(query.group, document, one, is_one=is_one)
        for key, document, one in _bounded(_run(connection, statements.groups(query.group)))
    }
    numbers = dict.fromkeys(names, 0)
    group_of: dict[int, str] = {}
    found = _run(connection, statements.in_groups(query.group, keys))
    place = {key: at for at, key in enumerate(names)}
    for group, key, times in sorted(found, key=lambda row: place[row[0]]):
        numbers[group] += times if query.repeats else 1
        group_of.setdefault(key, names[group])
    return tuple((names[group], number) for group, number in numbers.items()), group_of


def _run(connection: sqlite3.Connection, statement: Statement) -> list[tuple[Any, ...]]:
    return connection.execute(statement.text, statement.parameters).fetchall()


def _bounded(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Require that there are no more rows than may be found; a statement stops at the first that is too many."""
    if len(rows) > MOST_ROWS:
        raise TooManyRowsError(f"More than {MOST_ROWS} rows were found.")
    return rows


def _called(kind: Kind, document: str, one: str, *, is_one: bool) -> str:
    return one if is_one or kind not in _BY_DOCUMENT else f"{document}/{one}"
