from __future__ import annotations

import pytest

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.ingest.invariants import check

BODY = "支持企业牵头组建创新联合体，围绕重点领域开展关键技术攻关。"
OWN = "（责任单位：市科技局）"


def parse(*paragraphs: str, apart: str = "\n\n") -> PolicyDocument:
    document = parse_policy(apart.join(("某市若干措施", "为支持创新，制定本措施。", *paragraphs)) + "\n")
    check(document)
    return document


def goals(document: PolicyDocument) -> list[tuple[str, str]]:
    return [(goal.section, goal.text) for goal in document.goals]


def closing(document: PolicyDocument) -> list[str]:
    return [part.text for part in document.closing.parts] if document.closing else []


def test_paragraphs_of_aims_are_goals_under_their_heading() -> None:
    document = parse("一、总体要求", "坚持创新驱动。", "到2025年，投入强度达到3%。", "二、任务", f"（一）甲。{BODY}{OWN}", f"（二）乙。{BODY}{OWN}")  # fmt: skip
    assert goals(document) == [("一、总体要求", "坚持创新驱动。"), ("一、总体要求", "到2025年，投入强度达到3%。")]
    assert [section.heading for section in document.sections] == ["一、总体要求", "二、任务"]


def test_numbered_aims_are_goals_with_their_label() -> None:
    document = parse("一、总体要求", "（一）指导思想。坚持创新驱动。", "（二）基本原则。坚持开放。", "二、任务", f"（三）甲。{BODY}{OWN}", f"（四）乙。{BODY}{OWN}")  # fmt: skip
    assert goals(document) == [
        ("一、总体要求", "（一）指导思想。坚持创新驱动。"),
        ("一、总体要求", "（二）基本原则。坚持开放。"),
    ]
    assert [measure.label for measure in document.measures] == ["（三）", "（四）"]


def test_a_paragraph_between_heading_and_measures_is_a_goal() -> None:
    document = parse("一、任务", "围绕重点领域，开展以下工作。", f"（一）甲。{BODY}{OWN}", f"（二）乙。{BODY}{OWN}")
    assert goals(document) == [("一、任务", "围绕重点领域，开展以下工作。")]


@pytest.mark.parametrize("heading", ["附则", "其他事项", "附　则"])
def test_closing_provisions_under_a_heading_of_their_own(heading: str) -> None:
    document = parse(f"一、甲甲。{BODY}{OWN}", f"二、乙乙。{BODY}{OWN}", f"三、{heading}", "（一）本措施由市科技局负责解释。", "（二）本措施自2024年3月1日起施行。")  # fmt: skip
    assert closing(document) == ["（一）本措施由市科技局负责解释。", "（二）本措施自2024年3月1日起施行。"]
    assert [measure.label for measure in document.measures] == ["一、", "二、"]


def test_closing_provisions_under_a_heading_in_a_document_of_articles() -> None:
    document = parse("一、任务", f"第一条　{BODY}", f"第二条　{BODY}", "二、附则", "本措施自2024年3月1日起施行。")
    assert closing(document) == ["本措施自2024年3月1日起施行。"]


def test_articles_that_close_are_measures_and_give_the_dates() -> None:
    document = parse("第一章　总则", "第一条　为了甲，制定本办法。", "第二章　附则", "第二条　本办法由市科技局负责解释。", "第三条　本办法自2024年3月1日起施行，有效期3年。")  # fmt: skip
    assert [measure.label for measure in document.measures] == ["第一条", "第二条", "第三条"]
    assert closing(document) == []
    assert (str(document.dates.effective), str(document.dates.until)) == ("2024-03-01", "2027-02-28")


def test_a_line_broken_in_mid_sentence_is_joined() -> None:
    document = parse(
        f"（一）甲甲。支持企业牵头组建创新联合体，围绕重点\n\n领域开展攻关。{OWN}", f"（二）乙乙。{BODY}{OWN}"
    )
    assert document.measures[0].body == "支持企业牵头组建创新联合体，围绕重点领域开展攻关。"
    assert [warning.kind for warning in document.warnings] == ["page_break"]


