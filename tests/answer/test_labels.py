from __future__ import annotations

from answer.addressing import find_address, name_items
from answer.labels import label_of, name_of_goal
from index.normalize import normalize
from ingest.parser import parse_policy

POLICY = (
    "某市行动方案\n\n一、总体目标\n\n到2027年，建成平台10个。\n\n到2030年，建成平台30个。\n\n二、重点任务\n\n"
    "（一）建设平台。给予补助。\n\n（二）支持企业。给予奖励。\n\n三、保障措施\n\n各部门要加强协同。\n\n"
    "四、附则\n\n本方案自2026年1月1日起施行。\n"
)


def test_no_two_items_are_cited_alike() -> None:
    document = parse_policy(POLICY)
    labels = [label_of(document.item(key), document) for key in document.ids]
    assert len(set(labels)) == len(labels)
    assert {"一、总体目标第1段", "一、总体目标第2段", "三、保障措施", "附则", "通知和引言"} <= set(labels)


def test_a_paragraph_without_a_heading_is_told_by_its_place() -> None:
    document = parse_policy("某市意见\n\n要建设平台，给予补助。\n\n要支持企业，给予奖励。\n")
    assert [label_of(goal, document) for goal in document.goals] == ["正文第1段", "正文第2段"]


def test_what_an_item_is_named_leads_back_to_it() -> None:
    document = parse_policy(POLICY)
    for key in document.ids:
        if key != "P":
            found = find_address(normalize(f"{name_items([key], document)}写了什么"), document)
            assert found is not None
            assert found.citation_ids == (key,)
    goal = document.goals[1]
    for said in (f"〔{label_of(goal, document)}〕", goal.id, name_of_goal(goal, document)):
        found = find_address(normalize(f"{said}写了什么"), document)
        assert found is not None
        assert found.citation_ids == (goal.id,)


def test_a_row_of_a_further_table_is_called_by_table_and_place() -> None:
    table = "| 指标 | 目标 |\n| --- | --- |\n| {}甲 | 10 |\n| {}乙 | 20 |\n\n"
    document = parse_policy(f"某市意见\n\n一、指标\n\n{table.format('产', '产')}二、标准\n\n{table.format('补', '补')}")
    found = find_address("表2第1行是什么", document)
    assert found is not None
    assert found.citation_ids == ("A3",)
    assert document.item("A3").mark == "表2第1行"  # type: ignore[union-attr]  # rows have a mark
