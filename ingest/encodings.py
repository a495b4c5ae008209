"""From bytes to characters: which encoding a policy text is in."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from ingest.errors import SourceUnreadableError
from ingest.plausible import PLAUSIBLE, share_of_common

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPPORTED = "支持 UTF-8、UTF-16 与 GB18030，也认得 Big5，请另存为 UTF-8 后重试"
_OLDER = ("gb18030", "cp950", "big5hkscs")
"""Big5 as Taiwan and as Hong Kong write it: either has characters that the other lacks."""
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_NEVER_IN_TEXT = frozenset(("Cn", "Co", "Cs"))
"""Unassigned, private and half characters."""
_DAMAGED = 10
"""So many Chinese characters for each undecodable byte tell a damaged UTF-8 text from one in another encoding."""


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text in UTF-8 or UTF-16 (with or without BOM), GB18030 or Big5; returns it with its encoding.

    Args:
        data: the whole file.
        name: how messages call it.

    Raises:
        SourceUnreadableError: if it is damaged or in another encoding.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(encoding, data, len(bom), name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(data, name, error)
    utf_16 = _guess_utf_16(data) if "\0" in text else ""
    return (data.decode(utf_16), utf_16) if utf_16 else (text, "utf-8")


def doubtful(text: str, encoding: str) -> str:
    """Say what a reader should check of a text that was decoded; empty if there is no doubt."""
    if encoding in _OLDER[1:]:
        return "文件是 Big5 编码，已按 Big5 读取；请核对文字，最好另存为 UTF-8"
    if share_of_common(text) < PLAUSIBLE:
        return "文中的字大多不常用，可能是以前转换编码时变成的乱码，请核对原文"
    return ""


def _decode_other(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    utf_16 = _guess_utf_16(data)
    if utf_16:
        return data.decode(utf_16), utf_16
    replaced = data.decode("utf-8", "replace")
    # GB18030 takes most bytes for some character, so a damaged UTF-8 text would be read as another text.
    if len(_CHINESE.findall(replaced)) > _DAMAGED * replaced.count("\ufffd"):
        raise _undecodable(data, name, error.start, "这是 UTF-8 文本，但此处已损坏，请修好后重试") from error
    text, encoding = max(_read_as_older(data), key=lambda read: share_of_common(read[0]), default=("", ""))
    if encoding and share_of_common(text) >= PLAUSIBLE:
        return text, encoding
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as other:
        # Two texts in one file: what is named is where the second begins.
        if error.start > other.start:
            hint = "在此之前是 UTF-8，从这里起是别的编码，请统一另存为 UTF-8 后重试"
            raise _undecodable(data, name, error.start, hint) from error
        raise _undecodable(data, name, other.start, _SUPPORTED) from other
    raise SourceUnreadableError(f"认不出编码：{name}（按 GB18030 和 Big5 读出来都是乱码）。{_SUPPORTED}。") from error


def _read_as_older(data: bytes) -> Iterator[tuple[str, str]]:
    for encoding in _OLDER:
        with suppress(UnicodeDecodeError):
            yield data.decode(encoding), encoding


def _decode_as(encoding: str, data: bytes, start: int, name: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, start + error.start, _SUPPORTED) from error


def _undecodable(data: bytes, name: str, position: int, hint: str) -> SourceUnreadableError:
    line = data.count(b"\n", 0, position) + 1
    return SourceUnreadableError(f"无法解码：{name}（停在第 {position} 字节，第 {line} 行）。{hint}。")


def _guess_utf_16(data: bytes) -> str:
    """Name the byte order of UTF-16 without BOM; empty unless every character is one that texts have."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # In the wrong order, the end of a line is no character of a text.
        has_marks = any(mark in text for mark in "\n\r。")
        if has_marks and _CHINESE.search(text) and all(map(_may_be_text, set(text))):
            return encoding
    return ""


def _may_be_text(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in _NEVER_IN_TEXT and (category != "Cc" or char.isspace())
