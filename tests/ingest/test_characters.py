from __future__ import annotations

import codecs

import pytest

from ingest.characters import clean
from ingest.corpus_files import load_policy
from ingest.errors import SourceUnreadableError
from ingest.models import ParseWarning
from ingest.parser import parse_policy
from ingest.reader import decode_source
from tests.ingest.invariants import listing

TEXT = "某市若干措施\n\n（一）加强攻关。支持企业。（责任单位：市科技局）\n"
INVISIBLE = [*"\u200b\u200c\u200d\u2060\ufeff\u00ad", *"\u200e\u200f\u202a\u202e\u2066\u2069\u061c", "\ufe0f"]


@pytest.mark.parametrize("char", INVISIBLE, ids=lambda char: f"U+{ord(char):04X}")
def test_characters_that_show_nothing_go_and_are_reported(char: str) -> None:
    # One in front of the label, one in it, one in the word that opens the agencies.
    spoilt = TEXT.replace("（一", f"{char}（{char}一").replace("责任", f"责{char}任")
    text, (warning,) = clean(spoilt, "a.md")
    assert text == TEXT
    assert (warning.kind, warning.line) == ("invisible_characters", 3)
    assert "有 3 个不显示的字符" in warning.message
    assert listing(parse_policy(text)) == listing(parse_policy(TEXT))


def test_a_few_control_characters_are_left_out_and_reported() -> None:
    text, (warning,) = clean("甲" * 200 + "\n乙\x07\x1b", "a.md")
    assert text == "甲" * 200 + "\n乙"
    assert (warning.kind, warning.line) == ("invisible_characters", 2)


def test_clean_text_has_nothing_to_report() -> None:
    assert clean(TEXT, "a.md") == (TEXT, ())


def test_characters_that_a_converter_lost_are_reported() -> None:
    text, (warning,) = clean("甲\n（一）支\ufffd企\ufffd。", "a.md")
    assert text == "甲\n（一）支\ufffd企\ufffd。"
    assert (warning.kind, warning.line) == ("lost_characters", 2)
    assert "有 2 个字在转换编码时丢失" in warning.message


def test_warnings_of_the_reader_are_among_those_of_the_document() -> None:
    source = decode_source(b"\n" + "一、甲\n（一）乙\u200b。\n（三）丙。".encode())
    document = parse_policy(source.text, None, source.warnings)
    assert [(warning.kind, warning.line) for warning in document.warnings] == [
        ("invisible_characters", 3),
        ("numbering", 4),
    ]
    assert load_policy().warnings == tuple(sorted(load_policy().warnings, key=_line))


def _line(warning: ParseWarning) -> int:
    return warning.line


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "　\n".encode(), "\u200b\u2060 \u202e".encode()])
def test_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="空的"):
        decode_source(data)


@pytest.mark.parametrize(
    "data",
    [
        b"plain\0text",
        b"\0",
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        "".join(f"甲{chr(number)}" for number in range(1, 32)).encode(),
        bytes(range(32)) * 50,
    ],
    ids=["NUL", "only NUL", "utf-32", "controls", "many controls"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="认不出这是什么文件"):
        decode_source(data)
