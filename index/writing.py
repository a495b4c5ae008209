"""Changing the library: one writer at a time, and each change is one commit.

A revision's vectors are put into a collection of their own first; the commit then writes its rows and moves the document's
pointer to it. Who is killed before the commit leaves a collection that nobody knows of, which is removed after a while.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from index.catalogue.catalogue import Catalogue
from index.catalogue.models import NOTHING_SETTLED, DocumentStatus, Edits, Entry
from index.encoders import Encoder
from index.errors import DocumentError, LibraryBusyError, LibraryDamagedError, LibraryUnwritableError
from index.revisions import Original, Progress, RevisionMaker
from index.settings import IndexSettings
from index.vectors import VectorStore
from ingest.corpus_files import load_policy

ORIGINALS = "originals"
LIST = "documents.json"
"""What cannot be read off the originals again: ids, states, what a person settled. The catalogue is made anew of both."""
GRACE = datetime.timedelta(hours=1)
"""So long a revision is kept that another one took the place of, whose document was removed, or that nobody finished:
somebody may still read it, or be at work on it."""
_LOCK = "writer.lock"
_WAIT_SECONDS = 600
_NAME = re.compile(r"[\w\u3400-\u9fff][\w\u3400-\u9fff.-]{0,79}")


class Writer:
    """Changes a library; only for who holds its lock (`exclusive`)."""

    def __init__(
        self, settings: IndexSettings, catalogue: Catalogue, vectors: VectorStore, encoder: Encoder | None
    ) -> None:
        """Take the parts of the library, and the model, if there is one."""
        self._folder = settings.library
        self._catalogue = catalogue
        self._vectors = vectors
        self._maker = RevisionMaker(settings, catalogue, vectors, encoder)

    def add(
        self,
        file: Path,
        *,
        name: str = "",
        edits: Edits = NOTHING_SETTLED,
        status: DocumentStatus = "draft",
        called: str = "",
        progress: Progress | None = None,
    ) -> tuple[Entry, bool]:
        """Take a file into the library.

        Args:
            file: of any format that is read; metadata may lie beside it.
            name: id of the document; one is made of its metadata or its file's name if there is none.
            edits: what is known of it already.
            status: whether it answers from now on.
            called: the name of the file where that is not its own.
            progress: told how far it is.

        Returns:
            The document, and whether it is new: the same text is taken once.

        Raises:
            PolicyError: if the file cannot be read as a policy.
            DocumentError: if another document has the id.
            LibraryError, EmbeddingError: if it cannot be stored.
        """
        document = load_policy(file, edits.level)
        snapshot = self._catalogue.snapshot()
        same = next((entry for entry in snapshot.entries if entry.text_digest == document.text_digest), None)
        if same:
            return same, False
        if name and not _NAME.fullmatch(name):
            raise DocumentError(f"编号“{name[:40]}”不能用：只能有文字、数字、点、下划线和连字符，至多 80 个字。")
        name = name or _free_name(document.metadata.doc_id or file.stem, {entry.id for entry in snapshot.entries})
        if snapshot.get(name):
            raise DocumentError(
                f"政策库里已有 {name}，正文不同。要换成这份，请运行 python -m index replace {name} {file}。"
            )
        return self._put(name, self._keep(file, called), edits, status, None, progress), True

    def replace(self, name: str, file: Path, progress: Progress | None = None) -> Entry:
        """Give a document another file; what a person settled stays, as far as it still has something to apply to.

        Raises:
            PolicyError, LibraryError, EmbeddingError: as `add` does.
            DocumentError: if there is none of that id, or another document has the text already.
        """
        snapshot = self._catalogue.snapshot()
        entry = snapshot.entry(name)
        digest = load_policy(file, entry.edits.level).text_digest
        for other in snapshot.entries:
            if other.text_digest == digest and other.id != name:
                raise DocumentError(
                    f"{file.name} 的正文与 {other.id}（《{other.title}》）相同，没有替换 {name}。请核对文件；要保留一份，请先 remove 另一份。"
                )
        return self._put(name, self._keep(file), entry.edits, entry.status, entry, progress)

    def edit(self, name: str, edits: Edits, progress: Progress | None = None) -> Entry:
        """Settle something about a document, in place of what was settled before.

        Raises:
            PolicyError, LibraryError, EmbeddingError: as `add` does.
        """
        entry = self._catalogue.snapshot().entry(name)
        return self._put(name, Original(self.original_of(entry), entry.file), edits, entry.status, entry, progress)

    def set_status(self, name: str, status: DocumentStatus) -> Entry:
        """Publish or withdraw a document.

        Raises:
            LibraryError: if there is none of that id, or the library cannot be written.
        """
        self._catalogue.snapshot().entry(name)
        self._catalogue.set_status(name, status)
        return self._listed(name)

    def remove(self, name: str) -> None:
        """Remove a document; what was stored of it is kept for a while, for those who still read it.

        Raises:
            LibraryError: if there is none of that id, or the library cannot be written.
        """
        self._catalogue.snapshot().entry(name)
        self._catalogue.remove(name, _now())
        self._try_to_write_list()

    def renew(self, entries: Sequence[Entry], progress: Progress | None = None) -> None:
        """Make revisions of some documents again from their originals, with everything of today.

        Raises:
            PolicyError, LibraryError, EmbeddingError: as `add` does.
        """
        for number, entry in enumerate(entries):
            tell = part_of(progress, number, len(entries), entry.title)
            self._put(entry.id, Original(self.original_of(entry), entry.file), entry.edits, entry.status, None, tell)

    def recover(self, now: datetime.datetime) -> None:
        """Remove what killed writers left, and what was replaced or removed some time ago.

        Raises:
            LibraryError: if the library cannot be written.
        """
        left = left_behind(self._catalogue, self._vectors, now)
        if left:
            # The rows first: a collection without rows is found again, rows without a collection would be a fault.
            self._catalogue.forget(left)
            self._vectors.drop(left)
        self._vectors.sweep()
        self._remove_originals(now)
        self._write_list()

    def original_of(self, entry: Entry) -> Path:
        """Return the file that a document was made from.

        Raises:
            LibraryDamagedError: if it is not there, or not as it was.
        """
        found = find_original(self._folder, entry.original)
        if found is None:
            raise LibraryDamagedError(
                f"政策库里没有《{entry.title}》的原文件，或有改动。请运行 python -m index replace {entry.id} 文件 重新放入。"
            )
        return found

    @property
    def _originals(self) -> Path:
        return self._folder / ORIGINALS

    def _put(
        self,
        name: str,
        original: Original,
        edits: Edits,
        status: DocumentStatus,
        before: Entry | None,
        progress: Progress | None,
    ) -> Entry:
        new = self._maker.make(name, original, edits, before, progress)
        self._catalogue.put(name, new, edits, status, _now())
        return self._listed(name)

    def _keep(self, file: Path, called: str = "") -> Original:
        """Copy a file and the metadata beside it among the originals, under the digest of both."""
        with _guarded(self._originals):
            beside = _metadata_of(file)
            # What lies beside a file is its metadata if it is called .json, so that no text may be.
            suffix = file.suffix.lower()
            kept = self._originals / f"{digest_of(file)}{'.txt' if suffix in ('', '.json') else suffix}"
            if kept == file:
                return Original(file, called or file.name)
            self._originals.mkdir(parents=True, exist_ok=True)
            if beside:
                _copy(beside, kept.with_suffix(".json"))
            _copy(file, kept)
        return Original(kept, called or file.name)

    def _remove_originals(self, now: datetime.datetime) -> None:
        """Remove the originals of no revision."""
        used = self._catalogue.originals()
        before = (now - GRACE).timestamp()
        with _guarded(self._originals):
            for path in self._originals.glob("*") if self._originals.is_dir() else ():
                if path.stem not in used and path.stat().st_mtime < before:
                    path.unlink()

    def _listed(self, name: str) -> Entry:
        self._try_to_write_list()
        return self._catalogue.snapshot().entry(name)

    def _try_to_write_list(self) -> None:
        # The change itself is made by now: where there is no room for the list, the next writer makes up for it.
        with suppress(LibraryUnwritableError):
            self._write_list()

    def _write_list(self) -> None:
        """Write the list of the documents, unless it says already what it should."""
        rows = self._catalogue.list_rows()
        with _guarded(self._folder):
            if _read_list(self._folder / LIST) == rows:
                return
            new = self._folder / f"{LIST}.new"
            with new.open("w", encoding="utf-8") as opened:
                json.dump(rows, opened, ensure_ascii=False, indent=1)
                opened.flush()
                os.fsync(opened.fileno())
            new.replace(self._folder / LIST)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file and the metadata beside it."""
    digest = hashlib.sha256(file.read_bytes())
    beside = _metadata_of(file)
    if beside:
        digest.update(b"\0" + beside.read_bytes())
    return digest.hexdigest()


