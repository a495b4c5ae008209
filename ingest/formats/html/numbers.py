"""The numbers of ordered lists, which a browser counts and a page does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.formats.html.dom import Node
from ingest.numerals import to_chinese

_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]+)\s*(?:;|$)")
_CHINESE = frozenset("cjk-ideographic simp-chinese-informal trad-chinese-informal simp-chinese-formal".split())
_BY_TYPE = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 3999
"""Beyond it, Roman numerals end; no list of a policy is as long."""


@dataclass(slots=True)
class _List:
    node: Node
    style: str
    next: int


class Counters:
    """Counts the items of the ordered lists that are open, and hands each label to the first line of its item."""

    def __init__(self) -> None:
        self._lists: list[_List] = []
        self._pending: list[tuple[Node, str]] = []

    def enter(self, node: Node) -> None:
        """Note that a block begins."""
        if node.tag == "ol":
            self._lists.append(_List(node, _style(node), _number(node, "start", 1)))
        elif node.tag == "li" and self._lists and self._lists[-1].node is node.parent:
            counted = self._lists[-1]
            number = _number(node, "value", counted.next)
            counted.next = number + 1
            label = _label(number, _style(node, counted.style))
            if label:
                self._pending.append((node, label))

    def leave(self, node: Node) -> None:
        """Note that a block ends."""
        if self._lists and self._lists[-1].node is node:
            self._lists.pop()
        if self._pending and self._pending[-1][0] is node:
            self._pending.pop()

    def label(self, text: str) -> str:
        """Return a line with the label of the item that it begins, unless the author wrote one there as well."""
        labels = "".join(label for _, label in self._pending)
        self._pending.clear()
        return text if not labels or text.startswith(labels.rstrip()) else labels + text


def _style(node: Node, given: str = "") -> str:
    found = _STYLE.search(node.style)
    return found[1] if found else _BY_TYPE.get(node.attributes.get("type", ""), given or "decimal")


def _number(node: Node, attribute: str, default: int) -> int:
    text = node.attributes.get(attribute, "").strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else default


def _label(number: int, style: str) -> str:
    if style in ("none", "disc", "circle", "square"):
        return ""
    if style in _CHINESE and 0 < number < 100:
        return f"{to_chinese(number)}、"
    if style.endswith(("alpha", "latin")) and 0 < number <= 26:
        return f"{chr(ord('A' if style.startswith('upper') else 'a') + number - 1)}. "
    if style.endswith("roman") and 0 < number <= _MOST:
        numeral = _roman(number)
        return f"{numeral.upper() if style.startswith('upper') else numeral}. "
    return f"{number}. "


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN + _ROMAN_ONES:
        written += letters * (number // value)
        number %= value
    return written
