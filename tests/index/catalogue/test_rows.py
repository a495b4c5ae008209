"""Rows of the catalogue against the parsed documents that they were made of, worked out in the simplest way."""

from __future__ import annotations

import datetime
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalogue.catalogue import Catalogue, NewRevision
from index.catalogue.models import NOTHING_SETTLED
from index.catalogue.rows import packed, unpacked
from index.normalize import normalize
from ingest.agency_aliases import read_aliases
from ingest.chunks import make_chunks
from ingest.corpus_files import load_policy
from ingest.facts import facts_in
from ingest.models import Closing, Measure, Notice, PolicyDocument, Role, Scenario
from ingest.parser import parse_policy
from ingest.places import place_of
from ingest.settings import DEFAULT_SOURCE

GOLD = Path(__file__).parents[2] / "ingest" / "gold"
FILES = [
    DEFAULT_SOURCE,
    *(file for file in sorted(GOLD.iterdir()) if file.suffix in (".md", ".html") and file.stem != "README"),
]
NAMES = [file.stem for file in FILES]
NOW = datetime.datetime(2026, 6, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def documents() -> dict[str, PolicyDocument]:
    return {file.stem: load_policy(file) for file in FILES}


def put(catalogue: Catalogue, name: str, document: PolicyDocument) -> int:
    """Put a document into a catalogue, cut into characters; it has no vectors."""
    place = place_of(document)
    tokens = {chunk: tuple(chunk.text) for chunk in make_chunks(document)}
    new = NewRevision(document, tokens, name, name, "", f"of {name}", 0, "", "", place.name, place.tier.value)
    return catalogue.put(name, new, NOTHING_SETTLED, "published", NOW)


@pytest.fixture(scope="module")
def catalogue(documents: dict[str, PolicyDocument], tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Put all documents into one catalogue."""
    made = Catalogue(tmp_path_factory.mktemp("rows"))
    made.database.migrate()
    for name, document in documents.items():
        put(made, name, document)
    return made


@pytest.fixture
def rows(catalogue: Catalogue) -> Iterator[sqlite3.Connection]:
    with catalogue.database.reading() as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def revision_of(catalogue: Catalogue, name: str) -> int:
    return catalogue.snapshot().entry(name).revision


def text_of(document: PolicyDocument, key: str) -> str:
    item = document.item(key)
    return "\n".join(part.text for part in item.parts) if isinstance(item, Notice) else item.text


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_unpacked_as_it_was_packed(documents: dict[str, PolicyDocument], name: str) -> None:
    document = documents[name]
    again = unpacked(packed(document))
    assert again == document
    assert again.ids == document.ids
    assert make_chunks(again) == make_chunks(document)
    assert packed(again) == packed(document)


def test_a_damaged_document_is_noticed(documents: dict[str, PolicyDocument]) -> None:
    data = packed(documents[NAMES[0]])
    places = random.Random(20)
    for damaged in (b"", data[:-1], data[: len(data) // 2], b"{}"):
        with pytest.raises(ValueError, match=r"^"):
            unpacked(damaged)
    for _ in range(50):
        flipped = bytearray(data)
        place = places.randrange(len(data) * 8)
        flipped[place // 8] ^= 1 << place % 8
        try:
            assert unpacked(bytes(flipped)) == documents[NAMES[0]]  # a few bits of the packing mean nothing
        except ValueError:
            continue


@pytest.mark.parametrize("name", NAMES)
def test_every_item_has_a_row(
    catalogue: Catalogue, rows: sqlite3.Connection, documents: dict[str, PolicyDocument], name: str
) -> None:
    document = documents[name]
    found = rows.execute(
        "SELECT * FROM items WHERE revision = ? ORDER BY position", (revision_of(catalogue, name),)
    ).fetchall()
    assert [row["id"] for row in found] == list(document.ids)
    for row in found:
        item = document.item(row["id"])
        assert row["text"] == text_of(document, row["id"])
        assert row["normalised"] == normalize(row["text"])
        if isinstance(item, Measure | Scenario):
            assert (row["number"], row["label"], bool(row["agencies_open"])) == (
                item.number,
                item.label,
                item.agencies_open,
            )
            assert (row["begins"], row["ends"]) == (item.span.start, item.span.end)
        if isinstance(item, Measure):
            assert row["title"] == item.title
            before = [at for at, section in enumerate(document.sections) if section.span.start < item.span.start]
            assert row["section"] == (before[-1] if before else None)
        if isinstance(item, Scenario):
            assert (row["title"], row["domain"]) == (item.name, item.domain)
            assert row["section"] is None or not item.in_annex
        if not isinstance(item, Notice | Closing):
            assert row["name"] == item.name
            assert row["normalised_name"] == normalize(item.name)


def test_words_are_looked_for_apart_from_agencies(catalogue: Catalogue, documents: dict[str, PolicyDocument]) -> None:
    name = NAMES[0]
    document = documents[name]
    with catalogue.database.reading() as connection:
        rows = connection.execute(
            "SELECT id, content, agency_lists, beginning FROM items WHERE revision = ?", (revision_of(catalogue, name),)
        ).fetchall()
    texts = {key: texts for key, *texts in rows}
    tasks: tuple[Measure | Scenario, ...] = (*document.measures, *document.scenarios)
    for task in tasks:
        content, lists, beginning = texts[task.id]
        opening = (task.title or task.body) if isinstance(task, Measure) else task.name
        assert all(normalize(agency) in lists for agency in task.agencies)
        assert normalize("、".join(task.agencies)) not in content
        assert normalize(task.name) in content
        assert beginning
        assert normalize(opening).startswith(beginning)


@pytest.mark.parametrize("name", NAMES)
def test_who_does_what_is_in_rows(
    catalogue: Catalogue, rows: sqlite3.Connection, documents: dict[str, PolicyDocument], name: str
) -> None:
    document, place = documents[name], place_of(documents[name]).name
    found = rows.execute(
        "SELECT * FROM duties d JOIN agencies a ON a.number = d.agency WHERE revision = ? ORDER BY item, position",
        (revision_of(catalogue, name),),
    ).fetchall()
    assert {row["place"] for row in found} <= {place}
    items: list[Measure | Scenario] = [*document.measures, *document.scenarios]
    assert {row["item"] for row in found} <= {item.id for item in items}
    for item in items:
        of_item = [row for row in found if row["item"] == item.id]
        assert [row["name"] for row in of_item if row["listed"]] == list(item.agencies)
        expected = dict.fromkeys(item.agencies, (Role.RESPONSIBLE, False))
        expected |= {duty.agency: (duty.role, duty.declared) for duty in item.duties}
        assert {row["name"]: (Role(row["role"]), bool(row["declared"])) for row in of_item} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_has_a_row(
    catalogue: Catalogue, rows: sqlite3.Connection, documents: dict[str, PolicyDocument], name: str
) -> None:
    found = rows.execute("SELECT * FROM cells WHERE revision = ?", (revision_of(catalogue, name),)).fetchall()
    assert sorted((row["item"], row["position"], row["head"], row["text"]) for row in found) == sorted(
        (row.id, at, head, text) for row in documents[name].scenarios for at, (head, text) in enumerate(row.cells)
    )


@pytest.mark.parametrize("name", NAMES)
def test_facts_stand_where_they_say(
    catalogue: Catalogue, rows: sqlite3.Connection, documents: dict[str, PolicyDocument], name: str
) -> None:
    document = documents[name]
    found = rows.execute("SELECT * FROM facts WHERE revision = ?", (revision_of(catalogue, name),)).fetchall()
    for row in found:
        assert text_of(document, row["item"])[row["begins"] : row["ends"]] == row["text"]
    for key in document.ids:
        of_item = sorted((row for row in found if row["item"] == key), key=lambda row: int(row["position"]))
        assert [(row["kind"], row["value"], row["unit"], row["bound"]) for row in of_item] == [
            (fact.kind.value, float(fact.value), fact.unit, fact.bound) for fact in facts_in(text_of(document, key))
        ]


@pytest.mark.parametrize("name", NAMES)
def test_sections_and_issuers_are_in_order(
    catalogue: Catalogue, rows: sqlite3.Connection, documents: dict[str, PolicyDocument], name: str
) -> None:
    document, revision = documents[name], revision_of(catalogue, name)
    sections = rows.execute("SELECT * FROM sections WHERE revision = ? ORDER BY position", (revision,)).fetchall()
    assert [(row["level"], row["label"], row["title"], row["heading"], row["begins"]) for row in sections] == [
        (section.level, section.label, section.title, section.heading, section.span.start)
        for section in document.sections
    ]
    assert catalogue.snapshot().entry(name).issuers == document.notice.issuers


@pytest.mark.parametrize("name", NAMES)
def test_tokens_come_back_as_they_were(catalogue: Catalogue, documents: dict[str, PolicyDocument], name: str) -> None:
    chunks = make_chunks(documents[name])
    numbers = catalogue.numbers_of(sorted({token for chunk in chunks for token in chunk.text}))
    texts = catalogue.token_texts(list(numbers.values()))
    assert texts == numbers
    spelled = {number: token for token, number in numbers.items()}
    found = catalogue.tokens([revision_of(catalogue, name)])
    assert ["".join(spelled[number] for number in tokens.tolist()) for _, tokens in found] == [
        chunk.text for chunk in chunks
    ]
    assert [key for key, _ in found] == [chunk.id for chunk in chunks]
    whole = catalogue.tokens([revision_of(catalogue, name)], only_whole=True)
    assert [key for key, _ in whole] == [chunk.id for chunk in chunks if chunk.kind != "sentence"]


def agencies_of(catalogue: Catalogue, agency: str) -> dict[str, int]:
    """Return the numbers of the agencies of a name, by place."""
    with catalogue.database.reading() as connection:
        return dict(connection.execute("SELECT place, number FROM agencies WHERE name = ?", (agency,)).fetchall())


def test_agencies_of_two_places_are_two_and_of_one_place_one(tmp_path: Path) -> None:
    made = Catalogue(tmp_path)
    made.database.migrate()
    text = "海州市若干措施\n（一）建设{what}平台。（责任单位：市发展改革委）\n（二）支持企业。\n"
    for number, document in enumerate(parse_policy(text.format(what=what)) for what in ("算力", "数据")):
        put(made, f"one-{number}", document)
    put(made, "other", parse_policy(text.format(what="算力").replace("海州", "云山")))
    found = agencies_of(made, "市发展改革委")
    assert found.keys() == {"海州市", "云山市"}
    assert len(set(found.values())) == 2
    with made.database.reading() as connection:
        counted = dict(connection.execute("SELECT agency, count(*) FROM duties GROUP BY agency").fetchall())
    assert counted == {found["海州市"]: 2, found["云山市"]: 1}


def test_an_agency_has_the_names_that_people_use_for_it(catalogue: Catalogue, rows: sqlite3.Connection) -> None:
    found: dict[str, set[str]] = {}
    for row in rows.execute("SELECT name, alias FROM agencies JOIN agency_aliases ON agency = number"):
        found.setdefault(row["name"], set()).add(row["alias"])
    named = {row["name"] for row in rows.execute("SELECT name FROM agencies")}
    expected: dict[str, set[str]] = {}
    for alias in read_aliases():
        if alias.agency in named:
            expected.setdefault(alias.agency, set()).add(alias.name)
    assert found == expected
    assert found


def test_a_second_revision_leaves_the_rows_of_the_first(tmp_path: Path, documents: dict[str, PolicyDocument]) -> None:
    made = Catalogue(tmp_path)
    made.database.migrate()
    first = put(made, "plan", documents[NAMES[0]])
    renamed = replace(documents[NAMES[0]], title="另一个标题")
    tokens = dict.fromkeys(make_chunks(renamed), ("一",))
    second = made.put(
        "plan", NewRevision(renamed, tokens, "", "", "", "other", 0, "", "", "", ""), NOTHING_SETTLED, "draft", NOW
    )
    for revision, document in ((first, documents[NAMES[0]]), (second, renamed)):
        assert made.document(revision) == document
        with made.database.reading() as connection:
            (count,) = connection.execute("SELECT count(*) FROM items WHERE revision = ?", (revision,)).fetchone()
        assert count == len(document.ids)
