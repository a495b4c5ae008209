from __future__ import annotations

import pytest

from answer.understand.dialogue.details import asks_details, asks_further


@pytest.mark.parametrize(
    "turn",
    [
        "详细说说",
        "具体点",
        "说详细点",
        "详细一点",
        "再具体些",
        "展开讲讲",
        "能说细一点吗",
        "多说点",
        "全文",
        "请说清楚一点吧",
    ],
)
def test_more_is_asked_for(turn: str) -> None:
    assert asks_details(turn)


@pytest.mark.parametrize("turn", ["还有呢?", "还有吗", "然后呢", "继续", "别的呢", "还有别的吗"])
def test_further_is_asked_for(turn: str) -> None:
    assert asks_further(turn)


@pytest.mark.parametrize(
    "turn", ["具体由谁负责", "详细地址", "说说租金补贴", "还有哪些补贴", "具体怎么申请", "你好", "第三条全文说了什么"]
)
def test_a_question_is_more_than_that(turn: str) -> None:
    assert not asks_details(turn)
    assert not asks_further(turn)
