from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from ingest.encodings import decode
from ingest.errors import SourceUnreadableError
from ingest.file_kinds import HTML, kind_of_bytes, kind_of_text
from ingest.reader import decode_source
from ingest.settings import DEFAULT_SOURCE
from tests.commands import run_python

BUILT_IN = DEFAULT_SOURCE.read_text(encoding="utf-8")
BODY = "<p>第一条 支持企业研发。</p>\n<p>第二条 推动场景开放。</p>\n<p>第三条 引进人才。</p>\n"
PAGES = {
    "page": f'<!DOCTYPE html>\n<html lang="zh"><head><title>政策</title></head><body>{BODY}</body></html>',
    "old page": f'<HTML>\n<HEAD><META content="text/html; charset=gb2312"></HEAD>\n<BODY>{BODY}</BODY></HTML>',
    "XHTML": f'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n<html>{BODY}</html>',
    "after a comment": f"<!-- saved from url -->\n\n<html>\n{BODY}</html>",
    "body alone": f"<body>\n{BODY}</body>",
    "piece of a page": f'<div class="content">\n{BODY}</div>',
    "archive of a page": f"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n{BODY}",
    "archive of a page by Word": f"MIME-Version: 1.0\nX-Document-Type: a\nContent-Type: multipart/related;\n\n{BODY}",
    "archive that begins otherwise": f"Date: 1\n 2\nContent-Type:\n multipart/related; boundary=a\n\n{BODY}",
    "archive of one part": f"From: 'Saved by Windows Internet Explorer'\nContent-Type: text/html\n\n{BODY}",
}


def packed(*names: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, BUILT_IN)
    return archive.getvalue()


