"""Which module reads which format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ingest.formats.extracted import ExtractedText

Reader = Callable[[bytes, str], ExtractedText]
"""Takes the bytes of a file and how messages call it; raises SourceUnreadableError with what to do."""

MODULES = {
    "docx": "ingest.formats.word.reader",
    "html": "ingest.formats.html.reader",
    "markdown": "ingest.formats.markdown",
    "pdf": "ingest.formats.pdf.reader",
}
"""Each has a function ``read(data: bytes, name: str) -> ExtractedText``."""


def reader_of(kind: str) -> Reader:
    """Import the reader of a format, and nothing that other formats need."""
    reader: Reader = import_module(MODULES[kind]).read
    return reader
