from __future__ import annotations

import pytest

from ingest.parser import parse_policy

_ITEMS = [
    f"（{label}）支持企业。对在本市登记注册、依法纳税并且符合条件的企业给予奖励。（责任单位：市科技局、市财政局）"
    for label in "一二三四五六七八"
]


def _messages(text: str) -> list[str]:
    return [f"{warning.kind}: {warning.message}" for warning in parse_policy(text).warnings]


def test_a_right_text_has_no_warnings() -> None:
    assert _messages("\n".join(_ITEMS)) == []


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (lambda text: text.replace("。对", "。<br>对"), "网页代码"),
        (lambda text: text.replace("条件", "条■件"), "不该出现的符号"),
        (lambda text: text.replace("企业", "企 业"), "空格"),
        (lambda text: text.replace("符合", "符\n合"), "在句中断行"),
        (lambda text: text.replace("条件的", "条件，    支持的"), "两栏"),
        (lambda text: text.replace("（五）", "（五〕"), "编号认错"),
        (lambda text: text.replace("（五）", "（－）"), "编号认错"),
        (lambda text: text.replace("（五）", "五）"), "编号认错"),
    ],
)
def test_what_spoiled_the_text_is_said(spoiled: object, said: str) -> None:
    assert callable(spoiled)
    assert any(said in message for message in _messages(spoiled("\n".join(_ITEMS))))


def test_marks_and_breaks_within_tables_are_the_tables_own() -> None:
    table = "| 序号 | 任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 甲<br>乙 | 市科技局<br>市财政局 |"
    assert _messages("\n".join(_ITEMS) + "\n附件：清单\n" + table) == []
