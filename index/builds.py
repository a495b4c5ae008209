"""The folder of an index: complete builds side by side, and a pointer to the one in use.

A build is made beside the others under a temporary name, then the pointer is replaced by one atomic rename:
whoever opens the index finds the old build or the new one, whole. The build that was replaced stays until the next
one, for those who have it open: Chroma goes back to its files long after it opened them. Older ones are removed.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexBusyError, IndexDamagedError, IndexMissingError, SearchIndexError

_POINTER = "CURRENT"
_PREFIX = "build-"
_WAIT_SECONDS = 600


def current_build(index_dir: Path) -> Path:
    """Return the folder of the build in use.

    Raises:
        IndexMissingError: if nothing has been built.
        IndexDamagedError: if the pointer leads nowhere.
    """
    try:
        name = (index_dir / _POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"还没有索引：{index_dir}。请运行 python -m index build。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamagedError(f"索引读不出来：{index_dir}。请运行 python -m index build --force。") from error
    build = index_dir / name
    if not name.startswith(_PREFIX) or not build.is_dir():
        raise IndexDamagedError(f"索引不完整：{build}。请运行 python -m index build --force。")
    return build


@contextmanager
def exclusive(index_dir: Path) -> Iterator[None]:
    """Let one process build at a time; others wait.

    Raises:
        IndexBusyError: if another build does not end within ten minutes.
    """
    index_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(index_dir / ".lock", timeout=_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise IndexBusyError(f"另一个进程正在建立索引：{index_dir}。请稍后再试。") from error


@contextmanager
def new_build(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to build in; switch to it if the block succeeds, remove it if it fails."""
    build = index_dir / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
    build.mkdir(parents=True)
    replaced = _current_or_none(index_dir)
    try:
        yield build
        _switch(index_dir, build)
    except BaseException:
        # An interruption may come after the switch: what is in use stays.
        if _current_or_none(index_dir) != build:
            shutil.rmtree(build, ignore_errors=True)
        raise
    _remove_others(index_dir, keep=(build, replaced))


def _switch(index_dir: Path, build: Path) -> None:
    pointer = index_dir / f"{_POINTER}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(build.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(index_dir / _POINTER)


def _current_or_none(index_dir: Path) -> Path | None:
    try:
        return current_build(index_dir)
    except SearchIndexError:
        return None


def _remove_others(index_dir: Path, keep: Collection[Path | None]) -> None:
    for build in index_dir.glob(f"{_PREFIX}*"):
        if build not in keep:
            shutil.rmtree(build, ignore_errors=True)