def test_a_page_number_in_mid_sentence_is_taken_out() -> None:
    document = parse(
        f"（一）甲甲。支持企业牵头组建创新联合体，围绕重点\n— 3 —\n领域开展攻关。{OWN}", f"（二）乙乙。{BODY}{OWN}"
    )
    assert document.measures[0].body == "支持企业牵头组建创新联合体，围绕重点领域开展攻关。"
    assert sorted(warning.kind for warning in document.warnings) == ["page_break", "stray_line"]


def test_titles_on_their_own_line_and_inline_in_one_document() -> None:
    document = parse(
        "一、任务",
        f"（一）建设平台。{BODY}{OWN}",
        f"（二）引进人才。{BODY}{OWN}",
        f"（三）支持创业。{BODY}{OWN}",
        "二、保障",
        f"（一）加强领导\n\n{BODY}{OWN}",
        f"（二）落实资金\n\n{BODY}{OWN}",
    )
    assert [measure.title for measure in document.measures] == [
        "建设平台",
        "引进人才",
        "支持创业",
        "加强领导",
        "落实资金",
    ]
    assert {measure.body for measure in document.measures} == {BODY}
    assert document.warnings == ()


def test_a_table_inside_a_measure_becomes_rows_and_its_list_stays() -> None:
    document = parse(f"（一）甲甲。{BODY}标准如下：", "| 等级 | 标准 |\n|---|---|\n| 国家级 | 500万元 |\n| 省级 | 300万元 |", OWN, f"（二）乙乙。{BODY}{OWN}")  # fmt: skip
    assert [row.cells for row in document.scenarios] == [
        (("等级", "国家级"), ("标准", "500万元")),
        (("等级", "省级"), ("标准", "300万元")),
    ]
    assert document.measures[0].agencies == ("市科技局",)


def test_a_heading_over_two_levels_is_section_and_subsection() -> None:
    document = parse("一、任务", "（一）技术", f"1.甲甲。{BODY}{OWN}", f"2.乙乙。{BODY}{OWN}", "（二）人才", f"3.丙丙。{BODY}{OWN}", f"4.丁丁。{BODY}{OWN}")  # fmt: skip
    assert [(measure.section, measure.subsection) for measure in document.measures] == [
        ("一、任务", "（一）技术"),
        ("一、任务", "（一）技术"),
        ("一、任务", "（二）人才"),
        ("一、任务", "（二）人才"),
    ]


@pytest.mark.parametrize(
    "last", ["（责任单位：市科技局、各区（县、市）政\n府）", "（责任单位：市科技局、各区（县、\n市）政府）"]
)
def test_a_list_on_lines_of_its_own_goes_on_until_its_bracket_closes(last: str) -> None:
    document = parse(f"（一）甲甲\n{BODY}\n{last}", f"（二）乙乙\n{BODY}{OWN}")
    assert document.measures[0].agencies == ("市科技局", "各区（县、市）政府")
    assert document.goals == ()


def test_a_heading_in_between_does_not_take_the_items_behind_it_away() -> None:
    document = parse("一、任务", f"（一）甲甲。{BODY}", "专栏1 重大工程", "1.算力工程。建设智算中心。", "2.数据工程。建设数据中心。", f"（二）乙乙。{BODY}")  # fmt: skip
    assert {one.label: one.section for one in document.measures if one.label in ("（一）", "（二）")} == {
        "（一）": "一、任务",
        "（二）": "一、任务",
    }


def test_a_title_before_an_introduction_is_one() -> None:
    document = parse("（一）加强攻关。标准如下：", "等级\t标准\n国家级\t500万元", OWN, f"（二）乙乙。{BODY}{OWN}")
    assert [measure.title for measure in document.measures] == ["加强攻关", "乙乙"]
