"""Numbers and dates are read in one form, each where it stands, however they are written."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import facts_in
from ingest.numerals import to_chinese
from ingest.quantities import Date, Kind, Number, Quantity, read, said_without_numbers


def numbers(text: str) -> list[Number]:
    return [one.value for one in read(text) if isinstance(one.value, Number) and not one.is_vague]


def dates(text: str) -> list[Date]:
    return [one.value for one in read(text) if isinstance(one.value, Date)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("1000 亿元", 10**11, "元", ""),
        ("1，０００亿元", 10**11, "元", ""),
        ("一千亿元", 10**11, "元", ""),
        ("三亿五千万元", 350_000_000, "元", ""),
        ("1000亿", 10**11, "", ""),
        ("0.5 万元", 5000, "元", ""),
        ("不得少于人民币二百万元", 2_000_000, "元", ">="),
        ("五家", 5, "家", ""),
        ("5家以上", 5, "家", ">="),
        ("不少于5家", 5, "家", ">="),
        ("超过5家", 5, "家", ">"),
        ("不得超过5家", 5, "家", "<="),
        ("不应高于5家", 5, "家", "<="),
        ("未超过5家", 5, "家", "<="),
        ("不得少于5家", 5, "家", ">="),
        ("不能低于5家", 5, "家", ">="),
        ("未达到5家", 5, "家", "<"),
        ("不足5家", 5, "家", "<"),
        ("少于5家", 5, "家", "<"),
        ("近5家", 5, "家", "~"),
        ("5家左右", 5, "家", "~"),
        ("至多5家", 5, "家", "<="),
        ("50余家", 50, "家", ">"),
        ("百余家", 100, "家", ">"),
        ("俩部门", 2, "", ""),
        ("95%", 95, "%", ""),
        ("5‰", "0.5", "%", ""),
        ("百分之一点五", "1.5", "%", ""),
        ("百分之五以上", 5, "%", ">="),
        ("五成以上", 50, "%", ">="),
        ("一点五倍", "1.5", "倍", ""),
        ("千亿级", 10**11, "级", ""),
        ("万亿规模", 10**12, "", ""),
        ("5 千瓦", 5, "千瓦", ""),
        ("三月内", 3, "月", "<="),
        ("两年半", "2.5", "年", ""),
        ("两个半月", "2.5", "月", ""),
        ("十分钟", 10, "分钟", ""),
        ("第五条", 5, "条", ""),
    ],
)
def test_one_quantity_in_one_form(text: str, value: int | str, unit: str, bound: str) -> None:
    assert numbers(text) == [Number(Decimal(value), unit, bound)]


@pytest.mark.parametrize("text", ["50-100万元", "50万至100万元", "五十至一百万元", "50万—100万元"])
def test_the_unit_behind_a_range_is_that_of_both_ends(text: str) -> None:
    assert numbers(text) == [Number(Decimal(500_000), "元"), Number(Decimal(1_000_000), "元")]


def test_what_a_length_of_time_leads_to_is_kept() -> None:
    assert numbers("会议召开十五日前") == [Number(Decimal(15), "日", "", "前")]


@pytest.mark.parametrize(
    "text",
    [
        *("算力一网化、统筹一体化、调度一站式", "一批企业", "千行百业", "千家万户", "第二课堂", "进一步", "一个平台"),
        *("几十万元", "数百家", "零部件", "百姓", "“十四五”规划", "一次性奖励", "若干", ""),
    ],
)
def test_idioms_are_no_quantities(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023 年年底前", Date(year=2023, part="底", side="前")),
        ("2023年底", Date(year=2023, part="底")),
        ("2023年末之前", Date(year=2023, part="底", side="前")),
        ("12月底前", Date(month=12, part="底", side="前")),
        ("2023年5月31日", Date(year=2023, month=5, day=31)),
        ("2023-05-31起", Date(year=2023, month=5, day=31, side="起")),
        ("每月8号", Date("每月", day=8)),
        ("每个月 8 日", Date("每月", day=8)),
        ("每年3月31日前", Date("每年", month=3, day=31, side="前")),
        ("按季度", Date("每季")),
        ("每两年", Date("每2年")),
        ("隔年", Date("每2年")),
        ("2024年上半年", Date(year=2024, part="上半年")),
        ("二〇二六年七月一日", Date(year=2026, month=7, day=1)),
        ("每月五日前", Date("每月", day=5, side="前")),
        ("一九八六年", Date(year=1986)),
        ("第三季度", Date(part="第三季度")),
    ],
)
def test_one_date_in_one_form(text: str, expected: Date) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023—2024年", [Date(year=2023), Date(year=2024)]),
        ("2023年3—5月", [Date(year=2023, month=3), Date(year=2023, month=5)]),
        ("2026年3月20日至4月19日", [Date("", 2026, 3, 20), Date("", 2026, 4, 19)]),
        ("4月19日—28日", [Date(month=4, day=19), Date(month=4, day=28)]),
        ("每月5日、15日", [Date("每月", day=5), Date("每月", day=15)]),
    ],
)
def test_a_period_has_two_dates_of_one_year(text: str, expected: list[Date]) -> None:
    assert dates(text) == expected


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
    (mine,), (its,) = dates(said), dates(policy)
    assert mine.within(its) is within


@pytest.mark.parametrize(
    "text", ["初创企业", "彻底整改", "最初", "到底", "三年级", "30日内", "每周期", "2026年13月1日", ""]
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("应当留存五年", Kind.DURATION),
        ("半个月内", Kind.DURATION),
        ("廿五日内", Kind.DURATION),
        ("上半年", Kind.DATE),
        ("每两年", Kind.FREQUENCY),
        ("3000元/月", Kind.AMOUNT),
        ("三分之一", Kind.SHARE),
        ("提高五个百分点", Kind.SHARE),
        ("10万人次", Kind.COUNT),
    ],
)
def test_of_what_kind(text: str, kind: Kind) -> None:
    assert [one.kind for one in read(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"), [("永久保存", Kind.DURATION), ("自公布之日起", Kind.DATE), ("按1:1配套", Kind.SHARE)]
)
def test_what_is_said_without_numbers(text: str, kind: Kind) -> None:
    assert list(said_without_numbers(text)) == [kind]


LISTED = [
    line.split("\t")
    for line in (Path(__file__).parent / "policy_texts.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "stated"), LISTED, ids=[text for text, _ in LISTED])
def test_pieces_of_policies(text: str, stated: str) -> None:
    """Compare with what a person read, in any order."""
    found = [(fact.kind.value, float(fact.value), fact.unit, fact.bound) for fact in facts_in(text)]
    expected = [one.split() for one in stated.split("; ") if one]
    for kind, value, *rest in expected:
        unit = next(
            (word for word in rest if word not in (">", ">=", "<", "<=", "~")), "次/年" if kind == "frequency" else ""
        )
        bound = rest[-1] if rest and rest[-1] != unit else ""
        said = next(one for one in found if one[0] == kind and abs(one[1] - float(value)) < 1e-6)
        assert said[2:] == (unit, bound)
        found.remove(said)
    assert found == []


ANY = st.text(
    alphabet="零〇一二两三四五六七八九十百千万亿半每年月日号季度次元%家人个第0123456789.,，。之分成余上下以内不超过 前底至—-按隔点",
    max_size=40,
)
HALF_TO_FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@given(ANY)
def test_whatever_the_text_what_is_found_stands_there_in_order(text: str) -> None:
    end = 0
    for one in read(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end


@given(ANY)
def test_full_and_half_width_are_read_alike(text: str) -> None:
    assert read(text.translate(HALF_TO_FULL)) == read(text)


@given(
    st.integers(1, 9_999_999),
    st.sampled_from(["元", "家", "个月", "年", "平方米", "个百分点", "名以上"]),
    st.sampled_from(["共", "不少于", "超过", "给予"]),
)
def test_chinese_and_arabic_numerals_are_read_alike(number: int, unit: str, before: str) -> None:
    def said(text: str) -> list[tuple[Number | Date, str]]:
        found: list[Quantity] = [one for one in read(text) if not one.is_vague]
        return [(one.value, re.sub(r"[\d,]", "", text[one.end :])) for one in found]

    if unit == "年" and len(str(number)) == len("2026"):
        return  # 2026年 is a date, and 二千零二十六年 none
    assert (
        said(f"{before}{number}{unit}。")
        == said(f"{before}{to_chinese(number)}{unit}。")
        == said(f"{before}{number:,}{unit}。")
    )
