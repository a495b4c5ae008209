"""Tries to break a library: kills whoever changes it, at any moment, and has many read it while others write.

``python -m tests.index.durability kills|crowd [--seed N]`` does so at length and prints figures; the tests do a part of it.
Everything is done in processes of their own, forked from one that has imported everything, which takes seconds.
"""

from __future__ import annotations

import argparse
import datetime
import json
import multiprocessing
import random
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from index import writing
from index.catalogue import database
from index.errors import DocumentError, LibraryDamagedError, LibraryUnwritableError
from index.library import Library
from index.settings import IndexSettings
from index.writing import Writer
from tests.index.chroma_server import running_server
from tests.index.durable_policies import (
    QUESTIONS,
    SUBJECTS,
    Seen,
    State,
    check_document,
    check_search,
    expected,
    left_over,
    policy_file,
    reference,
    seen,
    tidy,
)

Kind = Literal["add", "replace", "remove", "publish", "migrate"]
_PATIENCE = 600
_LONG_AFTER = 2 * writing.GRACE
_LATE = 0.9
_LEAST = 3
"""What each reader and writer does however little time there is."""
_ROWS = 60_000
_MIGRATION = f"""
CREATE TABLE numbers (number INTEGER PRIMARY KEY, square INTEGER NOT NULL);
INSERT INTO numbers
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {_ROWS}) SELECT n, n * n FROM counted;
CREATE INDEX numbers_by_square ON numbers (square);
"""
"""What a later version might do to the catalogue; it takes so long that it can be hit."""
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.index.durable_imports"])


class Operation(NamedTuple):
    """What is done to a library.

    Attributes:
        kind: what.
        name: of the document; empty for a migration.
        state: in which the document is afterwards; None if it is not there.
    """

    kind: Kind
    name: str = ""
    state: State | None = None


class Place(NamedTuple):
    """Where the work is done.

    Attributes:
        folder: for everything.
        library: name of its folder below it.
        url: of a Chroma server, if the vectors are on one.
        names: of the documents that there may be.
        revisions: that there are of each.
    """

    folder: Path
    library: str = "library"
    url: str = ""
    names: tuple[str, ...] = tuple(SUBJECTS)
    revisions: int = 3

    @property
    def settings(self) -> IndexSettings:
        """Those of the library."""
        return IndexSettings(library=self.folder / self.library, chroma_url=self.url)

    @property
    def known(self) -> dict[str, Any]:
        """What every revision shows where nothing disturbs it."""
        found: dict[str, Any] = json.loads((self.folder / "known.json").read_text(encoding="utf-8"))
        return found


# What is done in processes of their own


def make_known(place: Place) -> None:
    """Find out what every revision shows, for all who come after."""
    known = reference(place.folder, place.names, place.revisions)
    (place.folder / "known.json").write_text(json.dumps(known), encoding="utf-8")


def perform(begin: Callable[[], None], place: Place, operations: Sequence[Operation]) -> list[float]:
    """Perform operations in turn; returns the seconds that each of them took."""
    seconds = []
    if any(operation.kind == "migrate" for operation in operations):
        _know_migration()
        library = None
    else:
        library = Library.open(place.settings)
        library.vectors.started()  # what is opened for the first time takes longer, and is no part of what can be lost
    begin()
    for operation in operations:
        began = time.monotonic()
        if library:
            with library.writing() as writer:
                _change(writer, place, operation)
        else:
            Library.open(place.settings, with_model=False)
        seconds.append(time.monotonic() - began)
    return seconds


def perform_and_tidy(place: Place, operation: Operation) -> tuple[Seen, list[str]]:
    """Perform an operation, then do what the next writer does after a while; returns what is there, and what should not be."""
    perform(lambda: None, place, [operation])
    library = Library.open(place.settings)
    tidy(library, _LONG_AFTER)
    return look(place), left_over(library)


def _change(writer: Writer, place: Place, operation: Operation) -> None:
    name, state = operation.name, operation.state
    if state is None:
        with suppress(DocumentError):  # whoever was killed may have removed it
            writer.remove(name)
        return
    file = policy_file(place.folder / "files", name, state.revision)
    if operation.kind == "add":
        entry, _ = writer.add(file, name=name, status=state.status)
    elif operation.kind == "replace":
        entry = writer.replace(name, file)
    else:
        entry = writer.set_status(name, state.status)
    assert (entry.id, entry.status) == (name, state.status)


