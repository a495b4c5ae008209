"""One line of what a web page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ingest.formats.html.dom import Node

LineKind = Literal["text", "table", "metadata", "picture"]


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph, or a table, or a picture, as the page shows it.

    Attributes:
        text: as shown; for a table the text of its cells, for a picture empty.
        node: the innermost block that it stands in.
        kind: what it is; metadata is what the portal says of the document, as pairs.
        linked: how many of its characters are in links.
        rows: of a table, the texts of its cells, laid out in full.
        pairs: of metadata, names and values.
        indented: whether the paragraph begins with white space.
        broken: whether it ends with a line break in its paragraph.
    """

    text: str
    node: Node
    kind: LineKind = "text"
    linked: int = 0
    rows: list[list[str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    indented: bool = False
    broken: bool = False
