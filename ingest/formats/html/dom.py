"""A web page as a tree of what it shows: no scripts, no styles, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.errors import SourceUnreadableError

MAX_DEPTH = 600
"""Of elements in each other. Browsers stop at 512; pages of portals have some 30."""
MAX_TABLES = 40
"""Of tables in each other. Pages of the 2000s have some ten."""
MAX_NODES = 2_000_000

_DROPPED = frozenset(
    "script style noscript template head textarea select option button input iframe object embed svg canvas audio video"
    " map datalist rt rp nav footer math".split()
)
_KEPT_ATTRIBUTES = frozenset(
    "style class id align rowspan colspan start type value reversed role border width height src alt".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_NESTING = re.compile(r"<(/?)(?:div|section|article|main|center|blockquote|form|fieldset|ul|ol|dl|span|table)\b", re.I)


@dataclass(slots=True, eq=False)
class Node:
    """An element with its shown content, texts and elements mixed.

    Attributes:
        tag: its name, in lower case.
        attributes: those that matter to how it is shown.
        parent: the element that it stands in.
        depth: how many elements it stands in.
        tables: how many of them are tables, itself included.
        children: texts and elements, in order.
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    parent: Node | None = None
    depth: int = 0
    tables: int = 0
    children: list[Node | str] = field(default_factory=list)

    def ancestors(self) -> Iterator[Node]:
        """Yield the element itself and those that it stands in, from the innermost."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def style(self) -> str:
        """Its own style, in lower case."""
        return self.attributes.get("style", "").lower()


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: what it shows, its title for the window, and what it says of itself (by names in lower case)."""

    body: Node
    title: str
    meta: Mapping[str, str]


def parse_page(markup: str, name: str, *, hidden: bool = False) -> Page:
    """Parse a page as browsers do.

    Args:
        markup: the decoded page.
        name: how messages call it.
        hidden: whether to keep what is not displayed until a script does.

    Raises:
        SourceUnreadableError: if elements are nested too deep, or are too many.
    """
    _check_nesting(markup, name)
    parser = LexborHTMLParser(markup)
    title = parser.css_first("title")
    meta: dict[str, str] = {}
    for node in parser.css("meta[name]"):
        meta.setdefault((node.attributes.get("name") or "").lower(), node.attributes.get("content") or "")
    return Page(_copy(parser, name, hidden), title.text().strip() if title else "", meta)


def _check_nesting(markup: str, name: str) -> None:
    """Refuse what would take the parser a time that grows with the square of the depth."""
    depth = 0
    for found in _NESTING.finditer(markup):
        depth += -1 if found[1] else 1
        # Elements left open at ends of paragraphs are closed by the parser; so there may be many more of them.
        if depth > 20 * MAX_DEPTH:
            raise _too_deep(name)


def _copy(parser: LexborHTMLParser, name: str, hidden: bool) -> Node:
    root = Node("html")
    todo: list[tuple[LexborNode, Node]] = [(parser.root, root)] if parser.root else []
    count = 0
    while todo:
        source, parent = todo.pop()
        count += 1
        if count > MAX_NODES:
            raise SourceUnreadableError(f"网页过大：{name}（超过 {MAX_NODES} 个元素）。请只保存政策正文那一页后再试。")
        if source.next is not None and source.tag != "html":
            todo.append((source.next, parent))
        tag = source.tag or ""
        if tag == "-text":
            parent.children.append(source.text_content or "")
        elif not tag.startswith(("-", "!", "_")):
            node = _element(source, tag, parent, hidden)
            if node is None:
                continue
            if node.depth > MAX_DEPTH or node.tables > MAX_TABLES:
                raise _too_deep(name)
            parent.children.append(node)
            if source.first_child is not None:
                todo.append((source.first_child, node))
    return root


def _element(source: LexborNode, tag: str, parent: Node, hidden: bool) -> Node | None:
    """Copy an element without its content; None if it shows none."""
    if tag in _DROPPED:
        return None
    given = source.attributes
    if not hidden and ("hidden" in given or _HIDDEN.search(given.get("style") or "")):
        return None
    attributes = {key: value or "" for key, value in given.items() if key in _KEPT_ATTRIBUTES}
    return Node(tag, attributes, parent, parent.depth + 1, parent.tables + (tag == "table"))


def _too_deep(name: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        f"网页的标签嵌套过深：{name}（超过 {MAX_DEPTH} 层，或表格超过 {MAX_TABLES} 层）。请在浏览器中打开它，把正文另存为纯文本（UTF-8）后再试。"
    )
