from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar.dates import read_date, read_dates
from ingest.numerals import to_chinese

Day = tuple[int, int, int]


def day(values: Day | None) -> datetime.date | None:
    return datetime.date(*values) if values else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年5月31日", (2023, 5, 31)),
        ("２０２３年５月３１日", (2023, 5, 31)),
        ("2023 年 5 月 31 日", (2023, 5, 31)),
        ("二〇二三年五月三十一日", (2023, 5, 31)),
        ("二○二三年十二月二十日", (2023, 12, 20)),
        ("二零二三年十二月二十日", (2023, 12, 20)),
        ("二O二三年五月一日", (2023, 5, 1)),
        ("二０二三年五月一日", (2023, 5, 1)),
        ("2023-05-31", (2023, 5, 31)),
        ("2023/5/31", (2023, 5, 31)),
        ("2023.5.31", (2023, 5, 31)),
        ("2023年5月31号", (2023, 5, 31)),
    ],
)
def test_dates(text: str, expected: Day) -> None:
    assert read_date(text) == datetime.date(*expected)


@settings(derandomize=True, database=None, max_examples=200)
@given(st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 12, 31)))
def test_every_spelling_is_the_same_day(date: datetime.date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(date.year))
    assert read_date(f"{date.year}年{date.month}月{date.day}日") == date
    assert read_date(date.isoformat()) == date
    assert read_date(f"{year}年{to_chinese(date.month)}月{to_chinese(date.day)}日") == date


@pytest.mark.parametrize("text", ["2023年13月1日", "2023年2月30日", "①②③④年1月1日", "今年5月", ""])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "effective", "until"),
    [
        ("本措施自2024年3月1日起施行，有效期3年。", (2024, 3, 1), (2027, 2, 28)),
        ("本办法自2024年3月1日起施行，有效期至2026年12月31日。", (2024, 3, 1), (2026, 12, 31)),
        ("本政策自2024年1月1日起实施，至2026年12月31日止。", (2024, 1, 1), (2026, 12, 31)),
        ("本办法从2024年3月1日起正式施行，试行期2年。", (2024, 3, 1), (2026, 2, 28)),
        ("本通知自2024年3月1日起执行，有效期为2024年3月1日至2027年2月28日。", (2024, 3, 1), (2027, 2, 28)),
        ("本办法自二〇二四年三月一日起施行。", (2024, 3, 1), None),
        ("本规定于2024年5月1日起生效。", (2024, 5, 1), None),
        ("本措施自2024年3月1日起施行，有效期6个月。", (2024, 3, 1), (2024, 8, 31)),
        ("本办法自2024年3月1日起施行，有效期五年，到期自动失效。", (2024, 3, 1), (2029, 2, 28)),
        ("本办法自2024年3月1日起施行。《旧办法》自2019年1月1日起施行，同时废止。", (2024, 3, 1), None),
        ("本意见自印发之日起施行，有效期三年。", None, None),
        ("本措施自发布之日起实施，有效期至2025年12月31日。", None, (2025, 12, 31)),
        ("本措施有效期为2024年1月1日至2026年12月31日。", (2024, 1, 1), (2026, 12, 31)),
        ("本措施自2024年3月1日至2026年2月28日有效。", (2024, 3, 1), (2026, 2, 28)),
        ("政策有效期自2024年1月1日起至2025年12月31日止。", (2024, 1, 1), (2025, 12, 31)),
        ("有效期自2024年3月1日起三年。", (2024, 3, 1), (2027, 2, 28)),
        ("对2024年1月1日前注册的企业给予奖励。", None, None),
    ],
)
def test_when_it_applies(text: str, effective: Day | None, until: Day | None) -> None:
    dates = read_dates([text], datetime.date(2024, 2, 1))
    assert (dates.issued, dates.effective, dates.until) == (datetime.date(2024, 2, 1), day(effective), day(until))


def test_the_first_text_that_says_it_wins() -> None:
    texts = ["本措施有效期至2026年12月31日。", "本措施自2024年3月1日起施行。", "旧规定自2020年1月1日起施行。"]
    dates = read_dates(texts, None)
    assert (dates.effective, dates.until) == (datetime.date(2024, 3, 1), datetime.date(2026, 12, 31))


def test_what_is_stated_beside_the_text_fills_in() -> None:
    known = datetime.date(2024, 1, 1)
    assert read_dates(["本措施有效期1年。"], None, known).until == datetime.date(2024, 12, 31)
    assert read_dates(["本措施自2024年3月1日起施行。"], None, known).effective == datetime.date(2024, 3, 1)


def test_a_period_without_end_gives_no_date() -> None:
    assert read_dates(["本办法自9999年12月1日起施行，有效期99年。"], None).until is None
