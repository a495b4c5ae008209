"""From a file to source text: encodings, line ends, and what is not text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceMissingError, SourceUnreadableError

MAX_BYTES = 32 * 1024 * 1024
"""The longest policies have a few hundred kilobytes; more than this is not one."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 32))))
_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
"""Characters that show nothing, left by web pages; between others they only keep words from being found."""


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A decoded source: no byte-order mark, no zero-width characters, line ends as ``\\n``."""

    text: str
    encoding: str


def read_source(path: Path) -> SourceText:
    """Read a policy text in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    Raises:
        SourceMissingError: if there is no such file.
        SourceUnreadableError: if it is empty, binary, too large or in another encoding.
    """
    try:
        if not path.is_file():
            raise SourceMissingError(f"找不到文件：{path}。请给出一个 Markdown 或纯文本文件的路径。")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceUnreadableError(f"文件过大：{path}（{size} 字节，上限 {MAX_BYTES} 字节）。请只给出政策正文。")
        data = path.read_bytes()
    except OSError as error:
        raise SourceUnreadableError(f"无法读取文件：{path}（{error.strerror}）。请检查路径与文件权限。") from error
    return decode_source(data, str(path))


def decode_source(data: bytes, name: str = "输入") -> SourceText:
    """Decode the bytes of a source; ``name`` is how messages call it.

    Raises:
        SourceUnreadableError: as `read_source` does.
    """
    text, encoding = _decode(data, name)
    text = _ZERO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise SourceUnreadableError(f"文件是空的：{name}。需要一份含有编号措施的政策正文。")
    _refuse_binary(text, name)
    return SourceText(text, encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise SourceUnreadableError(_encoding_message(name, error.start)) from error
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            position = error.start
    raise SourceUnreadableError(_encoding_message(name, position))


def _encoding_message(name: str, position: int) -> str:
    return f"无法解码：{name}（停在第 {position} 字节）。支持 UTF-8 与 GB18030，请转换编码后重试。"


def _refuse_binary(text: str, name: str) -> None:
    """Tell text from bytes that merely decode: text has no NUL and hardly any control characters."""
    controls = sum(map(text.count, _CONTROLS))
    if "\0" in text or controls * 100 > len(text):
        raise SourceUnreadableError(f"不是文本文件：{name}。需要 Markdown 或纯文本（Word、PDF 请先另存为文本）。")
