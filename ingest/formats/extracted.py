"""What every format becomes before it is parsed: one text, written by the same conventions whatever it came from."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.models import ParseWarning


@dataclass(frozen=True, slots=True)
class ExtractedText:
    r"""The text of a file of some format, in reading order.

    One paragraph is one line, ended by ``\\n``, without Markdown heading marks. Numbers that the program would count are
    written out as it shows them. A table is a Markdown pipe table (`ingest.formats.tables`) in which every cell that
    spans rows or columns is repeated in all that it covers. A footnote is a line ``［1］…`` right behind its paragraph, or
    behind the table that it belongs to, with ``［1］`` in the text. Headers, footers, comments and deleted text are left
    out; inserted text is kept.

    Attributes:
        text: the text.
        warnings: what a reader should know of it; ``line`` counts lines of ``text``, from 1.
        pages: for formats with pages, the offset into ``text`` at which page k+1 begins, ascending; else empty.
    """

    text: str
    warnings: tuple[ParseWarning, ...] = ()
    pages: tuple[int, ...] = ()
