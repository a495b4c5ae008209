"""Whether the text layer of a PDF is its text: scans have none, and some fonts do not say what they show."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.errors import SourceUnreadableError
from ingest.formats.pdf.pages import PdfPage
from ingest.models import ParseWarning
from ingest.plausible import PLAUSIBLE, share_of_common

_FEW = 12
"""Characters on a page that shows nothing but a picture: its number, or a stamp of the scanner."""
_PICTURE = 0.3
"""Of a page, that the picture of a scan covers at least."""
_GARBLED = 0.3
_DOUBTFUL = 0.003
_NAMED = 8


def check(pages: Sequence[PdfPage], name: str) -> tuple[ParseWarning, ...]:
    """Refuse what has no text; say which pages have none, and how much of it is lost.

    Raises:
        SourceUnreadableError: if it is a scan, or its text is garbled.
    """
    empty = [number for number, page in enumerate(pages, 1) if _letters(page) < _FEW]
    scanned = [number for number in empty if pages[number - 1].pictured >= _PICTURE]
    total = sum(map(_letters, pages))
    if len(empty) == len(pages) or len(scanned) * 2 > len(pages):
        how = "只有图片，没有文字" if scanned else "几乎没有文字"
        raise SourceUnreadableError(
            f"PDF 里没有可以读取的文字：{name}（{how}，多半是扫描件）。"
            "请先识别其中的文字（OCR），或改用原来的 Word 文件或网页后再试。"
        )
    lost = sum(_is_lost(glyph.char) for page in pages for glyph in page.glyphs)
    common = share_of_common("".join(glyph.char for page in pages for glyph in page.glyphs))
    if lost > _GARBLED * total or common < PLAUSIBLE / 2:
        raise SourceUnreadableError(
            f"PDF 的文字是乱码：{name}（它的字体没有注明每个字是什么字）。请改用原来的 Word 文件或网页，或识别其中的文字（OCR）后再试。"
        )
    warnings = []
    if scanned:
        warnings.append(ParseWarning("format", 1, f"第{_listed(scanned)}页是图片，其中的文字没有读入；请核对原文"))
    if lost > _DOUBTFUL * total:
        warnings.append(ParseWarning("lost_characters", 1, f"PDF 里有 {lost} 个字认不出是什么字，请核对原文"))
    elif common < PLAUSIBLE:
        warnings.append(ParseWarning("encoding", 1, "PDF 里的字大多不常用，可能是乱码，请核对原文"))
    return tuple(warnings)


def _letters(page: PdfPage) -> int:
    return sum(not glyph.char.isspace() for glyph in page.glyphs)


def _is_lost(char: str) -> bool:
    # Symbol fonts keep their bullets in F000–F0FF; those are no letters.
    return char == "\ufffd" or "\ue000" <= char < "\uf000" or "\uf0ff" < char <= "\uf8ff"


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:_NAMED])) + ("等" if len(numbers) > _NAMED else "")
