"""What a web page shows, line by line: paragraphs, tables, pictures, each with the element that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.formats.html.breaks import mend
from ingest.formats.html.dom import Node
from ingest.formats.html.line import Line
from ingest.formats.html.numbers import Counters
from ingest.formats.html.spaces import collapse, raised, tidy
from ingest.formats.html.tables import table_lines

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure form"
    " h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)")
_ICON = re.compile(r"icon|ico[_/.]|filetype|\.gif(?:$|\?)|qrcode|ewm|logo", re.IGNORECASE)
_ICON_PIXELS = 64


def lines_of(root: Node) -> list[Line]:
    """Return the lines that an element shows, in order; layout tables are taken apart, others are one line each.

    Raises:
        SourceUnreadableError: if a table is too large.
    """
    writer = _Writer(root)
    for entering, item in _walk(root):
        if isinstance(item, str):
            writer.write(item)
        elif entering:
            writer.enter(item)
        else:
            writer.leave(item)
    writer.flush()
    return mend(writer.lines)


def _walk(root: Node) -> Iterator[tuple[bool, Node | str]]:
    """Yield texts and the beginnings and ends of elements, without recursion and without what is in tables."""
    todo: list[tuple[bool, Node | str]] = [(True, child) for child in reversed(root.children)]
    while todo:
        entering, item = todo.pop()
        yield entering, item
        if entering and isinstance(item, Node):
            todo.append((False, item))
            if item.tag != "table":
                todo.extend((True, child) for child in reversed(item.children))


class _Writer:
    """Gathers texts until a block begins or ends."""

    def __init__(self, root: Node) -> None:
        self.lines: list[Line] = []
        self._block = root
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._preformatted = 0
        self._raised = 0
        self._counters = Counters()

    def write(self, text: str) -> None:
        if self._preformatted:
            first, *others = text.split("\n")
            self._add(first)
            for other in others:
                self.flush(broken=True)
                self._add(other)
        else:
            self._add(collapse(text))

    def enter(self, node: Node) -> None:
        self._count(node, 1)
        if node.tag == "br":
            self.flush(broken=True)
        elif node.tag == "img":
            self._picture(node)
        elif is_block(node):
            self.flush()
            self._block = node
            self._counters.enter(node)
            if node.tag == "table":
                self._table(node)

    def leave(self, node: Node) -> None:
        self._count(node, -1)
        if is_block(node):
            self.flush()
            self._counters.leave(node)
            self._block = next((each for each in node.ancestors() if each is not node and is_block(each)), node)

    def flush(self, *, broken: bool = False) -> None:
        raw = "".join(self._pieces)
        text = tidy(raw)
        if text:
            text = self._counters.label(text)
            indented = raw[:1].isspace() and len(raw) - len(raw.lstrip()) > 1
            self.lines.append(Line(text, self._block, linked=self._linked, indented=indented, broken=broken))
        elif broken and self.lines and self.lines[-1].node is self._block:
            # An empty line parts paragraphs.
            self.lines[-1].broken = False
        self._pieces, self._linked = [], 0

    def _add(self, text: str) -> None:
        self._pieces.append(raised(text) if self._raised else text)
        if self._links:
            self._linked += len(text.strip())

    def _count(self, node: Node, step: int) -> None:
        if node.tag == "a":
            self._links += step
        elif node.tag == "sup":
            self._raised += step
        elif node.tag in ("pre", "xmp", "listing", "plaintext") or "white-space:pre" in node.style.replace(" ", ""):
            self._preformatted += step

    def _picture(self, node: Node) -> None:
        if not _is_icon(node):
            self.flush()
            self.lines.append(Line("", self._block, "picture"))

    def _table(self, node: Node) -> None:
        for line in table_lines(node, lines_of):
            line.linked = max(line.linked, len(line.text) if self._links else 0)
            self.lines.append(line)


def is_block(node: Node) -> bool:
    """Tell whether an element begins on a line of its own."""
    return node.tag in BLOCKS or _BLOCK_STYLE.search(node.style) is not None


def _is_icon(node: Node) -> bool:
    sizes = [node.attributes.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    numbers = [int(size) for size in sizes if size.isascii() and size.isdigit() and len(size) < 6]
    if numbers:
        return max(numbers) < _ICON_PIXELS
    source = node.attributes.get("src", "")
    return not source or (not source.startswith("data:") and _ICON.search(source) is not None)
