from __future__ import annotations

import codecs

import pytest

from ingest.encodings import decode
from ingest.errors import SourceUnreadableError
from ingest.settings import DEFAULT_SOURCE

BUILT_IN = DEFAULT_SOURCE.read_text(encoding="utf-8")
ONE_LINE = "（一）加强攻关。支持企业。（责任单位：市科技局）"


@pytest.mark.parametrize(
    "text", [BUILT_IN, ONE_LINE, "\n第一条 甲", "\r第一条 甲！"], ids=["policy", "one line", "short", "old line ends"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_without_a_mark_every_encoding_is_told_by_its_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.md") == (text, encoding)


@pytest.mark.parametrize("place", [1, 100, 5000], ids=["at its begin", "early", "in the middle"])
def test_damaged_utf_8_is_not_taken_for_another_encoding(place: int) -> None:
    data = BUILT_IN.encode()
    start = data.index("责".encode(), place) + 1
    line = data.count(b"\n", 0, start) + 1
    with pytest.raises(SourceUnreadableError, match=f"第 {line} 行）。这是 UTF-8 文本，但此处已损坏"):
        decode(data[:start] + data[start + 1 :], "a.md")


def test_utf_8_that_was_cut_off_in_a_character() -> None:
    with pytest.raises(SourceUnreadableError, match="已损坏"):
        decode(ONE_LINE.encode()[:-1], "a.md")


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_half_a_character_is_refused(bom: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="停在第 2 字节，第 1 行"):
        decode(bom + b"\xd8\xd8\xd8\xd8", "a.md")


def test_bytes_of_no_encoding() -> None:
    with pytest.raises(SourceUnreadableError, match="停在第 4 字节，第 2 行）。支持 UTF-8、UTF-16 与 GB18030"):
        decode(b"abc\n\xff\xff", "a.md")


def test_two_encodings_in_one_file_are_told_apart_where_the_second_begins() -> None:
    first = "第一行。\n第二行说一些话。\n".encode()
    with pytest.raises(SourceUnreadableError, match=f"停在第 {len(first)} 字节，第 3 行）。在此之前是 UTF-8"):
        decode(first + "第三行说别的话。\n".encode("gb18030") + b"\xff\xff", "a.md")
