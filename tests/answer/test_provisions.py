"""When a document begins and ends, who interprets it, what it replaces: from wherever it says so, or not at all."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.provisions import find_provisions, is_unstated
from answer.question import understand
from answer.synonyms import Synonyms
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

HEAD = "某市科技局关于印发《某市重点实验室管理办法》的通知\n\n各区：\n\n现印发给你们，请遵照执行。\n\n某市科技局\n\n2025年12月26日\n\n"
ARTICLES = (
    "某市重点实验室管理办法\n\n第一条 为规范管理，制定本办法。\n\n第二条 实验室应当公开征集意见。\n\n第三条 {last}\n"
)


def leads(question: str, document: PolicyDocument) -> list[str]:
    tokenizer = PolicyTokenizer(domain_words(document))
    return [fact.lead for fact in find_provisions(understand(question, document, tokenizer, Synonyms({})), document)]


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("本办法自2026年1月1日起施行，有效期至2030年12月31日。", "有效期到哪天？", "有效期至2030年12月31日"),
        ("本办法自2026年1月1日起施行，有效期5年。", "有效期多久？", "有效期5年（据此推算，到2030年12月31日）"),
        ("本办法自2026年1月1日起施行，有效期5年。", "本办法什么时候开始执行", "自2026年1月1日起施行"),
        ("本办法自印发之日起施行，有效期三年。", "什么时候生效", "自印发之日起施行（印发日期：2025年12月26日）"),
        ("本办法自印发之日起施行，有效期三年。", "这个办法哪年到期", "有效期三年（据此推算，到2028年12月25日）"),
        ("本办法由市科技局负责解释。", "由谁解释", "本办法由市科技局负责解释"),
        ("本办法由市科技局负责解释。", "重点实验室管理办法归哪个部门解释？", "本办法由市科技局负责解释"),
        (
            "原《某市实验室办法》（某科〔2019〕2号）同时废止。",
            "哪个文件废止了",
            "《某市实验室办法》（某科〔2019〕2号）",
        ),
        ("原规定同时废止。", "废止哪些文件", "原规定同时废止"),
    ],
)
def test_an_article_says_it(last: str, question: str, expected: str) -> None:
    assert leads(question, parse_policy(HEAD + ARTICLES.format(last=last))) == [expected]


@pytest.mark.parametrize(
    "question",
    ["有效期到哪天", "什么时候开始执行", "由谁解释", "哪个文件废止", "是征求意见稿吗", "试行期多久"],
)
def test_what_no_text_says_is_no_fact(question: str, document: PolicyDocument) -> None:
    assert leads(question, parse_policy(HEAD + ARTICLES.format(last="实验室每年报告一次。"))) == []
    assert leads(question, document) == []


@pytest.mark.parametrize(
    "question",
    [
        "实验室什么时候开始执行报告制度",
        "第三条什么时候施行",
        "征集意见的期限是多久",
        "报告由谁解释",
        "正式名称是什么",
        "实验室有多少",
    ],
)
def test_a_question_with_a_matter_of_its_own_is_about_that(question: str) -> None:
    policy = parse_policy(HEAD + ARTICLES.format(last="本办法自2026年1月1日起施行，有效期5年，由市科技局负责解释。"))
    assert leads(question, policy) == []


def test_a_draft_was_not_issued_so_nothing_is_reckoned_from_its_day() -> None:
    draft = HEAD.replace("管理办法》", "管理办法（征求意见稿）》") + ARTICLES.replace(
        "管理办法\n", "管理办法（征求意见稿）\n", 1
    ).format(last="本办法自印发之日起施行，有效期三年。")
    assert leads("有效期到哪天", parse_policy(draft)) == ["有效期三年"]
    assert leads("是征求意见稿吗", parse_policy(draft)) == ["标题写明“征求意见稿”"]


def test_what_the_text_has_no_word_of_is_not_looked_for() -> None:
    policy = parse_policy(HEAD + ARTICLES.format(last="本办法自2026年1月1日起施行。"))
    tokenizer = PolicyTokenizer(domain_words(policy))

    def unstated(question: str) -> bool:
        return is_unstated(understand(question, policy, tokenizer, Synonyms({})), policy)

    assert unstated("由谁解释")
    assert unstated("是征求意见稿吗")
    # The text may say it in words that are not known.
    assert not unstated("有效期到哪天")
    assert not unstated("实验室由谁解释报告")


@pytest.mark.parametrize(
    ("question", "lead", "cited"),
    [
        ("有效期到哪天？", "有效期三年（据此推算，到2028年11月26日）", ["C", "P"]),
        ("什么时候开始施行？", "自印发之日起施行（印发日期：2025年11月27日）", ["C", "P"]),
        ("由谁解释？", "由市农业农村局负责解释", ["C"]),
        ("哪个文件废止？", "《某市养蜂管理暂行办法》（某政发〔2018〕3号）", ["C"]),
        ("文号是多少？", "某政发〔2025〕8号", ["P"]),
        ("什么时候印发的？", "2025年11月27日", ["P"]),
    ],
)
def test_the_assistant_says_it_with_its_sentence(whole: Assistant, question: str, lead: str, cited: list[str]) -> None:
    answer = whole.ask(question)
    assert answer.text.startswith(f"**{lead}**")
    assert [citation.id for citation in answer.citations] == cited
    assert answer.route == "document"


def test_several_at_once(whole: Assistant) -> None:
    answer = whole.ask("什么时候施行？由谁解释？")
    assert "**自印发之日起施行" in answer.text
    assert "**由市农业农村局负责解释**" in answer.text
    assert [citation.id for citation in answer.citations] == ["C", "P"]


def test_a_draft_is_denied_by_nothing(whole: Assistant) -> None:
    assert whole.ask("是征求意见稿吗？").status == "unanswerable_not_stated"
