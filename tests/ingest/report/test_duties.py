from __future__ import annotations

from ingest.models import sections_over
from ingest.parser import parse_policy
from ingest.report.duties import agency_lines


def lines_of(text: str, number: int = 1) -> list[str]:
    document = parse_policy(text)
    measure = document.measures[number - 1]
    (path,) = sections_over(document.sections, [measure.span])
    return agency_lines(document, measure, path)


def test_lists_stand_as_the_policy_calls_them() -> None:
    assert lines_of("甲\n（一）建设。建平台。（牵头单位：甲局；配合单位：乙局、丙局等）") == [
        "牵头单位：甲局；配合单位：乙局、丙局等"
    ]


def test_a_list_below_a_heading_counts_for_what_stands_under_it() -> None:
    text = "甲市若干措施\n一、任务\n（责任单位：甲局、乙局）\n（一）建设。建设公共平台。\n（二）培育。培育各类人才。\n二、保障\n（三）资金。安排资金。\n"
    assert lines_of(text, 3) == ["责任单位：未写明"]
    assert lines_of(text) == ["负责：甲局、乙局（据“一、任务”下的名单）"]


def test_a_long_declaration_is_cut_short() -> None:
    text = (
        "甲市若干措施\n（一）建设。建平台。（责任单位：甲局；以下均需各区〔县、市〕政府、各类开发园区管委会落实，不再列出）\n"
        "（二）培育。育人才。（责任单位：乙局）\n"
    )
    assert lines_of(text, 2)[1] == (
        "负责：各区〔县、市〕政府、各类开发园区管委会（据“以下均需各区〔县、市〕政……园区管委会落实，不再列出”）"
    )


def test_a_sign_makes_a_lead() -> None:
    text = (
        "甲市若干措施\n（一）建设。建平台。（责任单位：甲局、★乙局，带★的为牵头单位）\n"
        "（二）培育。育人才。（责任单位：★丙局、丁局）\n"
    )
    assert lines_of(text, 2)[1] == "牵头：丙局（据“带★的为牵头单位”）"
