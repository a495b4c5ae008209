"""Where a document has no agencies, no annex or no titles, no sentence ends before the list that it announces."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.details import with_details
from answer.learned import Learned
from answer.settings import AnswerSettings
from index.search_index import SearchIndex
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

UNFINISHED = re.compile(r"[：（“《、][ \t]*[。，；）”》、]|：\s*\Z|：[ \t]*\*\*|\*\*\*\*|，，|。。|（\s*）")
NO_AGENCIES = """# 关于促进社区养老服务的若干措施

第一条 支持社区食堂建设。对新建社区食堂给予一次性补贴10万元。

第二条 发展上门护理服务。鼓励医疗机构开展居家护理。

第三条 加强队伍建设。每年培训护理员1000名。
"""
NO_TITLES = """# 公园管理办法

第一条 为了规范公园管理，制定本办法。

第二条 公园应当免费开放。
"""
SOME_AGENCIES = """# 若干措施

一、支持研发

（一）支持攻关。支持企业研发。（责任单位：市科技局）

（二）支持应用。推动场景开放。
"""
QUESTIONS = """
市科技局负责什么
教育局有哪些任务
市国资委
街道办事处负责哪些措施
哪些措施没有责任单位
责任单位有哪些
有多少家责任单位
第二条谁负责
第二条归市民政局管吗
第一条和第二条的责任单位一样吗
市民政局和市卫健委共同负责哪些
不是由市科技局负责的措施有哪些
市科技局没有负责哪些
哪个单位任务最多
附件有哪些场景
附件第6项是什么
附件第6项和第7项
智能分拣由谁负责
机场和高铁站
提到机场的有哪些
公共服务领域有哪些场景
人工智能基金群由谁负责
支持应用谁负责
第二条写了什么
谁印发的
印发给谁
who is responsible
""".split("\n")[1:-1]


@pytest.fixture(scope="module")
def documents(document: PolicyDocument) -> dict[str, PolicyDocument]:
    bare_rows = tuple(replace(row, agencies=(), agencies_open=False, domain="") for row in document.scenarios)
    bare_measures = tuple(replace(measure, agencies=(), agencies_open=False) for measure in document.measures)
    return {
        "no agencies": parse_policy(NO_AGENCIES),
        "no titles": parse_policy(NO_TITLES),
        "some agencies": parse_policy(SOME_AGENCIES),
        "rows without": replace(document, scenarios=bare_rows),
        "measures without": replace(document, measures=bare_measures),
        "neither": replace(document, scenarios=bare_rows, measures=bare_measures),
    }


def assistant_for(document: PolicyDocument) -> Assistant:
    return assemble(SearchIndex.by_words(document), AnswerSettings(), Learned())


@pytest.mark.parametrize(
    "name", ["no agencies", "no titles", "some agencies", "rows without", "measures without", "neither"]
)
def test_no_sentence_is_left_unfinished(documents: dict[str, PolicyDocument], name: str) -> None:
    assistant = assistant_for(documents[name])
    said = {
        (ask.__name__, question): "\n".join([answer.text, *answer.suggestions])
        for question in QUESTIONS
        for ask in (assistant.ask, assistant.owners, assistant.tasks)
        if (answer := ask(question))
    }
    assert {asked: text for asked, text in said.items() if UNFINISHED.search(text)} == {}


def test_a_document_without_agencies_says_so(documents: dict[str, PolicyDocument]) -> None:
    answer = assistant_for(documents["no agencies"]).ask("市科技局负责什么")
    assert answer.status == "unanswerable_no_such_item"
    assert answer.text.endswith("没有把市科技局列为责任单位。这份文件没有列出责任单位。")


def test_one_with_agencies_names_the_closest(documents: dict[str, PolicyDocument]) -> None:
    answer = assistant_for(documents["some agencies"]).tasks("市教育局")
    assert answer.text.endswith("文件中名称最接近的责任单位是：市科技局。")


def test_details_are_those_that_are_stated(document: PolicyDocument) -> None:
    row, measure = document.scenarios[5], document.measures[15]
    assert with_details("机场", row, row) == "机场（应用领域：公共服务；责任单位：市国资委）"
    assert with_details("机场", row) == "机场（应用领域：公共服务）"
    assert with_details("机场", row, replace(row, agencies=())) == "机场（应用领域：公共服务）"
    assert with_details("机场", replace(row, domain=""), row) == "机场（责任单位：市国资委）"
    assert with_details("资金", replace(measure, agencies=()), replace(measure, agencies=())) == "资金"
