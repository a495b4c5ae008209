from __future__ import annotations

import pytest

from answer.understand.dialogue.correction import Correction, read_correction


@pytest.mark.parametrize(
    ("turn", "meant", "dropped"),
    [
        ("不是公园,我要问旅游景区", "旅游景区", "公园"),
        ("我问的不是主管,是主办,主办单位怎么认定", "主办,主办单位怎么认定", "主管"),
        ("我讲错了,不是急的那种,是治病花钱的那种,多久内的算?", "治病花钱的那种,多久内的算?", "急的那种"),
        ("不问数据了,我要的是商业秘密那边免费给什么服务", "商业秘密那边免费给什么服务", "数据"),
        ("哦打错了,我是硕士毕业的", "硕士毕业的", ""),
        ("啊不对,我早毕业了,不算学生", "我早毕业了,不算学生", ""),
        ("唔系问钱,我系问一年有几件", "一年有几件", "钱"),
        ("错了错了,我要的是品牌的数,不是赛事", "品牌的数", "赛事"),
        ("不是,我问的是谁负责", "谁负责", ""),
        ("我想问的是谁负责", "谁负责", ""),
        ("不好意思,我问岔了,我想晓得的是招聘会收不收钱", "招聘会收不收钱", ""),
    ],
)
def test_what_is_meant_is_read_on(turn: str, meant: str, dropped: str) -> None:
    assert read_correction(turn) == Correction(meant, dropped)


@pytest.mark.parametrize(
    "turn",
    [
        "哪些任务不是市科协负责的",
        "不是深户能申请吗",
        "谁负责",
        "说错了怎么办",
        "不能重复享受吗",
        "我们不是国企,能不能申请",
        "错误申报怎么处理",
        "",
    ],
)
def test_other_turns_correct_nothing(turn: str) -> None:
    assert read_correction(turn) is None
