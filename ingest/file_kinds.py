"""What a file is that is no plain text, told by how it begins, and what its owner can do about it."""

from __future__ import annotations

import json
import re

_AS_TEXT = "请另存为纯文本（UTF-8）后再试"
_WEB_PAGE = "网页（HTML 文件）"
_PICTURE = "图片文件"
_PACKED = "压缩文件"
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", "旧版 Word、Excel 或 WPS 文件"),
    (b"{\\rtf", " RTF 文件"),
    (b"%!PS", " PostScript 文件"),
    (b"SQLite format 3", "数据库文件"),
    *((start, _PICTURE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    *(
        (start, _PACKED)
        for start in (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"Rar!", b"7z\xbc\xaf", b"PK\x05\x06")
    ),
)
_IN_ARCHIVE = (
    (b"word/", " Word 文件"),
    (b"xl/", " Excel 文件"),
    (b"ppt/", " PowerPoint 文件"),
    (b"OFD.xml", " OFD 文件"),
    (b"mimetypeapplication/epub", "电子书（EPUB）"),
    (b"mimetypeapplication/vnd.oasis", " OpenDocument 文件"),
)
"""Names in an archive, which are never packed themselves."""
_ADVICE = {
    _WEB_PAGE: "请在浏览器中打开它，把正文另存为纯文本或 Markdown（UTF-8）后再试",
    _PICTURE: "请识别其中的文字，另存为纯文本（UTF-8）后再试",
    _PACKED: "请解压，把其中的政策正文另存为纯文本（UTF-8）后再试",
}
_HEAD_BYTES = 4096
_PAGE = re.compile(
    rb"<(?:html|head|body)[\s>]|<[!?].*?<(?:html|head|body)[\s>]|<!doctype\s+html"
    rb"|(?:from|mime-version|subject|snapshot-content-location):.*?multipart/related",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins, also behind comments and declarations, and an archive that a browser keeps one in."""
_TAGS = re.compile(
    r"\s*</?(?:p|div|span|section|article|ul|ol|li|h[1-6]|meta|link|script|style)\b[^<]*>", re.IGNORECASE
)
"""Not those of tables, which Markdown has none of its own for."""


def kind_of_bytes(data: bytes) -> str:
    """Name the kind of a file that is no text, as in 「这是一个…」; empty for what may be one."""
    head = data[:_HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return " PDF 文件"
    if data.startswith(b"PK\x03\x04"):
        # The list of what is in an archive stands at its end.
        names = head + data[-65536:]
        return next((kind for name, kind in _IN_ARCHIVE if name in names), _PACKED)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _PICTURE
    for start, kind in _BEGINNINGS:
        if data.startswith(start):
            return kind
    # Without the NULs, UTF-16 is read here as well.
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if _PAGE.match(text):
        return _WEB_PAGE
    return " XML 文件" if text.startswith(b"<?xml") else ""


def kind_of_text(text: str) -> str:
    """The same for what is text, but not one that a person wrote: a piece of a web page, or JSON."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and sum(bool(_TAGS.match(line)) for line in lines) * 2 > len(lines):
        return _WEB_PAGE
    if text.lstrip()[:1] in ("{", "["):
        try:
            json.loads(text)
        except ValueError:
            return ""
        return " JSON 文件"
    return ""


def no_text(kind: str, name: str) -> str:
    """Say what a file is and what to do."""
    return f"不是文本文件：{name}（这是一个{kind}）。{_ADVICE.get(kind, _AS_TEXT)}。"
