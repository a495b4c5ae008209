"""The title of the article of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ingest.formats.html.dom import Page
from ingest.formats.html.furniture import is_furniture
from ingest.formats.html.line import Line
from ingest.grammar.document_title import TITLE_END

_META = ("articletitle", "title", "og:title", "dc.title")
_SHORTEST = 6
_SITE = re.compile(r"\s*[-_—–|｜·]+\s*|\s{2,}")
_HEADINGS = ("h1", "h2", "h3")
_NEAR = 8
"""So many lines at the beginning of an article may hold its title."""
_TITLE_LINES = 4
_MOST_OF = 0.9
_SEPARATORS = re.compile(r"[\s\u3000《》“”\"'（）()〔〕\[\]【】,，、:：<>〈〉-]+|转载")


def squeezed(text: str) -> str:
    """Return what two writings of one title have in common."""
    return _SEPARATORS.sub("", text)


def title_lines(page: Page, lines: Sequence[Line]) -> range:
    """Return which lines are the title that the page shows for its article; an empty range if it shows none.

    It is what the page also says in its own title, or else a heading that ends as titles of documents do.
    """
    named = [page.meta.get(key, "") for key in _META] + [page.title, *_SITE.split(page.title)]
    names = {name for name in map(squeezed, named) if len(name) >= _SHORTEST}
    texts = ["" if line.kind != "text" or line.linked or is_furniture(line.text, 0) else line.text for line in lines]
    whole = next((found for i in range(len(lines)) if (found := _whole(names, texts, i))), None)
    if whole:
        return whole
    headings = (i for i, line in enumerate(lines) if texts[i] and _is_heading(line) and TITLE_END.search(line.text))
    place = next((i for i, text in enumerate(texts) if _is_most(names, squeezed(text))), next(headings, None))
    return range(0) if place is None else range(place, place + 1)


def _whole(names: Set[str], texts: Sequence[str], start: int) -> range | None:
    """Return the line, or the few lines, that give a whole title."""
    joined = ""
    for end in range(start, min(start + _TITLE_LINES, len(texts))):
        part = squeezed(texts[end])
        if not part:
            return None
        joined += part
        if joined in names:
            return range(start, end + 1)
    return None


def _is_most(names: Set[str], text: str) -> bool:
    return len(text) >= _SHORTEST and any(text in name and 2 * len(text) >= len(name) for name in names)


def states_title(title: str, article: Sequence[str]) -> bool:
    """Tell whether the first lines of an article give its title, in one line or in several."""
    wanted = squeezed(title)
    first = [squeezed(text) for text in article[:_NEAR]]
    for i in range(len(first)):
        for lines in range(1, _TITLE_LINES + 1):
            joined = "".join(first[i : i + lines])
            # A sentence that names the document is not its title, and a part of the title is not all of it.
            if wanted in joined and len(joined) <= 2 * len(wanted) + _SHORTEST:
                return True
            if joined in wanted and len(joined) >= _MOST_OF * len(wanted):
                return True
    return False


def _is_heading(line: Line) -> bool:
    return any(node.tag in _HEADINGS for node in line.node.ancestors())