def _know_migration() -> None:
    """Make this process one of the next version, which has another migration."""
    scripts = [*database.migrations(), _MIGRATION]
    database.migrations = lambda: scripts


def look(place: Place) -> Seen:
    """Look at everything in a library, and search it."""
    library = Library.open(place.settings)
    found = seen(library)
    check_search(library, library.snapshot(), place.known)
    return found


def look_migrated(place: Place) -> Seen:
    """Look at a library as the next version does, which migrates it first."""
    _know_migration()
    found = look(place)
    with database.Database(place.settings.library).reading() as connection:
        rows = connection.execute("SELECT count(*), max(square) FROM numbers INDEXED BY numbers_by_square").fetchone()
        assert rows == (_ROWS, _ROWS**2)
    return found


def version_of(place: Place) -> int:
    """Return the version of a catalogue's schema, which is either the old one and whole, or the new one and whole."""
    file = database.Database(place.settings.library)
    with closing(file._connect()) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    is_new = version > len(database.migrations())
    assert ("numbers" in tables) == ("numbers_by_square" in tables) == is_new
    try:
        Library.open(place.settings, with_model=False)
    except LibraryDamagedError as error:
        refused = "更新的版本" in str(error)
    else:
        refused = False
    assert refused == is_new, "an older version reads the file of a newer one, or not its own"
    return version


def orphans(place: Place) -> int:
    """Count the collections that nobody knows of."""
    library = Library.open(place.settings, with_model=False)
    return len(library.vectors.started().keys() - library.catalogue.collections().keys())


def write_for(begin: Callable[[], None], place: Place, seed: int, seconds: float, grace: float) -> Counter[str]:
    """Change a library again and again; returns how often each was done."""
    writing.GRACE = datetime.timedelta(seconds=grace)
    chance, counted, library = random.Random(seed), Counter[str](), Library.open(place.settings)
    begin()
    end = time.monotonic() + seconds
    while time.monotonic() < end or sum(counted.values()) < _LEAST:
        with library.writing() as writer:
            there = {entry.id: State(0, entry.status) for entry in library.snapshot().entries}
            kinds: list[Kind] = ["publish", "replace", "replace"]
            if len(there) < len(place.names):
                kinds.append("add")
            if len(there) > 1:
                kinds.append("remove")
            operation = chosen(chance, chance.choice(kinds), place, there)
            _change(writer, place, operation)
        counted[operation.kind] += 1
        time.sleep(0.05)  # as long as whoever waits for the lock sleeps
    return counted


def read_for(
    begin: Callable[[], None], place: Place, seed: int, seconds: float, threads: int
) -> tuple[Counter[str], list[str]]:
    """Ask a library again and again, in some threads; returns how often, and what went wrong."""
    known, library = place.known, Library.open(place.settings)
    begin()
    end = time.monotonic() + seconds

    def read(thread: int) -> tuple[Counter[str], list[str]]:
        chance, counted, wrong = random.Random(seed * 100 + thread), Counter[str](), []
        own = library
        while time.monotonic() < end or counted["snapshots"] < _LEAST:
            counted["snapshots"] += 1
            if chance.random() < 0.1:  # what is open already is not read again
                own = Library(place.settings, library.encoder)
                counted["opened anew"] += 1
            try:
                snapshot = own.snapshot()
                counted[f"generation {snapshot.generation}"] += 1
                time.sleep(chance.uniform(0, 0.5))  # an answer takes its time, and keeps to its snapshot
                for entry in chance.sample(snapshot.published, min(1, len(snapshot.published))):
                    check_document(own, entry, known, chance.sample(QUESTIONS, 1))
                    counted["documents"] += 1
                check_search(own, snapshot, known, chance.sample(QUESTIONS, 1))
                counted["searches in all"] += 1
            except Exception:  # whatever it is, it is counted as wrong
                wrong.append(traceback.format_exc())
        return counted, wrong

    with ThreadPoolExecutor(threads) as pool:
        results = list(pool.map(read, range(threads)))
    return sum((counted for counted, _ in results), Counter[str]()), [one for _, wrong in results for one in wrong]


