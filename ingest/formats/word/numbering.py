"""The numbers that Word counts and shows before paragraphs, such as 第一条 and （二）; the text has none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from ingest.formats.word.number_formats import write_number
from ingest.formats.word.styles import NumberProperties, Styles, number_of, value

LEVELS = 9
_LONGEST = 250
"""Of the pattern of a label; those of policies have some ten characters."""
_PLACE = re.compile(r"%([1-9])")
_OWN_ROOM = tuple("、，。．：）】〕》）〉」")
"""Full-width marks bring the room that follows a label; after others a space stands for the tab or space."""
_HIDDEN_LABEL = re.compile(r"[\W_]*")
_SYMBOLS = re.compile(r"symbol|dings|marlett", re.IGNORECASE)
"""Fonts whose letters are pictures."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list, as ``w:lvl`` describes it."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None
    is_legal: bool = False
    style: str = ""
    is_symbol: bool = False

    @classmethod
    def of(cls, element: Element) -> _Level:
        """Read a level."""
        start = number_of(value(element, "w-start"))
        fonts = element.find("w-rPr/w-rFonts")
        names = " ".join(fonts.attrib.values()) if fonts is not None else ""
        return cls(
            start=0 if start is None else start,
            number_format=_number_format(element),
            text=(value(element, "w-lvlText") or "")[:_LONGEST],
            suffix=value(element, "w-suff") or "tab",
            restarts_after=number_of(value(element, "w-lvlRestart")),
            is_legal=element.find("w-isLgl") is not None,
            style=value(element, "w-pStyle") or "",
            is_symbol=bool(_SYMBOLS.search(names)) or element.find("w-lvlPicBulletId") is not None,
        )


@dataclass(slots=True)
class _List:
    """A list (``w:num``): its levels, with which others it counts on, and where it was made to begin anew."""

    levels: dict[int, _Level]
    counters: list[int | None]
    restarts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document, which are asked about in their order."""

    def __init__(self, root: Element, styles: Styles) -> None:
        """Index ``word/numbering.xml``; an empty element has no lists."""
        self._styles = styles
        self._abstract = {
            number_of(element.get("w-abstractNumId")): element for element in root.iterfind("w-abstractNum")
        }
        self._lists = {number_of(element.get("w-numId")): element for element in root.iterfind("w-num")}
        self._counters: dict[int | None, list[int | None]] = {}
        self._known: dict[int, _List | None] = {}

    def label(self, properties: Element | None) -> str:
        """Count a paragraph and return what is shown before its text, the space behind it included.

        Args:
            properties: its ``w:pPr``; None if it has none.
        """
        found = self._place(properties)
        if found is None:
            return ""
        numbered, level = found
        self._count(numbered, level)
        return self._write(numbered, level)

    def _place(self, properties: Element | None) -> tuple[_List, int] | None:
        """Find a paragraph's list and level, by itself or by its style."""
        said = NumberProperties.of(properties)
        by_style, style = self._styles.numbers(self._styles.of_paragraph(properties))
        list_id = by_style.list_id if said.list_id is None else said.list_id
        numbered = self._list(list_id) if list_id else None
        if numbered is None:
            return None
        level = said.level
        if level is None and said.list_id is None:
            # A level may name the style that it belongs to; what the style itself says of its level comes second.
            level = next((place for place, one in numbered.levels.items() if one.style == style), by_style.level)
        level = level or 0
        return (numbered, level) if level in numbered.levels else None

    def _list(self, list_id: int) -> _List | None:
        if list_id not in self._known:
            self._known[list_id] = self._read_list(list_id)
        return self._known[list_id]

    def _read_list(self, list_id: int) -> _List | None:
        element = self._lists.get(list_id)
        abstract_id = self._resolve(element)
        abstract = self._abstract.get(abstract_id)
        if element is None or abstract is None:
            return None
        levels = _levels(abstract)
        restarts = {}
        for override in element.iterfind("w-lvlOverride"):
            place = number_of(override.get("w-ilvl"))
            if place is None or place >= LEVELS:
                continue
            instead = override.find("w-lvl")
            if instead is not None:
                levels[place] = _Level.of(instead)
            start = number_of(value(override, "w-startOverride"))
            if start is not None:
                restarts[place] = start
                levels[place] = replace(levels.get(place, _Level()), start=start)
        # Lists of one kind count on from each other.
        counters = self._counters.setdefault(abstract_id, [None] * LEVELS)
        return _List(levels, counters, restarts)

    def _resolve(self, element: Element | None) -> int | None:
        """Return the kind of a list; one that only names a style is the list of that style."""
        abstract_id = number_of(value(element, "w-abstractNumId"))
        named = value(self._abstract.get(abstract_id), "w-numStyleLink")
        if named is None:
            return abstract_id
        list_id, _ = self._styles.numbers(named)
        linked = number_of(value(self._lists.get(list_id.list_id), "w-abstractNumId"))
        return abstract_id if linked is None else linked

    @staticmethod
    def _count(numbered: _List, level: int) -> None:
        restart = numbered.restarts.pop(level, None)
        counters = numbered.counters
        before = counters[level]
        if restart is not None:
            counters[level] = restart
        elif before is None:
            counters[level] = numbered.levels[level].start
        else:
            counters[level] = before + 1
        for place in range(level + 1, LEVELS):
            after = numbered.levels.get(place, _Level()).restarts_after
            # As counted from 1: a level that restarts after the first does so only when a number of the first is counted.
            if after is None or level < after:
                counters[place] = None

    @staticmethod
    def _write(numbered: _List, level: int) -> str:
        own = numbered.levels[level]

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            one = numbered.levels.get(place, _Level())
            count = numbered.counters[place]
            is_plain = own.is_legal and one.number_format != "none"
            return write_number(one.start if count is None else count, "decimal" if is_plain else one.number_format)

        text = own.text if own.number_format == "bullet" else _PLACE.sub(number, own.text)
        if not text.strip() or (own.number_format == "bullet" and (own.is_symbol or _HIDDEN_LABEL.fullmatch(text))):
            return ""
        has_room = own.suffix == "nothing" or text.endswith(_OWN_ROOM)
        return text if has_room else f"{text.rstrip()} "


def _levels(abstract: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for index, element in enumerate(abstract.iterfind("w-lvl")):
        # Some web editors leave the levels without numbers.
        place = number_of(element.get("w-ilvl", str(index)))
        if place is not None and place < LEVELS:
            levels[place] = _Level.of(element)
    return levels


def _number_format(level: Element) -> str:
    """Read the format, which newer ones put beside a plain one for older programs."""
    found = level.find("w-numFmt")
    if found is None:
        found = level.find("mc-AlternateContent/mc-Choice/w-numFmt")
    if found is None:
        return "decimal"
    kind = found.get("w-val", "decimal")
    return found.get("w-format", "decimal") if kind == "custom" else kind
