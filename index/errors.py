"""What can go wrong with the library.

The tree::

    LibraryError                base; the message is one line and says what to do next
    ├── LibraryDamagedError     its files cannot be read, or do not belong together
    │   └── LibraryNewerError   a later version of this program wrote it
    ├── LibraryBusyError        another process has been changing it for longer than we wait
    ├── LibraryUnwritableError  it has to be changed, and its folder cannot be written
    ├── ChromaServerError       the Chroma server with its vectors cannot be reached or fails
    └── DocumentError           a document is not there, or cannot be taken as it was named

Errors of the embedding model are those of `index.embedding.errors`.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Self

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘只读",
    errno.EACCES: "没有写权限",
    errno.EPERM: "没有写权限",
    errno.ENOTDIR: "它不是文件夹",
    errno.EEXIST: "它不是文件夹",
}
_SAID = {
    "disk is full": "磁盘已满",
    "disk I/O": "磁盘已满或有故障",
    "readonly": "没有写权限",
    "unable to open": "打不开",
    "locked": "另一个进程占用着",
}


class LibraryError(Exception):
    """Base of all errors about the library."""


class LibraryDamagedError(LibraryError):
    """The files of the library cannot be used."""


class LibraryNewerError(LibraryDamagedError):
    """A later version of this program wrote the library: there is nothing to mend, only a program to renew."""


class LibraryBusyError(LibraryError):
    """Another process has been changing the library for longer than we wait."""


class LibraryUnwritableError(LibraryError):
    """The library has to be changed, and its folder cannot be written: no space, no permission."""

    @classmethod
    def at(cls, path: Path, error: OSError | str) -> Self:
        """Say why a path cannot be written."""
        if isinstance(error, OSError):
            reason = _REASONS.get(error.errno or 0, str(error))
        else:
            reason = next((said for words, said in _SAID.items() if words in error), error)
        return cls(
            f"政策库写不进 {path}（{reason}）。请检查磁盘空间和文件夹权限，或用 POLICYQA_LIBRARY 指定别的文件夹。"
        )


class ChromaServerError(LibraryError):
    """The Chroma server cannot be reached, or does not do what it is asked."""


class DocumentError(LibraryError):
    """A document is not in the library, or cannot be taken into it."""

    @classmethod
    def unknown(cls, name: str) -> Self:
        """Say that there is no document of an id."""
        return cls(f"政策库里没有 {name}。请用 python -m index list 查看编号。")
