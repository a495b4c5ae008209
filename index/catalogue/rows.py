"""A parsed document as rows of the catalogue."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from pydantic import TypeAdapter

from index.normalize import normalize
from ingest.agency_aliases import AgencyAlias, read_aliases
from ingest.facts import facts_in
from ingest.models import (
    Chunk,
    Closing,
    Goal,
    Item,
    Measure,
    Notice,
    PolicyDocument,
    Role,
    Scenario,
    Span,
    sections_over,
)

_BEGINNING = 64
_CUT = "\0"
_KINDS = {Measure: "measure", Scenario: "row", Goal: "goal", Closing: "closing", Notice: "notice"}


@cache
def _adapter() -> TypeAdapter[PolicyDocument]:
    return TypeAdapter(PolicyDocument)


def packed(document: PolicyDocument) -> bytes:
    """Return a parsed document as `unpacked` reads it."""
    return zlib.compress(_adapter().dump_json(document))


def unpacked(data: bytes) -> PolicyDocument:
    """Read what `packed` wrote.

    Raises:
        ValueError: if it is damaged.
    """
    try:
        return _adapter().validate_json(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(str(error)) from error


def insert_contents(
    connection: sqlite3.Connection,
    revision: int,
    document: PolicyDocument,
    place: str,
    tokens: Mapping[Chunk, Sequence[str]],
) -> None:
    """Write everything that a revision consists of, besides its own row.

    Args:
        connection: in a transaction.
        revision: its number.
        document: as parsed and corrected.
        place: whose agencies its agencies are.
        tokens: of every chunk, in the order in which they are searched.
    """
    connection.executemany("INSERT INTO issuers VALUES (?, ?, ?)", _numbered(revision, document.notice.issuers))
    sections = [(one.level, one.label, one.title, one.heading, one.span.start) for one in document.sections]
    connection.executemany("INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?)", _numbered(revision, sections))
    connection.executemany(
        "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_item_row(revision, place_in_order, document, key) for place_in_order, key in enumerate(document.ids)],
    )
    _insert_chunks(connection, revision, tokens)
    _insert_duties(connection, revision, document, place)
    rows = [(row.id, *cell) for row in document.scenarios for cell in enumerate(row.cells)]
    connection.executemany(
        "INSERT INTO cells VALUES (?, ?, ?, ?, ?)", [(revision, item, at, *cell) for item, at, cell in rows]
    )
    facts = [(key, *fact) for key in document.ids for fact in enumerate(facts_in(_text(document.item(key))))]
    connection.executemany(
        "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                revision,
                key,
                at,
                fact.kind.value,
                float(fact.value),
                fact.unit,
                fact.bound,
                fact.text,
                fact.start,
                fact.end,
            )
            for key, at, fact in facts
        ],
    )


def _numbered(revision: int, rows: Iterable[str | tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(revision, at, *((row,) if isinstance(row, str) else row)) for at, row in enumerate(rows)]


def _item_row(revision: int, position: int, document: PolicyDocument, key: str) -> tuple[object, ...]:
    item = document.item(key)
    span = _span(item)
    over = sections_over(document.sections, [span])[0] if _is_under_sections(item) else ()
    text, name = _text(item), item.title if isinstance(item, Notice) else getattr(item, "name", "")
    return (
        revision,
        key,
        position,
        _KINDS[type(item)],
        getattr(item, "number", 0),
        getattr(item, "label", ""),
        item.title if isinstance(item, Measure) else name,
        document.sections.index(over[-1]) if over else None,
        item.domain if isinstance(item, Scenario) else "",
        item.agencies_open if isinstance(item, Measure | Scenario) else False,
        text,
        normalize(text),
        span.start,
        span.end,
        name,
        normalize(name),
        _normalised(_content(item)),
        _normalised(_agency_lists(item)),
        normalize(_opening(item))[:_BEGINNING],
    )


def _is_under_sections(item: Item) -> bool:
    """Tell whether the headings before an item may be over it; those of the body are not over what an annex has."""
    return isinstance(item, Measure) or (isinstance(item, Goal | Scenario) and not item.in_annex)


def _normalised(pieces: Iterable[str]) -> str:
    """Normalise pieces one by one: a word does not begin in one and end in the next."""
    return "\n".join(normalize(piece) for piece in pieces)


def _content(item: Item) -> list[str]:
    """Return title and text of an item without its lists of agencies, cut where these stood."""
    if isinstance(item, Scenario):
        listing = {listed.word for listed in item.roles}
        return [item.name, *(text for head, text in item.cells if head not in listing)]
    if not isinstance(item, Measure):
        return [_text(item)]
    text = item.text
    for listed in item.agency_lists:
        text = text.replace(listed.text, _CUT, 1)
    return [item.title, *text.split(_CUT)]


def _agency_lists(item: Item) -> list[str]:
    if isinstance(item, Scenario):
        return ["、".join(item.agencies)]
    return [listed.text for listed in item.agency_lists] if isinstance(item, Measure) else []


def _opening(item: Item) -> str:
    """Return what an item begins with: its title, else what it says."""
    if isinstance(item, Measure):
        return item.title or item.body
    return item.name if isinstance(item, Scenario) else _text(item)


def _text(item: Item) -> str:
    return "\n".join(part.text for part in item.parts) if isinstance(item, Notice) else item.text


def _span(item: Item) -> Span:
    if isinstance(item, Closing):
        return Span(item.parts[0].start, item.parts[-1].end)
    return item.span


def _insert_chunks(connection: sqlite3.Connection, revision: int, tokens: Mapping[Chunk, Sequence[str]]) -> None:
    words = list(dict.fromkeys(word for of_chunk in tokens.values() for word in of_chunk))
    connection.executemany("INSERT OR IGNORE INTO tokens (token) VALUES (?)", ((word,) for word in words))
    numbers = token_numbers(connection, words)
    rows = [
        (
            revision,
            position,
            chunk.id,
            chunk.citation_id,
            chunk.kind != "sentence",
            np.array([numbers[word] for word in of_chunk], dtype="<u4").tobytes(),
        )
        for position, (chunk, of_chunk) in enumerate(tokens.items())
    ]
    connection.executemany("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?)", rows)


def token_numbers(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those tokens that the library knows."""
    found = {}
    for word in words:
        row = connection.execute("SELECT number FROM tokens WHERE token = ?", (word,)).fetchone()
        if row:
            found[word] = int(row[0])
    return found


