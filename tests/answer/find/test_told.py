from __future__ import annotations

import pytest

from answer.find.told import elements_in, extremes, main_point, tells_nothing_new, told_in
from answer.models.told import AmongTold
from answer.stated import of
from ingest.facts import FactKind
from ingest.parser import parse_policy

DOCUMENT = parse_policy(
    """某市支持养蜂若干措施

第一条 对养蜂户按每箱200元给予补贴，每户每年最高5000元，最长补3年。
第二条 蜂产品检测包括农残、水分、糖度等项目。
"""
)


def test_numbers_are_found_where_the_document_states_them() -> None:
    told = told_in("每箱补200元，一年封顶5000元。", ("M1", "M2"), DOCUMENT)
    assert [(one.item, str(one.fact.value)) for one in told] == [("M1", "200"), ("M1", "5000")]
    for one in told:
        assert one.sentence.text[one.fact.start : one.fact.end] == one.fact.text
        assert DOCUMENT.source[one.sentence.start : one.sentence.end] == one.sentence.text


def test_what_the_answer_did_not_tell_is_not_told() -> None:
    assert told_in("文件没有写明。", ("M1",), DOCUMENT) == ()


def test_ends() -> None:
    told = told_in("每箱200元，封顶5000元。", ("M1",), DOCUMENT)
    found = extremes(AmongTold(told, ("most", "least")))
    assert {end: [str(one.fact.value) for one in these] for end, these in found.items()} == {
        "most": ["5000"],
        "least": ["200"],
    }


def test_a_list_is_found_if_all_of_it_was_told() -> None:
    assert elements_in("测农残、水分、糖度。", ("M1", "M2"), DOCUMENT)[::2] == ("M2", ("农残", "水分", "糖度"))
    assert elements_in("测农残和水分。", ("M1", "M2"), DOCUMENT)[0] == ""


@pytest.mark.parametrize(
    ("answers", "is_known"),
    [(["封顶5000元"], False), (["每箱200元", "封顶5000元"], True), ([], False), (["每箱300元，封顶5000元"], False)],
)
def test_what_was_told_is_nothing_new(answers: list[str], is_known: bool) -> None:
    quotes = ["对养蜂户按每箱200元给予补贴，每户每年最高5000元，最长补3年。"]
    assert tells_nothing_new(quotes, answers, of(FactKind.AMOUNT)) is is_known


def test_the_point_of_an_answer_is_what_leads_it() -> None:
    assert main_point("**最高5000元**\n\n对养蜂户按每箱200元给予补贴。〔第一条〕") == "最高5000元"
    assert main_point("最高5000元。") == "最高5000元。"
    assert main_point("对养蜂户按每箱200元给予补贴。" * 9) == ""
