from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest

from ingest import reader
from ingest.errors import SourceMissingError, SourceUnreadableError
from ingest.formats.extracted import ExtractedText
from ingest.parser import parse_policy
from ingest.reader import MAX_BYTES, MAX_LINES, decode_source, read_source
from ingest.settings import DEFAULT_SOURCE
from tests.commands import run_python
from tests.ingest.formats.word.docx_files import docx, p
from tests.ingest.invariants import listing

TEXT = "某市若干措施\n\n（一）加强攻关。支持企业。（责任单位：市科技局）\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
    ids=[
        "utf-8",
        "utf-8 with BOM",
        "gb18030",
        "utf-16 little endian",
        "utf-16 big endian",
        "utf-16 little endian without BOM",
        "utf-16 big endian without BOM",
    ],
)
def test_encodings_give_the_same_text(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(data)
    source = read_source(path)
    assert (source.text, source.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_change_nothing(line_end: str) -> None:
    source = decode_source(TEXT.replace("\n", line_end).encode())
    assert source.text == TEXT
    assert listing(parse_policy(source.text)) == listing(parse_policy(TEXT))


def test_form_feeds_and_tabs_are_text() -> None:
    assert decode_source("（一）甲。\f\t乙。\v".encode()).text == "（一）甲。\f\t乙。\v"


@pytest.mark.parametrize(
    ("data", "position"),
    [(b"\xff\xff\xff", 0), (codecs.BOM_UTF8 + b"abc\xff", 6), (codecs.BOM_UTF16_LE + b"\x00\xd8", 2)],
)
def test_undecodable_bytes_are_refused_with_their_position(data: bytes, position: int) -> None:
    with pytest.raises(SourceUnreadableError, match=f"停在第 {position} 字节"):
        decode_source(data)


def test_what_is_not_there(tmp_path: Path) -> None:
    dangling = tmp_path / "dangling.md"
    dangling.symlink_to(tmp_path / "gone.md")
    circle = tmp_path / "circle.md"
    circle.symlink_to(circle)
    for path, reason in (
        (tmp_path / "none.md", "找不到文件"),
        (tmp_path, "是一个文件夹"),
        (dangling, "链接"),
        (circle, "链接"),
        (tmp_path / "a\0b", "找不到文件"),
    ):
        with pytest.raises(SourceMissingError, match=reason):
            read_source(path)


def test_pipe_is_refused_at_once(tmp_path: Path) -> None:
    # Whoever opens one waits until somebody writes.
    path = tmp_path / "pipe.md"
    os.mkfifo(path)
    with pytest.raises(SourceUnreadableError, match="不是普通文件"):
        read_source(path)


def test_device_is_refused() -> None:
    with pytest.raises(SourceUnreadableError, match="不是普通文件"):
        read_source(Path(os.devnull))


def test_link_to_a_policy_is_followed(tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.md").symlink_to("policy.md")
    assert read_source(tmp_path / "link.md").text == TEXT


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceUnreadableError, match=r"无法读取文件.*权限"):
        read_source(path)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that opens and cannot be read")
def test_file_that_cannot_be_read() -> None:
    with pytest.raises(SourceUnreadableError, match="无法读取文件"):
        read_source(Path("/proc/self/mem"))


def test_impossible_path_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="无法读取文件"):
        read_source(tmp_path / ("a" * 5000))


def test_message_is_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError) as caught:
        read_source(tmp_path / "a\nb\u2028c.md")
    assert len(str(caught.value).splitlines()) == 1


def test_largest_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_bytes(TEXT.encode() + b"x" * (MAX_BYTES - len(TEXT.encode())))
    assert len(read_source(path).text) == MAX_BYTES - len(TEXT.encode()) + len(TEXT)
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(SourceUnreadableError, match=r"文件过大.*上限 32 MB"):
        read_source(path)


def test_most_lines() -> None:
    text = "（一）甲。" + "\n" * (MAX_LINES - 1)
    assert decode_source(text.encode()).text == text
    with pytest.raises(SourceUnreadableError, match=f"文件过长.*{MAX_LINES + 1} 行.*上限 {MAX_LINES} 行"):
        decode_source(f"{text}\n".encode())


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["（一）" + "支持企业发展。" * 1_000_000, "（一）甲。\n" + "某市支持企业发展，" * 800_000 + "\n（二）乙。"],
    ids=["sentences on one line", "one endless sentence"],
)
def test_twenty_megabytes_are_read_and_parsed(text: str) -> None:
    # No clock: a step that looks at the line again for each of its characters would not end.
    data = text.encode()
    assert len(data) > 20 * 1000**2
    document = parse_policy(decode_source(data).text)
    assert sum(len(measure.text.replace("\n", "")) for measure in document.measures) == len(text.replace("\n", ""))


@pytest.mark.parametrize("invisible", ["", "\u200b", "\u200b\u00ad"])
def test_pages_begin_where_they_did_without_what_shows_nothing(invisible: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [f"甲{invisible}乙\n", "丙丁\n", f"{invisible}戊\n"]
    starts = (0, len(pages[0]), len(pages[0]) + len(pages[1]))
    monkeypatch.setattr(reader, "read_bounded", lambda *_: ExtractedText("".join(pages), (), starts))
    source = decode_source(b"%PDF-1.7\n", "a.pdf")
    assert [source.text[start:][:1] for start in source.pages] == ["甲", "丙", "戊"]
    assert (source.format, source.encoding) == ("pdf", "")


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    for data in (TEXT.encode("gb18030"), docx(p("第一条 支持企业。"))):
        path = tmp_path / "policy"
        path.write_bytes(data)
        assert read_source(path).original_digest == hashlib.sha256(data).hexdigest()


def test_plain_text_is_read_without_any_library_of_a_format() -> None:
    done = run_python("-X", "importtime", "-m", "ingest", str(DEFAULT_SOURCE))
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    rooms = {f"ingest.formats.{room}" for room in ("html", "pdf", "word")}
    assert "ingest.reader" in imported
    assert not (rooms | {"selectolax", "pypdfium2", "xml", "email", "zipfile"}) & imported
