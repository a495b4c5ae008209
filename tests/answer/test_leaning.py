from __future__ import annotations

import pytest

from answer.leaning import leans

MATTERS = ("机场", "口岸", "智能分拣", "市科协", "男朋友", "龙头企业", "算力", "体育场馆")


def has_matter(text: str) -> bool:
    return any(matter in text for matter in MATTERS)


@pytest.mark.parametrize(
    "turn",
    [
        "它什么时候开工",
        "这件事由谁管",
        "那个平台靠什么搭起来",
        "其中市财政局的有几条",
        "前者归谁",
        "你刚才说的委员会研究什么",
        "同一条里还要设什么",
        "里面哪家管食品安全",
        "除了这个还有别的吗",
        "和机场是同一家吗",
        "它跟口岸的责任单位一样吗",
        "机场是不是同一家",
        "智能分拣也归它管吗",
        "智能分拣都系佢负责?",
        "机场也是吗",
        "那市科协呢",
        "口岸呢,归谁",
        "智能分拣算在里面吗",
        "去掉市科协的还剩哪些",
        "市科协也在的有哪几条",
        "which department is responsible for it",
    ],
)
def test_what_points_back_or_leaves_something_out(turn: str) -> None:
    assert leans(turn, has_matter)


@pytest.mark.parametrize(
    "turn",
    [
        "机场谁负责",
        "市科协负责什么",
        "我男朋友说他们所也在做,是真的吗",
        "对龙头企业,深圳希望他们来设什么",
        "适合散步的那种公园归谁",
        "机场那块归谁",
        "算力由谁统筹,这事写了没有",
        "机场归那个单位管",
        "这条例什么时候出台",
        "智能分拣和口岸是同一家吗",
        "其他城市有没有",
        "机场是谁负责的呢",
        "还款怎么办",
    ],
)
def test_what_means_something_that_it_names_itself(turn: str) -> None:
    assert not leans(turn, has_matter)
