from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.catalogue.catalogue import Catalogue, NewRevision
from index.catalogue.models import NOTHING_SETTLED, Correction, DocumentStatus, Edits
from index.errors import DocumentError, LibraryDamagedError
from index.normalize import normalize
from ingest.chunks import make_chunks
from ingest.grammar.lines import LineKind
from ingest.parser import parse_policy
from tests.index.small_policies import BEES, CHIPS

NOW = datetime.datetime(2026, 6, 30, 12, 30, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=3)
ALL_SETTLED = Edits(
    title="标题",
    short_title="《简称》",
    document_number="海府〔2026〕1号",
    place="",
    tier="市",
    issued=datetime.date(2026, 1, 2),
    effective=datetime.date(2026, 2, 3),
    until=datetime.date(2030, 12, 31),
    level=LineKind.SECTION,
    replaced_by="other",
    corrections=(Correction("M1", "（一）", "建设平台", "agencies", ("市科技局", "市财政局")),),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path)
    made.database.migrate()
    return made


def put(
    catalogue: Catalogue,
    name: str,
    text: str = CHIPS,
    *,
    edits: Edits = NOTHING_SETTLED,
    status: DocumentStatus = "published",
    now: datetime.datetime = NOW,
) -> int:
    document = parse_policy(text)
    tokens = {chunk: tuple(normalize(chunk.text)) for chunk in make_chunks(document)}
    number = catalogue.generation()
    new = NewRevision(
        document, tokens, f"{name}.md", f"{number:064}", "with", f"revision-{number}", 7, "digest", "", "海州市", "市"
    )
    return catalogue.put(name, new, edits, status, now)


def rows_of(catalogue: Catalogue, revision: int) -> dict[str, int]:
    """Count the rows of a revision in every table that has some of it."""
    with catalogue.database.reading() as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables}
        return {
            table: connection.execute(f"SELECT count(*) FROM {table} WHERE revision = ?", (revision,)).fetchone()[0]
            for table in tables
            if "revision" in columns[table]
        }


def test_an_empty_one(catalogue: Catalogue) -> None:
    snapshot = catalogue.snapshot()
    assert (snapshot.entries, snapshot.published, snapshot.generation) == ((), (), 0)
    assert snapshot.get("chips") is None
    with pytest.raises(DocumentError, match=r"没有 chips.*index list"):
        snapshot.entry("chips")


def test_an_entry_says_what_the_document_says(catalogue: Catalogue) -> None:
    revision = put(catalogue, "bees", BEES)
    (entry,) = catalogue.snapshot().entries
    document = parse_policy(BEES)
    assert (entry.id, entry.revision, entry.status, entry.file) == ("bees", revision, "published", "bees.md")
    assert (entry.title, entry.text_digest, entry.stage) == (document.title, document.text_digest, document.status)
    assert (entry.effective, entry.until) == (datetime.date(2025, 1, 1), datetime.date(2029, 12, 31))
    assert (entry.place, entry.tier, entry.vectors, entry.vectors_digest) == ("海州市", "市", 7, "digest")
    assert entry.added == "2026-06-30T12:30:00+00:00"
    assert catalogue.document(revision) == document


@pytest.mark.parametrize("edits", [NOTHING_SETTLED, ALL_SETTLED, Edits(place=""), Edits(level=LineKind.ARTICLE)])
def test_what_was_settled_is_kept_as_it_is(catalogue: Catalogue, edits: Edits) -> None:
    put(catalogue, "chips", edits=edits)
    assert catalogue.snapshot().entry("chips").edits == edits


def test_documents_are_in_the_order_in_which_they_came(catalogue: Catalogue) -> None:
    for name in ("zebra", "apple", "mango"):
        put(catalogue, name)
    put(catalogue, "zebra", BEES)
    assert [entry.id for entry in catalogue.snapshot().entries] == ["zebra", "apple", "mango"]
    catalogue.remove("apple")
    put(catalogue, "apple")
    assert [entry.id for entry in catalogue.snapshot().entries] == ["zebra", "mango", "apple"]


def test_only_what_is_published_is_live(catalogue: Catalogue) -> None:
    for name, status in (("one", "draft"), ("two", "published"), ("three", "withdrawn")):
        put(catalogue, name, status=status)  # type: ignore[arg-type]
    assert [entry.id for entry in catalogue.snapshot().published] == ["two"]
    with catalogue.database.reading() as connection:
        assert connection.execute("SELECT document FROM live").fetchall() == [("two",)]
    catalogue.set_status("one", "published")
    catalogue.set_status("two", "withdrawn")
    assert [entry.id for entry in catalogue.snapshot().published] == ["one"]


def test_no_other_status_is_taken(catalogue: Catalogue) -> None:
    put(catalogue, "one")
    with pytest.raises(LibraryDamagedError):
        catalogue.set_status("one", "gone")  # type: ignore[arg-type]
    assert catalogue.snapshot().entry("one").status == "published"


def test_every_change_is_another_generation(catalogue: Catalogue) -> None:
    seen = [catalogue.generation()]
    for change in (
        lambda: put(catalogue, "one"),
        lambda: catalogue.set_status("one", "draft"),
        lambda: put(catalogue, "one", BEES),
        lambda: catalogue.remove("one"),
    ):
        change()
        seen.append(catalogue.generation())
    assert seen == sorted(set(seen))


