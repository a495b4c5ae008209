"""Small things that every report writes: places in the source, texts in one line, columns of Chinese."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from ingest.models import PolicyDocument

_WIDE = frozenset("WF")


class Places:
    """How people find a line again: by its number, and by the page where the original has pages."""

    def __init__(self, document: PolicyDocument) -> None:
        """Take the document that the lines are of."""
        self._pages = document.origin.pages
        self._starts = [0, *(match.end() for match in re.finditer("\n", document.source))] if self._pages else []

    def page(self, line: int) -> int | None:
        """Return the page that a line begins on, both counted from 1; None where the original has no pages."""
        if not self._pages:
            return None
        start = self._starts[min(line, len(self._starts)) - 1]
        return max(bisect_right(self._pages, start), 1)

    def of(self, line: int) -> str:
        """Say where a line stands: 第 12 行, or 第 3 页（第 12 行）."""
        page = self.page(line)
        return f"第 {line} 行" if page is None else f"第 {page} 页（第 {line} 行）"

    def of_all(self, lines: Sequence[int]) -> str:
        """Say where some lines stand, in a few words: 第 3、8、20 行等."""
        pages = [page for line in lines if (page := self.page(line)) is not None]
        numbers = list(dict.fromkeys(pages or lines))
        shown = "、".join(map(str, numbers[:3]))
        return f"第 {shown} {'页' if pages else '行'}{'等' if len(numbers) > 3 else ''}"


def one_line(text: str, longest: int = 0) -> str:
    """Return a text without its line breaks, those of cells too, cut short to a number of characters if one is given."""
    line = re.sub(r"\s*(?:\n|<br\s*/?>)\s*", "", text.strip())
    return line if not longest or len(line) <= longest else line[:longest] + "……"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set rows in columns; a Chinese character takes two places of a terminal."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)
