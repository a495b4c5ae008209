"""PDF files with a text layer: paragraphs and tables, without what stands on every page."""

from __future__ import annotations

from ingest.errors import SourceUnreadableError
from ingest.formats.extracted import ExtractedText
from ingest.formats.pdf.doubts import check
from ingest.formats.pdf.layout import lay_out
from ingest.formats.pdf.pages import pages_of
from ingest.formats.pdf.text import write


def read(data: bytes, name: str) -> ExtractedText:
    """Read the text layer of a PDF: one paragraph a line, over lines, columns and pages; ruled tables as such.

    Running heads, feet and page numbers are left out.

    Raises:
        SourceUnreadableError: if it is encrypted, damaged, a scan, or its text layer is no text.
    """
    pages = list(pages_of(data, name))
    warnings = check(pages, name)
    text, offsets = write(lay_out(pages), len(pages))
    if not text.strip():
        raise SourceUnreadableError(f"PDF 里没有正文：{name}。请改用原来的 Word 文件，或另存为纯文本（UTF-8）后再试。")
    return ExtractedText(text, warnings, offsets)
