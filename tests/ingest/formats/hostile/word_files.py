"""Hostile Word files."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from tests.ingest.formats.hostile.case import MEASURE, POLICY, Bait, Hostile
from tests.ingest.formats.word.docx_files import (
    DECLARATION,
    OFFICE,
    PACKAGE,
    SPACES,
    docx,
    level,
    members,
    numbering,
    p,
    pack,
    table,
    tc,
)

BODY = p(POLICY) + p(MEASURE)
MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def always(data: bytes) -> Callable[[Bait], bytes]:
    return lambda _: data


def word(body: str, **parts: str) -> Callable[[Bait], bytes]:
    return lambda _: docx(body, **parts)


def with_member(name: str, data: bytes) -> Callable[[Bait], bytes]:
    return lambda _: pack({**members(BODY), name: data})


def with_main(xml: str, encoding: str = "utf-8") -> Callable[[Bait], bytes]:
    def make(bait: Bait) -> bytes:
        text = xml.replace("URL", bait.url).replace("SECRET", bait.secret)
        return pack({**members(BODY), MAIN: text.encode(encoding)})

    return make


def with_doctype(
    declarations: str, content: str = "&a;", part: str = MAIN, encoding: str = "utf-8"
) -> Callable[[Bait], bytes]:
    root = "w:document" if part == MAIN else "w:styles"
    inside = f"<w:body><w:p><w:r><w:t>{content}</w:t></w:r></w:p></w:body>" if part == MAIN else ""
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE {root} {declarations}><{root} {SPACES}>{inside}</{root}>'
    )

    def make(bait: Bait) -> bytes:
        text = xml.replace("URL", bait.url).replace("SECRET", bait.secret)
        return pack({**members(BODY, styles=""), part: text.encode(encoding)})

    return make


def with_relations(relations: str, part: str = "word/_rels/document.xml.rels") -> Callable[[Bait], bytes]:
    def make(bait: Bait) -> bytes:
        text = relations.replace("URL", bait.url).replace("SECRET", bait.secret).replace("OFFICE", OFFICE)
        xml = f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{text}</Relationships>'
        return pack({**members(BODY), part: xml.encode()})

    return make


def bomb(size: int) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros", bytes(size))
    return inner.getvalue()


def with_claimed_size(size: int) -> Callable[[Bait], bytes]:
    """Claim another size of the main part, in the list at the end and before the part itself."""

    def make(_: Bait) -> bytes:
        files = members(BODY)
        data = bytearray(pack({MAIN: files.pop(MAIN), **files}))
        struct.pack_into("<L", data, data.index(b"PK\x03\x04") + 22, size)
        struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, size)
        return bytes(data)

    return make


def overlapping(_: Bait) -> bytes:
    """Write a list in which ten thousand names stand for one and the same member."""
    data = pack({**members(BODY), "word/zeros": bytes(10_000_000)})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[start:end]
    last = entries[entries.rindex(b"PK\x01\x02") :]
    count = 10_000
    listed = entries + last * count
    total = entries.count(b"PK\x01\x02") + count
    return data[:start] + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(listed), start, 0)


def patched(change: Callable[[bytearray], None]) -> Callable[[Bait], bytes]:
    def make(_: Bait) -> bytes:
        data = bytearray(docx(BODY))
        change(data)
        return bytes(data)

    return make


def spoil_list(data: bytearray) -> None:
    start = data.index(b"PK\x01\x02")
    data[start : start + 400] = bytes(range(256))[:200] * 2


def spoil_content(data: bytearray) -> None:
    start = data.index(MAIN.encode()) + len(MAIN)
    data[start + 20 : start + 60] = b"\xff" * 40


def lock(data: bytearray) -> None:
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(start)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(start, place + 4)


def twice(_: Bait) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, data in members(BODY).items():
            file.writestr(name, data)
        name_of_same_length = MAIN.replace("document", "document")
        file.writestr("word/documenx.xml", members(p("另一份正文"))[MAIN])
    return archive.getvalue().replace(b"word/documenx.xml", name_of_same_length.encode())


BILLION = "[" + "<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]"
MANY_LEVELS = level(0, "decimal", "%1" * 50_000)
CIRCLE = (
    '<w:style w:styleId="a" w:default="1" w:type="paragraph"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TALL = table(tc("字" * 100_000, DOWN) + tc("甲"), *[tc("", ON) + tc("乙")] * 5_000)

WORD_FILES = {
    "bomb in the main part": Hostile(lambda _: pack({**members(BODY), MAIN: bytes(70 * 1024**2)})),
    "bomb of spaces": Hostile(with_main(f"{DECLARATION}<w:document {SPACES}>{' ' * 70_000_000}</w:document>")),
    "bomb beside the text": Hostile(with_member("word/media/image1.png", bytes(70 * 1024**2)), MEASURE),
    "bomb in a bomb": Hostile(with_member("word/embeddings/a.zip", bomb(20 * 1024**2)), MEASURE),
    "overlapping members": Hostile(overlapping),
    "claims four gigabytes": Hostile(with_claimed_size(0xFFFFFFF0), None),
    "claims no size": Hostile(with_claimed_size(0)),
    "claims less than it has": Hostile(with_claimed_size(100)),
    "twenty thousand members": Hostile(
        lambda _: pack({**members(BODY), **dict.fromkeys(map(str, range(20_001)), b"")}, 0)
    ),
    "billion laughs": Hostile(with_doctype(BILLION, "&a9;")),
    "billion laughs in the styles": Hostile(with_doctype(BILLION, part="word/styles.xml")),
    "one long entity, many times": Hostile(with_doctype(f"[<!ENTITY a '{'x' * 100_000}'>]", "&a;" * 100_000)),
    "entity of a file": Hostile(with_doctype("[<!ENTITY a SYSTEM 'SECRET'>]")),
    "entity of a page": Hostile(with_doctype("[<!ENTITY a SYSTEM 'URL'>]")),
    "document type of a page": Hostile(with_doctype("SYSTEM 'URL'", "a")),
    "parameter entity": Hostile(with_doctype("[<!ENTITY % a SYSTEM 'URL'> %a;]", "a")),
    "entities in UTF-16": Hostile(with_doctype(BILLION, "&a9;", encoding="utf-16")),
    "another encoding than it declares": Hostile(
        with_main(f"<?xml version='1.0' encoding='utf-7'?><w:document {SPACES}/>")
    ),
    "XInclude": Hostile(
        with_main(
            f"<w:document {SPACES} xmlns:x='http://www.w3.org/2001/XInclude'><w:body><x:include href='SECRET' parse='text'/>{BODY}</w:body></w:document>"
        ),
        MEASURE,
    ),
    "style sheet of a page": Hostile(
        with_main(f"<?xml-stylesheet href='URL'?><w:document {SPACES}><w:body>{BODY}</w:body></w:document>"), MEASURE
    ),
    "macros": Hostile(with_member("word/vbaProject.bin", OLE + b"AutoOpen"), MEASURE, ".docm"),
    "encrypted": Hostile(always(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096))),
    "members with a password": Hostile(patched(lock)),
    "half a file": Hostile(always(docx(BODY)[: len(docx(BODY)) // 2])),
    "four bytes": Hostile(always(b"PK\x03\x04")),
    "spoilt list of members": Hostile(patched(spoil_list)),
    "spoilt content": Hostile(patched(spoil_content)),
    "no main part": Hostile(lambda _: pack({name: data for name, data in members(BODY).items() if name != MAIN})),
    "empty main part": Hostile(with_main("")),
    "main part without a body": Hostile(with_main(f"<w:document {SPACES}/>")),
    "names that lead elsewhere": Hostile(
        lambda _: pack({**members(BODY), "../../above.txt": b"x", "/tmp/absolute.txt": b"x", "C:\\a.txt": b"x"}),
        MEASURE,
    ),
    "names that are none": Hostile(
        lambda _: pack({**members(BODY), "a\nb": b"", "'\"; rm -rf": b"", "-x": b"", " ": b""}), MEASURE
    ),
    "main part twice": Hostile(twice),
    "main part elsewhere": Hostile(
        with_relations(
            '<Relationship Type="OFFICE/officeDocument" Target="SECRET" TargetMode="External"/>', "_rels/.rels"
        ),
        MEASURE,
    ),
    "main part above": Hostile(
        with_relations('<Relationship Type="OFFICE/officeDocument" Target="../../../../etc/passwd"/>', "_rels/.rels")
    ),
    "relations in a circle": Hostile(
        with_relations(
            '<Relationship Type="OFFICE/styles" Target="document.xml"/><Relationship Type="OFFICE/numbering" Target="_rels/document.xml.rels"/>'
        ),
        MEASURE,
    ),
    "template of a page": Hostile(
        with_relations(
            '<Relationship Type="OFFICE/attachedTemplate" Target="URL" TargetMode="External"/><Relationship Type="OFFICE/footnotes" Target="URL" TargetMode="External"/>'
        ),
        MEASURE,
    ),
    "fields that fetch and start": Hostile(
        lambda bait: docx(
            BODY
            + "<w:p>"
            + FIELD.format(f"INCLUDEPICTURE {bait.url}")
            + FIELD.format("DDEAUTO cmd calc")
            + FIELD.format(f"INCLUDETEXT {bait.secret}")
            + "</w:p>"
        ),
        MEASURE,
    ),
    "fields without an end": Hostile(
        word("<w:p>" + FIELD.partition("end")[0].rpartition("<w:r>")[0] * 10_000 + "</w:p>" + BODY), MEASURE
    ),
    "a hundred thousand levels": Hostile(word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000 + BODY)),
    "tables in tables": Hostile(
        word("<w:tbl><w:tr><w:tc>" * 60 + p("底") + "</w:tc></w:tr></w:tbl>" * 60 + BODY), "底"
    ),
    "wide tables in tables": Hostile(
        word(("<w:tbl><w:tr>" + tc("x") + "<w:tc>") * 60 + p("底") + "</w:tc></w:tr></w:tbl>" * 60 + BODY), "底"
    ),
    "a cell over a billion columns": Hostile(
        word(table(tc(MEASURE, '<w:gridSpan w:val="1000000000"/>') + tc("乙"), tc("丙") + tc("丁")) + BODY), "| 丙 |"
    ),
    "a cell over more columns than can be counted": Hostile(
        word(table(tc("甲", f'<w:gridSpan w:val="{"9" * 10_000}"/>') + tc("乙")) + BODY), MEASURE
    ),
    "rows that begin after a billion columns": Hostile(
        word(
            '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr>'
            + tc("甲")
            + tc("乙")
            + "</w:tr></w:tbl>"
            + BODY
        ),
        MEASURE,
    ),
    "a million cells": Hostile(word(table(*[tc("甲") * 1000] * 1000))),
    "half a million small cells": Hostile(
        word("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 1000 + "</w:tr>") * 501 + "</w:tbl>" + BODY),
        is_slow=True,
    ),
    "one long text for every row": Hostile(word(TALL)),
    "styles in a circle": Hostile(
        word(BODY, styles=CIRCLE, numbering=numbering('<w:numStyleLink w:val="a"/>')), MEASURE
    ),
    "labels of a hundred thousand characters": Hostile(
        word(p("x", numbered=(1, 0)) * 2_000, numbering=numbering(MANY_LEVELS)), "11111"
    ),
    "numbers at the end of all numbers": Hostile(
        word(p(MEASURE, numbered=(1, 0)) * 3, numbering=numbering(level(0, "upperRoman", "%1. ", start=999_999_999))),
        MEASURE,
    ),
    "notes in notes": Hostile(
        word(
            BODY + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 1_000,
            footnotes='<w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/><w:t>注</w:t></w:r></w:p></w:footnote>',
        ),
        "［1］注",
    ),
    "NULs behind the archive": Hostile(always(docx(BODY) + bytes(1000)), MEASURE),
    "something before the archive": Hostile(always(b"\x7fELF" + docx(BODY))),
}
