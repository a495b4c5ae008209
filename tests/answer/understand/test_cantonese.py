from __future__ import annotations

import pytest

from answer.understand.dialect import to_standard
from index.normalize import normalize


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("邊兩個部門負責㗎？", "哪两个部门负责?"),
        ("呢兩樣入面，邊樣多啲，多幾多？", "这两样里面,哪样多些,多多少?"),
        ("申請表喺邊個網站攞？", "申请表在哪个网站拿?"),
        ("係咪由市教育局負責嘅？", "是不是由市教育局负责的?"),
        ("我冇香港戶口，有冇得申請？", "我没有香港户口,有没有得申请?"),
    ],
)
def test_cantonese_is_put_into_standard_chinese(written: str, meant: str) -> None:
    # 边两 may be standard Chinese; another word shows that it is not.
    assert to_standard(normalize(written)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "体系由哪些部分组成?",
        "周边两个区县怎么分工?",
        "海边度假区归谁管?",
        "煲仔饭点先有饭焦",
        "漏一项就得返工",
        "机场里头先建哪个?",
    ],
)
def test_standard_chinese_stays(text: str) -> None:
    assert to_standard(normalize(text)) == normalize(text)


def test_words_that_have_such_a_word_within_them_stay() -> None:
    assert to_standard(normalize("統計體系由邊條講？周邊嘅區呢？")) == "统计体系由哪条讲?周边的区呢?"
