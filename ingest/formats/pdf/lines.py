"""Glyphs put together to lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.pages import Glyph

_CJK = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·〇]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_OPENING = "（(《〈“‘「『〔【[［"
_CLOSING = "）)》〉”’」』〕】]］，。、；：？！,.;:?!%％"
_SAME_LINE = 0.5
"""Of the height of a glyph, between the middles of two in one line."""
_OVERPRINT = 0.15
_LATIN_GAP = 0.17
_WIDER = 0.22
_WIDE = 0.8
_MOSTLY = 0.3


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line on a page; places in points from its top left corner.

    Attributes:
        glyphs: its characters from left to right, no blanks.
        text: what it says, blanks where words are apart.
        x0: where it begins.
        x1: where it ends.
        y: its middle.
        size: of most of its characters.
    """

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Put glyphs together to lines, from the top to the bottom."""
    rows: list[list[Glyph]] = []
    tallest: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda each: each.middle):
        if tallest and glyph.middle - tallest.middle <= _SAME_LINE * max(glyph.size, tallest.size):
            rows[-1].append(glyph)
            # Marks above the line and below it are small.
            tallest = max(tallest, glyph, key=lambda each: each.size)
        else:
            rows.append([glyph])
            tallest = glyph
    return [line for line in map(line_of, rows) if line]


def line_of(glyphs: Iterable[Glyph]) -> TextLine | None:
    """Write one line from left to right; None if it shows nothing."""
    ordered = _once(sorted(glyphs, key=lambda glyph: glyph.x0))
    shown = [glyph for glyph in ordered if not glyph.char.isspace()]
    if not shown:
        return None
    size = median(glyph.size for glyph in shown)
    middle = median(glyph.middle for glyph in shown)
    right = max(glyph.x1 for glyph in shown)
    return TextLine(tuple(shown), _written(ordered, size), shown[0].x0, right, middle, size)


def joint(before: str, after: str) -> str:
    """Return what stands between two lines that are one paragraph: a blank between Latin words."""
    if not before or not after or _CJK.match(before[-1]) or _CJK.match(after[0]):
        return ""
    return "" if before[-1] in "-/" or before[-1].isspace() else " "


def first_word(line: TextLine) -> float:
    """Return the width of what would have had to fit in the line before.

    That is a Latin word, or a Chinese character with the brackets and marks that may not be parted from it.
    """
    opened = next((i for i, glyph in enumerate(line.glyphs) if glyph.char not in _OPENING), 0)
    last = line.glyphs[opened]
    for glyph in line.glyphs[opened + 1 :]:
        latin = glyph.char.isascii() and last.char.isascii() and glyph.x0 - last.x1 <= _LATIN_GAP * glyph.size
        if not latin and glyph.char not in _CLOSING:
            break
        last = glyph
    return max(last.x1 - line.x0, line.size)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out the second print of glyphs that were printed twice, a little apart, to be bold."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = (other for other in kept[-3:] if other.char == glyph.char)
        if not any(abs(glyph.x0 - other.x0) < _OVERPRINT * glyph.size for other in near):
            kept.append(glyph)
    return kept


def _written(glyphs: Sequence[Glyph], size: float) -> str:
    """Write glyphs with the blanks that part words; those that only set Chinese characters apart are left out."""
    words: list[tuple[Glyph, bool]] = []
    blank = False
    for glyph in glyphs:
        if glyph.char.isspace():
            blank = True
        else:
            words.append((glyph, blank))
            blank = False
    between = [
        (right.x0 - left.x1, blank)
        for (left, _), (right, blank) in pairwise(words)
        if _IDEOGRAPH.match(left.char) and _IDEOGRAPH.match(right.char)
    ]
    usual = median(gap for gap, _ in between) if between else 0.0
    all_apart = sum(blank for _, blank in between) > _MOSTLY * len(between)
    written = words[0][0].char
    for (left, _), (right, blank) in pairwise(words):
        gap = (right.x0 - left.x1) / size
        if _CJK.match(left.char) and _CJK.match(right.char):
            apart = gap - usual / size > (_WIDE if all_apart else _WIDER) or (blank and not all_apart)
            if not (_IDEOGRAPH.match(left.char) and _IDEOGRAPH.match(right.char)):
                # Punctuation is narrower than the place that it takes.
                apart = gap > _WIDE
        else:
            latin = not (_CJK.match(left.char) or _CJK.match(right.char))
            apart = (
                gap > _LATIN_GAP if latin else (blank and not all_apart) or gap - max(usual / size, 0.0) > _WIDER * 2
            )
        written += " " * apart + right.char
    return written
