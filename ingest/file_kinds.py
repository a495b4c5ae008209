"""What a file is, told by how it begins and never by its name, and what its owner can do about a kind that is not read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ingest.errors import SourceUnreadableError

_IN_WORD = "请用 Word 或 WPS 打开它，另存为 docx 后再试"
_IN_OFFICE = "请用 Office 或 WPS 打开它，把其中的政策正文另存为 docx 或纯文本（UTF-8）后再试"
_AS_TEXT = "请把政策正文另存为 docx 或纯文本（UTF-8）后再试"
_ANOTHER = "请改用政策正文的 docx、PDF 或网页文件再试"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        id: for programs.
        name: for people, as in 「这是一个…」.
        advice: what to do where it is not read.
    """

    id: str
    name: str
    advice: str = _AS_TEXT


DOCX = Kind("docx", " Word 文件", _IN_WORD)
PDF = Kind("pdf", " PDF 文件")
HTML = Kind("html", "网页（HTML 文件）", "请在浏览器中打开它，把正文另存为纯文本或 Markdown（UTF-8）后再试")
MARKDOWN = Kind("markdown", "带 HTML 表格的文本")
DOC = Kind("doc", "旧版 Word 或 WPS 文件", _IN_WORD)
RTF = Kind("rtf", " RTF 文件", _IN_WORD)
_JSON = Kind("json", " JSON 文件")
_XML = Kind("xml", " XML 文件", _IN_WORD)
_OLE = Kind("ole", "旧版 Word、Excel 或 WPS 文件", _IN_WORD)
_PICTURE = Kind("image", "图片文件", "请识别其中的文字，另存为 docx 或纯文本（UTF-8）后再试")
_MESSAGE = Kind("message", "电子邮件", "请打开它，把其中的政策正文或附件另存为 docx 或纯文本（UTF-8）后再试")
_RECORDING = Kind("media", "音频或视频文件", _ANOTHER)
_PROGRAM = Kind("program", "程序文件", _ANOTHER)
_PACKED = Kind("archive", "压缩文件", "请解压，选出其中的政策正文后再试")
_IN_OLE = (
    ("EncryptedPackage", Kind("encrypted", "有密码的 Office 文件", "请打开它，去掉密码后另存，再试一次")),
    ("PowerPoint Document", Kind("ppt", "旧版 PowerPoint 文件", _IN_OFFICE)),
    ("WordDocument", DOC),
    ("Workbook", Kind("xls", "旧版 Excel 文件", _IN_OFFICE)),
    ("Book", Kind("xls", "旧版 Excel 文件", _IN_OFFICE)),
)
"""Names of streams in the container that old programs wrote."""
_BEGINNINGS = (
    (b"{\\rtf", RTF),
    (b"%!PS", Kind("ps", " PostScript 文件", "请把它转成 PDF 后再试")),
    (b"SQLite format 3", Kind("database", "数据库文件")),
    (b"Founder CEB", Kind("ceb", " CEB 文件", "请用 Apabi 阅读器打开它，打印成 PDF 后再试")),
    (b"CAJ\0", Kind("caj", " CAJ 文件", "请用 CAJViewer 打开它，另存为 PDF 后再试")),
    (b"\x7fELF", _PROGRAM),
    *((start, _RECORDING) for start in (b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"fLaC\0", b"\x1aE\xdf\xa3")),
    *((start, _PICTURE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"8BPS", b"AT&TFORM")),
    *(
        (start, _PACKED)
        for start in (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"Rar!", b"7z\xbc\xaf", b"PK\x05\x06")
    ),
)
_IN_ARCHIVE = (
    (b"word/", DOCX),
    (b"xl/", Kind("xlsx", " Excel 文件", _IN_OFFICE)),
    (b"ppt/", Kind("pptx", " PowerPoint 文件", _IN_OFFICE)),
    (b"OFD.xml", Kind("ofd", " OFD 文件", "请用 OFD 阅读器打开它，导出为 PDF 或 docx 后再试")),
    (b"Index/Document.iwa", Kind("iwork", " iWork 文件", "请打开它，导出为 docx 或 PDF 后再试")),
    (b"mimetypeapplication/epub", Kind("epub", "电子书（EPUB）")),
    (b"mimetypeapplication/vnd.oasis", Kind("odf", " OpenDocument 文件", _IN_WORD)),
)
"""Names in an archive, which are never packed themselves."""
_NAME_IN_ARCHIVE = b"(?:PK\x03\x04.{26}|PK\x01\x02.{42})"
"""What stands before one, with the member and again in the list at the end."""
_HEAD_BYTES = 4096
_ENDS_BYTES = 65536
_PDF = re.compile(rb"(?:^|[\r\n\xbf])%PDF-\d")
_PAGE = re.compile(
    rb"<(?:html|head|body)[\s>]|<[!?].*?<(?:html|head|body)[\s>]|<!doctype\s+html",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins, also behind comments and declarations."""
_FIELDS = rb"\s*+(?:[a-z][a-z0-9-]*+:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+\r?\n)*?"
"""Lines at the head of a message: names and values, which go on in lines that begin with a blank."""
_ARCHIVE = re.compile(_FIELDS + rb"content-type:\s*+(?:multipart/related|text/html)", re.IGNORECASE)
_ANY_MESSAGE = re.compile(_FIELDS + rb"(?:mime-version|received|content-type)\s*+:", re.IGNORECASE)
_TAGS = re.compile(
    r"\s*</?(?:p|div|span|section|article|ul|ol|li|h[1-6]|meta|link|script|style)\b[^<]*>", re.IGNORECASE
)
"""Not those of tables, which Markdown has none of its own for."""


def kind_of_bytes(data: bytes) -> Kind | None:
    """Tell the kind of a file that is no plain text; None for what may be one."""
    head = data[:_HEAD_BYTES]
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((kind for stream, kind in _IN_OLE if stream.encode("utf-16-le") in data), _OLE)
    known = next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None)
    return known or _kind_by_places(head) or _kind_of_markup(head)


def kind_of_text(text: str) -> Kind | None:
    """The same for what is text, but not one that a person wrote: a piece of a web page, or JSON."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and sum(bool(_TAGS.match(line)) for line in lines) * 2 > len(lines):
        return HTML
    if text.lstrip()[:1] in ("{", "["):
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return None
        return _JSON
    return None


def refused(kind: Kind, name: str) -> SourceUnreadableError:
    """Say what a file is and what to do."""
    return SourceUnreadableError(f"不能直接读取：{name}（这是一个{kind.name}）。{kind.advice}。")


def holds_page(data: bytes) -> bool:
    """Tell an archive that a browser keeps a page in (MHTML)."""
    return _ARCHIVE.match(data[:_HEAD_BYTES]) is not None


def _kind_by_places(head: bytes) -> Kind | None:
    """Tell what begins like a text might, by what stands further on."""
    brand = head[8:12]
    if head[:4] == b"RIFF":
        return {b"WEBP": _PICTURE, b"WAVE": _RECORDING, b"AVI ": _RECORDING}.get(brand)
    if head[4:8] == b"ftyp":
        return _PICTURE if brand in (b"heic", b"heix", b"mif1", b"msf1", b"avif") else _RECORDING
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return _PICTURE
    return _PROGRAM if head[:2] == b"MZ" and 0 in head[:64] else None


def _kind_of_markup(head: bytes) -> Kind | None:
    # Without the NULs, UTF-16 is read here as well.
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if _PAGE.match(text) or holds_page(text):
        return HTML
    if _ANY_MESSAGE.match(text):
        return _MESSAGE
    if _PDF.search(head[:1024]):
        return PDF
    return _XML if text.startswith(b"<?xml") else None


def _kind_of_archive(data: bytes) -> Kind:
    # The list of what is in an archive stands at its end.
    ends = data[:_ENDS_BYTES] + data[-_ENDS_BYTES:]
    for name, kind in _IN_ARCHIVE:
        if re.search(_NAME_IN_ARCHIVE + re.escape(name), ends, re.DOTALL):
            return kind
    return _PACKED
