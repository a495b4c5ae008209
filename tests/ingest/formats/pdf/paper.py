"""A writer of small PDF files that says of every character where it stands and what the file claims that it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

A4 = (595.0, 842.0)


@dataclass
class Sheet:
    """A page; places are in points from its top left corner, as in the readers."""

    size: tuple[float, float] = A4
    rotated: int = 0
    operations: list[str] = field(default_factory=list)
    characters: dict[str, int] = field(default_factory=dict)

    def text(self, x: float, y: float, text: str, size: float = 16, *, step: float = 1.0, angle: float = 0) -> Sheet:
        """Write a line on the base line ``y``; half as wide are the characters of ASCII."""
        for char in text:
            code = self.characters.setdefault(char, len(self.characters) + 1)
            turn = math.radians(angle)
            a, b = math.cos(turn), math.sin(turn)
            place = f"{a:.4f} {b:.4f} {-b:.4f} {a:.4f} {x:.2f} {self.size[1] - y:.2f} Tm"
            self.operations.append(f"BT /F {size} Tf {place} <{code:02X}> Tj ET")
            width = size * (0.5 if char.isascii() else 1.0) * step
            x, y = x + width * a, y - width * b
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a straight line."""
        height = self.size[1]
        self.operations.append(f"0.5 w {x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        """Draw all lines of a table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def picture(self, share: float = 1.0) -> Sheet:
        """Show a picture that covers a share of the page."""
        width, height = self.size
        self.operations.append(f"q {width:.2f} 0 0 {height * share:.2f} 0 0 cm /P Do Q")
        return self


def pdf(*sheets: Sheet, named: bool = True) -> bytes:
    """Write a file.

    Args:
        sheets: its pages.
        named: whether its fonts say which characters they show.
    """
    objects: list[bytes] = [b"", b""]
    kids = []
    for sheet in sheets:
        font = _font(objects, sheet, named=named)
        picture = _add(
            objects,
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
            b"stream\n\x80\nendstream",
        )
        stream = _add(objects, _stream("\n".join(sheet.operations)))
        resources = f"<</Font<</F {font} 0 R>>/XObject<</P {picture} 0 R>>>>"
        box = f"[0 0 {sheet.size[0]} {sheet.size[1]}]"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Rotate {sheet.rotated}/Resources{resources}/Contents {stream} 0 R>>"
        kids.append(_add(objects, page.encode()))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    return _file(objects)


def _add(objects: list[bytes], content: bytes) -> int:
    objects.append(content)
    return len(objects)


def _font(objects: list[bytes], sheet: Sheet, *, named: bool) -> int:
    """Make a font of one square for up to 255 characters, so that no font file is needed."""
    pairs = "\n".join(f"<{code:02X}> <{char.encode('utf-16-be').hex()}>" for char, code in sheet.characters.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(sheet.characters)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    unicode = _add(objects, _stream(cmap))
    square = _add(objects, _stream("1000 0 0 0 900 900 d1 100 0 800 800 re f"))
    widths = " ".join("500" if char.isascii() else "1000" for char in sheet.characters)
    names = [f"/c{code}" for code in sheet.characters.values()]
    shapes = "".join(f"{name} {square} 0 R" for name in names)
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 -120 1000 880]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<{shapes}>>"
        f"/Encoding<</Type/Encoding/Differences[1 {''.join(names)}]>>/FirstChar 1/LastChar {len(names)}/Widths[{widths}]"
        f"/Resources<<>>{f'/ToUnicode {unicode} 0 R' if named else ''}>>"
    )
    return _add(objects, font.encode())


def _stream(content: str) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content.encode())


def _file(objects: list[bytes]) -> bytes:
    written = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, entries)
    return written + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
