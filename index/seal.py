"""The digests of a build's files: written when it is whole, compared before anything reads them.

Nothing writes to a build afterwards, so one changed bit anywhere in it is found. The file has the format of ``sha256sum``.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from index.errors import IndexDamagedError

SEAL = "SHA256SUMS"


def seal(folder: Path) -> None:
    """Write the digest of every file, and have the system put all of it on the disk.

    Raises:
        OSError: if something cannot be read or written.
    """
    files = _files(folder)
    lines = [f"{_sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / SEAL).write_text("".join(lines), encoding="utf-8")
    for file in [*files, folder / SEAL]:
        _sync(file, os.O_RDWR)
    for inner in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        sync_folder(inner)


def verify(folder: Path) -> None:
    """Compare every file of a build with its digest.

    Raises:
        IndexDamagedError: naming the first that is not as it was written.
    """
    try:
        # What is no file, a pipe say, would be read for ever.
        listed = (folder / SEAL).read_text(encoding="utf-8").splitlines() if is_sealed(folder) else []
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder / SEAL) from error
    parts = [line.partition("  ") for line in listed]
    if not parts or not all(name for _, _, name in parts):
        raise _damaged(folder / SEAL)
    digests = {folder / name: digest for digest, _, name in parts}
    files = _files(folder)
    # Those that are not listed first: of them nothing is known, and those that are listed may lie elsewhere.
    for file in sorted(digests.keys() ^ set(files)):
        raise _damaged(file)
    for file in files:
        try:
            found = _sha256(file)
        except OSError as error:
            raise _damaged(file) from error
        if found != digests[file]:
            raise _damaged(file)


def _files(folder: Path) -> list[Path]:
    """Return the files of a build; hidden ones are made by those who look at the folder (.DS_Store)."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / SEAL and not file.name.startswith(".")
    ]


def is_sealed(folder: Path) -> bool:
    """Tell whether a build was finished."""
    return (folder / SEAL).is_file()


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk; a new file may otherwise be lost with the power, though its content is not."""
    # Windows has no such thing.
    if hasattr(os, "O_DIRECTORY"):
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _damaged(path: Path) -> IndexDamagedError:
    return IndexDamagedError(f"索引文件已损坏或缺失：{path}。请运行 python -m index build --force 重建。")
