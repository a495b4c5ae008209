from __future__ import annotations

import pytest

from ingest.models import PolicyDocument, Role
from ingest.parser import parse_policy

R, L, W = Role.RESPONSIBLE, Role.LEAD, Role.WITH
BODY = "支持企业牵头组建创新联合体，开展关键技术攻关。"


def parse(*paragraphs: str) -> PolicyDocument:
    return parse_policy("\n\n".join(("某市若干措施", "为支持创新，制定本措施。", *paragraphs)))


def duties(document: PolicyDocument) -> list[list[tuple[str, Role, bool]]]:
    return [[(one.agency, one.role, one.declared) for one in measure.duties] for measure in document.measures]


def test_duties_are_the_lists_where_nothing_is_declared() -> None:
    document = parse(f"（一）加强攻关。{BODY}（牵头单位：甲局；配合单位：乙局、丙局）")
    assert duties(document) == [[("甲局", L, False), ("乙局", W, False), ("丙局", W, False)]]


def test_a_unit_that_leads_and_takes_part_leads() -> None:
    document = parse(f"（一）加强攻关。{BODY}（配合单位：甲局；牵头单位：甲局）")
    assert duties(document) == [[("甲局", L, False)]]


def test_the_first_leads_from_where_it_is_declared() -> None:
    document = parse(
        f"（一）加强攻关。{BODY}（责任单位：甲局、乙局）",
        f"（二）引进人才。{BODY}（责任单位：乙局、甲局。列第一位的为牵头单位，下同）",
        f"（三）建设平台。{BODY}（责任单位：丙局、甲局）",
    )
    assert duties(document) == [
        [("甲局", R, False), ("乙局", R, False)],
        [("乙局", L, True), ("甲局", R, False)],
        [("丙局", L, True), ("甲局", R, False)],
    ]
    assert [(one.kind, one.citation_id) for one in document.conventions] == [("first_leads", "M2")]


@pytest.mark.parametrize(
    "place",
    ["preamble", "closing"],
)
def test_what_is_declared_for_the_whole_document_counts_everywhere(place: str) -> None:
    declared = "各项措施的责任单位中，列第一位的为牵头单位。"
    items = (
        f"（一）加强攻关。{BODY}（责任单位：甲局、乙局）",
        f"（二）引进人才。{BODY}（责任单位：乙局、甲局）",
    )
    document = (
        parse(declared, *items) if place == "preamble" else parse(*items, f"本措施自2024年1月1日起施行。{declared}")
    )
    assert [[role for _, role, _ in measure] for measure in duties(document)] == [[L, R], [L, R]]
    assert [one.citation_id for one in document.conventions] == ["P" if place == "preamble" else "C"]


def test_the_sign_tells_who_leads() -> None:
    document = parse(
        f"（一）加强攻关。{BODY}（责任单位：甲局、★乙局）",
        f"（二）引进人才。{BODY}（责任单位：甲局、乙局）",
        "本措施自2024年1月1日起施行。标★的为牵头单位。",
    )
    assert duties(document)[0] == [("甲局", R, False), ("乙局", L, True)]
    assert duties(document)[1] == [("甲局", R, False), ("乙局", R, False)]


def test_who_is_not_listed_again_is_responsible_all_the_same() -> None:
    document = parse(
        f"（一）加强攻关。{BODY}（责任单位：甲局。以下均需各区政府落实，不再列出）",
        f"（二）引进人才。{BODY}（责任单位：乙局）",
    )
    assert document.measures[0].agencies == ("甲局",)
    assert duties(document)[1] == [("乙局", R, False), ("各区政府", R, True)]


def test_a_list_below_a_heading_counts_for_what_stands_under_it() -> None:
    document = parse(
        "一、技术攻关",
        "责任单位：甲局、乙局",
        f"（一）加强攻关。{BODY}",
        f"（二）建设平台。{BODY}",
        "二、人才",
        f"（三）引进人才。{BODY}（责任单位：丙局）",
        f"（四）培养人才。{BODY}（责任单位：丙局）",
    )
    assert duties(document)[0] == [("甲局", R, True), ("乙局", R, True)]
    assert duties(document)[2] == [("丙局", R, False)]
    assert document.measures[0].agencies == ()


def test_rows_follow_what_is_declared() -> None:
    document = parse(
        f"（一）加强攻关。{BODY}（责任单位：甲局、乙局）",
        f"（二）引进人才。{BODY}（责任单位：乙局、甲局）",
        "责任单位中列第一位的为牵头单位。",
        "附件：清单",
        "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 建设平台 | 丙局、丁局 |",
    )
    (row,) = document.scenarios
    assert [(one.agency, one.role, one.declared) for one in row.duties] == [("丙局", L, True), ("丁局", R, False)]