def old(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le")


READ = {
    "Word": (packed("[Content_Types].xml", "word/document.xml"), "docx"),
    "Word with much in it": (packed("[Content_Types].xml", *map(str, range(2000)), "word/document.xml"), "docx"),
    "PDF": (b"\n\n%PDF-1.7\n", "pdf"),
    # One of ASCII alone would be read as a text without measures.
    "PDF in ASCII": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "pdf"),
    "PDF behind a mark": (b"\xef\xbb\xbf%PDF-1.4\n", "pdf"),
    "a page with a word on PDF": (b"<html>\n%PDF-1.7\n</html>", "html"),
    "old Word": (old("WordDocument"), "doc"),
    "RTF": (b"{\\rtf1\\ansi\\uc1 \\u19968?}", "rtf"),
}
REFUSED = {
    "Excel": packed("[Content_Types].xml", "xl/workbook.xml"),
    "PowerPoint": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "OFD": packed("OFD.xml", "Doc_0/Document.xml"),
    "电子书": packed("mimetypeapplication/epub+zip"),
    "OpenDocument": packed("mimetypeapplication/vnd.oasis.opendocument.text"),
    "压缩文件": packed("政策.md", "password/word"),
    "压缩文件（空）": packed(),
    "压缩文件（gzip）": gzip.compress(BUILT_IN.encode(), mtime=0),
    "压缩文件（bzip2）": b"BZh91AY&SY",
    "压缩文件（xz）": b"\xfd7zXZ\0",
    "压缩文件（rar）": b"Rar!\x1a\x07",
    "压缩文件（7z）": b"7z\xbc\xaf\x27\x1c",
    "图片（TIFF）": b"II*\0" + bytes(64),
    "图片（WebP）": b"RIFF\x10\0\0\0WEBPVP8 ",
    "图片（PNG）": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "图片（JPEG）": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
    "图片（GIF）": b"GIF89a" + bytes(64),
    "图片（BMP）": b"BM\x36\x10\0\0\0\0\0\0\x36\0",
    "图片（HEIC）": b"\0\0\0\x18ftypheic",
    "图片（PSD）": b"8BPS\0\x01",
    "音频或视频（MP4）": b"\0\0\0\x18ftypisom",
    "音频或视频（MP3）": b"ID3\x04\0\0",
    "音频或视频（WAV）": b"RIFF\x10\0\0\0WAVEfmt ",
    "程序（Windows）": b"MZ\x90\0\x03\0",
    "程序（Linux）": b"\x7fELF\x02",
    "CEB": b"Founder CEB 3.0\0",
    "CAJ": b"CAJ\0",
    "iWork": packed("Index/Document.iwa", "preview.jpg"),
    "电子邮件": b"Received: from a\r\nFrom: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n",
    "电子邮件（无附件）": b"Subject: a\nContent-Type: text/plain; charset=gbk\n\nhello\n",
    "旧版 Excel": old("Workbook"),
    "旧版 PowerPoint": old("PowerPoint Document"),
    "旧版 Word、Excel 或 WPS": old(""),
    "有密码的 Office": old("EncryptedPackage"),
    "PostScript": b"%!PS-Adobe-3.0\n",
    "数据库": b"SQLite format 3\0",
    "XML": b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>',
    "XML（图）": b'\xef\xbb\xbf<?xml version="1.0"?><svg/>',
    "JSON": DEFAULT_SOURCE.with_suffix(".json").read_bytes(),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", PAGES)
def test_a_web_page_is_told_in_every_encoding(page: str, encoding: str) -> None:
    data = PAGES[page].encode(encoding)
    assert HTML in (kind_of_bytes(data), kind_of_text(decode(data, "a.md")[0]))


@pytest.mark.parametrize("name", READ)
def test_what_is_read_is_told_by_its_bytes(name: str) -> None:
    data, identifier = READ[name]
    kind = kind_of_bytes(data)
    assert kind is not None
    assert kind.id == identifier


@pytest.mark.parametrize("name", REFUSED)
def test_other_files_are_called_by_their_names(name: str) -> None:
    kind = name.partition("（")[0]
    with pytest.raises(
        SourceUnreadableError, match=rf"^不能直接读取：a\.md（这是一个\s?{kind}[^（）]*(?:（EPUB）)?）。.*再试"
    ):
        decode_source(REFUSED[name], "a.md")


@pytest.mark.parametrize(
    "text",
    [
        BUILT_IN,
        "PKU 的若干措施\n\n第一条 支持。",
        "第一条 网页应当写明 <html> 标签。\n\n第二条 其他。" * 3,
        # As programs make Markdown of PDF.
        '<div align="center">\n\n# 若干措施\n\n</div>\n\n第一条 支持企业。\n\n第二条 引进人才。\n',
        "# 税目税率表\n\n第一条 税率如下。\n\n<table>\n<tr><td>税目</td><td>税率</td></tr>\n<tr><td>卷烟</td></tr>\n</table>\n",
        "[第一条] 支持企业。\n\n[第二条] 引进人才。",
        "{第一条} 支持企业。",
        "BM 计划若干措施\n\n第一条 支持企业。",
        "MZ 计划若干措施\n\n第一条 支持企业。",
        "RIFF 计划\n\n第一条 支持企业。",
        "Title: 若干措施\nDate: 2024-01-01\n\n第一条 支持企业。\n\nContent-Type: multipart/related\n",
        "第一条 请提交 %PDF-1.7 格式的文件。",
        "[" * 100_000,
    ],
)
def test_what_a_person_wrote_stays_text(text: str) -> None:
    assert (kind_of_bytes(text.encode()), kind_of_text(text)) == (None, None)


def test_an_archive_of_tar_is_no_text() -> None:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as file:
        file.addfile(tarfile.TarInfo("a.md"))
    with pytest.raises(SourceUnreadableError, match="认不出这是什么文件"):
        decode_source(archive.getvalue(), "a.tar")


@pytest.mark.parametrize("command", [("ingest", "{file}"), ("ingest",), ("index", "build"), ("answer", "谁负责")])
def test_every_command_says_so_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    table = tmp_path / "政策.docx"
    table.write_bytes(REFUSED["Excel"])
    arguments = [part.format(file=table) for part in command]
    done = run_python("-m", *arguments, POLICYQA_DOCUMENT=str(table), POLICYQA_LIBRARY=str(tmp_path / "library"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "这是一个 Excel 文件" in line
