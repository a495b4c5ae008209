from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.labels import Number
from ingest.grammar.lines import LineKind
from ingest.grammar.settling import number_in, settle_labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1.1.支持。\n", 1),
        ("2.2025年底前完成改造。", 0),
        ("1.支持。\n2.2025年底前完成改造。\n3.建设。", 3),
        ("1.2024年完成。\n2.2025年完成。", 2),
        ("1.5万元以下的项目，简化手续。", 0),
        ("对面积不足\n2.5公里的道路，简化手续。", 0),
        ("第一条 甲。\n第二条 依照\n第五条的规定处理。\n第三条 乙。", 3),
        ("第一条 甲。\n第二条 依照前款和\n第一条、第五条处理。\n第三条 乙。", 3),
    ],
)
def test_what_only_looks_like_a_label(text: str, labels: int) -> None:
    assert sum(block.is_labelled for block in settle_labels(read_blocks(text))) == labels


def test_settling_changes_kinds_and_nothing_else() -> None:
    blocks = read_blocks("1.甲。\n2.2025年底前完成。\n3.乙。")
    settled = settle_labels(blocks)
    assert [block.text for block in settled] == [block.text for block in blocks]
    assert [block.kind for block in settled] == [LineKind.POINT] * 3
    assert [number_in(block) for block in settled] == [Number(1), Number(2), Number(3)]


def test_an_article_of_another_law_at_the_beginning_of_a_broken_line_is_none() -> None:
    blocks = read_blocks("1.落实《科学技术进步法》\n第三十条的规定，完善机制。\n2.支持企业。")
    assert [block.is_labelled for block in settle_labels(blocks)] == [True, False, True]
