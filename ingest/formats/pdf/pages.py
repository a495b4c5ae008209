"""The pages of a PDF as glyphs and ruled lines, seen as a reader sees them: upright, from the top left corner."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.errors import SourceUnreadableError
from ingest.formats.pdf.characters import mended
from ingest.formats.pdf.drawing import Rule, read_drawing

MAX_PAGES = 2000
MAX_GLYPHS = 1_000_000
_DEGREES = 90
_EDGE = 2.0
_SMALLEST = 1.0
_LARGEST = 500.0
"""Points, of a font."""
_OFF = 5
"""Degrees by which a glyph may be turned and still stand upright. Watermarks are turned by more."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page, in points from the page's top left corner.

    Attributes:
        char: the character; U+FFFD if the font does not say which it is.
        x0: its left side.
        x1: its right side.
        y: its base line.
        size: of its font.
    """

    char: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def middle(self) -> float:
        """The height of its middle, which glyphs of several sizes in one line share."""
        return self.y - 0.38 * self.size


_Found = tuple[str, tuple[float, float, float, float], tuple[float, float], float]
"""A character as the file has it: with its box, the origin of its base line and its size."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page.

    Attributes:
        width: in points.
        height: in points.
        glyphs: its characters, in the order of the file.
        rules: its straight lines.
        pictured: the share of the page that its largest picture covers, from 0 to 1.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictured: float


def pages_of(data: bytes, name: str) -> Iterator[PdfPage]:
    """Read the pages of a PDF.

    Raises:
        SourceUnreadableError: if it is encrypted, damaged or too long.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(error, name) from error
    with document:
        if not len(document):
            raise SourceUnreadableError(f"PDF 里没有一页：{name}。请重新导出，或另存为纯文本（UTF-8）后再试。")
        if len(document) > MAX_PAGES:
            raise SourceUnreadableError(
                f"PDF 过长：{name}（{len(document)} 页，上限 {MAX_PAGES} 页）。请只给出政策正文。"
            )
        total = 0
        for number in range(len(document)):
            page = _page(document, number, name)
            total += len(page.glyphs)
            if total > MAX_GLYPHS:
                raise SourceUnreadableError(f"PDF 过长：{name}（超过 {MAX_GLYPHS} 字）。请只给出政策正文。")
            yield page


def _unreadable(error: pdfium.PdfiumError, name: str) -> SourceUnreadableError:
    if getattr(error, "err_code", 0) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return SourceUnreadableError(f"PDF 有密码：{name}。请去掉密码，或把正文另存为纯文本（UTF-8）后再试。")
    return SourceUnreadableError(f"PDF 已损坏，打不开：{name}。请重新下载或导出后再试。")


def _page(document: pdfium.PdfDocument, number: int, name: str) -> PdfPage:
    try:
        page = document[number]
        try:
            return _read(page)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise SourceUnreadableError(f"PDF 的第 {number + 1} 页已损坏：{name}。请重新下载或导出后再试。") from error


def _read(page: pdfium.PdfPage) -> PdfPage:
    turned = list(_glyphs(page))
    angle = Counter(angle for _, angle in turned).most_common(1)[0][0] if turned else 0
    view = _View(page, angle)
    placed = (view.glyph(glyph) for glyph, other in turned if other == angle)
    rules, pictured = read_drawing(page, view.place)
    area = max(view.width * view.height, 1.0)
    shown = tuple(glyph for glyph in placed if view.shows(glyph))
    return PdfPage(view.width, view.height, shown, rules, min(pictured / area, 1.0))


class _View:
    """Turns and shifts places of the file to places as they are seen."""

    def __init__(self, page: pdfium.PdfPage, angle: int) -> None:
        box = page.get_cropbox()
        # Any two opposite corners make a box.
        (left, right), (bottom, top) = sorted(box[::2]), sorted(box[1::2])
        # However the page is turned, it is read with its text upright.
        self.turns = -angle // _DEGREES % 4
        self._box = (left, bottom, right, top)
        wide, high = right - left, top - bottom
        self.width, self.height = (wide, high) if self.turns % 2 == 0 else (high, wide)

    def place(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._box
        match self.turns:
            case 0:
                return x - left, top - y
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case _:
                return top - y, right - x

    def glyph(self, found: _Found) -> Glyph:
        char, (left, bottom, right, top), origin, size = found
        xs = sorted(self.place(x, y)[0] for x, y in ((left, bottom), (right, top)))
        return Glyph(char, xs[0], xs[1], self.place(*origin)[1], size)

    def shows(self, glyph: Glyph) -> bool:
        """Tell whether a glyph can be seen: on the page, and of a size that is one."""
        on_page = -_EDGE <= glyph.x0 <= self.width + _EDGE and -_EDGE <= glyph.y <= self.height + _EDGE
        return on_page and glyph.x1 <= self.width + _LARGEST and _SMALLEST <= glyph.size <= _LARGEST


def _glyphs(page: pdfium.PdfPage) -> Iterator[tuple[_Found, int]]:
    """Yield the characters that stand upright in one of four directions, each with that direction in degrees."""
    text = page.get_textpage()
    try:
        box, x, y, matrix = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
        for i in range(min(text.count_chars(), MAX_GLYPHS + 1)):
            if raw.FPDFText_IsGenerated(text.raw, i) == 1:
                continue
            lost = raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1
            char = _character(0 if lost else raw.FPDFText_GetUnicode(text.raw, i))
            if raw.FPDFText_IsHyphen(text.raw, i) == 1:
                # At the end of a line it is given as a control character; between Chinese words it is meant.
                char = "-"
            if not char:
                continue
            degrees = math.degrees(max(raw.FPDFText_GetCharAngle(text.raw, i), 0.0)) % 360
            angle = round(degrees / _DEGREES) * _DEGREES
            if abs(degrees - angle) > _OFF or not raw.FPDFText_GetLooseCharBox(text.raw, i, box):
                continue
            raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
            raw.FPDFText_GetMatrix(text.raw, i, matrix)
            size = raw.FPDFText_GetFontSize(text.raw, i) * math.hypot(matrix.c, matrix.d)
            found = (char, (box.left, box.bottom, box.right, box.top), (x.value, y.value), size)
            yield found, angle % 360
    finally:
        text.close()


def _character(code: int) -> str:
    # Halves of characters and what is none are shown as lost.
    return mended(chr(code)) if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF else "\ufffd"
