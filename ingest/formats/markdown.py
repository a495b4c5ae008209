"""Tables that a Markdown text has as HTML, since Markdown knows no merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.formats.extracted import ExtractedText
from ingest.formats.html.dom import parse_page
from ingest.formats.html.lines import lines_of
from ingest.formats.tables import to_pipe_table

_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_STYLE = re.compile(r"<(style|script)\b[^<>]*>[^<]{0,20000}</\1>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)


def read(data: bytes, name: str) -> ExtractedText:
    """Write the HTML tables of a text as pipe tables on lines of their own, and leave out how they are drawn.

    Args:
        data: the text in UTF-8.
        name: how messages call it.

    Raises:
        SourceUnreadableError: if a table is built to be unreadable.
    """
    text = _STYLE.sub("", data.decode())
    parts, end = [], 0
    for start, stop in _tables(text):
        lines = _lines(text[start:stop], name)
        if lines:
            before = text[end:start].rstrip(" \t　")
            parts += [before, "" if before.endswith("\n") or not before else "\n", "\n".join(lines)]
            end = stop
            if text[end : end + 1] not in ("", "\n", "\r"):
                parts.append("\n")
    return ExtractedText("".join([*parts, text[end:]]))


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield where tables begin and end, those in other tables with them; not those without an end."""
    depth, start = 0, 0
    for tag in _TAG.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def _lines(table: str, name: str) -> list[str]:
    lines: list[str] = []
    if not _CELL.search(table):
        # The text is about tables.
        return lines
    for line in lines_of(parse_page(table, name).body):
        if line.kind == "table":
            lines += to_pipe_table(line.rows)
        elif line.kind == "metadata":
            lines += [f"{field}：{content}" for field, content in line.pairs]
        elif line.kind == "text":
            lines.append(line.text)
    return lines
