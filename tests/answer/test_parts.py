from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.parts import split_parts
from answer.question import understand
from answer.synonyms import Synonyms
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument


@pytest.fixture(scope="module")
def tokenizer(document: PolicyDocument) -> PolicyTokenizer:
    return PolicyTokenizer(domain_words(document))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("算力平台和孵化平台分别由谁负责", ["算力平台", "孵化平台分别由谁负责"]),
        ("企业梯队怎么培育？人才怎么引进？", ["企业梯队怎么培育", "人才怎么引进"]),
        ("基金群规模有多大", []),
        ("智能分拣归哪个单位，那个部门负责", []),
        ("甲乙丙的人才、资金、数据、算力、平台", []),
    ],
)
def test_parts(question: str, parts: list[str], document: PolicyDocument, tokenizer: PolicyTokenizer) -> None:
    assert split_parts(understand(question, document, tokenizer, Synonyms({})), tokenizer) == parts


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("城市级的算力调度平台跟大湾区那个，负责的单位差在哪儿", {"M1", "M2"}),
        ("招企业和招人才，各用什么法子？", {"M7", "M14"}),
        ("“包容审慎”在组织领导和监管两处分别是怎么说的？", {"M15", "M18"}),
    ],
)
def test_each_matter_is_answered_and_cited(assistant: Assistant, question: str, items: set[str]) -> None:
    answer = assistant.ask(question)
    assert items <= {citation.id for citation in answer.citations}
    assert len(answer.citations) <= 3


@pytest.mark.parametrize("question", ["人工智能基金群规模有多大？", "鹏城云脑III项目，什么时候启动建设？"])
def test_one_matter_brings_no_second_one(assistant: Assistant, question: str) -> None:
    assert len(assistant.ask(question).citations) == 1
