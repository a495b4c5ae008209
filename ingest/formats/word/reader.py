"""Word files (.docx, and .docm, whose macros are not looked at)."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.errors import SourceUnreadableError
from ingest.formats.extracted import ExtractedText
from ingest.formats.word.body import BodyReader, Found
from ingest.formats.word.parts import WordFile
from ingest.models import ParseWarning


def read(data: bytes, name: str) -> ExtractedText:
    """Read a Word file as it is shown: with the numbers that Word counts, and as if all changes had been accepted.

    Tables of contents that Word makes are left out, as each of their lines comes again, and so are bullets.

    Args:
        data: the file.
        name: how messages call it.

    Raises:
        SourceUnreadableError: if it is no Word file, damaged, encrypted, or larger than documents are.
    """
    file = WordFile(data, name)
    body = file.document.find("w-body")
    if body is None:
        raise SourceUnreadableError(
            f"Word 文件里没有正文：{name}。请确认它在 Word 或 WPS 中能打开，另存为 docx 后再试。"
        )
    reader = BodyReader(file)
    lines = reader.lines(body)
    if not lines and reader.found.pictures:
        raise SourceUnreadableError(
            f"文件里只有图片，没有文字：{name}。请先识别图片中的文字（OCR），另存为 docx 或纯文本（UTF-8）后再试。"
        )
    return ExtractedText("".join(f"{line}\n" for line in lines), tuple(_warnings(reader.found)))


def _warnings(found: Found) -> Iterator[ParseWarning]:
    if found.has_changes:
        yield ParseWarning("format", 1, "文件里有尚未接受的修订，已按全部接受来读（删去的不算，插入的保留），请确认")
    if found.pictures:
        message = f"文件里有 {found.pictures} 处图片、图表或嵌入的对象，其中的文字没有读取，请核对原文"
        yield ParseWarning("format", found.first_picture, message)
    if found.embedded:
        yield ParseWarning("format", 1, f"文件里嵌入了 {found.embedded} 份别的文件，没有读取，请核对原文")
