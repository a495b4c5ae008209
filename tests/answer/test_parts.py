from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.parts import Part, split_clauses, split_matters
from answer.question import Question, understand
from answer.synonyms import Synonyms
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument


@pytest.fixture(scope="module")
def tokenizer(document: PolicyDocument) -> PolicyTokenizer:
    return PolicyTokenizer(domain_words(document))


def read(question: str, document: PolicyDocument, tokenizer: PolicyTokenizer) -> Question:
    return understand(question, document, tokenizer, Synonyms({}))


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("企业梯队怎么培育？人才怎么引进？", [Part("企业梯队怎么培育"), Part("人才怎么引进")]),
        (
            "云脑项目哪年动工，创投日是每月几号",
            [Part("云脑项目哪年动工"), Part("创投日是每月几号", follows=True)],
        ),
        # What names no matter is about the one before.
        ("基金群规模多大？由谁负责？", [Part("基金群规模多大"), Part("由谁负责", leans=True)]),
        # What asks nothing introduces what asks.
        (
            "我们是做传感器的，能申请什么支持？该找哪个部门？",
            [Part("我们是做传感器的,能申请什么支持"), Part("该找哪个部门", leans=True)],
        ),
        ("有没有电话；网址呢", [Part("有没有电话", leans=True), Part("网址呢", leans=True)]),
    ],
)
def test_clauses_that_each_ask(question: str, clauses: list[Part], tokenizer: PolicyTokenizer) -> None:
    assert split_clauses(normalize(question), tokenizer.words) == clauses


@pytest.mark.parametrize(
    "question",
    [
        "",
        "？？",
        "基金群规模有多大",
        "鹏城云脑III项目，什么时候启动建设？",
        "大力培育企业梯队，推动中小企业发展壮大。",
        # Both ask the same of the same.
        "智能分拣归哪个单位，那个部门负责",
        "口岸和机场，分别归谁",
        "建在前海，还是建在河套？",
        # So many are no longer one question.
        "甲怎么做？乙怎么做？丙怎么做？丁怎么做？戊怎么做？",
    ],
)
def test_one_question_stays_whole(question: str, tokenizer: PolicyTokenizer) -> None:
    assert split_clauses(normalize(question), tokenizer.words) == []


@pytest.mark.parametrize(
    ("question", "matters"),
    [
        ("算力平台和孵化平台分别由谁负责", ["算力平台由哪些单位负责", "孵化平台分别由谁负责"]),
        ("数据交易与开源模型在哪一条", ["数据交易在哪条", "开源模型在哪一条"]),
        ("鹏城云脑和开放管理办法各是什么时候", ["鹏城云脑是什么时间", "开放管理办法各是什么时候"]),
        ("基金群规模有多大", []),
        ("甲乙丙的人才、奖金、数据、算力、平台", []),
    ],
)
def test_matters_of_which_the_same_is_asked(
    question: str, matters: list[str], document: PolicyDocument, tokenizer: PolicyTokenizer
) -> None:
    parts = split_matters(read(question, document, tokenizer), tokenizer.words)
    assert [part.text for part in parts] == matters


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.one_of(st.text(max_size=40), st.text("算力基金谁哪什么时候多少吗呢和与跟？，。；、 ab", max_size=40)))
def test_any_text_can_be_cut(text: str, document: PolicyDocument, tokenizer: PolicyTokenizer) -> None:
    question = read(text, document, tokenizer)
    for parts in (split_clauses(question.text, tokenizer.words), split_matters(question, tokenizer.words)):
        assert len(parts) in (0, 2, 3, 4)
        assert all(part.text for part in parts)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("城市级的算力调度平台跟大湾区那个，负责的单位差在哪儿", {"M1", "M2"}),
        ("招企业和招人才，各用什么法子？", {"M7", "M14"}),
        ("“包容审慎”在组织领导和监管两处分别是怎么说的？", {"M15", "M18"}),
        ("低空经济怎么发展？第二课堂谁来开？", {"M12", "M14"}),
        ("食品安全监管归谁管，创投日是每月几号？", {"A19", "M16"}),
    ],
)
def test_each_matter_is_answered_and_cited(assistant: Assistant, question: str, items: set[str]) -> None:
    answer = assistant.ask(question)
    assert items <= {citation.id for citation in answer.citations}
    assert len(answer.citations) <= 3


@pytest.mark.parametrize("question", ["人工智能基金群规模有多大？", "鹏城云脑III项目，什么时候启动建设？"])
def test_one_matter_brings_no_second_one(assistant: Assistant, question: str) -> None:
    assert len(assistant.ask(question).citations) == 1


def test_the_parts_are_named_and_each_is_answered_in_its_order(assistant: Assistant) -> None:
    answer = assistant.ask("创投日是每月几号？低空经济由谁负责？")
    assert answer.trace is not None
    assert answer.trace.parts == ("创投日是每月几号", "低空经济由谁负责")
    assert answer.text.startswith("**每月 8 日**")
    assert answer.text.index("每月 8 日") < answer.text.index("市交通运输局")


def test_what_leans_is_asked_of_the_part_before(assistant: Assistant) -> None:
    answer = assistant.ask("创投日是每月几号？归谁管？")
    assert [citation.id for citation in answer.citations] == ["M16"]
    assert "市财政局" in answer.text


def test_a_part_that_is_not_stated_is_said_beside_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("联合实验室要建几家？报名电话是多少？")
    assert answer.status == "answered"
    assert [citation.id for citation in answer.citations] == ["M4"]
    assert "未载明联系电话" in answer.text


def test_a_part_that_is_far_off_is_no_part(assistant: Assistant) -> None:
    answer = assistant.ask("红烧肉怎么做？糖醋鱼怎么做？")
    assert answer.status == "unanswerable_off_topic"
