"""The vectors of the library, in Chroma: a collection for each revision, which is filled once and never changed afterwards.

Where they are, in the library's folder or on a server, is decided here alone.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.chroma_server import connected
from index.errors import LibraryBusyError, LibraryDamagedError, LibraryUnwritableError
from index.permissions import can_write_a_little
from index.top import best

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode

FOLDER = "chroma"
_DATABASE = "chroma.sqlite3"
CONFIGURATION = {"hnsw": {"space": "ip", "ef_search": 200, "sync_threshold": 3, "batch_size": 2}}
"""What is written goes to its own file at once: read from Chroma's log of everything it would take thirty times as long.
The inner product of unit vectors is their cosine. In a space called that Chroma scales them once more, and a vector that is
taken from one revision into the next would be another one each time."""
FEW = 4096
"""Up to so many vectors numpy compares as fast as anything else."""
_BATCH = 2000
"""Vectors in one call; Chroma refuses more than some thousand."""
_AT_ONCE = 48
"""Collections that are read before Chroma is closed and opened again: it holds what it has read, several times over."""
_FOLDERS = "SELECT c.name, s.id FROM collections c JOIN segments s ON s.collection = c.id WHERE s.scope = 'VECTOR'"
"""What Chroma calls the folder of each collection."""
_PREFIX = "revision-"
_OWNER = "library-id.txt"
_ENOUGH_BYTES = 64 * 2**20
"""Of free space: writing that fails where there is more failed of something else."""
_ATTEMPTS, _PAUSE_SECONDS = 50, 0.1
"""So often what somebody writes to is copied, before we give up."""
_one_at_a_time = threading.Lock()
"""All clients of a folder that are open in a process share one Chroma, and chromadb loses it where one thread closes what
another one opens."""


class Vectors(NamedTuple):
    """The vectors of a collection.

    Attributes:
        keys: their ids, sorted.
        values: unit vectors in the order of the ids, shape (number of ids, dimensions).
    """

    keys: tuple[str, ...]
    values: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[tuple[int, float]]:
        """Return the places and cosines of the nearest, nearest first; all of them are compared.

        Args:
            vector: of a question, of any length.
            count: how many at most.
        """
        if not len(self.values):
            return []
        unit = np.asarray(vector, dtype=np.float32)
        unit = unit / np.linalg.norm(unit)
        # Few without BLAS, whose threads keep the cores busy that other visitors need; of many it takes a third of the time.
        products = np.einsum("ij,j->i", self.values, unit) if len(self.values) <= FEW else self.values @ unit
        places = best(products, count)
        return list(zip(places.tolist(), products[places].tolist(), strict=True))

    def of(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of some ids, in the order in which they are named.

        Raises:
            KeyError: if one is not there.
        """
        known = {key: place for place, key in enumerate(self.keys)}
        places = np.array([known[key] for key in keys], dtype=np.intp)
        found: NDArray[np.float32] = np.ascontiguousarray(self.values[places])
        return found

    def without_prefix(self, prefix: str) -> Vectors:
        """Return the same under ids that do not begin with what all of them begin with."""
        return Vectors(tuple(key.removeprefix(prefix) for key in self.keys), self.values)

    @property
    def digest(self) -> str:
        """SHA-256 of ids and vectors, in the precision in which they are stored."""
        digest = hashlib.sha256()
        for key, value in zip(self.keys, self.values, strict=True):
            digest.update(f"{key}\0".encode())
            digest.update(value.astype("<f4", copy=False).tobytes())
        return digest.hexdigest()


NO_VECTORS = Vectors((), np.zeros((0, 1), dtype=np.float32))


