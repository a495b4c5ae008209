"""Lines of a page put together to paragraphs, over columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.formats.pdf.columns import Region
from ingest.formats.pdf.lines import TextLine, first_word
from ingest.grammar.document_title import DOCUMENT_NUMBER, TITLE_END
from ingest.grammar.lines import FINISHED, LABELS, REFERENCE, LineKind, classify

_LARGE = 1.12
_SAME_SIZE = 0.1
_FULL = 1.7
"""Widths of a character that a full line may lack: punctuation that must not begin the next one takes one with it."""
_INDENT = 1.2
_CENTRED = 1.5
_TITLE_GAP = 2.4
_PARTED = 1.45
_PARTED_INDENTED = 2.2
_HANGING = 6
_FULL_LINES = 3
"""With fewer, a page does not show where its right margin is."""
_NEAR = 0.6
_SHORT_TITLE = 10
_BEYOND = 2.5
_ASIDE = 0.35
"""Of the width: a line that begins behind it is a signature."""
_ROOM = 0.2
"""Of the width: what ends before it, and ends no sentence, may be a heading."""
_VERSION = re.compile(r"[（(](?:试行|暂行|草案|征求意见稿|送审稿|修订|第.{1,3}[批版期]|\d{4}).{0,12}[）)]")
"""What ends a title in brackets."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the margins that it keeps to.

    Attributes:
        line: the line.
        page: from 0.
        left: the margin that its continuation would begin at.
        right: the margin that a full line reaches.
        above: the distance from the middle of the line above in its region; 0 if it is the first.
    """

    line: TextLine
    page: int
    left: float
    right: float
    above: float

    @property
    def numbered(self) -> bool:
        """Whether it begins with a label."""
        return any(pattern.match(self.line.text) for pattern in LABELS.values())

    @property
    def indented(self) -> bool:
        """Whether it begins inside of the margin."""
        return self.line.x0 - self.left >= _INDENT * self.line.size

    @property
    def centred(self) -> bool:
        """Whether it keeps the same distance to both margins."""
        before, after = self.line.x0 - self.left, self.right - self.line.x1
        size = self.line.size
        return min(before, after) >= 2.6 * size and abs(before - after) <= max(
            _CENTRED * size, 0.04 * (self.right - self.left)
        )

    def is_full(self, after: Placed) -> bool:
        """Tell whether the next line does not stand behind it because it would not have fitted."""
        if self.line.x0 - self.left > _ASIDE * (self.right - self.left):
            return False
        free = self.right - self.line.x1
        return free <= max(_FULL * self.line.size, first_word(after.line))

    @property
    def _is_heading(self) -> bool:
        """Whether it is a label and a few words, with room for more."""
        has_room = self.right - self.line.x1 > _ROOM * (self.right - self.left)
        return self.numbered and has_room and re.search("[，。；]", self.line.text) is None

    def is_broken_before(self, after: Placed) -> bool:
        """Tell a line that ends early, but in mid-sentence, where paragraphs are indented and the next line is not.

        Programs that take quotation marks for Latin ones keep all that is around them together.
        """
        width = self.right - self.left
        aside = self.line.x0 - self.left > _ASIDE * width or self.right - self.line.x1 > _ASIDE * width
        ended = aside or self._is_heading or after.indented or after.numbered or FINISHED.search(self.line.text)
        ended = ended or DOCUMENT_NUMBER.fullmatch(self.line.text)
        return not ended and classify(after.line.text) is LineKind.TEXT


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set, in points.

    Attributes:
        size: of its characters.
        indented: whether its paragraphs are indented.
        indent: by how much, as a rule.
        pitch: from line to line.
    """

    size: float
    indented: bool
    indent: float
    pitch: float


def place(region: Region, page: int, usual: Region | None) -> list[Placed]:
    """Give the lines of a region their margins: its own, or where it has few lines those that are usual."""
    left, right = region.left, _right(region.lines)
    if right is None:
        left, right = (min(left, usual.left), max(region.right, usual.right)) if usual else (left, region.right)
    placed, above = [], None
    for line in region.lines:
        placed.append(Placed(line, page, left, right, line.y - above if above is not None else 0.0))
        above = line.y
    return placed


def _right(lines: Sequence[TextLine]) -> float | None:
    """Return the place that several lines reach and hardly any goes beyond; None if there are too few."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    for end, third in zip(ends, ends[_FULL_LINES - 1 :], strict=False):
        size = lines[0].size
        if ends[0] - end > _BEYOND * size:
            return None
        if end - third <= size / 2:
            return end
    return None


def style_of(lines: Sequence[Placed]) -> Style:
    """Tell how a document is set."""
    sizes: Counter[float] = Counter()
    for each in lines:
        sizes[round(each.line.size * 2) / 2] += len(each.line.glyphs)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    body = [each for each in lines if abs(each.line.size - size) <= _SAME_SIZE * size]
    gaps = [each.above for each in body if 0 < each.above < 4 * size]
    indents = [each.line.x0 - each.left for each in body if each.indented and not each.centred]
    numbered = [each.indented for each in body if each.numbered]
    indented = sum(numbered) * 2 >= len(numbered) if numbered else len(indents) * 10 >= len(body)
    return Style(size, indented, median(indents) if indents else 0.0, median(gaps) if gaps else size)


def goes_on(last: Placed, each: Placed, style: Style, said: str) -> bool:
    """Tell whether a line is the continuation of the last one.

    Args:
        last: the line before.
        each: the line.
        style: of the document.
        said: the paragraph that the last line ends, as far as it is known.
    """
    size = max(last.line.size, each.line.size)
    if abs(last.line.size - each.line.size) > _SAME_SIZE * size:
        return False
    beside = last.page == each.page and each.above > 0
    titles = size > _LARGE * style.size
    if titles or (last.centred and each.centred):
        # In the size of the text, signatures stand in the middle as well.
        titles = titles or TITLE_END.search(said + each.line.text) is not None
        return titles and beside and each.above <= _TITLE_GAP * size and _is_one_title(said, each)
    if last.centred or each.centred:
        return False
    if not last.is_full(each) and not (style.indented and last.is_broken_before(each)):
        return False
    if beside and each.above > style.pitch * (_PARTED_INDENTED if style.indented else _PARTED):
        return False
    return _is_one_paragraph(last, each, style)


def _is_one_title(text: str, each: Placed) -> bool:
    after = each.line.text
    if _VERSION.fullmatch(after) or _is_open(text):
        return True
    if each.numbered or after.startswith(("（", "(", "—")) or FINISHED.search(text):
        return False
    return not TITLE_END.search(text) or after.startswith(("的", "》", "和", "及", "”")) or len(after) < _SHORT_TITLE


def _is_open(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("（）", "《》", "“”"))


def _is_one_paragraph(last: Placed, each: Placed, style: Style) -> bool:
    unfinished = FINISHED.search(last.line.text) is None
    kind = classify(each.line.text)
    if (kind is LineKind.ANNEX and not unfinished) or (kind is LineKind.DATE and each.indented):
        return False
    if each.numbered:
        # Where paragraphs are indented, a number at the margin is one that a sentence names.
        return not each.indented and (style.indented or (unfinished and REFERENCE.match(each.line.text) is not None))
    if each.indented:
        # The lines of a paragraph may hang under its number, but not at the place where paragraphs begin.
        hangs = last.line.x0 <= each.line.x0 + 1 and each.line.x0 - last.line.x0 <= _HANGING * each.line.size
        begins = style.indented and abs(each.line.x0 - each.left - style.indent) <= _NEAR * each.line.size
        return unfinished and hangs and not begins
    return True
