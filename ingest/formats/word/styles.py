"""What styles say of the numbers of paragraphs and of what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_LONGEST_CHAIN = 50
"""Styles that are based on each other, in a circle perhaps."""
_OFF = frozenset(("0", "false", "off"))


def value(parent: Element | None, path: str) -> str | None:
    """Return the ``w:val`` of a descendant; None if there is none."""
    found = parent.find(path) if parent is not None else None
    return None if found is None else found.get("w-val", "")


def number_of(text: str | None) -> int | None:
    """Read a whole number of up to nine digits; None for anything else."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def switched(parent: Element | None, name: str) -> bool | None:
    """Tell whether a property such as ``w:vanish`` is on or off; None if nothing is said of it."""
    text = value(parent, name)
    return None if text is None else text not in _OFF


@dataclass(frozen=True, slots=True)
class NumberProperties:
    """Which list and level a paragraph is said to belong to; None where nothing is said."""

    list_id: int | None
    level: int | None

    @classmethod
    def of(cls, properties: Element | None) -> NumberProperties:
        """Read them from ``w:pPr``."""
        numbers = properties.find("w-numPr") if properties is not None else None
        return cls(number_of(value(numbers, "w-numId")), number_of(value(numbers, "w-ilvl")))


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: Element) -> None:
        """Index ``word/styles.xml``; an empty element has none."""
        self._styles = {style.get("w-styleId", ""): style for style in root.iter("w-style")}
        self._default = next(
            (
                style.get("w-styleId", "")
                for style in root.iter("w-style")
                if style.get("w-type") == "paragraph" and style.get("w-default") in ("1", "true", "on")
            ),
            "",
        )

    def of_paragraph(self, properties: Element | None) -> str:
        """Return the id of a paragraph's style, the usual one if it names none."""
        named = value(properties, "w-pStyle")
        return named if named in self._styles else self._default

    def numbers(self, style_id: str) -> tuple[NumberProperties, str]:
        """Return what a style says of numbers, itself or by what it is based on, and the style that says which list."""
        level: int | None = None
        for identifier, style in self._chain(style_id):
            said = NumberProperties.of(style.find("w-pPr"))
            level = said.level if level is None else level
            if said.list_id is not None:
                return NumberProperties(said.list_id, level), identifier
        return NumberProperties(None, level), ""

    def hides(self, style_id: str) -> bool:
        """Tell whether text of a style is not shown."""
        for _, style in self._chain(style_id):
            said = switched(style.find("w-rPr"), "w-vanish")
            if said is not None:
                return said
        return False

    def _chain(self, style_id: str) -> Iterator[tuple[str, Element]]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style_id, style
            style_id = value(style, "w-basedOn") or ""