def try_to(place: Place, operation: Operation) -> tuple[str, Seen]:
    """Perform an operation that may find no room; returns the error, or nothing, and what the same process reads then."""
    library, error = Library.open(place.settings), ""
    try:
        with library.writing() as writer:
            _change(writer, place, operation)
    except LibraryUnwritableError as caught:
        error = str(caught)
    return error, seen(library)


# Processes


class Job:
    """A function at work in a process of its own."""

    def __init__(self, function: Callable[..., Any], *arguments: Any, reports_beginning: bool = False) -> None:
        """Start it; one that reports its beginning takes what does so before the other arguments."""
        self._reports, theirs = _processes.Pipe()
        self.process = _processes.Process(target=_run, args=(theirs, reports_beginning, function, arguments))
        self.process.start()
        theirs.close()

    def wait_for_beginning(self) -> None:
        """Wait until it has opened what it needs."""
        kind, value = self._next()
        assert kind == "begun", value

    def kill(self) -> bool:
        """Kill it at once; tells whether it was still at work."""
        is_done = self._reports.poll()
        self.process.kill()
        self.process.join(_PATIENCE)
        return not is_done

    def result(self) -> Any:
        """Wait for the end, and return what the function returned.

        Raises:
            RuntimeError: if it raised something.
        """
        kind, value = self._next()
        if kind == "begun":
            kind, value = self._next()
        self.process.join(_PATIENCE)
        if kind == "raised":
            raise RuntimeError(value)
        return value

    def _next(self) -> tuple[str, Any]:
        assert self._reports.poll(_PATIENCE), "it hangs"
        kind, value = self._reports.recv()
        return kind, value


def _run(reports: Connection, reports_beginning: bool, function: Callable[..., Any], arguments: Sequence[Any]) -> None:
    def begin() -> None:
        reports.send(("begun", None))

    try:
        result = function(begin, *arguments) if reports_beginning else function(*arguments)
    except BaseException:  # whatever it is, the parent raises it
        reports.send(("raised", traceback.format_exc()))
    else:
        reports.send(("returned", result))


