"""Places in a source text, what was taken out of it, and the file that it was read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the source."""

    start: int
    end: int

    def of(self, source: str) -> str:
        """Return the characters that the span covers."""
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Repair:
    """A line break in mid-sentence (as page breaks leave them) that was taken out.

    ``source[start:end]`` is white space and recorded noise only; the measure's text leaves it out.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a measure or of the preamble, or a list of agencies; a literal slice of the repaired text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a source text was read from.

    Attributes:
        format: ``text``, or the id of a kind in `ingest.file_kinds`, such as ``docx``.
        pages: for formats with pages, the offset into the source at which page k+1 begins; else empty.
        digest: SHA-256 of the bytes of the file, in hexadecimal; empty if there was none.
    """

    format: str = "text"
    pages: tuple[int, ...] = ()
    digest: str = ""
