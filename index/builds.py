"""The folder of an index: complete builds side by side, and a pointer to the one in use.

A build is made beside the others under a temporary name, then the pointer is replaced by one atomic rename:
whoever opens the index finds the old build or the new one, whole. The build that was replaced stays until the next
one, for those who are about to open it. Older ones, and what killed builds left, are removed.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from index.errors import IndexBusyError, IndexDamagedError, IndexMissingError, SearchIndexError
from index.seal import is_sealed, seal, sync_folder

_POINTER = "CURRENT"
_NEW_POINTER = "CURRENT.new"
_LOCK = ".lock"
_PREFIX = "build-"
_WAIT_SECONDS = 600


def current_build(index_dir: Path) -> Path:
    """Return the folder of the build in use.

    Raises:
        IndexMissingError: if nothing has been built.
        IndexDamagedError: if the pointer leads nowhere.
    """
    pointer = index_dir / _POINTER
    try:
        # A pipe, say, would be read for ever.
        if pointer.exists() and not pointer.is_file():
            raise IsADirectoryError(pointer)
        name = pointer.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"还没有索引：{index_dir}。请运行 python -m index build。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamagedError(f"索引读不出来：{index_dir}。请运行 python -m index build --force。") from error
    build = index_dir / name
    if not name.startswith(_PREFIX) or not build.is_dir():
        raise IndexDamagedError(f"索引不完整：{build}。请运行 python -m index build --force。")
    return build


@contextmanager
def exclusive(index_dir: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Let one process build at a time; others wait.

    Args:
        index_dir: where the index is.
        waiting: called once if there is another process to wait for.

    Raises:
        IndexBusyError: if another build does not end within ten minutes.
    """
    index_dir.mkdir(parents=True, exist_ok=True)
    # A process that dies, however it dies, lets go of the lock; the file stays and means nothing.
    lock = FileLock(index_dir / _LOCK, timeout=_WAIT_SECONDS)
    try:
        if not _acquired_at_once(lock):
            if waiting:
                waiting()
            lock.acquire()
    except Timeout as error:
        raise IndexBusyError(f"另一个进程正在建立索引：{index_dir}。请稍后再试。") from error
    try:
        yield
    finally:
        lock.release()


def is_locked(index_dir: Path) -> bool:
    """Tell whether some process is building."""
    lock = FileLock(index_dir / _LOCK)
    if not (index_dir / _LOCK).exists():
        return False
    try:
        if not _acquired_at_once(lock):
            return True
        lock.release()
    except OSError:  # who may not write there cannot ask, and nor can they build
        return False
    return False


def _acquired_at_once(lock: BaseFileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


@contextmanager
def new_build(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to build in; switch to it if the block succeeds, remove it if it fails.

    Only for who has the index to itself (`exclusive`).
    """
    # First, as they may be what fills the disk.
    _remove(leftovers(index_dir))
    build = index_dir / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
    build.mkdir(parents=True)
    replaced = _current_or_none(index_dir)
    try:
        yield build
        seal(build)
        _switch(index_dir, build)
    except BaseException:
        # An interruption may come after the switch: what is in use stays.
        if _current_or_none(index_dir) != build:
            _remove([build, index_dir / _NEW_POINTER])
        raise
    _remove_others(index_dir, keep=(build, replaced))


def leftovers(index_dir: Path) -> list[Path]:
    """List what killed builds left; while one is running, its folder is among them."""
    current = _current_or_none(index_dir)
    halves = [build for build in index_dir.glob(f"{_PREFIX}*") if build != current and not is_sealed(build)]
    pointer = index_dir / _NEW_POINTER
    return sorted([*halves, *([pointer] if pointer.exists() else [])])


def remove_leftovers(index_dir: Path) -> None:
    """Remove what killed builds left, once no build is running.

    Raises:
        IndexBusyError: if another build does not end.
        OSError: if the folder cannot be written.
    """
    with exclusive(index_dir):
        _remove(leftovers(index_dir))


def _switch(index_dir: Path, build: Path) -> None:
    pointer = index_dir / _NEW_POINTER
    with pointer.open("w", encoding="utf-8") as file:
        file.write(build.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(index_dir / _POINTER)
    sync_folder(index_dir)


def _current_or_none(index_dir: Path) -> Path | None:
    try:
        return current_build(index_dir)
    except SearchIndexError:
        return None


def _remove_others(index_dir: Path, keep: Collection[Path | None]) -> None:
    _remove([build for build in index_dir.glob(f"{_PREFIX}*") if build not in keep])


def _remove(paths: Iterable[Path]) -> None:
    """Remove files and folders as far as that is possible; what cannot be removed harms nobody."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
