"""Policies as GB/T 9704 has them printed, made by a PDF writer that breaks lines and pages itself."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from ingest.grammar.lines import LABELS

FONT = "STSong-Light"
MM = 72 / 25.4
_SIGNED = re.compile(r".{0,30}(?:局|委|委员会|政府|厅|办公厅|办公室)|.{4,6}年.{1,3}月.{1,4}日")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: in points, but for the margins in millimetres (top, right, bottom, left)."""

    size: float = 16
    leading: float = 28.95
    paper: tuple[float, float] = (210 * MM, 297 * MM)
    margins: tuple[float, float, float, float] = (37, 26, 35, 28)
    columns: int = 1
    head: str = ""
    indent: float = 2
    space: float = 0


def printed(
    title: str,
    lines: Sequence[str],
    table: Sequence[Sequence[str]] = (),
    setting: Setting | None = None,
    *,
    spans: Sequence[tuple[str, tuple[int, int], tuple[int, int]]] = (),
    repeat: int = 1,
    password: str = "",
) -> bytes:
    """Print a document; signatures stand at the right, chapters in the middle."""
    setting = setting or Setting()
    story: list[Flowable] = [headline(title, setting), *(paragraph(line, setting) for line in lines)]
    if table:
        story.append(ruled(table, setting, spans, repeat))
    return built(story, setting, password)


def headline(text: str, setting: Setting) -> Flowable:
    """Set a title, in the middle and large."""
    style = ParagraphStyle(
        "head",
        _body(setting),
        fontSize=22,
        leading=33,
        alignment=TA_CENTER,
        firstLineIndent=0,
        leftIndent=30,
        rightIndent=30,
    )
    return Paragraph(escape(text), style)


def paragraph(line: str, setting: Setting) -> Flowable:
    """Set a paragraph as its text demands."""
    return Paragraph(escape(line), _style(line, _body(setting)))


def ruled(
    rows: Sequence[Sequence[str]],
    setting: Setting,
    spans: Sequence[tuple[str, tuple[int, int], tuple[int, int]]] = (),
    repeat: int = 1,
) -> Flowable:
    """Set a table with lines around its cells; ``repeat`` rows of it begin every page."""
    cell = ParagraphStyle("cell", _body(setting), fontSize=12, leading=18, firstLineIndent=0, spaceAfter=0)
    cells = [[Paragraph(escape(text), cell) for text in row] for row in rows]
    width = (setting.paper[0] - (setting.margins[1] + setting.margins[3]) * MM) / setting.columns - 12
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans]
    return Table(cells, [width / len(rows[0])] * len(rows[0]), repeatRows=repeat, style=style)


def _body(setting: Setting) -> ParagraphStyle:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return ParagraphStyle(
        "body",
        fontName=FONT,
        fontSize=setting.size,
        leading=setting.leading,
        firstLineIndent=setting.indent * setting.size,
        spaceAfter=setting.space,
        wordWrap="CJK",
    )


def _style(line: str, body: ParagraphStyle) -> ParagraphStyle:
    if re.fullmatch(r"第.{1,3}章.*", line):
        return ParagraphStyle("chapter", body, alignment=TA_CENTER, firstLineIndent=0)
    if _SIGNED.fullmatch(line):
        return ParagraphStyle("signature", body, alignment=TA_RIGHT, firstLineIndent=0, rightIndent=32)
    if line.endswith("：") and len(line) < 60 and not any(pattern.match(line) for pattern in LABELS.values()):
        return ParagraphStyle("addressees", body, firstLineIndent=0)
    return body


def built(story: list[Flowable], setting: Setting, password: str = "") -> bytes:
    """Print what was set."""
    top, right, bottom, left = (each * MM for each in setting.margins)
    width, height = setting.paper
    wide = (width - left - right) / setting.columns
    frames = [
        Frame(left + i * wide, bottom, wide - (setting.columns > 1) * 14, height - top - bottom, 0, 0, 0, 0)
        for i in range(setting.columns)
    ]

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(FONT, 14)
        # The number stands at the outer side of the page.
        place, draw = (width - right, canvas.drawRightString) if document.page % 2 else (left, canvas.drawString)
        draw(place, bottom - 30, f"— {document.page} —")
        if setting.head:
            canvas.drawCentredString(width / 2, height - 40, setting.head)

    written = io.BytesIO()
    template = BaseDocTemplate(
        written,
        pagesize=setting.paper,
        pageTemplates=[PageTemplate("all", frames, onPage=furnish)],
        encrypt=password or None,
    )
    template.build(story)
    return written.getvalue()
