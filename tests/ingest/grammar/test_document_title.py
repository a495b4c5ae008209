from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.document_title import (
    find_title_lines,
    is_above_title,
    is_document_number,
    joined,
    policy_title_blocks,
    promulgated_title,
)


def test_title_ends_before_the_next_heading() -> None:
    blocks = read_blocks("# 某市若干措施\n## 一、总则")
    assert [block.text for block in find_title_lines(blocks)] == ["# 某市若干措施"]


def test_policy_is_found_below_its_notice_over_several_lines() -> None:
    blocks = read_blocks("现印发。\n某市支持甲\n若干措施\n为支持甲。")
    found = policy_title_blocks("某市关于印发《某市支持甲若干措施》的通知", blocks)
    assert [block.text for block in found] == ["某市支持甲", "若干措施"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("国务院关于支持自由贸易试验区\n深化改革若干措施的通知\n\n各省人民政府：", "国务院关于支持自由贸易试验区深化改革若干措施的通知"),
        ("某市管理办法\n（试行）\n为了甲。", "某市管理办法（试行）"),
        ("某市若干措施\n某府办〔2024〕5号\n为支持甲。", "某市若干措施"),
        ("某市若干措施\n为支持甲，制定本措施。", "某市若干措施"),
        ("为支持甲，制定本措施。", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_lines_of_a_title(text: str, title: str) -> None:
    assert joined(find_title_lines(read_blocks(text))) == title


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        ("某市关于印发《某市若干措施》的通知", "某市若干措施"),
        ("某市关于印发某市若干措施的通知", "某市若干措施"),
        ("某市关于发布《某市管理办法（试行）》的公告", "某市管理办法（试行）"),
        ("某市关于支持甲的通知", ""),
    ],
)
def test_what_a_notice_publishes(notice: str, title: str) -> None:
    assert promulgated_title(notice) == title


@pytest.mark.parametrize(("line", "above"), [("某府办〔2024〕5号", True), ("***", True), ("某市若干措施", False)])
def test_what_may_stand_above_a_title(line: str, above: bool) -> None:
    (block,) = read_blocks(line)
    assert is_above_title(block) is above


@pytest.mark.parametrize(
    ("line", "is_number"), [("某府办〔2024〕5号", True), ("第5号", True), ("见某府办〔2024〕5号文件", False)]
)
def test_document_numbers(line: str, is_number: bool) -> None:
    (block,) = read_blocks(line)
    assert is_document_number(block) is is_number
