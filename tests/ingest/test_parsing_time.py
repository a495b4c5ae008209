"""No text takes the parser longer than its length is worth."""

from __future__ import annotations

import pytest

from ingest.parser import parse_policy
from tests.ingest.invariants import misplaced


@pytest.mark.parametrize(
    "text",
    [
        "（一）" + "（" * 200_000,
        "（一）" + "（责任单位：" * 50_000,
        "（一）甲。\n" + "支持企业\n" * 20_000,
        "（一）甲。\n" + "（责任单位：甲局\n" * 10_000,
        "（一）甲\n乙。\n" * 10_000,
        "印发" * 200_000 + "\n（一）甲。",
        "（一）甲。\nhttp://" + ")" * 200_000 + " x",
        "（一）甲。\n附件" + " " * 200_000 + "x",
        "（一）甲。\n附件：乙\n附件" + " " * 200_000 + "xxxx",
        "（一）甲。\n附件：乙\n序号\t名称\t责任单位\n" + "".join(f"{n}\t甲\t乙局\n" for n in range(1, 9999)),
        "（一）" + "支持" * 50_000 + "，给予奖励。",
        "（一）甲。" + "按职责" * 50_000 + "分工负责",
        "第一条 甲\n" + "".join(f"第{n}条规定\n" for n in range(1, 9999)),
        "（一）甲。\n" + "— 3 —\n" * 20_000,
        "（一）甲。\n" + "责任单位\t" * 3_000 + "\n" + "甲\t乙局\n" * 3_000,
        "".join("一、甲\n（一）乙\n1.丙\n（1）丁\n" for _ in range(3_000)),
        "（一）甲。（责任单位：" + "甲局、" * 100_000 + "）",
        "（一）" + "支持企业牵头组建创新联合体围绕重点领域开展\n" * 10_000,
        "（一）甲。\n" + "甲乙丙\n（二）甲。\n" * 8_000,
        "（一）甲。本措施自" + "2024年1月1日" * 20_000,
    ],
    ids=[
        "brackets",
        "lists",
        "lines",
        "open lists",
        "titles",
        "title",
        "link",
        "spaces",
        "spaces in the annex",
        "rows",
        "words of roles",
        "words of duties",
        "references",
        "page numbers",
        "wide head",
        "nested labels",
        "units",
        "broken lines",
        "headings",
        "dates",
    ],
)
def test_time_grows_with_the_length_of_the_text(text: str) -> None:
    # No clock: each of these took minutes while a step looked at the whole text again for each line or bracket.
    assert misplaced(parse_policy(text)) == []
