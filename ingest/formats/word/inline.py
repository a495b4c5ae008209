"""The text of one paragraph as it is shown, with what hangs on it: notes and text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.formats.word.styles import Styles, switched, value

SKIPPED = frozenset(("w-del", "w-moveFrom", "w-pPr", "w-rPr", "w-sdtPr", "w-rt", "w-txbxContent"))
"""Deleted and moved text, properties, and the reading beside a character."""
_CHARACTERS = {"w-tab": " ", "w-ptab": " ", "w-br": "\n", "w-cr": "\n", "w-noBreakHyphen": "-"}
# A tab would make the line a row of a table.
_PICTURES = frozenset(("?-blip", "?-chart", "?-relIds", "v-imagedata"))
"""Pictures, charts, diagrams, and the preview of what another program embedded, formulas for one."""
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
"""Written as plain digits, m² would be m2 and 10⁴ would be 104."""
_SYMBOLS = {
    ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□", ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x54): "☒", ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x4F): "×", ("wingdings 2", 0x2A): "□",
}  # fmt: skip
"""What forms tick; other pictures of such fonts are left out."""


@dataclass(slots=True)
class _Field:
    """A field that is open: its code is read, or what it shows."""

    code: str = ""
    is_shown: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it makes a table of contents, every line of which comes again as a heading."""
        return self.code.split()[:1] == ["TOC"]


@dataclass(slots=True)
class Paragraph:
    r"""What was read of a paragraph.

    Attributes:
        text: as shown, line breaks included; without its automatic number.
        notes: kind (``footnote`` or ``endnote``) and id of the notes that it refers to; ``\\0`` in the text for each.
        boxes: the contents of text boxes that are anchored in it.
        pictures: how many pictures and embedded objects it has.
    """

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: int = 0


class InlineReader:
    """Reads paragraphs one after another: fields may go on from one to the next."""

    def __init__(self, styles: Styles, has_broken_fields: bool) -> None:
        """Start before the first paragraph.

        Args:
            styles: those of the file.
            has_broken_fields: whether fields do not end as they should, so that what is a code cannot be told.
        """
        self._styles = styles
        self._ignores_fields = has_broken_fields
        self._fields: list[_Field] = []

    def read(self, element: Element) -> Paragraph:
        """Read a ``w:p``."""
        paragraph = Paragraph()
        is_hidden = self._styles.hides(self._styles.of_paragraph(element.find("w-pPr")))
        paragraph.text = "".join(self._pieces(element, paragraph, is_hidden))
        return paragraph

    def _pieces(self, parent: Element, paragraph: Paragraph, is_hidden: bool) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag == "w-r":
                yield from self._run(element, paragraph, is_hidden)
            elif tag == "w-txbxContent":
                paragraph.boxes.append(element)
            elif tag == "m-t":
                yield element.text or ""
            elif tag == "m-f":
                yield from self._fraction(element, paragraph, is_hidden)
            elif tag == "mc-AlternateContent":
                yield from self._pieces(chosen(element), paragraph, is_hidden)
            elif tag not in SKIPPED and not _is_left_out(element):
                paragraph.pictures += tag in _PICTURES
                yield from self._pieces(element, paragraph, is_hidden)

    def _run(self, run: Element, paragraph: Paragraph, is_hidden: bool) -> Iterator[str]:
        properties = run.find("w-rPr")
        said = switched(properties, "w-vanish")
        if said is None and properties is not None:
            said = self._styles.hides(value(properties, "w-rStyle") or "") or is_hidden
        is_shown = not (is_hidden if said is None else said)
        is_raised = value(properties, "w-vertAlign") == "superscript"
        for element in run:
            tag = element.tag
            if tag == "w-fldChar":
                self._turn(element.get("w-fldCharType", ""))
            elif tag == "w-instrText" and self._fields:
                self._fields[-1].code += element.text or ""
            elif not is_shown or not self._is_shown:
                continue
            elif tag in ("w-t", "m-t"):
                text = _text(element)
                yield text.translate(_SUPERSCRIPT) if is_raised else text
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag == "w-sym":
                yield _symbol(element)
            elif tag in ("w-footnoteReference", "w-endnoteReference"):
                paragraph.notes.append((tag[2:-9], element.get("w-id", "")))
                yield "\0"
            elif tag == "mc-AlternateContent":
                yield from self._pieces(chosen(element), paragraph, is_hidden)
            elif tag not in SKIPPED:
                paragraph.pictures += tag in _PICTURES
                yield from self._pieces(element, paragraph, is_hidden)

    def _fraction(self, element: Element, paragraph: Paragraph, is_hidden: bool) -> Iterator[str]:
        for name, sign in (("m-num", "/"), ("m-den", "")):
            part = element.find(name)
            text = "" if part is None else "".join(self._pieces(part, paragraph, is_hidden))
            yield (text if len(text) == 1 or text.isalnum() else f"({text})") + sign

    @property
    def _is_shown(self) -> bool:
        return all(one.is_shown and not one.is_contents for one in self._fields)

    def _turn(self, kind: str) -> None:
        if self._ignores_fields:
            return
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def chosen(alternatives: Element) -> Element:
    """Return that of several renderings of one thing which newer programs show."""
    for tag in ("mc-Choice", "mc-Fallback"):
        found = alternatives.find(tag)
        if found is not None and len(found):
            return found
    return Element("none")


def _is_left_out(element: Element) -> bool:
    """Tell a prompt to fill something in, and a table of contents."""
    if element.tag == "w-fldSimple":
        return _Field(element.get("w-instr", "")).is_contents
    return element.tag == "w-sdt" and element.find("w-sdtPr/w-showingPlcHdr") is not None


def _text(element: Element) -> str:
    text = element.text or ""
    return text if element.get("xml-space") == "preserve" else text.strip(" \t\r\n")


def _symbol(element: Element) -> str:
    try:
        code = int(element.get("w-char", ""), 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get((element.get("w-font", "").lower(), code), "")
