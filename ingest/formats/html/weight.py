"""How much a line of a page speaks for an article, or against one."""

from __future__ import annotations

import re

from ingest.formats.html.furniture import is_attachment, is_furniture
from ingest.formats.html.line import Line
from ingest.formats.html.metadata import pairs_of_text
from ingest.grammar.lines import LABELS

_SENTENCE = re.compile(r"[。；，：！？,;]")
_MOST = 150
"""Of a paragraph: one long one is no article yet."""
_LINK = -12
_BUTTON = -25
_SHORT = -2
_SHORT_SENTENCE = 12
_LONG = 30


def weight(line: Line) -> float:
    """Return the weight of a line: about the characters of a sentence, less than nothing for a link."""
    length = len(line.text)
    linked = line.linked * 2 > length
    if line.kind == "picture" or is_field(line):
        return 0
    if line.kind == "table":
        return _LINK * 2 if linked else min(length, _MOST)
    if is_furniture(line.text, line.linked):
        return _BUTTON
    if linked:
        return 0 if is_attachment(line.text) else _LINK
    return _of_words(line.text)


def _of_words(text: str) -> float:
    numbered = any(pattern.match(text) for pattern in LABELS.values())
    if numbered or (len(text) >= _SHORT_SENTENCE and _SENTENCE.search(text)):
        return min(len(text), _MOST)
    return len(text) / 3 if len(text) >= _LONG else _SHORT


def is_field(line: Line) -> bool:
    """Tell what a portal says of a document beside its text, in a table or in a line."""
    return line.kind == "metadata" or (line.kind == "text" and bool(pairs_of_text(line.text)))
