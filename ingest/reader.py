"""From a file to source text: which files are read, up to which size."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from ingest.characters import clean, strip_invisible, without_emphasis
from ingest.encodings import decode, doubtful
from ingest.errors import SourceMissingError, SourceUnreadableError
from ingest.file_kinds import DOCX, MARKDOWN, Kind, kind_of_bytes, kind_of_text, refused
from ingest.formats.bounded import read_bounded
from ingest.formats.extracted import ExtractedText
from ingest.formats.office import CONVERTED, to_docx
from ingest.formats.registry import MODULES
from ingest.models import ParseWarning

MAX_BYTES = 32 * 1024 * 1024
"""The longest policies have a few hundred kilobytes; more than this is not one."""
MAX_LINES = 200_000
"""Of ordinary length they fill those bytes; shorter ones would make millions of measures, and fill the memory."""
_READABLE = "请给出政策正文的路径：Word（docx）、PDF、网页（HTML）、Markdown 或纯文本文件。"

_TABLE = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
"""HTML in a Markdown text."""


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A decoded source: no byte-order mark, nothing that shows nothing, line ends as ``\\n``.

    Attributes:
        text: the text.
        encoding: of the bytes; empty for formats that are no plain text.
        warnings: what was left out of it.
        format: what the file is: ``text``, or the id of a kind in `ingest.file_kinds`, such as ``docx``.
        pages: for formats with pages, the offset into ``text`` at which page k+1 begins; else empty.
        original_digest: SHA-256 of the file's bytes, in hexadecimal digits.
    """

    text: str
    encoding: str
    warnings: tuple[ParseWarning, ...] = ()
    format: str = "text"
    pages: tuple[int, ...] = ()
    original_digest: str = ""


def read_source(path: Path) -> SourceText:
    """Read a policy: plain text in UTF-8 or UTF-16 (with or without BOM), GB18030 or Big5, Word, PDF or a web page.

    Raises:
        SourceMissingError: if there is no such file.
        SourceUnreadableError: if it is no ordinary file, empty, too large, damaged, of another kind or in another
            encoding.
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
    """Read the bytes of a source, whatever kind they are; ``name`` is how messages call it.

    Raises:
        SourceUnreadableError: as `read_source` does.
    """
    if len(data) > MAX_BYTES:
        raise SourceUnreadableError(f"文件过大：{name}（上限 {MAX_BYTES // 1024**2} MB）。请只给出政策正文。")
    kind = kind_of_bytes(data)
    if kind is None:
        text, encoding = decode(data, name)
        kind = kind_of_text(text)
        if kind is None:
            return _plain(data, text, encoding, name)
    return _extracted(kind, data, name)


def _plain(data: bytes, text: str, encoding: str, name: str) -> SourceText:
    text, warnings = clean(text, name)
    if _has_table(text):
        text = read_bounded(MARKDOWN, text.encode(), name).text
    text = without_emphasis(text)
    doubt = doubtful(text, encoding)
    warnings = (*warnings, *([ParseWarning("encoding", 1, doubt)] if doubt else ()))
    _check_length(text, name)
    return SourceText(text, encoding, warnings, original_digest=hashlib.sha256(data).hexdigest())


def _has_table(text: str) -> bool:
    """Tell a text with a table in HTML that is closed; both ends are looked for once, however many begin."""
    start = _TABLE.search(text)
    return start is not None and "</table>" in text[start.end() :].lower()


def _extracted(kind: Kind, data: bytes, name: str) -> SourceText:
    if kind in CONVERTED:
        found = read_bounded(DOCX, to_docx(kind, data, name), name)
    elif kind.id in MODULES:
        found = read_bounded(kind, data, name)
    else:
        raise refused(kind, name)
    text, warnings = clean(found.text, name)
    _check_length(text, name)
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(text, "", (*found.warnings, *warnings), kind.id, _cleaned_pages(found), digest)


def _cleaned_pages(found: ExtractedText) -> tuple[int, ...]:
    """Return where pages begin in the text without what shows nothing."""
    lengths = (len(strip_invisible(found.text[start:end])) for start, end in pairwise([0, *found.pages]))
    return tuple(accumulate(lengths))


def _check_length(text: str, name: str) -> None:
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise SourceUnreadableError(f"文件过长：{name}（{lines} 行，上限 {MAX_LINES} 行）。请只给出政策正文。")


def _no_file(path: Path) -> SourceMissingError | SourceUnreadableError:
    if path.is_dir():
        return SourceMissingError(f"找不到文件：{path} 是一个文件夹。请给出其中政策正文的路径。")
    if path.exists():
        return SourceUnreadableError(f"不是普通文件：{path}（管道或设备）。{_READABLE}")
    if os.path.lexists(path):
        return SourceMissingError(f"找不到文件：{path} 是一个链接，它指向的文件不存在。请给出政策正文的路径。")
    return SourceMissingError(f"找不到文件：{path}。{_READABLE}")