def _insert_duties(connection: sqlite3.Connection, revision: int, document: PolicyDocument, place: str) -> None:
    items: tuple[Measure | Scenario, ...] = (*document.measures, *document.scenarios)
    rows = []
    for item in items:
        roles = {duty.agency: (duty.role, duty.declared) for duty in item.duties}
        names = dict.fromkeys((*item.agencies, *roles))
        for position, name in enumerate(names):
            role, declared = roles.get(name, (Role.RESPONSIBLE, False))
            listed = name in item.agencies
            agency = _agency(connection, place, name)
            rows.append((revision, item.id, position, agency, role.value, listed, declared))
    connection.executemany("INSERT INTO duties VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _agency(connection: sqlite3.Connection, place: str, name: str) -> int:
    """Return the number of an agency of a place, which gets one if it is new, and the names that people use for it."""
    row = connection.execute("SELECT number FROM agencies WHERE place = ? AND name = ?", (place, name)).fetchone()
    if row:
        return int(row[0])
    number = connection.execute("INSERT INTO agencies (place, name) VALUES (?, ?)", (place, name)).lastrowid
    assert number is not None, "a row was inserted"
    aliases = {alias.name for alias in _aliases() if alias.agency == name}
    connection.executemany("INSERT INTO agency_aliases VALUES (?, ?)", [(number, alias) for alias in sorted(aliases)])
    return number


@cache
def _aliases() -> tuple[AgencyAlias, ...]:
    return read_aliases()
