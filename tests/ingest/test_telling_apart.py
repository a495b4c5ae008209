from __future__ import annotations

import pytest

from ingest.parser import parse_policy


@pytest.mark.parametrize(
    ("lines", "marks"),
    [
        # A label that one item bears is enough.
        (("一、甲", "（一）甲。", "二、乙", "（二）乙。"), ["（一）", "（二）"]),
        (("一、甲", "（一）甲。", "二、乙", "（一）乙。"), ["一、（一）", "二、（一）"]),
        (("第一章 甲", "第一条 甲。", "第二章 乙", "第一条 乙。"), ["第一章第一条", "第二章第一条"]),
        (("一、甲", "（一）甲。", "（一）乙。"), ["一、第1个（一）", "一、第2个（一）"]),
        (("（一）甲。", "一、乙", "（一）乙。"), ["（一）", "一、（一）"]),
        (
            ("第一章 甲", "一、甲", "（一）甲。", "第二章 乙", "一、乙", "（一）乙。"),
            ["第一章一、（一）", "第二章一、（一）"],
        ),
        (("第七条 甲。", "第七条之一 乙。", "第七条之一 丙。"), ["第七条", "第1个第七条之一", "第2个第七条之一"]),
    ],
)
def test_no_two_items_are_cited_alike(lines: tuple[str, ...], marks: list[str]) -> None:
    assert [measure.mark for measure in parse_policy("\n".join(lines)).measures] == marks
