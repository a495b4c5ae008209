"""Whatever a document consists of, all of it can be asked for, and nothing breaks where something is missing."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.models import Answer, Turn
from answer.settings import AnswerSettings
from index.search_index import SearchIndex
from ingest.parser import parse_policy

PARAGRAPHS = (
    "关于支持小微企业发展的意见\n\n为支持小微企业发展，提出以下意见。\n\n"
    "到2027年，全市小微企业达到50万户，年均增长8%以上。\n\n"
    "各区要设立专项资金，总额不低于2亿元，用于贷款贴息。\n\n市经信局要建立月度调度制度，每月通报一次。\n"
)
TABLES = (
    "某市产业指标表\n\n| 指标 | 2023年 | 2025年目标 |\n| --- | --- | --- |\n| 工业增加值 | 1200亿元 | 1500亿元 |\n"
    "| 研发投入强度 | 3.2% | 3.8% |\n\n表2：补贴标准\n\n| 对象 | 补贴标准 | 申请材料 |\n| --- | --- | --- |\n"
    "| 大学生 | 每月1000元 | 毕业证、劳动合同 |\n| 残疾人 | 每月1500元 | 残疾证、身份证 |\n"
)
QUESTIONS = (
    *(
        "专项资金总额是多少？",
        "有几条措施？",
        "有几个部分？",
        "第一条写了什么？",
        "附件第一项是什么？",
        "最后一条是什么？",
    ),
    *(
        "由谁负责？",
        "哪个单位任务最多？",
        "有效期到哪天？",
        "哪些条款提到贷款贴息？",
        "你好",
        "全文讲了什么？",
        "附则写了什么？",
    ),
)


def by_words(text: str) -> Assistant:
    return assemble(SearchIndex.by_words(parse_policy(text)), AnswerSettings(), Learned())


def check(answer: Answer) -> None:
    assert answer.refused or answer.citations
    for citation in answer.citations:
        assert all(quote.text in citation.text for quote in citation.quotes)


@pytest.mark.parametrize("text", [PARAGRAPHS, TABLES], ids=["paragraphs", "tables"])
def test_a_document_without_measures_takes_any_question(text: str) -> None:
    assistant = by_words(text)
    assert assistant.document.measures == ()
    for question in QUESTIONS:
        answer = assistant.ask(question)
        check(answer)
        said = [Turn("user", question), Turn("assistant", answer.text, tuple(one.id for one in answer.citations))]
        for follow_up in ("具体内容呢？", "那由谁负责呢？", "下一条呢？", "还有别的吗？"):
            check(assistant.ask(follow_up, said))


@pytest.mark.parametrize("text", [PARAGRAPHS, TABLES], ids=["paragraphs", "tables"])
def test_every_item_is_given_by_its_id(text: str) -> None:
    assistant = by_words(text)
    for key in assistant.document.ids:
        assert [citation.id for citation in assistant.items(key)] == [key]
        assert [citation.id for citation in assistant.items(key.lower())] == [key]


def test_words_of_paragraphs_and_cells_are_not_said_to_be_absent() -> None:
    assert [one.id for one in by_words(PARAGRAPHS).ask("哪些条款提到贷款贴息？").citations] == ["G3"]
    assert [one.id for one in by_words(TABLES).ask("哪些地方提到“劳动合同”？").citations] == ["A3"]


@pytest.mark.parametrize(
    ("question", "cited", "said"),
    [
        ("总体目标是什么？", "G1", "全市蜂群达到12万群"),
        ("蜂群要达到多少群？", "G1", "12万群"),
        ("蜂农补贴标准是多少？", "A1", "补贴标准：每箱100元，最多200箱"),
        ("合作社要什么申请材料？", "A2", "申请材料：营业执照、社员名册"),
        ("附则写了什么？", "C", "同时废止。"),
        ("哪些地方提到“过度采收”？", "G1", "禁止过度采收。"),
        ("哪些地方提到“暂行办法”？", "C", "附则中有"),
    ],
)
def test_what_is_no_measure_answers(whole: Assistant, question: str, cited: str, said: str) -> None:
    answer = whole.ask(question)
    check(answer)
    assert [citation.id for citation in answer.citations] == [cited]
    assert said in answer.text


def test_one_asks_on_about_a_paragraph(whole: Assistant) -> None:
    first = whole.ask("蜂群要达到多少群？")
    said = [Turn("user", first.question), Turn("assistant", first.text)]
    answer = whole.ask("具体内容呢？", said)
    assert [citation.id for citation in answer.citations] == ["G1"]
    assert "禁止过度采收。" in answer.text


def test_one_asks_on_about_the_closing_provisions(whole: Assistant) -> None:
    first = whole.ask("什么时候施行？")
    said = [Turn("user", first.question), Turn("assistant", first.text, ("C", "P"))]
    assert whole.ask("那由谁解释呢？", said).text.startswith("**解释单位：由市农业农村局负责解释**")


def test_the_sections_are_counted_whatever_stands_in_them(whole: Assistant) -> None:
    answer = whole.ask("有几个部分？")
    assert answer.text.startswith("**共 4 个部分**")
    assert [citation.id for citation in answer.citations] == ["G1", "M1", "A1"]
