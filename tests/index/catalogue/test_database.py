from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.catalogue import database as database_module
from index.catalogue.catalogue import Catalogue
from index.catalogue.database import Database, migrations
from index.errors import LibraryDamagedError, LibraryNewerError, LibraryUnwritableError
from index.library import Library
from tests.commands import PATIENCE, ROOT

SHIPPED = migrations()
FIRST = "CREATE TABLE first (a);\nINSERT INTO first VALUES ('one; two');\n"
SECOND = "CREATE TABLE second (a);\nINSERT INTO second SELECT a FROM first;\n"
WRONG = "CREATE TABLE half (a);\nINSERT INTO nowhere VALUES (1);\n"

Migrations = Callable[..., None]


@pytest.fixture
def add_migrations(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """Return what puts migrations behind those that there are."""
    return lambda *more: monkeypatch.setattr(database_module, "migrations", lambda: [*SHIPPED, *more])


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path)
    made.migrate()
    return made


def version(database: Database) -> int:
    with closing(sqlite3.connect(database.path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(database: Database) -> set[str]:
    with database.reading() as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_file_has_the_schema_of_today(tmp_path: Path) -> None:
    database = Database(tmp_path)
    assert not database.is_current()
    database.migrate()
    assert database.is_current()
    assert version(database) == len(SHIPPED)
    assert {"documents", "revisions", "items", "duties", "facts"} <= tables(database)


def test_migrating_again_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO tokens (token) VALUES ('算力')")
    before = database.path.read_bytes()
    database.migrate()
    assert database.path.read_bytes() == before


def test_later_migrations_are_applied_in_order_and_keep_what_is_there(
    filled: Library, add_migrations: Migrations
) -> None:
    catalogue = filled.catalogue
    before = catalogue.snapshot()
    documents = [catalogue.document(entry.revision) for entry in before.entries]
    add_migrations(FIRST, SECOND)
    assert not catalogue.database.is_current()
    catalogue.database.migrate()
    assert catalogue.database.is_current()
    with catalogue.database.reading() as connection:
        assert connection.execute("SELECT a FROM second").fetchall() == [("one; two",)]
    assert catalogue.snapshot() == before
    assert [catalogue.document(entry.revision) for entry in before.entries] == documents


def test_a_migration_that_fails_leaves_those_before_it(database: Database, add_migrations: Migrations) -> None:
    add_migrations(FIRST, WRONG)
    with pytest.raises(LibraryDamagedError, match="nowhere"):
        database.migrate()
    assert version(database) == len(SHIPPED) + 1
    assert "first" in tables(database)
    assert "half" not in tables(database)
    add_migrations(FIRST, SECOND)
    database.migrate()
    assert version(database) == len(SHIPPED) + 2


KILLED = """
import os, signal, sys
from pathlib import Path
from index.catalogue import database
shipped, statements = database.migrations(), database._statements

def killed_after_the_first(script):
    for number, statement in enumerate(statements(script)):
        if number:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement

database.migrations = lambda: [*shipped, sys.argv[2]]
database._statements = killed_after_the_first
database.Database(Path(sys.argv[1])).migrate()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed like that there")
def test_a_killed_migration_leaves_the_old_version(filled: Library) -> None:
    database, before = filled.catalogue.database, filled.catalogue.snapshot()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(database.path.parent), FIRST], cwd=ROOT, timeout=PATIENCE, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert version(database) == len(SHIPPED)
    assert "first" not in tables(database)
    assert filled.catalogue.snapshot() == before
    database.check()


def test_two_who_migrate_at_once_make_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: Database(tmp_path).migrate(), range(4)))
    assert Database(tmp_path).is_current()


def test_what_a_later_version_wrote_is_refused_and_left_alone(filled: Library, add_migrations: Migrations) -> None:
    database = filled.catalogue.database
    add_migrations(FIRST)
    database.migrate()
    add_migrations()
    before = database.path.read_bytes()
    assert not database.is_current()
    for refused in (database.migrate, database.check, filled.catalogue.snapshot):
        with pytest.raises(LibraryNewerError, match="更新的版本"):
            refused()
    assert database.path.read_bytes() == before


def test_what_fails_within_a_block_writes_nothing(database: Database) -> None:
    catalogue = Catalogue(database.path.parent)
    before = catalogue.generation()

    def fail(error: type[BaseException]) -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO tokens (token) VALUES ('算力')")
            raise error

    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error):
            fail(error)
    assert catalogue.generation() == before
    assert catalogue.numbers_of(["算力"]) == {}


def test_every_commit_is_counted(database: Database) -> None:
    catalogue = Catalogue(database.path.parent)
    before = catalogue.generation()
    for _ in range(3):
        with database.writing():
            pass
    assert catalogue.generation() == before + 3


def test_who_reads_sees_one_moment_while_another_writes(database: Database) -> None:
    with database.reading() as reader:
        count = "SELECT count(*) FROM tokens"
        assert reader.execute(count).fetchone() == (0,)
        with database.writing() as writer:
            writer.execute("INSERT INTO tokens (token) VALUES ('算力')")
            assert reader.execute(count).fetchone() == (0,)
        assert reader.execute(count).fetchone() == (0,)
    with database.reading() as reader:
        assert reader.execute(count).fetchone() == (1,)


def test_what_is_written_while_reading_is_not_kept(database: Database) -> None:
    before = database.path.read_bytes()
    with database.reading() as connection:
        connection.execute("INSERT INTO tokens (token) VALUES ('算力')")
    assert database.path.read_bytes() == before


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LibraryDamagedError, match="没有这个文件"), Database(tmp_path).reading():
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"text" * 2000, b"", bytes(8192)])
def test_a_file_that_is_no_database(database: Database, content: bytes) -> None:
    database.path.write_bytes(content)
    with pytest.raises(LibraryDamagedError, match="doctor --fix") as caught:
        Catalogue(database.path.parent).snapshot()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_pages_that_were_overwritten_are_found(filled: Library, share: float) -> None:
    database = filled.catalogue.database
    data = bytearray(database.path.read_bytes())
    start = int(len(data) * share) // 4096 * 4096
    data[start : start + 3 * 4096] = b"\xff" * (3 * 4096)
    database.path.write_bytes(data)
    with pytest.raises(LibraryDamagedError):
        database.check()


def test_where_nothing_may_be_written_it_is_read(without_privileges: None, public: Path) -> None:
    database = Database(public)
    database.check()
    assert [entry.id for entry in Catalogue(public).snapshot().published] == ["chips", "bees"]
    with pytest.raises(LibraryUnwritableError, match="没有写权限"), database.writing():
        pass
