"""Hostile PDF files, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from tests.ingest.formats.hostile.case import Bait, Hostile

TEXT = "Article 1. Support for enterprises."
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CONTENT = f"BT /F1 12 Tf 50 700 Td ({TEXT}) Tj ET".encode()


def stream(data: bytes, more: bytes = b"", length: int | None = None) -> bytes:
    """Write a stream; ``length`` is what it claims to have."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data) if length is None else length, more, data)


def pdf(objects: Mapping[int, bytes] | None = None, trailer: bytes = b"") -> bytes:
    """Write a file with one page, some of its objects in other shape."""
    chosen = {1: CATALOG, 2: PAGES, 3: PAGE, 4: stream(CONTENT), 5: FONT, **(objects or {})}
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", {}
    for number, content in sorted(chosen.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    size = max(chosen) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, size))
    return data + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def of(objects: Mapping[int, bytes] | None = None, trailer: bytes = b"") -> Callable[[Bait], bytes]:
    return lambda bait: pdf(
        {number: data.replace(b"URL", bait.url.encode()) for number, data in (objects or {}).items()}, trailer
    )


def case(objects: Mapping[int, bytes], text: str | None = None, *, is_slow: bool = False) -> Hostile:
    return Hostile(of(objects), text, ".pdf", is_slow)


DEEP = b"[" * 100_000 + b"]" * 100_000
BROKEN_CMAP = stream(b"begincmap 1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange <<<< endcmap")
ENCRYPTED = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
    b"1" * 64,
    b"2" * 64,
)

PDF_FILES = {
    "no text at all": case({4: stream(b"0 0 100 100 re f")}, ""),
    "JavaScript": case(
        {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\('URL'\\)) >> >>"}
    ),
    "an action that starts a program": case(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (calc.exe) >> /AA << /WC << /S /URI /URI (URL) >> >> >>"
        }
    ),
    "files in the file": case(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >> >>",
            6: b"<< /Type /Filespec /F (../../a.exe) /EF << /F 7 0 R >> >>",
            7: stream(b"MZ"),
        }
    ),
    "a stream in another file": case({4: b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"}),
    "pages in a circle": case({2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 /Parent 2 0 R >>"}),
    "a million pages claimed": case({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"}),
    "one page a hundred thousand times": case(
        {2: b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>"}
    ),
    "a page that is its own content": case({4: b"3 0 R"}),
    "a font of nothing": case(
        {5: b"<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"}
    ),
    "a broken map of characters": case({5: FONT[:-2] + b"/ToUnicode 6 0 R >>", 6: BROKEN_CMAP}),
    "a hundred thousand levels of lists": case({6: DEEP, 4: stream(b"BT " + DEEP + b" TJ ET")}),
    "a bomb in a stream": case({4: stream(zlib.compress(bytes(300_000_000)), b"/Filter /FlateDecode")}),
    "a bomb in bombs": case(
        {4: stream(zlib.compress(zlib.compress(bytes(100_000_000))), b"/Filter [/FlateDecode /FlateDecode]")}
    ),
    "a form that draws itself": case(
        is_slow=True,
        objects={
            3: PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"),
            4: stream(b"/X Do"),
            6: stream(
                b"/X Do /X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            ),
        },
    ),
    "a stream of four gigabytes, as it says": case({4: stream(CONTENT, length=4_000_000_000)}),
    "a table of objects in a circle": Hostile(
        lambda _: (data := pdf()).replace(b"/Root", b"/Prev %d /Root" % data.index(b"xref\n0")), None, ".pdf"
    ),
    "a table of objects of a billion": Hostile(
        lambda _: pdf().replace(b"xref\n0 6", b"xref\n0 999999999"), None, ".pdf"
    ),
    "a page without end": case({3: PAGE.replace(b"[0 0 595 842]", b"[0 0 1e12 inf]")}),
    "a page of nothing": case({3: PAGE.replace(b"[0 0 595 842]", b"[0 0 0 0]")}),
    "words at the end of the world": case({4: stream(CONTENT.replace(b"ET", b"1e30 1e38 Td (x) Tj ET"))}),
    "two hundred thousand strokes": case(
        {4: stream(b"".join(b"%d %d m %d 0 l S " % (n % 595, n % 842, n * 7 % 595) for n in range(200_000)) + CONTENT)}
    ),
    "letters upon letters": case(
        {4: stream(b"BT /F1 12 Tf 50 700 Td " + b"(a) Tj -6 0 Td " * 5_000 + b"ET")}, is_slow=True
    ),
    "no table of objects": Hostile(lambda _: pdf().partition(b"xref")[0], None, ".pdf"),
    "half a PDF": Hostile(lambda _: pdf()[:200], None, ".pdf"),
    "the head of a PDF": Hostile(lambda _: b"%PDF-1.7\n", "", ".pdf"),
    "a PDF of rubbish": Hostile(lambda _: b"%PDF-1.7\n" + bytes(range(256)) * 1000, "", ".pdf"),
    "an encrypted PDF": Hostile(of(trailer=ENCRYPTED), "", ".pdf"),
}
