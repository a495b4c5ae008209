from __future__ import annotations

import datetime

import pytest

from ingest.blocks import read_blocks
from ingest.models import Notice
from ingest.notice import parse_notice, read_date


def parse(text: str) -> tuple[str, Notice]:
    return parse_notice(text, read_blocks(text), [])


def kinds(notice: Notice) -> list[str]:
    return [part.kind for part in notice.parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年5月31日", (2023, 5, 31)),
        ("２０２３年５月３１日", (2023, 5, 31)),
        ("2023 年 5 月 31 日", (2023, 5, 31)),
        ("二〇二三年五月三十一日", (2023, 5, 31)),
        ("二○二三年十二月二十日", (2023, 12, 20)),
    ],
)
def test_dates(text: str, expected: tuple[int, int, int]) -> None:
    assert read_date(text) == datetime.date(*expected)


@pytest.mark.parametrize("text", ["2023年13月1日", "2023年2月30日", "①②③④年1月1日", "今年5月", ""])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_notice_that_publishes_a_policy() -> None:
    title, notice = parse(
        "# 甲市人民政府 乙市人民政府关于印发《若干措施（试行）》的通知\n\n甲府〔2023〕5号\n\n各区人民政府，市直各单位：\n\n"
        "现印发给你们。\n\n甲市人民政府\n\n乙市人民政府\n\n2023年5月31日\n\n## 若干措施（试行）\n\n为甲，制定本措施。"
    )
    assert title == "若干措施（试行）"
    assert notice.title == "甲市人民政府 乙市人民政府关于印发《若干措施（试行）》的通知"
    assert notice.issuers == ("甲市人民政府", "乙市人民政府")
    assert notice.addressees == ("各区人民政府", "市直各单位")
    assert notice.date == datetime.date(2023, 5, 31)
    assert kinds(notice) == ["title", "signature", "addressees", "paragraph", "signature", "title", "paragraph"]
    assert notice.parts[4].text == "甲市人民政府\n\n乙市人民政府\n\n2023年5月31日"


def test_title_broken_over_lines() -> None:
    title, notice = parse("国务院关于支持自由贸易试验区\n深化改革若干措施的通知\n\n各省人民政府：")
    assert title == "国务院关于支持自由贸易试验区深化改革若干措施的通知"
    assert notice.issuers == ("国务院",)


def test_policy_title_that_the_policy_writes_with_other_spaces() -> None:
    title, _ = parse("甲市关于印发《若干 措施》的通知\n\n现印发。\n\n若干措施")
    assert title == "若干措施"


def test_policy_title_that_is_not_repeated_comes_from_the_notice() -> None:
    title, _ = parse("甲市关于印发《若干措施》的通知\n\n现印发。")
    assert title == "若干措施"


def test_issuers_from_the_signature_where_the_title_names_none() -> None:
    _, notice = parse("若干措施\n\n现印发。\n\n甲局\n乙局\n2023年1月2日")
    assert notice.issuers == ("甲局", "乙局")


@pytest.mark.parametrize("title", ["关于印发《关于支持甲的措施》的通知", "关于支持甲的措施"])
def test_title_without_issuers(title: str) -> None:
    _, notice = parse(f"{title}\n\n现印发。")
    assert notice.issuers == ()


@pytest.mark.parametrize(
    "line", ["为支持甲，制定如下措施：", "根据甲，现通知：", "经市政府同意，提出以下意见：", "甲已经同意。现就乙明确："]
)
def test_introduction_is_not_the_addressees(line: str) -> None:
    _, notice = parse(f"若干措施\n\n{line}")
    assert notice.addressees == ()
    assert kinds(notice) == ["title", "paragraph"]


def test_text_without_a_head() -> None:
    title, notice = parse("")
    assert title == ""
    assert (notice.title, notice.issuers, notice.addressees, notice.date, notice.parts) == ("", (), (), None, ())


def test_date_after_the_measures_counts() -> None:
    text = "若干措施"
    _, notice = parse_notice(text, read_blocks(text), read_blocks("2023年1月2日"))
    assert notice.date == datetime.date(2023, 1, 2)


def test_a_line_of_any_length_is_no_title() -> None:
    title, notice = parse("印发" * 5000)
    assert (title, kinds(notice)) == ("", ["signature"])


def test_heading_of_nothing_but_marks_is_no_part() -> None:
    _, notice = parse("甲市关于支持乙的若干措施\n\n###\n\n为支持乙，制定本措施。")
    assert kinds(notice) == ["title", "paragraph"]
