"""Word files for tests, made of the XML that matters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ROOTS = {
    "document": "document",
    "numbering": "numbering",
    "styles": "styles",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}


def members(body: str, **parts: str) -> dict[str, bytes]:
    """Return the members of a Word file: its body and, by name, the content of numbering, styles, footnotes or endnotes."""
    related = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for place, name in enumerate(parts)
    )
    written = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
    }
    for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items():
        written[f"word/{name}.xml"] = f"{DECLARATION}<w:{ROOTS[name]} {SPACES}>{content}</w:{ROOTS[name]}>"
    return {name: text.encode() for name, text in written.items()}


def pack(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack members into an archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return archive.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file; see `members`."""
    return pack(members(body, **parts))


def p(text: str = "", properties: str = "", *, numbered: tuple[int, int] | None = None, style: str = "") -> str:
    """Write a paragraph; ``numbered`` is list and level."""
    if numbered:
        properties += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{properties}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(place: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    """Write a level of a list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*abstract: str, lists: Mapping[int, int | str] | None = None) -> str:
    """Write the lists; without ``lists`` each kind has one, of its own number counted from 1.

    Args:
        abstract: the levels of each kind.
        lists: by their numbers, of which kind they are, or what else they say.
    """
    lists = lists or {place: place for place in range(1, len(abstract) + 1)}
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{place}">{levels}</w:abstractNum>' for place, levels in enumerate(abstract, 1)
    )
    return kinds + "".join(
        f'<w:num w:numId="{number}">{said if isinstance(said, str) else of_kind(said)}</w:num>'
        for number, said in lists.items()
    )


def of_kind(place: int) -> str:
    """Write of which kind a list is."""
    return f'<w:abstractNumId w:val="{place}"/>'


def table(*rows: str) -> str:
    """Write a table."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(text: str = "", properties: str = "", inside: str = "") -> str:
    """Write a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{p(text)}</w:tc>"
