"""Files of other kinds, of no kind and of two kinds, and wrong suffixes."""

from __future__ import annotations

from ingest.reader import MAX_BYTES
from tests.ingest.formats.hostile.case import MEASURE, POLICY, Hostile
from tests.ingest.formats.hostile.page_files import BODY as PAGE_BODY
from tests.ingest.formats.hostile.page_files import page
from tests.ingest.formats.hostile.pdf_files import pdf
from tests.ingest.formats.hostile.word_files import BODY, OLE, always
from tests.ingest.formats.word.docx_files import docx, members, pack

TEXT = f"{POLICY}\n{MEASURE}\n"
WORD = docx(BODY)

OTHER_FILES = {
    "nothing": Hostile(always(b"")),
    "white space": Hostile(always(b" \n\t" * 1000), suffix=".md"),
    "NULs": Hostile(always(bytes(100_000))),
    "a text with NULs": Hostile(always(TEXT.encode().replace("企".encode(), b"\0")), suffix=".txt"),
    "more than 32 MB": Hostile(always(WORD + bytes(MAX_BYTES))),
    "33 MB of text": Hostile(always(TEXT.encode() * (MAX_BYTES // len(TEXT.encode()) + 1)), suffix=".md"),
    **{
        f"Word as {suffix}": Hostile(always(WORD), MEASURE, suffix)
        for suffix in (".pdf", ".html", ".md", ".txt", ".doc", "")
    },
    **{
        f"text as {suffix}": Hostile(always(TEXT.encode()), MEASURE, suffix)
        for suffix in (".docx", ".pdf", ".html", ".doc")
    },
    **{f"a page as {suffix}": Hostile(page(PAGE_BODY), MEASURE, suffix) for suffix in (".docx", ".pdf", ".md", ".doc")},
    **{f"a PDF as {suffix}": Hostile(always(pdf()), None, suffix) for suffix in (".docx", ".html", ".md")},
    "tables that begin and never end": Hostile(always(TEXT.encode() + b"<table>" * 20_000), MEASURE, ".md"),
    "a hundred thousand tables in a text": Hostile(
        always(TEXT.encode() + b"<table><tr><td>" * 100_000 + b"</td></tr></table>" * 100_000), suffix=".md"
    ),
    "a cell over a billion in a text": Hostile(
        always(f"{TEXT}<table><tr><td rowspan=1000000000 colspan=1000000000>甲</td></tr></table>".encode()),
        MEASURE,
        ".md",
    ),
    "a hundred thousand brackets": Hostile(always(TEXT.encode() + b"[(" * 50_000), MEASURE, ".md"),
    "a hundred thousand signs": Hostile(always(TEXT.encode() + b"**_a_ " * 20_000), MEASURE, ".md"),
    "a message without end": Hostile(always(b"From: a\nMIME-Version: 1.0\n" + b"X: y\n z\n" * 300_000), suffix=".eml"),
    "a spreadsheet as Word": Hostile(always(pack({"xl/workbook.xml": b"<a/>"}))),
    "a picture as Word": Hostile(always(b"\x89PNG\r\n\x1a\n" + bytes(1000))),
    "an old spreadsheet as old Word": Hostile(always(OLE + bytes(504) + "Workbook".encode("utf-16-le")), suffix=".doc"),
    "RTF with an object": Hostile(always(b"{\\rtf1{\\object\\objdata 0105}}" + b"{" * 100_000), suffix=".doc"),
    "a program": Hostile(always(b"MZ\x90\0" + bytes(range(256)) * 100), suffix=".docx"),
    "a PDF in an archive": Hostile(lambda _: pack({"a.pdf": pdf()}, 0), suffix=".pdf"),
    "an archive in a PDF": Hostile(always(pdf() + WORD), None, ".docx"),
    "Word with the head of a PDF inside": Hostile(
        lambda _: pack({**members(BODY), "%PDF-1.7": b"\n%PDF-1.7\n"}, 0), MEASURE
    ),
    "an archive of an archive": Hostile(lambda _: pack({"a.docx": WORD}), suffix=".docx"),
    "XML that is a document": Hostile(
        always(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), suffix=".xml"
    ),
    "a drawing": Hostile(always(b'<?xml version="1.0"?><svg onload="x"/>'), suffix=".html"),
}