class VectorStore:
    """The collections of a library."""

    def __init__(self, folder: Path, url: str = "") -> None:
        """Take the folder of the library, and the address of a server if the vectors are there."""
        self._folder = folder / FOLDER
        self._url = url

    def fill(self, name: str, nodes: Sequence[BaseNode]) -> Vectors:
        """Make a collection of nodes with their vectors, and read back what it holds.

        Raises:
            LibraryUnwritableError, ChromaServerError: if it cannot be written.
        """
        # Only filling it needs llama-index, which takes most of a second to import.
        from llama_index.vector_stores.chroma import ChromaVectorStore

        with self._client(writes=True) as client:
            collection = client.create_collection(
                name,
                configuration=CONFIGURATION,
                embedding_function=None,
                metadata={"started": int(time.time()), "library": self._owner(make=True)},
            )
            store = ChromaVectorStore(chroma_collection=collection)
            for start in range(0, len(nodes), _BATCH):
                store.add(list(nodes[start : start + _BATCH]))
            return _read(collection)

    def read(
        self, names: Sequence[str], ids: Mapping[str, Sequence[str]] | None = None
    ) -> Iterator[tuple[str, Vectors]]:
        """Yield the vectors of some collections, none of one that is missing.

        Args:
            names: of the collections.
            ids: by collection, of those vectors that are wanted; all of them if not given.

        Raises:
            LibraryDamagedError, ChromaServerError: if they cannot be read.
        """
        for start in range(0, len(names), _AT_ONCE):
            with self._client(writes=False) as client:
                some = names[start : start + _AT_ONCE]
                read = [(name, _read_if_there(client, name, ids[name] if ids else None)) for name in some]
            yield from ((name, vectors) for name, vectors in read if vectors)

    def files_digests(self, names: Sequence[str]) -> dict[str, str]:
        """Return by name of a collection a digest of its files, none where they are on a server.

        Chroma reads them as they are, and of a wrong number in one a process may die.

        Raises:
            LibraryDamagedError: if Chroma's database cannot be read.
        """
        if self._url or not names or not (self._folder / _DATABASE).is_file():
            return {}
        with _guarded(self._folder), closing(sqlite3.connect(self._folder / _DATABASE)) as connection:
            folders = dict(connection.execute(_FOLDERS))
            return {name: _digest_of_files(self._folder / folders[name]) for name in names if name in folders}

    def has(self, name: str, files_digest: str) -> bool:
        """Tell whether the files of a collection are as they were written."""
        return self.files_digests([name]).get(name, "") == files_digest

    def drop(self, names: Sequence[str]) -> None:
        """Remove collections; those that are not there are none's business."""
        from chromadb.errors import NotFoundError

        with self._client(writes=True) as client:
            for name in names:
                try:
                    client.delete_collection(name)
                except NotFoundError:
                    continue

    def sweep(self) -> None:
        """Remove the files of collections that are gone, which Chroma leaves where they are; only for who may write.

        A server has them in a folder of its own.
        """
        if self._url or not (self._folder / _DATABASE).is_file():
            return
        try:
            with closing(sqlite3.connect(self._folder / _DATABASE)) as connection:
                known = {row[0] for row in connection.execute("SELECT id FROM segments")}
        except sqlite3.Error:
            return  # what is not understood is left alone
        for path in self._folder.glob("????????-????-????-????-????????????"):
            if path.name not in known:
                shutil.rmtree(path, ignore_errors=True)

    def set_aside(self) -> None:
        """Keep a damaged folder under a name with the time, so that what it held can be made anew.

        Raises:
            LibraryUnwritableError: if it cannot be moved.
        """
        kept = self._folder.with_name(f"damaged-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{FOLDER}")
        try:
            if not self._url and self._folder.exists():
                self._folder.rename(kept)
        except OSError as error:
            raise LibraryUnwritableError.at(self._folder, error) from error

    def started(self) -> Mapping[str, float]:
        """Return the names of all collections of revisions, with the time at which each was begun, in seconds.

        A server may have those of other libraries, too, which are not ours to judge.
        """
        owner = self._owner()
        with self._client(writes=False) as client:
            return {
                collection.name: float(known.get("started", 0))
                for collection in client.list_collections()
                if collection.name.startswith(_PREFIX)
                and (known := collection.metadata or {}).get("library", owner) == owner
            }

    def _owner(self, *, make: bool = False) -> str:
        """Return what tells the collections of this library from others on its server; a folder has no others."""
        if not self._url:
            return ""
        path = self._folder.with_name(_OWNER)
        try:
            if make and not path.is_file():
                new = path.with_name(f"{_OWNER}.new")
                new.write_text(os.urandom(8).hex(), encoding="ascii")
                new.replace(path)
            return path.read_text(encoding="ascii") if path.is_file() else ""
        except OSError as error:
            raise LibraryUnwritableError.at(path, error) from error

    @contextmanager
    def _client(self, *, writes: bool) -> Iterator[Any]:
        """Open Chroma for as long as the block takes, and turn what it raises into one of our errors."""
        if self._url:
            with connected(self._url) as client:
                yield client
            return
        with _one_at_a_time, ExitStack() as opened:
            folder = self._folder
            if not writes and folder.is_dir() and not can_write_a_little(folder):
                # Chroma writes to what it opens, if only to note that it did.
                folder = opened.enter_context(_copy_of(folder))
            opened.enter_context(_guarded(folder))
            client = _open(folder)
            opened.callback(client.close)
            yield client


