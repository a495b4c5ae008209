"""The files of a folder that may hold policies, and many files read one after the other, whatever is wrong with some."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.corpus_files import load_policy, parse_bytes
from ingest.errors import PolicyError, SourceMissingError, SourceUnreadableError
from ingest.grammar.lines import LineKind
from ingest.models import PolicyDocument
from ingest.reader import MAX_BYTES

STDIN = Path("-")
"""Stands for what comes through a pipe."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file with what was read of it.

    Attributes:
        name: how people call it: its path as it was given, or within its folder.
        document: None if it could not be read.
        error: why not, in one line; empty if it could.
    """

    name: str
    document: PolicyDocument | None
    error: str = ""

    @property
    def complaint(self) -> str:
        """The error, with the name of the file before it where it says none."""
        return self.error if self.name in self.error else f"{self.name}：{self.error}"


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder and those in it that may be policies, in order of their paths.

    Metadata and parses by hand (``.json``), hidden files and the locks of word processors (``~$…``) are none.

    Raises:
        SourceMissingError: if there are none.
        SourceUnreadableError: if the folder cannot be read.
    """
    try:
        found = sorted(
            path for path in folder.rglob("*") if path.is_file() and _may_be_policy(path.relative_to(folder))
        )
    except OSError as error:
        raise SourceUnreadableError(f"无法读取文件夹：{folder}（{error.strerror}）。请检查路径与权限。") from error
    if not found:
        raise SourceMissingError(f"文件夹里没有政策文件：{folder}。请给出放有政策正文的文件夹。")
    return found


def _may_be_policy(path: Path) -> bool:
    return path.suffix.lower() != ".json" and not any(part.startswith((".", "~$")) for part in path.parts)


def load_all(paths: Iterable[Path], level: LineKind | None = None, folder: Path | None = None) -> Iterator[Loaded]:
    """Read files in order; what is wrong with one does not keep the others from being read.

    Args:
        paths: of files; `STDIN` for what comes through a pipe.
        level: the form of label of the measures, if a person names it.
        folder: that names are given within.
    """
    for path in paths:
        name = str(path.relative_to(folder) if folder else path)
        try:
            yield Loaded(name, _load(path, level))
        except PolicyError as error:
            yield Loaded(name, None, str(error))


def _load(path: Path, level: LineKind | None) -> PolicyDocument:
    if path != STDIN:
        return load_policy(path, level)
    # One byte more than may be read shows that there are too many.
    return parse_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "标准输入", level)
