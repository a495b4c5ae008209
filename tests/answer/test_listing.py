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
        ("“开放”这两个字在哪几条里有", "M13 M15"),
        ("附件里哪些场景带“监管”", "A18 A19"),
        ("哪些条款里写到2023年", "M1 M13"),
        ("哪几条没有提到“企业”", "M1 M6 M9 M10 M11 M15 M17"),
        ("哪些措施同时提到算力和大模型", "M4"),
        ("哪些措施既提到河套又提到前海", "M5 M6"),
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


@pytest.mark.parametrize(
    ("question", "word", "items"),
    [
        ("有没有提到机器人", "机器人", "M4 M5 M10 M11 M12 A4"),
        ("方案是否涉及智慧城市？", "智慧城市", "M11 A15"),
        ("这份文件写到粤港澳大湾区了吗", "粤港澳大湾区", "M2 M5"),
        ("低空经济文件里提没提到", "低空经济", "M12"),
    ],
)
def test_whether_a_word_is_mentioned_is_answered_by_all_that_do(
    assistant: Assistant, question: str, word: str, items: str
) -> None:
    answer = assistant.ask(question)
    assert answer.route == "scan"
    assert answer.text.startswith(f"**提到“{word}”的：")
    assert tuple(cites(answer).split()) == expand(items)


@pytest.mark.parametrize(("question", "word"), [("有没有提到元宇宙", "元宇宙"), ("无人机政策里提到没有", "无人机")])
def test_what_is_only_near_to_a_word_is_not_said_to_mention_it(
    assistant: Assistant, document: PolicyDocument, question: str, word: str
) -> None:
    answer = assistant.ask(question)
    assert word not in document.source
    assert (answer.status, answer.route) == ("answered", "retrieval")
    assert answer.text.startswith(f"**原文没有“{word}”这个说法，意思相近的有：**")
    assert not answer.is_extract  # a model would leave that out


@pytest.mark.parametrize(("question", "word"), [("文件里提到养老了吗", "养老"), ("有没有写房价", "房价")])
def test_where_nothing_is_near_either_the_word_is_not_mentioned(assistant: Assistant, question: str, word: str) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert answer.text.splitlines()[0] == f"逐条检索原文，《行动方案》没有提到“{word}”。"


def test_everyday_words_stand_for_the_policy_s(assistant: Assistant) -> None:
    answer = assistant.ask("哪些措施跟孩子上学有关")
    assert cites(answer) == "M14"
    assert "进校园" in answer.text


@pytest.mark.parametrize(
    "question", ["人工智能基金群规模有多大？", "第四条讲了什么", "大模型插件谁负责", "列出所有措施"]
)
def test_other_questions_are_not_scanned_for(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).route != "scan"


def test_what_lacks_a_word_is_all_that_does_not_mention_it(assistant: Assistant, document: PolicyDocument) -> None:
    for word in ("企业", "平台", "场景", "机器人"):
        lacking = [measure.id for measure in document.measures if word not in measure.title + measure.body]
        answer = assistant.ask(f"哪些措施没有提到“{word}”")
        assert cites(answer).split() == lacking, word
        assert answer.text.startswith(f"**没有提到“{word}”的：措施 {len(lacking)} 条**（逐条检索原文）")


def test_of_two_words_either_or_both(assistant: Assistant, document: PolicyDocument) -> None:
    texts = {measure.id: measure.title + measure.body for measure in document.measures}
    for first, second in (("香港", "平台"), ("数据", "安全"), ("算力", "企业")):
        either = [item for item, text in texts.items() if first in text or second in text]
        both = [item for item, text in texts.items() if first in text and second in text]
        assert cites(assistant.ask(f"哪些措施提到“{first}”或者“{second}”")).split() == either
        assert cites(assistant.ask(f"哪些措施同时提到“{first}”和“{second}”")).split() == both


@pytest.mark.parametrize("word", ["二十大", "先锋城市", "2024年"])
def test_what_only_the_notice_mentions_is_shown_there(assistant: Assistant, word: str) -> None:
    answer = assistant.ask(f"哪些措施提到“{word}”")
    assert (answer.status, answer.route, cites(answer)) == ("answered", "scan", "P")
    assert answer.text.startswith(f"**逐条检索原文，措施和附件场景都没有提到“{word}”")
    assert word in "".join(quote.text for quote in answer.citations[0].quotes)


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("附件倒数第二个场景是什么", "A24"),
        ("清单里机场的前一个场景是什么", "A5"),
        ("紧挨着公园后面的场景归谁", "A14"),
        ("倒数第三条措施讲什么", "M16"),
    ],
)
def test_neighbours_and_places_from_the_end(assistant: Assistant, question: str, item: str) -> None:
    assert cites(assistant.ask(question)) == item


@pytest.mark.parametrize(("question", "items"), [("河套在哪条", "M5 M6"), ("鹏城云脑是在哪一条里提到的？", "M1 M8")])
def test_of_a_word_in_several_places_all_are_listed(assistant: Assistant, question: str, items: str) -> None:
    answer = assistant.ask(question)
    assert answer.route == "scan"
    assert tuple(cites(answer).split()) == expand(items)


def test_of_a_word_in_one_place_that_is_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("隐私计算是哪条提的")
    assert cites(answer) == "M13"
    assert "隐私计算" in answer.text


@pytest.mark.parametrize(
    ("question", "cited", "said"),
    [
        ("2023年底前要完成什么", "M1 M13", "提到“2023年年底”的"),
        ("2024年底要完成什么", "", "《行动方案》没有提到“2024年底”"),
        ("2024年要做些什么", "P", "措施和附件场景都没有提到“2024年”"),
    ],
)
def test_what_a_date_is_set_for(assistant: Assistant, question: str, cited: str, said: str) -> None:
    answer = assistant.ask(question)
    assert (answer.route, cites(answer)) == ("scan", cited)
    assert said in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("哪些措施没有涉及人才", "M1-13 M15-18"),
        ("哪些措施没提人才", "M1-13 M15-18"),
        ("哪些措施不涉及资金", "M1-15 M17-18"),
        ("哪些措施没有提到资金和人才", "M1-13 M15 M17-18"),
        ("哪些场景没有提到机器人", "A1-3 A5-25"),
        # Only one states an amount, and none has the word.
        ("哪些措施没有写金额", "M1-15 M17-18"),
        ("哪些条款没有明确金额", "M1-15 M17-18"),
        # What only looks like a negation.
        ("哪些措施有没有提到人才", "M14"),
        # What is left out is not looked through.
        ("除了第十条，还有哪些措施提到医疗", "M13"),
        ("除了第四条，还有哪些措施提到大模型", "M5 M14"),
    ],
)
def test_what_is_lacking_or_left_out_is_the_complement(assistant: Assistant, question: str, items: str) -> None:
    answer = assistant.ask(question)
    assert answer.route == "scan"
    assert tuple(cites(answer).split()) == expand(items)


def test_what_only_the_item_left_out_mentions_is_not_said_to_be_absent(assistant: Assistant) -> None:
    answer = assistant.ask("除了第十四条，还有哪些措施提到人才")
    assert answer.refused
    assert "《行动方案》（不含（十四）打造高水平人才汇聚高地）没有提到“人才”" in answer.text


@pytest.mark.parametrize("question", ["哪些措施未明确牵头单位", "哪些措施没有写责任单位"])
def test_what_is_lacking_and_cannot_be_told_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).refused