def _metadata_of(file: Path) -> Path | None:
    """Return the file with the metadata of a policy's file, if there is one."""
    beside = file.with_suffix(".json")
    return beside if beside != file and beside.is_file() else None


def find_original(library: Path, digest: str) -> Path | None:
    """Return the file that a document was made from, if it is there as it was."""
    for path in (library / ORIGINALS).glob(f"{digest}.*"):
        if path.suffix != ".json" and digest_of(path) == digest:
            return path
    return None


def left_behind(catalogue: Catalogue, vectors: VectorStore, now: datetime.datetime) -> list[str]:
    """Return the collections of killed writers, and of revisions that were replaced or removed some time ago."""
    known, begun, before = catalogue.collections(), vectors.started(), now - GRACE
    orphans = [name for name, started in begun.items() if name not in known and started < before.timestamp()]
    return orphans + [name for name, when in known.items() if when is not None and when < before]


@contextmanager
def exclusive(folder: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Let one process change a library at a time; others wait.

    Args:
        folder: of the library.
        waiting: called once if there is another process to wait for.

    Raises:
        LibraryBusyError: if the other one does not end within ten minutes.
        LibraryUnwritableError: if the folder cannot be written.
    """
    with _guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # A process that dies, however it dies, lets go of the lock; the file stays and means nothing.
        lock = FileLock(folder / _LOCK, timeout=_WAIT_SECONDS)
        try:
            if not _acquired_at_once(lock):
                if waiting:
                    waiting()
                lock.acquire()
        except Timeout as error:
            raise LibraryBusyError(f"另一个进程正在修改政策库：{folder}。请稍后再试。") from error
    try:
        yield
    finally:
        lock.release()


def is_locked(folder: Path) -> bool:
    """Tell whether some process is changing a library."""
    if not (folder / _LOCK).exists():
        return False
    lock = FileLock(folder / _LOCK)
    try:
        if not _acquired_at_once(lock):
            return True
        lock.release()
    except OSError:  # who may not write there cannot ask, and nor can they change anything
        return False
    return False


def _acquired_at_once(lock: BaseFileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryUnwritableError.at(path, error) from error


def _read_list(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that there is all of it under its name, or nothing."""
    new = target.with_name(f"{target.name}.new")
    shutil.copyfile(source, new)
    with new.open("rb") as copied:
        # Vectors that are lost are made again of it.
        os.fsync(copied.fileno())
    new.replace(target)


def _free_name(wanted: str, taken: Collection[str]) -> str:
    """Make an id of a text that no other document has."""
    name = re.sub(r"[^\w\u3400-\u9fff.-]+", "-", wanted).strip("-._")[:60] or "policy"
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def part_of(progress: Progress | None, number: int, count: int, title: str) -> Progress | None:
    """Report the progress of one of several documents as a part of the whole."""
    if progress is None or count == 1:
        return progress
    return lambda share, what: progress((number + share) / count, f"{title[:30]}：{what}")


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
