from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.models import Answer
from ingest.models import PolicyDocument
from tests.answer.ownership.checks import expand


def cites(answer: Answer) -> str:
    return " ".join(citation.id for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("哪些措施提到大模型", "M4 M5 M14"),
        ("几条跟数据有关", "M12 M13 M17 M18"),
        ("列出所有扶持计划", "M3 M4 M5 M8 M12"),
        ("写到“粤港澳大湾区”的措施有哪些？", "M2 M5"),
        ("粤港澳大湾区在哪几条里出现过", "M2 M5"),
        ("正文里哪几条提过鹏城云脑？", "M1 M8"),
        ("以“+AI”命名的措施都列出来", "M10 M11 M12"),
        ("有哪些附件场景跟机器人有关", "A4"),
        ("涉及香港或者深港合作的条款有哪些", "M3 M5 M6"),
    ],
)
def test_every_item_that_mentions_the_words_is_listed(assistant: Assistant, question: str, items: str) -> None:
    answer = assistant.ask(question)
    assert answer.route == "scan"
    assert tuple(cites(answer).split()) == expand(items)
    assert "（逐条检索原文）" in answer.text
    assert answer.results == ()


def test_the_words_and_the_count_are_said(assistant: Assistant) -> None:
    assert assistant.ask("哪些措施提到大模型").text.startswith("**提到“大模型”的：措施 3 条**（逐条检索原文）\n\n")


def test_the_list_is_what_a_search_of_the_text_finds(assistant: Assistant, document: PolicyDocument) -> None:
    for word in ("人形机器人", "低空经济", "香港", "扶持计划", "开源", "高校"):
        expected = [measure.id for measure in document.measures if word in measure.title + measure.body]
        assert cites(assistant.ask(f"哪些措施提到“{word}”？")).split() == expected, word


def test_every_quote_is_in_its_item_and_holds_a_word(assistant: Assistant) -> None:
    for citation in assistant.ask("哪些措施提到大模型").citations:
        assert citation.quotes
        assert all(quote.text in citation.text for quote in citation.quotes)
        assert any("大模型" in quote.text for quote in citation.quotes)


def test_what_is_not_mentioned_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("哪些措施提到区块链")
    assert (answer.status, answer.route) == ("unanswerable_not_stated", "scan")
    assert "没有提到“区块链”" in answer.text


def test_everyday_words_stand_for_the_policy_s(assistant: Assistant) -> None:
    answer = assistant.ask("哪些措施跟孩子上学有关")
    assert cites(answer) == "M14"
    assert "进校园" in answer.text


@pytest.mark.parametrize(
    "question", ["人工智能基金群规模有多大？", "第四条讲了什么", "大模型插件谁负责", "列出所有措施"]
)
def test_other_questions_are_not_scanned_for(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).route != "scan"