def test_a_revision_that_was_replaced_is_kept_until_it_is_forgotten(catalogue: Catalogue) -> None:
    first = put(catalogue, "one", now=NOW)
    second = put(catalogue, "one", BEES, now=LATER)
    assert catalogue.snapshot().entry("one").revision == second
    retired = {name: when for name, when in catalogue.collections().items() if when}
    assert retired == {"revision-0": LATER}
    assert (catalogue.document(first).title, catalogue.document(second).title) == (
        parse_policy(CHIPS).title,
        parse_policy(BEES).title,
    )
    kept = rows_of(catalogue, second)
    # What is in use is not forgotten, whoever asks for it.
    catalogue.forget(list(catalogue.collections()))
    assert set(rows_of(catalogue, first).values()) == {0}
    assert rows_of(catalogue, second) == kept
    assert catalogue.collections() == {"revision-1": None}


def test_what_was_removed_is_kept_until_it_is_forgotten(catalogue: Catalogue) -> None:
    revisions = [put(catalogue, "one", text) for text in (CHIPS, BEES)]
    other = put(catalogue, "other")
    kept = rows_of(catalogue, other)
    assert all(rows_of(catalogue, revisions[0])[table] for table in ("items", "chunks", "duties", "facts", "sections"))
    catalogue.remove("one", LATER)
    # Whoever was asked just before may still read it.
    assert catalogue.snapshot().get("one") is None
    assert catalogue.document(revisions[1]) == parse_policy(BEES)
    assert catalogue.collections() == {"revision-0": NOW, "revision-1": LATER, "revision-2": None}
    catalogue.forget(["revision-0", "revision-1"])
    assert [set(rows_of(catalogue, revision).values()) for revision in revisions] == [{0}, {0}]
    assert rows_of(catalogue, other) == kept
    assert list(catalogue.collections()) == ["revision-2"]
    assert catalogue.originals() == {"2".zfill(64)}
    with pytest.raises(LibraryDamagedError, match="doctor"):
        catalogue.document(revisions[0])


def test_a_number_is_never_given_twice(catalogue: Catalogue) -> None:
    """What is remembered of a revision by its number is not taken for another one's."""
    first = put(catalogue, "one")
    catalogue.remove("one")
    assert put(catalogue, "one") > first


@pytest.mark.parametrize("data", [b"", b"text", b"\xff"])
def test_a_document_that_cannot_be_read_is_damage(catalogue: Catalogue, data: bytes) -> None:
    revision = put(catalogue, "one")
    with catalogue.database.writing() as connection:
        connection.execute("UPDATE revisions SET parsed = ? WHERE number = ?", (data, revision))
    with pytest.raises(LibraryDamagedError, match=rf"第 {revision} 号版本.*doctor --fix"):
        catalogue.document(revision)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [("算力平台", ["one"]), ("蜂场", ["two"]), ("市发展改革委", ["one", "two"]), ("没有的话", []), ("%", ["one"])],
)
def test_where_a_phrase_stands_is_what_looking_finds(catalogue: Catalogue, phrase: str, names: Sequence[str]) -> None:
    revisions = {"one": put(catalogue, "one"), "two": put(catalogue, "two", BEES)}
    assert catalogue.containing(normalize(phrase)) == {revisions[name] for name in names}


def test_the_list_holds_what_originals_do_not_tell(catalogue: Catalogue) -> None:
    put(catalogue, "one", edits=ALL_SETTLED, status="draft")
    put(catalogue, "two", BEES)
    one, two = catalogue.list_rows()
    assert one.pop("edits") != {}
    assert two.pop("edits") == {}
    added = "2026-06-30T12:30:00+00:00"
    assert one == {"id": "one", "status": "draft", "added": added, "file": "one.md", "original": "0".zfill(64)}
    assert two == {"id": "two", "status": "published", "added": added, "file": "two.md", "original": "1".zfill(64)}


def test_an_original_is_named_as_long_as_some_revision_has_it(catalogue: Catalogue) -> None:
    put(catalogue, "one")
    put(catalogue, "one", BEES)
    assert catalogue.originals() == {"0".zfill(64), "1".zfill(64)}
    catalogue.forget(["revision-0"])
    assert catalogue.originals() == {"1".zfill(64)}


def test_tokens_that_are_not_there_have_no_number(catalogue: Catalogue) -> None:
    put(catalogue, "one")
    assert catalogue.numbers_of(["算", "龘"]).keys() == {"算"}
    assert catalogue.numbers_of([]) == {}
    assert catalogue.token_texts([]) == {}
    assert catalogue.token_texts([10**6]) == {}


def test_what_fails_while_it_is_put_leaves_nothing(catalogue: Catalogue) -> None:
    put(catalogue, "one")
    before = catalogue.snapshot()
    with catalogue.database.reading() as connection:
        kept = list(connection.execute("SELECT * FROM tokens"))
    with pytest.raises(LibraryDamagedError):
        # Another revision has the collection already, which is noticed as the row is written.
        catalogue.put(
            "two",
            NewRevision(parse_policy(BEES), {}, "", "", "", "revision-0", 0, "", "", "", ""),
            NOTHING_SETTLED,
            "published",
            NOW,
        )
    assert catalogue.snapshot() == before
    with catalogue.database.reading() as connection:
        assert list(connection.execute("SELECT * FROM tokens")) == kept


def test_rows_of_no_revision_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(LibraryDamagedError), catalogue.database.writing() as connection:
        connection.execute("INSERT INTO cells VALUES (99, 'A1', 0, '', '')")
    with catalogue.database.reading() as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO documents VALUES ('x', 9, 'other', 1, '{}', '')")
