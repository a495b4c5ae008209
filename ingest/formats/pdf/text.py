"""The text of a PDF, written from its lines and tables, with the place in it at which each page begins."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.formats.pdf.layout import Item
from ingest.formats.pdf.lines import joint
from ingest.formats.pdf.paragraphs import Placed, goes_on, style_of
from ingest.formats.pdf.tables import PdfTable
from ingest.formats.tables import to_pipe_table


def write(items: Sequence[Item], pages: int) -> tuple[str, tuple[int, ...]]:
    """Return the text and the offsets at which its pages begin.

    Args:
        items: lines and tables in reading order.
        pages: how many pages there are.
    """
    style = style_of([item for item in items if isinstance(item, Placed)])
    text = _Text()
    last: Placed | None = None
    for item in items:
        if isinstance(item, PdfTable):
            text.table(item)
            last = None
        else:
            follows = last is not None and goes_on(last, item, style, text.paragraph)
            text.line(item.line.text, item.page, goes_on=follows)
            last = item
    return text.finish(pages)


class _Text:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._offsets: list[int] = []
        self._paragraph = 0

    @property
    def paragraph(self) -> str:
        """The last paragraph."""
        return "".join(self._pieces[self._paragraph :])

    def line(self, text: str, page: int, *, goes_on: bool = False) -> None:
        if self._pieces:
            self._add(joint(self._pieces[-1], text) if goes_on else "\n")
        if not goes_on:
            self._paragraph = len(self._pieces)
        self._begin(page)
        self._add(text)

    def table(self, table: PdfTable) -> None:
        head, ruler, *others = to_pipe_table(table.rows)
        for text, page in zip((head, *others), table.pages, strict=True):
            self.line(text, page)
            if text is head:
                self.line(ruler, page)

    def finish(self, pages: int) -> tuple[str, tuple[int, ...]]:
        if self._pieces:
            self._add("\n")
        self._begin(pages - 1)
        return "".join(self._pieces), tuple(self._offsets)

    def _begin(self, page: int) -> None:
        self._offsets += [self._length] * (page + 1 - len(self._offsets))

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
