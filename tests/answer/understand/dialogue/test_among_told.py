from __future__ import annotations

import pytest

from answer.models.told import AmongTold, ElementsTold, Exchange
from answer.understand.dialogue.among_told import among_told
from ingest.parser import parse_policy

SUPPORT = """某市支持民宿发展若干措施

一、资金支持
（一）开办补助。对新开办的民宿，按投资额的20%给予最高30万元补助。
（二）装修补助。装修费用按50%给予最高12万元补助。
（三）贷款贴息。给予每年最高80万元贴息，期限不超过3年。
二、其他支持
（四）免费住宿。经营者可免费住宿最长6个月，或者领取最长24个月的租房补贴。
（五）检查。检查包括卫生、消防、治安、用电等方面。
"""
DOCUMENT = parse_policy(SUPPORT)
OPENING = Exchange("按投资额的20%，最高30万元。", ("M1",))
FITTING = Exchange("按50%补助，最高12万元。", ("M2",))
LOAN = Exchange("每年最高80万元贴息。", ("M3",))
LODGING = Exchange("可免费住最长6个月，或者领最长24个月的租房补贴。", ("M4",))
CHECKS = Exchange("检查卫生、消防、治安、用电。", ("M5",))


def told(turn: str, *exchanges: Exchange) -> tuple[list[str], tuple[str, ...]]:
    """Return the numbers that a turn compares, as printed, and the ends that it asks for."""
    meant = among_told(turn, exchanges, DOCUMENT)
    asked = meant.asked if meant else None
    return ([one.fact.text for one in asked.told], asked.ends) if isinstance(asked, AmongTold) else ([], ())


@pytest.mark.parametrize(
    ("turn", "exchanges", "compared", "ends"),
    [
        ("上面三项封顶最高的是哪项?", (LOAN, FITTING, OPENING), ["30万元", "12万元", "80万元"], ("most",)),
        ("这两笔里哪笔更低?", (FITTING, OPENING), ["30万元", "12万元"], ("least",)),
        ("这两笔补助里比例最高的和最低的各是哪个", (FITTING, OPENING), ["20%", "50%"], ("most", "least")),
        ("这两种里哪个能享受得更久", (LODGING,), ["6个月", "24个月"], ("most",)),
        ("这两种里哪种管得最严", (LODGING,), ["6个月", "24个月"], ()),
        ("前面讲过的几样里,最高80万的是哪样", (LOAN, FITTING, OPENING), ["80万元"], ()),
    ],
)
def test_numbers_that_were_told_are_compared(
    turn: str, exchanges: tuple[Exchange, ...], compared: list[str], ends: tuple[str, ...]
) -> None:
    found, asked = told(turn, *exchanges)
    assert ([one.replace("最高", "").replace("最长", "") for one in found], asked) == (compared, ends)


@pytest.mark.parametrize(
    ("turn", "exchanges"),
    [
        ("上面三项封顶最高的是哪项?", ()),
        ("上面三项封顶最高的是哪项?", (FITTING, OPENING)),
        ("这一条里最高的补助是多少?", (OPENING,)),
        ("民宿补助最高多少?", (FITTING, OPENING)),
        ("这两条由谁负责?", (FITTING, OPENING)),
    ],
)
def test_other_turns_compare_nothing(turn: str, exchanges: tuple[Exchange, ...]) -> None:
    assert told(turn, *exchanges) == ([], ())


def test_what_else_is_asked_is_asked_of_the_one_that_is_singled_out() -> None:
    meant = among_told("刚说的三笔里最大的一笔,找谁申请?", (LOAN, FITTING, OPENING), DOCUMENT)
    assert meant
    assert (meant.asked, meant.item, meant.rest) == (None, "M3", "找谁申请?")


def test_a_list_within_a_sentence_is_counted() -> None:
    meant = among_told("数一下列了几个,头一个和末一个是啥?", (CHECKS,), DOCUMENT)
    assert meant
    assert isinstance(meant.asked, ElementsTold)
    assert meant.asked.elements == ("卫生", "消防", "治安", "用电")
    assert (meant.asked.item, meant.asked.first, meant.asked.last) == ("M5", True, True)


@pytest.mark.parametrize("turn", ["审核这部分总共几条?", "提到消防的一共几项?", "检查什么?"])
def test_what_counts_something_else_is_no_count_of_that_list(turn: str) -> None:
    assert among_told(turn, (CHECKS,), DOCUMENT) is None
