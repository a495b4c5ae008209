"""Bodies that no list names: what the text says of them is shown, and nothing is denied that it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from answer.settings import AnswerSettings
from index.encoders import open_encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.parser import parse_policy
from tests.answer.ownership.checks import task_ids

WITHOUT_LISTS = """# 关于规范融资担保的意见

（一）明确风险分担比例。合作银行承担的风险责任比例不低于百分之二十。

（二）完善绩效评价体系。财政部要会同农业农村部加强统筹协调，对本意见执行情况进行督促检查。

（三）加强日常监管。国家医疗保障局负责医保基金的监测，国务院证券监督管理部门负责全国的信息披露管理工作。

（四）做好宣传引导。各地区要通过多种方式宣传政策，营造良好氛围。
"""
WITH_LISTS = """# 行动方案

（一）推进试点。组织开展应用试点，由财政部核拨补助资金。（责任单位：市工业和信息化局、市教育局）

（二）加强引导。开展宣传活动，定期发布典型案例。（责任单位：市教育局）
"""
Reply = Callable[[str], TableReply | None]


@pytest.fixture(scope="module")
def without_lists() -> Assistant:
    index = SearchIndex.in_memory(parse_policy(WITHOUT_LISTS), open_encoder(IndexSettings()))
    return assemble(index, AnswerSettings(), Learned())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("财政部负责什么", "财政部要会同农业农村部"),
        ("财政部有哪些职责", "财政部要会同农业农村部"),
        ("农业农村部管什么", "会同农业农村部"),
        ("国务院证券监督管理部门负责什么", "国务院证券监督管理部门负责全国"),
        # It is written in full only.
        ("医保局负责什么", "国家医疗保障局负责医保基金的监测"),
    ],
)
def test_where_there_are_no_lists_the_text_answers(without_lists: Assistant, question: str, said: str) -> None:
    answer = without_lists.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


@pytest.mark.parametrize("question", ["民政局负责什么", "税务局有哪些任务", "海关总署的职责"])
def test_a_body_that_the_text_does_not_name_is_still_refused(without_lists: Assistant, question: str) -> None:
    assert without_lists.ask(question).refused


@pytest.mark.parametrize("question", ["财政部负责什么", "财政部有哪些任务", "财政部承担哪些工作"])
def test_a_body_that_only_the_text_names_is_said_to_be_in_no_list_and_shown(
    reply_about: Callable[[str], Reply], question: str
) -> None:
    reply = reply_about(WITH_LISTS)(question)
    assert isinstance(reply, TableAnswer)
    assert task_ids(reply) == ("M1",)
    assert "没有把财政部列为责任单位" in reply.body
    assert "由财政部核拨补助资金" in reply.body


def test_a_body_that_neither_lists_nor_text_name_is_refused(reply_about: Callable[[str], Reply]) -> None:
    assert isinstance(reply_about(WITH_LISTS)("税务局负责什么"), TableRefusal)
