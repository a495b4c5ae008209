from __future__ import annotations

import pytest

from ingest.errors import SourceUnreadableError
from ingest.plausible import PLAUSIBLE, share_of_common
from ingest.reader import decode_source
from ingest.settings import DEFAULT_SOURCE

BUILT_IN = DEFAULT_SOURCE.read_text(encoding="utf-8")
TRADITIONAL = "# 關於促進社區養老服務的若干措施\n\n第一條 支持社區食堂建設。對新建社區食堂給予一次性補貼10萬元。（責任單位：市民政局、市財政局）\n"
SHORT = "第一條 支持創新。\n"
JAPANESE = (
    "第一条　この法律は、人工知能の研究開発及び活用の推進に関する施策の基本となる事項を定めることを目的とする。\n"
)
KOREAN = (
    "제1조(목적) 이 법은 인공지능의 건전한 발전과 신뢰 기반 조성에 필요한 기본적인 사항을 규정함을 목적으로 한다.\n"
)


@pytest.mark.parametrize("text", [TRADITIONAL, SHORT, TRADITIONAL * 50])
@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5_is_read_as_it_is_and_said(text: str, encoding: str) -> None:
    source = decode_source(text.encode(encoding), "a.md")
    assert source.text == text
    assert [(warning.kind, warning.line) for warning in source.warnings] == [("encoding", 1)]
    assert "Big5" in source.warnings[0].message


@pytest.mark.parametrize("text", [TRADITIONAL, SHORT, BUILT_IN, "第一条 支持创新。\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_all_that_is_read_without_doubt_is_read_without_a_word(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    source = decode_source(data, "a.md")
    assert (source.text, source.warnings) == (data.decode(encoding), ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(JAPANESE, "shift_jis"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (BUILT_IN, "shift_jis"), (BUILT_IN, "euc_kr")],
)
def test_other_encodings_are_refused_in_one_line(text: str, encoding: str) -> None:
    with pytest.raises(SourceUnreadableError, match=r"认不出编码：a\.md.*另存为 UTF-8"):
        decode_source(text.encode(encoding, "ignore"), "a.md")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.encode("utf-8").decode("gb18030", "replace"),
        lambda text: text.encode("gb18030").decode("latin-1"),
        lambda text: text.encode("big5", "ignore").decode("gb18030", "replace"),
    ],
)
def test_what_was_spoilt_before_and_saved_is_read_with_a_warning(damage: object) -> None:
    assert callable(damage)
    source = decode_source(damage(BUILT_IN).encode("utf-8"), "a.md")
    assert "encoding" in {warning.kind for warning in source.warnings}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("", 1, 1),
        ("plain ASCII, 1. 2. 3.", 1, 1),
        ("“——”！？①②…", 1, 1),
        (BUILT_IN, 0.97, 1),
        (TRADITIONAL, 0.97, 1),
        ("深圳市龙岗区坪地街道", 0.8, 1),
        (TRADITIONAL.encode("big5").decode("gb18030"), 0, 0.5),
        (JAPANESE, 0, 0.7),
        (KOREAN, 0, 0),
    ],
)
def test_how_common_the_characters_are(text: str, low: float, high: float) -> None:
    assert low <= share_of_common(text) <= high
    assert PLAUSIBLE == 0.8