def _digest_of_files(folder: Path) -> str:
    """Return a SHA-256 of the names and contents of all files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _read_if_there(client: Any, name: str, ids: Sequence[str] | None) -> Vectors | None:
    from chromadb.errors import NotFoundError

    try:
        return _read(client.get_collection(name, embedding_function=None), ids)
    except NotFoundError:
        return None


def _read(collection: Any, ids: Sequence[str] | None = None) -> Vectors:
    stored = collection.get(ids=list(ids) if ids is not None else None, include=["embeddings"])
    if not stored["ids"]:
        return NO_VECTORS
    order = sorted(range(len(stored["ids"])), key=stored["ids"].__getitem__)
    values = np.asarray(stored["embeddings"], dtype=np.float32).reshape(len(order), -1)
    return Vectors(tuple(stored["ids"][place] for place in order), np.ascontiguousarray(values[order]))


def new_name() -> str:
    """Return a name for a collection that no other has."""
    return f"{_PREFIX}{os.urandom(8).hex()}"


def _open(folder: Path) -> Any:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    try:
        return chromadb.PersistentClient(path=str(folder), settings=settings)
    except BaseException:
        # What could not be started is kept for those who open the same folder next, and fails them whatever is there by then.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def _copy_at_rest(folder: Path, copy: Path) -> None:
    """Copy Chroma's files as of one moment: while somebody writes to them, again.

    Raises:
        OSError: if they cannot be copied.
        LibraryBusyError: if somebody writes to them all the time.
    """
    for _ in range(_ATTEMPTS):
        before = _state_of(folder)
        if before:
            try:
                shutil.copytree(folder, copy, copy_function=shutil.copyfile)
            except (FileNotFoundError, shutil.Error):
                # A file that is gone is no news where somebody writes.
                if _state_of(folder) == before:
                    raise
            else:
                if _state_of(folder) == before:
                    return
            shutil.rmtree(copy, ignore_errors=True)
        time.sleep(_PAUSE_SECONDS)
    raise LibraryBusyError(f"另一个进程正在修改政策库：{folder.parent}。请稍后再试。")


def _state_of(folder: Path) -> tuple[int, ...]:
    """Return what changes whenever somebody writes to Chroma's database; nothing while somebody does."""
    database = folder / _DATABASE
    if database.with_name(f"{_DATABASE}-journal").exists():
        return ()
    if not database.exists():
        return (0,)
    found = database.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@contextmanager
def _copy_of(folder: Path) -> Iterator[Path]:
    try:
        with TemporaryDirectory(prefix="policyqa-", ignore_cleanup_errors=True) as made:
            copy = Path(made) / FOLDER
            _copy_at_rest(folder, copy)
            for copied in (copy, *filter(Path.is_dir, copy.rglob("*"))):
                copied.chmod(0o700)  # a folder is copied with what may be done in it
            yield copy
    except OSError as error:
        raise LibraryUnwritableError(
            f"系统的临时文件夹写不进去（{error}），向量库打不开。请清理它，或用环境变量 TMPDIR 指定别的文件夹。"
        ) from error


@contextmanager
def _guarded(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except OSError as error:
        raise LibraryUnwritableError.at(folder, error) from error
    except (ChromaError, ValueError, sqlite3.Error) as error:
        # Chroma writes to what it reads, too: where it cannot, nothing need be damaged.
        if any(word in str(error) for word in ("readonly", "full", "unable to open", "Permission", "locked")):
            raise LibraryUnwritableError.at(folder, str(error)) from error
        if folder.is_dir() and shutil.disk_usage(folder).free < _ENOUGH_BYTES:
            # Of what it could not finish Chroma says no more than where that was.
            raise LibraryUnwritableError.at(folder, OSError(errno.ENOSPC, str(error))) from error
        raise LibraryDamagedError(
            f"向量库打不开：{folder}（{str(error).splitlines()[0] if str(error) else type(error).__name__}）。"
            "请运行 python -m index doctor --fix 修复。"
        ) from error
