"""Text in, HTML out that shows it as it is: nothing in it is markup.

Every text on the page, the user's and the document's, goes through here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn the direction of writing, and halves of characters."""
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""All of ASCII's, so that neither HTML nor Markdown nor LaTeX finds anything to read."""


def safe(text: str) -> str:
    """Return HTML that shows a text as it is, on one line."""
    lines = (UNSEEN.sub("", line).replace("\t", "\u3000") for line in text.splitlines() if line.strip())
    return "<br>".join(_PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", line) for line in lines)


def marked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Show a text with some places in it marked: half-open ranges, in order and without overlap."""
    begin, end = "\ue000", "\ue001"  # private characters stand for the tags until all else is safe
    text = text.replace(begin, "\ufffd").replace(end, "\ufffd")
    pieces, done = [], 0
    for start, stop in places:
        pieces += [text[done:start], begin, text[start:stop], end]
        done = stop
    return safe("".join([*pieces, text[done:]])).replace(begin, "<mark>").replace(end, "</mark>")
