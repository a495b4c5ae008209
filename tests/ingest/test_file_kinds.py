from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from ingest.errors import SourceUnreadableError
from ingest.file_kinds import kind_of_bytes, kind_of_text
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
}


def packed(*names: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, BUILT_IN)
    return archive.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", PAGES)
def test_a_web_page_is_told_with_what_to_do(page: str, encoding: str) -> None:
    with pytest.raises(SourceUnreadableError, match=r"a\.md（这是一个网页.*浏览器.*另存为纯文本"):
        decode_source(PAGES[page].encode(encoding), "a.md")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "Word"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (packed("政策.md"), "压缩文件"),
        (packed(), "压缩文件"),
        (b"\n\n%PDF-1.7\n", "PDF"),
        (b"II*\0" + bytes(64), "图片"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "图片"),
        (b"BZh91AY&SY", "压缩文件"),
        (b"\xfd7zXZ\0", "压缩文件"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>', "XML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><svg/>', "XML"),
        (DEFAULT_SOURCE.with_suffix(".json").read_bytes(), "JSON"),
    ],
)
def test_other_files_are_called_by_their_names(data: bytes, kind: str) -> None:
    with pytest.raises(SourceUnreadableError, match=f"这是一个.*{kind}.*再试"):
        decode_source(data, "a.md")


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
    ],
)
def test_what_a_person_wrote_stays_text(text: str) -> None:
    assert (kind_of_bytes(text.encode()), kind_of_text(text)) == ("", "")


def test_an_archive_of_tar_is_no_text() -> None:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as file:
        file.addfile(tarfile.TarInfo("a.md"))
    with pytest.raises(SourceUnreadableError, match="不是文本文件"):
        decode_source(archive.getvalue(), "a.tar")


@pytest.mark.parametrize("command", [("ingest", "{file}"), ("ingest",), ("index", "build"), ("answer", "谁负责")])
def test_every_command_says_so_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    page = tmp_path / "政策.html"
    page.write_text(PAGES["page"], encoding="utf-8")
    arguments = [part.format(file=page) for part in command]
    done = run_python("-m", *arguments, POLICYQA_DOCUMENT=str(page), POLICYQA_INDEX_DIR=str(tmp_path / "index"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "这是一个网页" in line
