"""The SQLite file: opened, brought to the schema of today, read in one snapshot, written in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path

from index.errors import LibraryBusyError, LibraryDamagedError, LibraryNewerError, LibraryUnwritableError
from index.permissions import can_write_a_little

FILE = "catalogue.sqlite3"
_BUSY_SECONDS = 30.0
_ATTEMPTS, _PAUSE_SECONDS = 20, 0.05


def migrations() -> list[str]:
    """Return the scripts that lead from an empty file to the schema of today, in order."""
    folder = files("index.catalogue")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


class Database:
    """A catalogue's file; connections are opened for each use, so that threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the library."""
        self.path = folder / FILE

    def is_current(self) -> bool:
        """Tell whether there is a catalogue with the schema of today."""
        if not self.path.is_file():
            return False
        with self._guarded(), self._connected_to_read() as connection:
            return _version(connection) == len(migrations())

    def is_blank(self) -> bool:
        """Tell whether there is no catalogue: no file, or one in which nothing was ever made."""
        if not self.path.is_file():
            return True
        with self._guarded(), self._connected_to_read() as connection:
            return _version(connection) == 0

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read everything within the block as of one moment.

        Raises:
            LibraryDamagedError: if it cannot be read, or was written by a later version (`LibraryNewerError`).
            LibraryBusyError: if somebody writes to it, whom this process cannot tell that it reads.
        """
        with self._guarded(), self._connected_to_read() as connection:
            connection.execute("BEGIN")
            self._require_known(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write everything within the block, or nothing of it.

        Raises:
            LibraryDamagedError: if it cannot be read.
            LibraryUnwritableError: if it cannot be written.
        """
        with self._guarded(), closing(self._connect(writes=True)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("UPDATE library SET value = value + 1 WHERE name = 'generation'")
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    def migrate(self) -> None:
        """Bring the file to the schema of today, step by step, each of them whole or not at all.

        Raises:
            LibraryDamagedError, LibraryUnwritableError: if that cannot be done.
        """
        scripts = migrations()
        with self._guarded(), closing(self._connect(writes=True)) as connection:
            for number, script in enumerate(scripts, 1):
                # The lock is taken before the version is read: another process may be doing the same.
                connection.execute("BEGIN IMMEDIATE")
                try:
                    self._require_known(connection)
                    if _version(connection) < number:
                        for statement in _statements(script):
                            connection.execute(statement)
                        connection.execute(f"PRAGMA user_version = {number}")
                    connection.execute("COMMIT")
                except BaseException:
                    _roll_back(connection)
                    raise

    def check(self) -> None:
        """Look through the whole file.

        Raises:
            LibraryDamagedError: if it is not sound.
        """
        with self.reading() as connection:
            found = connection.execute("PRAGMA quick_check").fetchone()[0]
            if found != "ok":
                raise self.damaged(found)
            # SQLite looks at its own structure only: a value may be none that can be read.
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                for _ in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - a name of our schema
                    pass

    @contextmanager
    def _connected_to_read(self) -> Iterator[sqlite3.Connection]:
        if not self.path.is_file():
            raise self.damaged("没有这个文件")
        if can_write_a_little(self.path.parent):
            with closing(self._connect()) as connection:
                yield connection
            return
        # Where nothing can be written SQLite cannot make the files by which readers and a writer know of each other. If there
        # are none nobody writes, and it has to be told so; whoever begins meanwhile is noticed afterwards.
        before, is_still = self._state(), not self._has_log()
        with closing(self._connect_in_time("?immutable=1" if is_still else "")) as connection:
            yield connection
        if is_still and self._state() != before:
            raise LibraryBusyError(f"另一个进程正在修改政策库：{self.path.parent}。请稍后再试。")

    def _connect_in_time(self, how: str) -> sqlite3.Connection:
        """Connect between the moments at which a writer makes or removes its files."""
        for attempt in range(_ATTEMPTS):
            connection = self._connect(how)
            try:
                _version(connection)
            except sqlite3.OperationalError:
                connection.close()
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(_PAUSE_SECONDS)
            else:
                break
        return connection

    def _connect(self, how: str = "", *, writes: bool = False) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}{how}"
        connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            if writes:
                _set_write_ahead(connection)
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _state(self) -> tuple[int, ...]:
        """Return what changes whenever somebody writes to the file."""
        found = self.path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _has_log(self) -> bool:
        # Whoever is the last to close the file removes it.
        with suppress(FileNotFoundError):
            return self.path.with_name(f"{FILE}-wal").stat().st_size > 0
        return False

    def _require_known(self, connection: sqlite3.Connection) -> None:
        if _version(connection) > len(migrations()):
            raise LibraryNewerError(f"政策库是用更新的版本写的：{self.path}。请升级本程序后再打开。")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if any(word in str(error) for word in ("readonly", "unable to open", "disk is full", "disk I/O", "locked")):
                raise LibraryUnwritableError.at(self.path, str(error)) from error
            raise self.damaged(str(error)) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self.damaged(str(error)) from error

    def damaged(self, reason: str) -> LibraryDamagedError:
        """Return the error that says that the catalogue cannot be read, and why."""
        return LibraryDamagedError(
            f"政策库的目录读不出来：{self.path}（{reason}）。请运行 python -m index doctor --fix 修复。"
        )


def _set_write_ahead(connection: sqlite3.Connection) -> None:
    """Have readers neither kept waiting by a writer nor see what it has not finished."""
    for attempt in range(_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            # While another one does the same SQLite gives up at once, whatever time it was given.
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _roll_back(connection: sqlite3.Connection) -> None:
    # Where the disk is full SQLite may have done so of itself.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """Cut a script into its statements; sqlite3's own way to run one would commit before it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
