from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar.blocks import STRAY, read_blocks
from ingest.grammar.lines import LineKind

TEXT = "　　某市若干措施\n\n（一）建设平台。\n1\t甲\t\n\t\t乙\t丙\n— 3 —\n"


def test_lines_become_blocks_with_their_places() -> None:
    blocks = read_blocks(TEXT)
    assert [(block.line, block.kind, block.text) for block in blocks] == [
        (1, LineKind.TEXT, "某市若干措施"),
        (3, LineKind.ITEM, "（一）建设平台。"),
        (4, LineKind.TABLE_ROW, "1\t甲\t"),
        (5, LineKind.TABLE_ROW, "\t\t乙\t丙"),
        (6, LineKind.PAGE_NUMBER, "— 3 —"),
    ]


@settings(derandomize=True, database=None, max_examples=300)
@given(st.lists(st.text("甲一、（）1.\t |。　 ", max_size=12), max_size=8).map("\n".join))
def test_blocks_are_slices_that_leave_nothing_but_space(source: str) -> None:
    blocks, end = read_blocks(source), 0
    for block in blocks:
        assert block.span.of(source) == block.text
        assert not source[end : block.start].strip()
        assert block.line == source.count("\n", 0, block.start) + 1
        end = block.end
    assert not source[end:].strip()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("（一）建设平台。", "建设平台。"),
        ("第十二条　为了甲。", "为了甲。"),
        ("## 一、总则", "总则"),
        ("支持企业。", "支持企业。"),
    ],
)
def test_what_a_line_says_behind_its_label(text: str, rest: str) -> None:
    (block,) = read_blocks(text)
    assert block.rest == rest


@pytest.mark.parametrize(("text", "finished"), [("甲。", True), ("甲：", True), ("甲", False), ("甲，", False)])
def test_finished(text: str, finished: bool) -> None:
    (block,) = read_blocks(text)
    assert block.finished is finished


def test_stray_lines_have_no_label() -> None:
    assert not any(block.is_labelled for block in read_blocks("— 3 —\nhttp://a.b\n（此件公开发布）"))
    assert {block.kind for block in read_blocks("— 3 —\nhttp://a.b\n（此件公开发布）\n2023年5月31日")} <= STRAY.keys()
