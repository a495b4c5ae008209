"""The facts of documents of many kinds, by hand."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from answer.citations import text_of
from answer.find.document_facts import FoundFact, find_document_facts
from answer.models import DocumentFact, DocumentFacts
from eval.documents import catalogue
from ingest.models import PolicyDocument


@cache
def document_of(document_id: str) -> PolicyDocument:
    return next(one for one in catalogue() if one.id == document_id).load()


def find(document_id: str, kind: str) -> FoundFact:
    (found,) = find_document_facts(DocumentFacts((DocumentFact(kind),)), document_of(document_id))
    return found


VALUES = [
    ("sports-events-2018", "title", ("国务院办公厅关于加快发展体育竞赛表演产业的指导意见",)),
    ("sports-events-2018", "number", ("国办发〔2018〕121号",)),
    ("sports-events-2018", "issuers", ("国务院办公厅",)),
    ("sports-events-2018", "issued", ("2018年12月11日",)),
    ("sports-events-2018", "until", ()),
    ("sports-events-2018", "interpreter", ()),
    ("market-entity-registration", "number", ("中华人民共和国国务院令第746号",)),
    ("market-entity-registration", "effective", ("自2022年3月1日起施行",)),
    ("shanghai-key-laboratories-2025", "until", ("有效期至2030年12月31日",)),
    ("shanghai-key-laboratories-2025", "replaces", ("《上海市重点实验室建设与运行管理办法》（沪科规〔2022〕6号）",)),
    ("shanghai-commercial-space-2023", "addressees", ("各区人民政府", "市政府各委、办、局")),
    ("lingang-super-individual-2026", "approval", ("经2026年第6次管委会主任办公会审议通过",)),
    ("lingang-super-individual-2026", "history", ("经2026年第6次管委会主任办公会审议通过",)),
    ("suzhou-park-opc-2026", "interpreter", ("由苏州工业园区科技创新委员会会同相关部门负责具体解释及实施",)),
    ("dongguan-opc-2026", "stage", ("征求意见稿",)),
    ("dongguan-opc-2026", "consultation", ("征求意见截止2026年4月23日",)),
    ("tianhe-hk-macao-youth", "contact", ("执行中如有问题，请径向相关主管部门反映",)),
    ("shenzhen-ai-action-plan-2023-2024", "period", ("2023—2024年",)),
    ("qingdao-opc-list-2", "until", ()),
    (
        "standardization-law",
        "history",
        (
            "1988年12月29日第七届全国人民代表大会常务委员会第五次会议通过",
            "2017年11月4日第十二届全国人民代表大会常务委员会第三十次会议修订",
        ),
    ),
]


@pytest.mark.parametrize(("document_id", "kind", "expected"), VALUES)
def test_what_a_document_states(document_id: str, kind: str, expected: tuple[str, ...]) -> None:
    assert find(document_id, kind).values == expected


def test_every_amendment_of_a_law_is_found() -> None:
    acts = find("accounting-law", "history").values
    assert [(act[:4], act[-5:]) for act in acts] == [
        ("1985", "次会议通过"),
        ("1993", "第一次修正"),
        ("1999", "次会议修订"),
        ("2017", "第二次修正"),
        ("2024", "第三次修正"),
    ]


def test_a_period_from_the_day_of_issue_is_reckoned() -> None:
    found = find("suzhou-park-opc-2026", "until")
    assert (found.values, found.day) == (("有效期三年",), datetime.date(2028, 11, 26))


def test_what_the_page_prints_stands_beside_what_the_text_says() -> None:
    found = find("guangzhou-talent-household", "until")
    assert found.values == ("有效期5年",)
    assert ("失效日期", "2025年07月04日") in found.printed
    assert find("guangzhou-talent-household", "number").printed == (("统一编号", "GZ0220200010"),)


@pytest.mark.parametrize("document_id", sorted({document_id for document_id, _, _ in VALUES}))
def test_what_shows_a_fact_is_literal(document_id: str) -> None:
    document = document_of(document_id)
    for found in find_document_facts(DocumentFacts(tuple(DocumentFact)), document):
        assert found.is_stated == bool(found.shown_by)
        for shown in found.shown_by:
            assert shown.sentence.text in text_of(document.item(shown.item), document)
            assert document.source[shown.sentence.start] == shown.sentence.text[0]
            assert document.source[shown.sentence.end - 1] == shown.sentence.text[-1]
