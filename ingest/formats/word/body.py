"""The paragraphs and tables of a Word file as lines, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from ingest.formats.tables import Cell, lay_out, to_pipe_table
from ingest.formats.word.inline import InlineReader, Paragraph, chosen
from ingest.formats.word.numbering import Numbering
from ingest.formats.word.parts import WordFile
from ingest.formats.word.styles import Styles, number_of, value

_WRAPPERS = frozenset(("w-sdtContent", "w-customXml", "w-smartTag", "w-ins", "w-moveTo"))
"""What may stand around paragraphs, rows and cells and says nothing."""
_BAR = " ｜ "


@dataclass(slots=True)
class Found:
    """What a reader of the text should know; lines count from 1, 0 if there is none of it.

    Attributes:
        pictures: how many pictures and embedded objects were left out.
        first_picture: line of the first of them.
        embedded: how many whole documents were left out.
        has_changes: whether there is deleted or inserted text that was not yet accepted.
    """

    pictures: int = 0
    first_picture: int = 0
    embedded: int = 0
    has_changes: bool = False


class BodyReader:
    """Walks a document once; ``found`` says afterwards what was left out."""

    def __init__(self, file: WordFile) -> None:
        """Read what the text depends on: styles, lists and notes."""
        document = file.document
        kinds = [mark.get("w-fldCharType") for mark in document.iter("w-fldChar")]
        styles = Styles(file.part("styles"))
        self._inline = InlineReader(styles, kinds.count("begin") != kinds.count("end"))
        self._numbering = Numbering(file.part("numbering"), styles)
        self._notes = {
            (kind, note.get("w-id", "")): note
            for kind in ("footnote", "endnote")
            for note in file.part(f"{kind}s").iter(f"w-{kind}")
        }
        self._numbers: dict[tuple[str, str], int] = {}
        self._due: list[tuple[str, str]] = []
        self._carried = ""
        self._cells = 0
        self._lines: list[str] = []
        self.found = Found(has_changes=any(document.find(f".//{tag}") is not None for tag in ("w-del", "w-ins")))

    def lines(self, body: Element) -> list[str]:
        """Return the lines of a document's ``w:body``."""
        self._blocks(body, self._lines)
        return self._lines

    def _blocks(self, parent: Element, lines: list[str]) -> None:
        for element in _children(parent):
            if element.tag == "w-p":
                self._paragraph(element, lines)
            elif element.tag == "w-tbl":
                self._end_paragraph(lines)
                self._table(element, lines)
            elif element.tag == "w-altChunk":
                self.found.embedded += 1
        self._end_paragraph(lines)

    def _paragraph(self, element: Element, lines: list[str]) -> None:
        properties = element.find("w-pPr")
        paragraph = self._inline.read(element)
        if paragraph.pictures:
            self.found.pictures += paragraph.pictures
            self.found.first_picture = self.found.first_picture or len(self._lines) + 1
        text = self._carried + self._with_marks(paragraph)
        self._carried = ""
        if _mark_is_deleted(properties):
            # With its end a paragraph loses its number, and goes on in the next one.
            self._carried = text
        else:
            label = self._numbering.label(properties)
            lines.extend(_tidy(label, text))
            self._write_notes(lines)
        for box in paragraph.boxes:
            self._blocks(box, lines)

    def _end_paragraph(self, lines: list[str]) -> None:
        lines.extend(_tidy("", self._carried))
        self._carried = ""
        self._write_notes(lines)

    def _with_marks(self, paragraph: Paragraph) -> str:
        text = paragraph.text
        for note in paragraph.notes:
            is_known = note in self._notes
            if is_known and note not in self._numbers:
                self._numbers[note] = len(self._numbers) + 1
                self._due.append(note)
            text = text.replace("\0", f"［{self._numbers[note]}］" if is_known else "", 1)
        return text

    def _write_notes(self, lines: list[str]) -> None:
        """Write the notes that are due, unless in a table: they come behind it."""
        if self._cells:
            return
        while self._due:
            note = self._due.pop(0)
            texts = (self._inline.read(one).text.replace("\0", "") for one in self._notes[note].iter("w-p"))
            text = " ".join(" ".join(texts).split())
            lines.append(f"［{self._numbers[note]}］{text}")

    def _table(self, table: Element, lines: list[str]) -> None:
        rows = [row for row in _within(table, "w-tr") if row.find("w-trPr/w-del") is None]
        cells = [list(_within(row, "w-tc")) for row in rows]
        if all(len(row) <= 1 for row in cells):
            # One column is a box around text.
            for cell in (cell for row in cells for cell in row):
                self._blocks(cell, lines)
            return
        befores = [_span(row.find("w-trPr"), "w-gridBefore", 0) for row in rows]
        self._cells += 1
        grid = lay_out(self._merged(cells, befores))
        self._cells -= 1
        if self._cells:
            lines.extend(_BAR.join(" ".join(text.split()) for text in row).strip() for row in grid)
        else:
            lines.extend(to_pipe_table(grid))
        self._write_notes(lines)

    def _merged(self, rows: list[list[Element]], befores: list[int]) -> list[list[Cell]]:
        """Read the cells; those that only go on with the one above or before them lengthen it."""
        merged: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for elements, before in zip(rows, befores, strict=True):
            row = [Cell("", columns=before)] if before else []
            merged.append(row)
            column = before
            for element in elements:
                properties = element.find("w-tcPr")
                columns = _span(properties, "w-gridSpan", 1)
                vertical = value(properties, "w-vMerge")
                above = open_cells.get(column) if vertical not in (None, "restart") else None
                if above is not None:
                    place, index = above
                    cell = merged[place][index]
                    merged[place][index] = replace(cell, rows=len(merged) - place)
                elif value(properties, "w-hMerge") in ("", "continue") and row:
                    row[-1] = replace(row[-1], columns=row[-1].columns + columns)
                else:
                    open_cells[column] = (len(merged) - 1, len(row))
                    row.append(Cell(self._cell(element), columns=columns))
                if vertical is None:
                    open_cells.pop(column, None)
                column += columns
        return merged

    def _cell(self, element: Element) -> str:
        lines: list[str] = []
        self._blocks(element, lines)
        return "\n".join(lines)


def _children(parent: Element) -> Iterator[Element]:
    """Yield paragraphs, tables and the like, also from within what only wraps them."""
    for element in parent:
        if element.tag == "w-sdt":
            if value(element, "w-sdtPr/w-docPartObj/w-docPartGallery") != "Table of Contents":
                yield from _children(element)
        elif element.tag in _WRAPPERS:
            yield from _children(element)
        elif element.tag == "mc-AlternateContent":
            yield from _children(chosen(element))
        else:
            yield element


def _within(parent: Element, tag: str) -> Iterator[Element]:
    return (element for element in _children(parent) if element.tag == tag)


def _mark_is_deleted(properties: Element | None) -> bool:
    return properties is not None and any(
        properties.find(f"w-rPr/{tag}") is not None for tag in ("w-del", "w-moveFrom")
    )


def _span(properties: Element | None, name: str, default: int) -> int:
    return max(number_of(value(properties, name)) or 0, default)


def _tidy(label: str, text: str) -> list[str]:
    """Return a paragraph's lines; nothing of one that shows no text, even if it has a number."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    if lines and label:
        # 1. and 5G would make 1.5G.
        joint = " " if label[-1] in ".．0123456789" and lines[0][0].isdigit() else ""
        lines[0] = label + joint + lines[0]
    return lines
