"""From bytes to characters: which encoding a policy text is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ingest.errors import SourceUnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (
    (b"%PDF", " PDF 文件"),
    (b"PK\x03\x04", " Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"{\\rtf", " RTF 文件"),
    (b"\x89PNG", "图片文件"),
    (b"\xff\xd8\xff", "图片文件"),
    (b"GIF8", "图片文件"),
    (b"\x1f\x8b", "压缩文件"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
)
"""How files begin that people take for text because a program shows one."""
_SUPPORTED = "支持 UTF-8、UTF-16 与 GB18030，请另存为 UTF-8 后重试"
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_NEVER_IN_TEXT = frozenset(("Cn", "Co", "Cs"))
"""Unassigned, private and half characters."""
_DAMAGED = 10
"""So many Chinese characters for each undecodable byte tell a damaged UTF-8 text from one in another encoding."""


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text in UTF-8 or UTF-16 (with or without BOM) or GB18030; returns it with its encoding.

    Args:
        data: the whole file.
        name: how messages call it.

    Raises:
        SourceUnreadableError: if it is another kind of file, damaged, or in another encoding.
    """
    for start, kind in _NO_TEXT:
        if data.startswith(start):
            raise SourceUnreadableError(f"不是文本文件：{name}（这是一个{kind}）。请另存为纯文本（UTF-8）后再试。")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(encoding, data, len(bom), name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(data, name, error)
    utf_16 = _guess_utf_16(data) if "\0" in text else ""
    return (data.decode(utf_16), utf_16) if utf_16 else (text, "utf-8")


def _decode_other(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    utf_16 = _guess_utf_16(data)
    if utf_16:
        return data.decode(utf_16), utf_16
    replaced = data.decode("utf-8", "replace")
    # GB18030 takes most bytes for some character, so a damaged UTF-8 text would be read as another text.
    if len(_CHINESE.findall(replaced)) > _DAMAGED * replaced.count("\ufffd"):
        raise _undecodable(data, name, error.start, "这是 UTF-8 文本，但此处已损坏，请修好后重试") from error
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as other:
        # Two texts in one file: what is named is where the second begins.
        if error.start > other.start:
            hint = "在此之前是 UTF-8，从这里起是别的编码，请统一另存为 UTF-8 后重试"
            raise _undecodable(data, name, error.start, hint) from error
        raise _undecodable(data, name, other.start, _SUPPORTED) from other


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
