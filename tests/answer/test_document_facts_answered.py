"""Questions about the document itself, from the question to the answer: from wherever it says so, or not at all."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.clock import Clock
from answer.compose.document_facts import compose_document_facts
from answer.evidence import Coverage
from answer.find.document_facts import find_document_facts
from answer.models import DocumentFacts
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

HEAD = "某市科技局关于印发《某市重点实验室管理办法》的通知\n\n各区：\n\n现印发给你们，请遵照执行。\n\n某市科技局\n\n2025年12月26日\n\n"
ARTICLES = (
    "某市重点实验室管理办法\n\n第一条 为规范管理，制定本办法。\n\n第二条 实验室应当公开征集意见。\n\n第三条 {last}\n"
)


def lead(raw: str, document: PolicyDocument) -> str | None:
    """Return what an answer begins with; empty if the fact is not stated, None if no fact of the document is asked for."""
    names = Names(document, PolicyTokenizer(domain_words(document)), (), Coverage(document).occurrences)
    found = planner.plan(annotate(raw, normalize(raw), names), names)
    if found is None:
        return None
    assert isinstance(found.plan, DocumentFacts)
    answer = compose_document_facts(find_document_facts(found.plan, document), document, Clock())
    return answer.text.partition("\n")[0].strip("*") if answer else ""


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("本办法自2026年1月1日起施行，有效期至2030年12月31日。", "有效期到哪天？", "有效期：有效期至2030年12月31日"),
        ("本办法自2026年1月1日起施行，有效期5年。", "有效期多久？", "有效期：有效期5年（据此推算，到2030年12月31日）"),
        ("本办法自2026年1月1日起施行，有效期5年。", "本办法什么时候开始执行", "施行时间：自2026年1月1日起施行"),
        (
            "本办法自印发之日起施行，有效期三年。",
            "什么时候生效",
            "施行时间：自印发之日起施行（印发日期：2025年12月26日）",
        ),
        (
            "本办法自印发之日起施行，有效期三年。",
            "这个办法哪年到期",
            "有效期：有效期三年（据此推算，到2028年12月25日）",
        ),
        ("本办法由市科技局负责解释。", "由谁解释", "解释单位：本办法由市科技局负责解释"),
        ("本办法由市科技局负责解释。", "重点实验室管理办法归哪个部门解释？", "解释单位：本办法由市科技局负责解释"),
        (
            "原《某市实验室办法》（某科〔2019〕2号）同时废止。",
            "哪个文件废止了",
            "废止的旧文件：《某市实验室办法》（某科〔2019〕2号）",
        ),
        ("原规定同时废止。", "废止哪些文件", "废止的旧文件：原规定同时废止"),
    ],
)
def test_an_article_says_it(last: str, question: str, expected: str) -> None:
    assert lead(question, parse_policy(HEAD + ARTICLES.format(last=last))) == expected


@pytest.mark.parametrize(
    "question",
    ["有效期到哪天", "什么时候开始执行", "由谁解释", "哪个文件废止", "是征求意见稿吗", "试行期多久"],
)
def test_what_no_text_says_is_said_to_be_not_stated(question: str) -> None:
    assert lead(question, parse_policy(HEAD + ARTICLES.format(last="实验室每年报告一次。"))) == ""


@pytest.mark.parametrize(
    "question",
    [
        "实验室什么时候开始执行报告制度",
        "第三条什么时候施行",
        "征集意见的期限是多久",
        "报告由谁解释",
        "实验室有多少",
    ],
)
def test_a_question_with_a_matter_of_its_own_is_about_that(question: str) -> None:
    policy = parse_policy(HEAD + ARTICLES.format(last="本办法自2026年1月1日起施行，有效期5年，由市科技局负责解释。"))
    assert lead(question, policy) is None


def test_a_draft_was_not_issued_so_nothing_is_reckoned_from_its_day() -> None:
    draft = HEAD.replace("管理办法》", "管理办法（征求意见稿）》") + ARTICLES.replace(
        "管理办法\n", "管理办法（征求意见稿）\n", 1
    ).format(last="本办法自印发之日起施行，有效期三年。")
    assert lead("有效期到哪天", parse_policy(draft)) == "有效期：有效期三年"
    assert lead("是征求意见稿吗", parse_policy(draft)) == "文件状态：标题写明“征求意见稿”"


@pytest.mark.parametrize(
    ("question", "lead", "cited"),
    [
        ("有效期到哪天？", "有效期：有效期三年（据此推算，到2028年11月26日）", ["C", "P"]),
        ("什么时候开始施行？", "施行时间：自印发之日起施行（印发日期：2025年11月27日）", ["C", "P"]),
        ("由谁解释？", "解释单位：由市农业农村局负责解释", ["C"]),
        ("哪个文件废止？", "废止的旧文件：《某市养蜂管理暂行办法》（某政发〔2018〕3号）", ["C"]),
        ("文号是多少？", "文号：某政发〔2025〕8号", ["P"]),
        ("什么时候印发的？", "印发日期：2025年11月27日", ["P"]),
    ],
)
def test_the_assistant_says_it_with_its_sentence(whole: Assistant, question: str, lead: str, cited: list[str]) -> None:
    answer = whole.ask(question)
    assert answer.text.startswith(f"**{lead}**")
    assert [citation.id for citation in answer.citations] == cited
    assert answer.route == "document"


def test_several_at_once(whole: Assistant) -> None:
    answer = whole.ask("什么时候施行？由谁解释？")
    assert "**施行时间：自印发之日起施行" in answer.text
    assert "**解释单位：由市农业农村局负责解释**" in answer.text
    assert [citation.id for citation in answer.citations] == ["C", "P"]


def test_what_is_not_stated_is_said_beside_what_is(whole: Assistant) -> None:
    answer = whole.ask("文号是多少？这是第几次修订？")
    assert answer.text.startswith("**文号：某政发〔2025〕8号**\n\n文件没有写明通过和修改的经过。")


def test_a_draft_is_denied_by_nothing(whole: Assistant) -> None:
    assert whole.ask("是征求意见稿吗？").status == "unanswerable_not_stated"


@pytest.mark.parametrize("question", ["发文字号是什么", "文件的文号是多少", "这份文件的发文号", "几号文"])
def test_the_number_of_a_document_is_its_own(question: str) -> None:
    number = "各区：\n\n现"
    policy = HEAD + ARTICLES.format(last="按照某科〔2020〕1号文件办理。")
    assert (
        lead(question, parse_policy(policy.replace(number, f"某科〔2026〕6号\n\n{number}", 1)))
        == "文号：某科〔2026〕6号"
    )
    assert lead(question, parse_policy(policy)) == ""
