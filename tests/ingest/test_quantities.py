from __future__ import annotations

from decimal import Decimal

import pytest

from index.normalize import normalize
from ingest.quantities import Date, Number, Sort, find_dates, find_numbers, quantities_in


def numbers(text: str) -> list[Number]:
    return find_numbers(find_dates(normalize(text))[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000 亿元", (10**11, "元", "")),
        ("１，０００亿元", (10**11, "元", "")),
        ("一千亿元", (10**11, "元", "")),
        ("1000亿", (10**11, "", "")),
        ("0.5 万元", (5000, "元", "")),
        ("五家", (5, "家", "")),
        ("5家以上", (5, "家", ">=")),
        ("不少于5家", (5, "家", ">=")),
        ("超过5家", (5, "家", ">")),
        ("不得超过5家", (5, "家", "<=")),
        ("不应高于5家", (5, "家", "<=")),
        ("未超过5家", (5, "家", "<=")),
        ("不得少于5家", (5, "家", ">=")),
        ("不能低于5家", (5, "家", ">=")),
        ("未达到5家", (5, "家", "<")),
        ("不足5家", (5, "家", "<")),
        ("少于5家", (5, "家", "<")),
        ("近5家", (5, "家", "~")),
        ("5家左右", (5, "家", "~")),
        ("至多5家", (5, "家", "<=")),
        ("95%", (95, "%", "")),
        ("千亿级", (10**11, "级", "")),
        ("万亿级", (10**12, "级", "")),
    ],
)
def test_one_quantity_in_one_form(text: str, expected: tuple[int, str, str]) -> None:
    value, unit, bound = expected
    assert numbers(text) == [Number(Decimal(value), unit, bound)]


@pytest.mark.parametrize(
    "text", ["算力一网化、统筹一体化、调度一站式", "一批企业", "千行百业", "第二课堂", "进一步", "一个平台"]
)
def test_idioms_are_no_quantities(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023 年年底前", Date("", "2023", "", "", "底", "前")),
        ("2023年底", Date("", "2023", "", "", "底", "")),
        ("2023年末之前", Date("", "2023", "", "", "底", "前")),
        ("2023年5月31日", Date("", "2023", "5", "31", "", "")),
        ("每月8号", Date("每月", "", "", "8", "", "")),
        ("每个月 8 日", Date("每月", "", "", "8", "", "")),
        ("按季度", Date("每季", "", "", "", "", "")),
        ("2024年上半年", Date("", "2024", "", "", "上半年", "")),
    ],
)
def test_one_date_in_one_form(text: str, expected: Date) -> None:
    assert find_dates(normalize(text))[0] == [expected]


def test_a_period_has_two_dates() -> None:
    assert [date.year for date in find_dates("2023—2024年")[0]] == ["2023", "2024"]


@pytest.mark.parametrize(
    ("said", "policy", "within"),
    [
        ("2023年", "2023年年底", True),
        ("2023年年底", "2023年", False),
        ("2023年底", "2023年年底前", False),
        ("2023年年底前", "2023年年底", False),
        ("2024年年底", "2023年年底", False),
        ("每月8号", "每月 8 日", True),
        ("每月18日", "每月8日", False),
        ("每年8日", "每月8日", False),
    ],
)
def test_a_date_may_say_less_but_nothing_else(said: str, policy: str, within: bool) -> None:
    (mine,), (its,) = find_dates(normalize(said))[0], find_dates(normalize(policy))[0]
    assert mine.within(its) is within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二六年七月一日", Date("", "2026", "7", "1", "", "")),
        ("每月五日前", Date("每月", "", "", "5", "", "前")),
        ("一九八六年", Date("", "1986", "", "", "", "")),
        ("第三季度", Date("", "", "", "", "第三季度", "")),
    ],
)
def test_a_date_in_chinese_numerals(text: str, expected: Date) -> None:
    assert find_dates(normalize(text))[0] == [expected]


@pytest.mark.parametrize("text", ["初创企业", "彻底整改", "最初", "到底"])
def test_a_character_of_another_word_is_no_date(text: str) -> None:
    assert find_dates(text)[0] == []


@pytest.mark.parametrize(
    ("text", "sort", "unit"),
    [
        ("应当留存五年", Sort.DURATION, "年"),
        ("30日内", Sort.DURATION, "日"),
        ("三月内", Sort.DURATION, "日"),
        ("半个月内", Sort.DURATION, "月"),
        ("两年半", Sort.DURATION, "年"),
        ("廿五日内", Sort.DURATION, "日"),
        ("五个工作日", Sort.DURATION, "工作日"),
        ("永久保存", Sort.DURATION, ""),
        ("自公布之日起", Sort.DATE, ""),
        ("上半年", Sort.DATE, ""),
        ("每两年一次", Sort.DATE, ""),
        ("不少于五百万元", Sort.MONEY, "元"),
        ("一万五千元", Sort.MONEY, "元"),
        ("3000元/月", Sort.MONEY, "元"),
        ("最高奖励100万", Sort.MONEY, ""),
        ("百分之五", Sort.SHARE, "%"),
        ("千分之三", Sort.SHARE, "‰"),
        ("三分之一", Sort.SHARE, ""),
        ("五成以上", Sort.SHARE, ""),
        ("按1:1配套", Sort.SHARE, ""),
        ("提高五个百分点", Sort.SHARE, "百分点"),
        ("10万人次", Sort.COUNT, "人次"),
        ("2000余户", Sort.COUNT, "户"),
        ("满十六周岁", Sort.COUNT, "周岁"),
    ],
)
def test_what_a_text_states(text: str, sort: Sort, unit: str) -> None:
    assert (sort, unit) in [(quantity.sort, quantity.unit) for quantity in quantities_in(normalize(text))]


@pytest.mark.parametrize("text", ["若干", "第五条", "第三方", "一体化推进", "建设人工智能平台", "长期坚持", ""])
def test_what_states_nothing(text: str) -> None:
    assert quantities_in(text) == ()
