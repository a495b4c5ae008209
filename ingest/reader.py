"""From a file to source text: which files are read, up to which size."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ingest.characters import clean
from ingest.encodings import decode, doubtful
from ingest.errors import SourceMissingError, SourceUnreadableError
from ingest.file_kinds import kind_of_text, no_text
from ingest.models import ParseWarning

MAX_BYTES = 32 * 1024 * 1024
"""The longest policies have a few hundred kilobytes; more than this is not one."""
MAX_LINES = 200_000
"""Of ordinary length they fill those bytes; shorter ones would make millions of measures, and fill the memory."""


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A decoded source: no byte-order mark, nothing that shows nothing, line ends as ``\\n``.

    Attributes:
        text: the text.
        encoding: of the bytes.
        warnings: what was left out of it.
    """

    text: str
    encoding: str
    warnings: tuple[ParseWarning, ...] = ()


def read_source(path: Path) -> SourceText:
    """Read a policy text in UTF-8 or UTF-16 (with or without BOM), GB18030 or Big5.

    Raises:
        SourceMissingError: if there is no such file.
        SourceUnreadableError: if it is no ordinary file, empty, binary, too large or in another encoding.
    """
    try:
        if not path.is_file():
            raise _no_file(path)
        with path.open("rb") as file:
            # One byte more tells a file that is too large, whatever size it claims to have.
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceUnreadableError(f"无法读取文件：{path}（{error.strerror}）。请检查路径与文件权限。") from error
    return decode_source(data, str(path))


def decode_source(data: bytes, name: str = "输入") -> SourceText:
    """Decode the bytes of a source; ``name`` is how messages call it.

    Raises:
        SourceUnreadableError: as `read_source` does.
    """
    if len(data) > MAX_BYTES:
        raise SourceUnreadableError(f"文件过大：{name}（上限 {MAX_BYTES // 1024**2} MB）。请只给出政策正文。")
    text, encoding = decode(data, name)
    kind = kind_of_text(text)
    if kind:
        raise SourceUnreadableError(no_text(kind, name))
    text, warnings = clean(text, name)
    doubt = doubtful(text, encoding)
    warnings = (*warnings, *([ParseWarning("encoding", 1, doubt)] if doubt else ()))
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise SourceUnreadableError(f"文件过长：{name}（{lines} 行，上限 {MAX_LINES} 行）。请只给出政策正文。")
    return SourceText(text, encoding, warnings)


def _no_file(path: Path) -> SourceMissingError | SourceUnreadableError:
    if path.is_dir():
        return SourceMissingError(f"找不到文件：{path} 是一个文件夹。请给出其中政策正文的路径。")
    if path.exists():
        return SourceUnreadableError(f"不是普通文件：{path}（管道或设备）。请给出一个 Markdown 或纯文本文件的路径。")
    if os.path.lexists(path):
        return SourceMissingError(f"找不到文件：{path} 是一个链接，它指向的文件不存在。请给出政策正文的路径。")
    return SourceMissingError(f"找不到文件：{path}。请给出一个 Markdown 或纯文本文件的路径。")
