from __future__ import annotations

import datetime

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.notice import Head, find_tail, is_addressees, parse_head
from ingest.models import Notice


def head(text: str, tail: str = "") -> Head:
    """Parse lines before a body and lines behind it, which the source has right behind the first ones."""
    whole = read_blocks(text + tail)
    blocks = [block for block in whole if block.start < len(text)]
    return parse_head(text + tail, blocks, whole[len(blocks) :])


def parse(text: str) -> tuple[str, Notice]:
    found = head(text)
    return found.title, found.notice


def kinds(notice: Notice) -> list[str]:
    return [part.kind for part in notice.parts]


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


def test_signature_behind_the_body_belongs_to_the_notice() -> None:
    notice = head("某市若干措施\n", "某市科技局\n某市财政局\n2023年1月2日").notice
    assert notice.date == datetime.date(2023, 1, 2)
    assert notice.issuers == ("某市科技局", "某市财政局")
    assert kinds(notice) == ["title", "signature"]
    assert notice.parts[-1].text == "某市科技局\n某市财政局\n2023年1月2日"
    assert notice.tail is not None


def test_a_line_of_any_length_is_no_title() -> None:
    title, notice = parse("印发" * 5000)
    assert (title, kinds(notice)) == ("", ["signature"])


def test_heading_of_nothing_but_marks_is_no_part() -> None:
    _, notice = parse("甲市关于支持乙的若干措施\n\n###\n\n为支持乙，制定本措施。")
    assert kinds(notice) == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("某府办〔2024〕5号", "某府办〔2024〕5号"),
        ("某府办[2024] 5 号", "某府办[2024]5号"),
        ("某科规〔 2024 〕 12 号", "某科规〔2024〕12号"),
        ("国办发（2024）3号", "国办发（2024）3号"),
        ("文号：某政规〔2024〕1号", "某政规〔2024〕1号"),
        ("**某政规〔2024〕1号**", "某政规〔2024〕1号"),
        ("某市人民政府令第5号", "某市人民政府令第5号"),
        ("根据某府办〔2024〕5号文件，制定本措施。", ""),
    ],
)
def test_document_number(line: str, number: str) -> None:
    assert head(f"某市人民政府关于支持甲的通知\n\n{line}\n\n各区人民政府：").document_number == number


def test_document_number_above_the_title() -> None:
    found = head("某府办〔2024〕5号\n\n某市人民政府关于支持甲的通知\n\n各区人民政府：")
    assert (found.title, found.document_number) == ("某市人民政府关于支持甲的通知", "某府办〔2024〕5号")


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("某市若干措施（征求意见稿）", "征求意见稿"),
        ("某市管理办法（试行）", "试行"),
        ("某市管理暂行办法", "暂行"),
        ("某市条例（草案）", "草案"),
        ("某市关于印发《某市若干措施（试行）》的通知", "试行"),
        ("某市若干措施", ""),
    ],
)
def test_status(title: str, status: str) -> None:
    assert head(f"{title}\n\n为支持甲，制定本措施。").status == status


def test_subtitle_in_brackets_belongs_to_the_title() -> None:
    assert head("某市管理办法\n（征求意见稿）\n\n为支持甲，制定本办法。").title == "某市管理办法（征求意见稿）"


def test_how_it_was_adopted_is_no_title_and_gives_the_day() -> None:
    found = head("某市科技进步条例\n（2023年5月31日某市第七届人民代表大会常务委员会第九次会议通过）\n")
    assert found.title == "某市科技进步条例"
    assert found.notice.date == datetime.date(2023, 5, 31)


@pytest.mark.parametrize("title", ["中华人民共和国某法典", "某地各业通例"])
def test_when_it_was_adopted_is_no_title_whatever_the_title_ends_in(title: str) -> None:
    assert head(f"# {title}\n\n2020年5月28日第十三届全国人民代表大会第三次会议通过\n").title == title


def test_several_units_sign_on_one_line() -> None:
    found = head("若干措施\n\n现印发。\n\n某市科技局　某市财政局\n2023年1月2日")
    assert found.notice.issuers == ("某市科技局", "某市财政局")


def test_issuers_of_a_joint_notice() -> None:
    found = head("国家发展改革委等四部门关于支持甲的通知\n\n各省人民政府：\n\n为支持甲。")
    assert found.notice.issuers == ("国家发展改革委等四部门",)


def test_order_is_issued_by_whom_it_names() -> None:
    found = head(
        "中华人民共和国国务院令\n\n第123号\n\n现公布《企业信息公示暂行条例》。\n\n总理　李某\n\n2023年5月31日\n\n企业信息公示暂行条例"
    )
    assert (found.title, found.document_number) == ("企业信息公示暂行条例", "中华人民共和国国务院令第123号")
    assert found.notice.issuers == ("中华人民共和国国务院",)


def test_who_published_it_is_read_off_a_stamp() -> None:
    found = head("某市若干措施\n", "某市人民政府办公室2023年5月31日印发")
    assert found.notice.date == datetime.date(2023, 5, 31)


@pytest.mark.parametrize(
    ("lines", "tail"),
    [
        ("（一）甲。\n某市科技局\n2023年5月31日", ["某市科技局", "2023年5月31日"]),
        ("（一）甲。\n某市科技局\n某市财政局\n2023年5月31日", ["某市科技局", "某市财政局", "2023年5月31日"]),
        ("（一）甲。\n2023年5月31日", ["2023年5月31日"]),
        (
            "（一）甲。\n某市科技局\n2023年5月31日\n（此件公开发布）",
            ["某市科技局", "2023年5月31日", "（此件公开发布）"],
        ),
        ("（一）甲。\n某市科技局\n某市财政局", []),
        ("（一）甲。\n支持企业。", []),
        ("（一）甲。", []),
    ],
)
def test_where_the_signature_begins(lines: str, tail: list[str]) -> None:
    blocks = read_blocks(lines)
    assert [block.text for block in blocks[find_tail(blocks) :]] == tail


@pytest.mark.parametrize(
    "line", ["各区人民政府，市直各单位：", "各有关单位：", "各省、自治区、直辖市人民政府，国务院各部委、各直属机构："]
)
def test_addressees(line: str) -> None:
    (block,) = read_blocks(line)
    assert is_addressees(block)


@pytest.mark.parametrize("line", ["现将有关事项通知如下：", "各区人民政府", "为支持甲，提出以下措施："])
def test_no_addressees(line: str) -> None:
    (block,) = read_blocks(line)
    assert not is_addressees(block)


@pytest.mark.parametrize("line", ["联系电话：0755-12345678", "联系人：张三", "传真 0755-12345678", "邮箱：a@b.cn"])
def test_whom_to_call_is_no_issuer(line: str) -> None:
    found = head(f"某市科技局公告\n\n现公开征求意见。\n\n{line}\n\n某市科技局\n2024年2月1日")
    assert found.notice.issuers == ("某市科技局",)


@pytest.mark.parametrize("mark", ["（印章）", "（盖章）", "（代章）", "（公章）"])
def test_a_seal_is_no_part_of_a_name(mark: str) -> None:
    found = head(f"若干措施\n\n现印发。\n\n某市科技局{mark}\n2024年2月1日")
    assert found.notice.issuers == ("某市科技局",)


def test_a_preamble_broken_in_mid_sentence_is_one_paragraph() -> None:
    _, notice = parse("若干措施\n为支持创新，根据有关规定，结合本市实际，制定\n本措施。")
    assert kinds(notice) == ["title", "paragraph"]
