from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ingest import reader
from ingest.errors import SourceMissingError, SourceUnreadableError
from ingest.parser import parse_policy
from ingest.reader import decode_source, read_source
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
    ],
    ids=["utf-8", "utf-8 with BOM", "gb18030", "utf-16 little endian", "utf-16 big endian"],
)
def test_encodings_give_the_same_text(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(data)
    source = read_source(path)
    assert (source.text, source.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_nothing(line_end: str) -> None:
    source = decode_source(TEXT.replace("\n", line_end).encode())
    assert source.text == TEXT
    assert listing(parse_policy(source.text)) == listing(parse_policy(TEXT))


def test_zero_width_characters_go() -> None:
    spoilt = "\u200b".join("（一）加强攻关。") + "\ufeff\u2060"
    assert decode_source(spoilt.encode()).text == "（一）加强攻关。"


def test_form_feeds_and_tabs_are_text() -> None:
    assert decode_source("（一）甲。\f\t乙。\v".encode()).text == "（一）甲。\f\t乙。\v"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "　\n".encode()])
def test_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="空的"):
        decode_source(data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(range(8)) * 50,
        b"plain\0text",
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        "".join(f"甲{chr(number)}" for number in range(1, 32)).encode(),
    ],
    ids=["archive", "NUL", "utf-32", "controls"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="不是文本文件"):
        decode_source(data)


def test_a_single_control_character_is_forgiven() -> None:
    assert decode_source(("甲" * 200 + "\x07").encode()).text.endswith("\x07")


@pytest.mark.parametrize(
    ("data", "position"),
    [(b"\xff\xff\xff", 0), (codecs.BOM_UTF8 + b"abc\xff", 3), (codecs.BOM_UTF16_LE + b"\x00\xd8", 0)],
)
def test_undecodable_bytes_are_refused_with_their_position(data: bytes, position: int) -> None:
    with pytest.raises(SourceUnreadableError, match=f"停在第 {position} 字节"):
        decode_source(data)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(SourceMissingError, match="找不到文件"):
            read_source(path)


def test_impossible_path_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="无法读取文件"):
        read_source(tmp_path / ("a" * 5000))


def test_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "policy.md"
    path.write_text("一" * 10, encoding="utf-8")
    monkeypatch.setattr(reader, "MAX_BYTES", 29)
    with pytest.raises(SourceUnreadableError, match="文件过大"):
        read_source(path)