def done(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function in a fresh process, and return what it returns."""
    return Job(function, *arguments).result()


# Operations


def chosen(chance: random.Random, kind: Kind, place: Place, states: Mapping[str, State]) -> Operation:
    """Choose a document, and what is to become of it."""
    if kind == "migrate":
        return Operation(kind)
    name = chance.choice([name for name in place.names if (name in states) == (kind != "add")])
    if kind == "remove":
        return Operation(kind, name)
    if kind == "add":
        return Operation(kind, name, State(chance.randrange(place.revisions), "published"))
    revision, status = states[name]
    if kind == "publish":
        return Operation(kind, name, State(revision, "withdrawn" if status == "published" else "published"))
    return Operation(kind, name, State((revision + chance.randrange(1, place.revisions)) % place.revisions, status))


def changed(states: Mapping[str, State], operation: Operation) -> dict[str, State]:
    """Return the states of all documents after an operation."""
    others = {name: state for name, state in states.items() if name != operation.name}
    return {**others, operation.name: operation.state} if operation.state else others


class Kills:
    """Kills operations on a library, and looks after each that nothing is lost and nothing is half done.

    Attributes:
        outcomes: how often each kind was found not done, or done, after a kill, or was done before it.
        moments: of the kills, as shares of the length of the operation.
    """

    def __init__(self, place: Place, seed: int) -> None:
        """Make a library with some documents, and measure each kind of operation where nobody kills it."""
        self.outcomes, self.moments = Counter[tuple[str, str]](), list[tuple[str, float]]()
        self._place, self._chance = place, random.Random(seed)
        self._states = prepare(place)
        name = next(name for name in place.names if name not in self._states)
        operations = (
            Operation("add", name, State(0, "published")),
            Operation("publish", name, State(0, "withdrawn")),
            Operation("replace", name, State(1, "withdrawn")),
            Operation("remove", name),
        )
        seconds = Job(perform, place, operations, reports_beginning=True).result()
        self._seconds = {operation.kind: taken for operation, taken in zip(operations, seconds, strict=True)}
        self._known, self._seen = place.known, done(look, place)

    def kill(self, kind: Kind) -> bool:
        """Kill an operation at a random moment, look, repeat it, look again, and tidy up; tells if it was killed in time."""
        if kind == "migrate":
            return self._kill_migration()
        if kind == "add" and len(self._states) == len(self._place.names):
            self._remove_one()
        operation = chosen(self._chance, kind, self._place, self._states)
        states = changed(self._states, operation)
        before, after = expected(self._states, self._known), expected(states, self._known)
        was_killed = self._kill(kind, self._place, operation)
        found: Seen = done(look, self._place)
        assert found.content in (before, after), f"{operation} left {found.content}"
        _check_others(operation, self._seen, found)
        self._count(kind, was_killed, is_done=found.content == after)
        again, leftovers = done(perform_and_tidy, self._place, operation)
        assert again.content == after
        _check_others(operation, self._seen, again)
        if found.content == after and kind == "add":
            assert again.stored == found.stored, "the same text was taken twice"
        assert leftovers == [], f"{operation} left {leftovers}"
        self._states, self._seen = states, again
        return was_killed

    def _remove_one(self) -> None:
        operation = chosen(self._chance, "remove", self._place, self._states)
        self._states = changed(self._states, operation)
        self._seen, _ = done(perform_and_tidy, self._place, operation)

    def _kill_migration(self) -> bool:
        copy, operation = self._place._replace(library="copy"), Operation("migrate")
        if "migrate" not in self._seconds:
            with _copied(self._place, copy):
                (self._seconds["migrate"],) = Job(perform, copy, [operation], reports_beginning=True).result()
        with _copied(self._place, copy):
            was_killed = self._kill("migrate", copy, operation)
            version = done(version_of, copy)
            is_done = version > len(database.migrations())
            if not is_done:
                assert done(look, copy) == self._seen
            assert done(look_migrated, copy) == self._seen
            self._count("migrate", was_killed, is_done=is_done)
        return was_killed

    def _kill(self, kind: Kind, place: Place, operation: Operation) -> bool:
        """Kill an operation at any moment of its length, every other time at its very beginning or end."""
        part = self._chance.choice(((0, 1), (0, 1), (0, 0.1), (_LATE, 1.1)))
        share = self._chance.uniform(*part)
        job = Job(perform, place, [operation], reports_beginning=True)
        job.wait_for_beginning()
        time.sleep(share * self._seconds[kind])
        self.moments.append((kind, share))
        return job.kill()

    def _count(self, kind: Kind, was_killed: bool, *, is_done: bool) -> None:
        outcome = "found done" if is_done else "found not done"
        if not is_done and kind in ("add", "replace") and done(orphans, self._place):
            outcome += ", vectors left"
        self.outcomes[kind, outcome if was_killed else "done before"] += 1
        # The machine is busier at one time than at another.
        if not was_killed:
            self._seconds[kind] *= 0.8
        elif not is_done and self.moments[-1][1] > _LATE:
            self._seconds[kind] *= 1.25


class _copied:  # noqa: N801 - it is used as a function
    """Have a copy of a library for as long as the block takes."""

    def __init__(self, place: Place, copy: Place) -> None:
        self._place, self._copy = place.settings.library, copy.settings.library

    def __enter__(self) -> None:
        shutil.copytree(self._place, self._copy)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._copy)


def _check_others(operation: Operation, before: Seen, after: Seen) -> None:
    """See that all other documents are the same, not only alike."""
    assert {name: row for name, row in before.stored.items() if name != operation.name} == {
        name: row for name, row in after.stored.items() if name != operation.name
    }


def prepare(place: Place) -> dict[str, State]:
    """Make a library with some of the documents, and know what it should show; returns their states."""
    if not (place.folder / "known.json").exists():
        done(make_known, place)
    states = {name: State(0, "published") for name in place.names[: len(place.names) // 2 + 1]}
    operations = [Operation("add", name, state) for name, state in states.items()]
    Job(perform, place, operations, reports_beginning=True).result()
    return states


def fill_disk(place: Place, kilobytes: int, operation: Operation) -> str:
    """Perform an operation where little room is left on a disk of its own, look, make room, and perform it again.

    Returns:
        The error; empty where there was room enough.
    """
    states = prepare(place)
    before, after = expected(states, place.known), expected(changed(states, operation), place.known)
    ballast = place.settings.library / "ballast"
    if operation.state:
        policy_file(place.folder / "files", operation.name, operation.state.revision)
    free = shutil.disk_usage(place.settings.library).free
    ballast.write_bytes(bytes(max(0, free - kilobytes * 1024)))
    stored: Seen = done(look, place)
    assert stored.content == before
    error, found = done(try_to, place, operation)
    assert found.content == (before if error else after)
    assert "\n" not in error
    assert found == done(look, place)
    ballast.unlink()
    again, leftovers = done(perform_and_tidy, place, operation)
    assert again.content == after
    _check_others(operation, stored, again)
    assert leftovers == [], leftovers
    return str(error)


TEN_READERS = (1, 1, 1, 1, 2, 2, 2)
"""The threads of each process."""


class Crowd(NamedTuple):
    """What came of many readers and writers.

    Attributes:
        written: how often each kind of operation was done.
        read: how often each was asked.
        generations: that the readers saw.
        wrong: whatever else happened.
    """

    written: Counter[str]
    read: Counter[str]
    generations: int
    wrong: list[str]


def crowd(place: Place, seed: int, seconds: float, readers: Sequence[int] = TEN_READERS, grace: float = 15) -> Crowd:
    """Have two processes write and others read for some seconds; `readers` are the threads of each."""
    prepare(place)
    writers = [Job(write_for, place, seed + n, seconds, grace, reports_beginning=True) for n in range(2)]
    asking = [
        Job(read_for, place, seed + n, seconds, threads, reports_beginning=True) for n, threads in enumerate(readers)
    ]
    written, read, wrong = Counter[str](), Counter[str](), list[str]()
    for job in writers:
        try:
            written += job.result()
        except RuntimeError as error:
            wrong.append(str(error))
    for job in asking:
        counted, found = job.result()
        read += counted
        wrong += found
    seen_by_readers = {name for name in read if name.startswith("generation ")}
    _, leftovers = done(perform_and_tidy, place, Operation("remove", "nothing"))
    wrong += leftovers
    counts = Counter({name: count for name, count in read.items() if name not in seen_by_readers})
    return Crowd(written, counts, len(seen_by_readers), wrong)


# At length


def main() -> None:
    """Do it at length, and print figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.index.durability")
    parser.add_argument("what", choices=("kills", "crowd"))
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--kinds", nargs="+", default=["add", "replace", "remove", "migrate"], help="of operations")
    parser.add_argument("--times", type=int, default=10, help="that each kind is killed")
    parser.add_argument("--seconds", type=float, default=60, help="that others read and write")
    parser.add_argument("--server", action="store_true", help="keep the vectors on a Chroma server")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="policyqa-durability-") as made:
        folder = Path(made)
        (folder / "server").mkdir()
        with running_server(folder / "server") if arguments.server else nullcontext("") as url:
            place = Place(folder, url=url)
            began = time.monotonic()
            if arguments.what == "kills":
                _kill_at_length(Kills(place, arguments.seed), arguments.kinds, arguments.times)
            else:
                result = crowd(place, arguments.seed, arguments.seconds)
                print(f"written: {dict(result.written)}\nread: {dict(result.read)}, {result.generations} generations")
                print(f"wrong: {len(result.wrong)}")
                for one, count in Counter(result.wrong).most_common(20):
                    print(f"{count} times: {one}")
            print(f"{time.monotonic() - began:.0f} s")


def _kill_at_length(kills: Kills, kinds: Sequence[Kind], times: int) -> None:
    failed, left = 0, dict.fromkeys(kinds, times)
    while any(left.values()):
        for kind in [one for one, count in left.items() if count]:
            try:
                left[kind] -= kills.kill(kind)
            except (AssertionError, RuntimeError) as error:
                failed += 1
                left[kind] -= 1
                print(f"{kind}, killed at {kills.moments[-1:]}: {str(error) or traceback.format_exc()}", flush=True)
    for (what, outcome), count in sorted(kills.outcomes.items()):
        print(f"{what}: {outcome}: {count}")
    print(f"{sum(kills.outcomes.values())} operations, {times * len(kinds)} of them killed, failed: {failed}")


if __name__ == "__main__":
    main()
