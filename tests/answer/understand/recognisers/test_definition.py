"""Questions for the meaning of a term, and others that only look like it."""

from __future__ import annotations

import pytest

from answer.models import Definition
from answer.understand.planner import LEAST, plan
from answer.understand.recognisers.definition import recognise
from tests.answer.understand.recognisers.conftest import Annotated

READ = (
    ("anti-food-waste-law", "“食品浪费”到底怎么定义？", "食品浪费"),
    ("archives-law", "什么叫档案？", "档案"),
    ("data-security-law", "这部法里说的数据处理是指什么？", "数据处理"),
    ("guangzhou-temporary-relief", "临时救助是什么意思？", "临时救助"),
    ("law-enforcement-publicity-2018", "“三项制度”是哪三项？", "三项制度"),
    ("market-entity-registration", "市场主体的定义是什么？", "市场主体"),
    ("shanghai-key-laboratories-2025", "啥叫重点实验室？", "重点实验室"),
    ("tianhe-hk-macao-youth", "本办法所称港澳青年是指什么？", "港澳青年"),
    ("zero-waste-cities-2018", "“无废城市”究竟是什么意思？", "无废城市"),
    # What the definition says, one thing after another.
    ("public-cultural-services-guarantee-law", "公共文化服务由谁主导，谁参与？", "公共文化服务"),
)
NOT_READ = (
    ("archives-law", "写到“奖励”的是哪几条？"),
    ("data-security-law", "没有提到“罚款”的是哪几项？"),
    ("tianhe-hk-macao-youth", "租金补贴的标准是多少？"),
    ("tianhe-hk-macao-youth", "谁负责解释这份办法？"),
    ("market-entity-registration", "市场主体的登记机关是谁？"),
    ("law-enforcement-publicity-2018", "第三项是什么？"),
    ("public-cultural-services-guarantee-law", "公共文化设施由谁建设、谁管理？"),
    ("sports-events-2018", "职业联赛由谁牵头、谁配合？"),
    ("zero-waste-cities-2018", "大语言模型是什么？"),
)


@pytest.mark.parametrize(("document", "question", "term"), READ)
def test_it_is_read_as_a_question_for_a_meaning(annotated: Annotated, document: str, question: str, term: str) -> None:
    found = plan(*annotated(document, question))
    assert found is not None
    assert found.plan == Definition(term)


@pytest.mark.parametrize(("document", "question"), NOT_READ)
def test_what_only_looks_like_it_is_not(annotated: Annotated, document: str, question: str) -> None:
    assert all(candidate.score < LEAST for candidate in recognise(*annotated(document, question)))
