"""What stands on the pages of a document and not in its text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf.lines import TextLine

_NUMBER = re.compile(
    r"[—–―－\-_·•.~\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcⅠ-Ⅻ]{1,6})(?:\s*页)?[—–―－\-_·•.~\s]*"
    r"(?:[/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[—–―－\-_·•.~\s]*",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}|[ivxlc]{1,6}", re.IGNORECASE)
_DEEP = 3
"""So many lines of a page may be its head, and as many its foot."""
_SAME_PLACE = 4.0
_MARGIN = 0.12
"""Of the height of a page: there a line that is no more than a number is its page's."""
_MOST_PAGES = 0.7
_SHARE = 0.3
"""Of the pages; the left and the right ones often have heads of their own."""


@dataclass(frozen=True, slots=True)
class _Edge:
    page: int
    line: int
    text: str
    y: float
    outside: bool


def running_lines(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[set[int]]:
    """Return which lines of each page are its running head, its foot or its number.

    Args:
        pages: the lines of each page that are in no table, from the top to the bottom.
        heights: of the pages, in points.
    """
    running: list[set[int]] = [set() for _ in pages]
    edges = [edge for number, lines in enumerate(pages) for edge in _edges(number, lines, heights[number])]
    repeated = _repeated(edges, sum(bool(lines) for lines in pages))
    for edges_of_page in _by_side(edges):
        # From the edge inwards: what stands inside of a line of the text belongs to it.
        for edge in edges_of_page:
            line = pages[edge.page][edge.line]
            if edge in repeated or _is_number(line, heights[edge.page]):
                running[edge.page].add(edge.line)
            else:
                break
    return running


def _edges(number: int, lines: Sequence[TextLine], height: float) -> list[_Edge]:
    places = sorted({*range(min(_DEEP, len(lines))), *range(max(len(lines) - _DEEP, 0), len(lines))})
    edges = []
    for i in places:
        outside = not _MARGIN * height < lines[i].y < (1 - _MARGIN) * height
        text = re.sub(r"\s", "", lines[i].text)
        # Numbers count the pages, but not in the text.
        edges.append(_Edge(number, i, re.sub(r"\d+", "#", text) if outside else text, lines[i].y, outside))
    return edges


def _by_side(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    pages: dict[int, list[_Edge]] = {}
    for edge in edges:
        pages.setdefault(edge.page, []).append(edge)
    return [side for of_page in pages.values() for side in (of_page[:_DEEP], of_page[::-1][:_DEEP])]


def _repeated(edges: Sequence[_Edge], pages: int) -> set[_Edge]:
    """Return lines that stand in the same words at the same height of several pages."""
    places: dict[str, list[_Edge]] = {}
    for edge in edges:
        places.setdefault(edge.text, []).append(edge)
    repeated: set[_Edge] = set()
    for same in places.values():
        heights = Counter(round(edge.y / _SAME_PLACE) for edge in same)
        for edge in same:
            at = round(edge.y / _SAME_PLACE)
            # In the place of the text, a few pages may well begin with the same words (附件).
            least = max(2, _SHARE * pages) if edge.outside else max(3, _MOST_PAGES * pages)
            if heights[at - 1] + heights[at] + heights[at + 1] >= least:
                repeated.add(edge)
    return repeated


def _is_number(line: TextLine, height: float) -> bool:
    if not _NUMBER.fullmatch(line.text):
        return False
    return not _BARE.fullmatch(line.text) or not _MARGIN * height < line.y < (1 - _MARGIN) * height
