"""The whole way from a question to an answer, on the real index, and what holds for every answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.citations import text_of
from answer.messages import CITED
from answer.models import Answer, Citation, Route, Status
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from answer.thresholds import MOST_ITEMS, MOST_SENTENCES
from eval.questions import JudgedQuestion
from index.encoders import open_encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import Goal, Measure, PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import read_source
from tests.ingest.invariants import without_repairs

FitAnswers = list[tuple[JudgedQuestion, Answer]]
SHAPES = sorted((Path(__file__).parents[1] / "ingest" / "fixtures" / "shapes").glob("*.md"))

LIST_OF_AGENCIES = re.compile("^（责任单位：.*）$")
COMPLETE = ("table", "scan")
SHORTEST_SENTENCE = 12


def violations(answer: Answer, document: PolicyDocument) -> Iterator[str]:
    """Name what an answer does that none may do."""
    if answer.status not in get_args(Status) or answer.route not in get_args(Route):
        yield f"unknown status or route: {answer.status}, {answer.route}"
    if not re.search(r"[\u4e00-\u9fff]", answer.text):
        yield "no Chinese text"
    if answer.refused:
        yield from _of_a_refusal(answer, document)
    else:
        yield from _of_an_answer(answer)
    for citation in answer.citations:
        item = document.item(citation.id)
        text = text_of(item, document)
        repairs = item.repairs if isinstance(item, Measure | Goal) else ()
        if citation.text != text:
            yield f"{citation.id} is shown with another text"
        for quote in citation.quotes:
            if not quote.text or quote.text not in text:
                yield f"{citation.id} does not say {quote.text!r}"
            if without_repairs(document.source, quote.start, quote.end, repairs) != quote.text:
                yield f"{citation.id}: wrong offsets of {quote.text!r}"


def _of_a_refusal(answer: Answer, document: PolicyDocument) -> Iterator[str]:
    if answer.citations:
        yield "a refusal with citations"
    if CITED.partition("{")[0] in answer.text:
        yield "a refusal with citation marks"
    if not answer.is_small_talk and not min(2, len(document.measures)) <= len(set(answer.suggestions)) <= 3:
        yield f"{len(answer.suggestions)} suggestions"


def _of_an_answer(answer: Answer) -> Iterator[str]:
    # What is read off the table or found by reading everything is complete; all else is kept short.
    if not answer.citations or (answer.route not in COMPLETE and len(answer.citations) > MOST_ITEMS):
        yield f"{len(answer.citations)} citations"
    if len({citation.id for citation in answer.citations}) < len(answer.citations):
        yield "an item cited twice"
    if not any(citation.quotes for citation in answer.citations):
        yield "no quotes"
    # Who asks for all that a measure says gets all of it; who asks about several matters, two sentences on each.
    chosen = sum(len(citation.quotes) for citation in answer.citations if not _is_whole(citation))
    parts = answer.trace.parts if answer.trace else ()
    if answer.route not in COMPLETE and chosen > max(MOST_SENTENCES, 2 * len(parts)):
        yield "too many sentences"
    for citation in answer.citations:
        if CITED.format(label=citation.label) not in answer.text:
            yield f"no mark of {citation.id}"
    if answer.suggestions:
        yield "an answer with suggestions"


def _is_whole(citation: Citation) -> bool:
    left = citation.text.replace(citation.title, "", 1)
    for quote in citation.quotes:
        left = left.replace(quote.text, "")
    return len(left.partition("（责任单位")[0]) < SHORTEST_SENTENCE


def problems(answer: Answer, document: PolicyDocument) -> list[str]:
    return [f"{answer.question[:40]!r}: {violation}" for violation in violations(answer, document)]


def test_what_holds_for_every_answer(fit_answers: FitAnswers, document: PolicyDocument) -> None:
    assert len(fit_answers) >= 200
    assert [problem for _, answer in fit_answers for problem in problems(answer, document)] == []


def test_quotes_stand_in_the_answer_or_name_the_row(fit_answers: FitAnswers) -> None:
    # An annex row is written as a sentence; everything else is shown as it stands, white space aside.
    # What is read off the table is written from it, and its quotes are the lists.
    for _, answer in fit_answers:
        if answer.route in COMPLETE:
            continue
        squeezed = "".join(answer.text.split())
        for citation in answer.citations:
            quotes = [LIST_OF_AGENCIES.sub("", quote.text) for quote in citation.quotes]
            shown = [citation.title] if citation.id.startswith("A") else quotes
            assert all("".join(text.split()) in squeezed for text in shown), answer.question


def test_the_same_question_gives_the_same_answer(fit_answers: FitAnswers, assistant: Assistant) -> None:
    for question, answer in fit_answers[::5]:
        again = assistant.ask(question.question)
        assert again == answer  # timings are not compared
        assert again.text.encode() == answer.text.encode()


def test_what_is_suggested_is_answered(fit_answers: FitAnswers, assistant: Assistant) -> None:
    offered = {suggestion for _, answer in fit_answers for suggestion in answer.suggestions}
    assert len(offered) > 3
    assert [suggestion for suggestion in sorted(offered) if assistant.ask(suggestion).refused] == []


def test_results_keep_their_ranks(fit_answers: FitAnswers) -> None:
    for _, answer in fit_answers:
        # One search for each part of a question, one behind the other.
        ranks = [result.rank for result in answer.results]
        assert all(rank in (1, before + 1) for before, rank in pairwise([0, *ranks]))
        off_topic = answer.status == "unanswerable_off_topic" and answer.route != "intake"
        assert answer.signals is not None or not off_topic


@pytest.mark.parametrize(
    ("question", "lead", "cited"),
    [
        ("人工智能基金群规模有多大？", "**1000 亿元**", "M16"),
        ("鹏城云脑III什么时候启动建设", "**2023 年年底**", "M1"),
        ("加强资金保障由哪些单位负责", "**市财政局、市发展改革委", "M16"),
        ("第四条讲什么", "**加强科技研发攻关**", "M4"),
        ("附件第15项归谁管", "**市住房建设局、市工业和信息化局**", "A15"),
        ("最后一条是什么", "**加强安全监管**", "M18"),
    ],
)
def test_facts(assistant: Assistant, question: str, lead: str, cited: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(lead)
    assert answer.citations[0].id == cited


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("", "blocked_input"),
        (" 　\n", "blocked_input"),
        ("\u200b\ufeff", "blocked_input"),
        ("？！", "blocked_input"),
        ("长" * 301, "blocked_input"),
        ("第十九条", "unanswerable_no_such_item"),
        ("第零条", "unanswerable_no_such_item"),
        ("第九九九九九条", "unanswerable_no_such_item"),
        ("附件第30项是什么", "unanswerable_no_such_item"),
        ("红烧肉怎么做才不腻", "unanswerable_off_topic"),
        ("北京有算力补贴吗", "unanswerable_not_stated"),
        ("全市公共数据开放运营平台的网址发我一下", "unanswerable_not_stated"),
    ],
)
def test_refusals(assistant: Assistant, document: PolicyDocument, question: str, status: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == status
    assert problems(answer, document) == []


def test_a_question_of_exactly_the_limit_is_read(assistant: Assistant) -> None:
    question = "人工智能基金群规模有多大？".ljust(300, "？")
    assert assistant.ask(question).citations[0].id == "M16"
    assert assistant.ask(question + "？").status == "blocked_input"
    assert assistant.ask(f"  {question}\n").status == "answered"


@pytest.mark.parametrize(
    ("command", "typed", "cited"),
    [
        ("owners", "智能分拣", ["A25", "M12"]),
        ("owners", "加强资金保障", ["M16"]),
        ("owners", "基金群", ["M16"]),
        ("tasks", "市教育局", ["M14"]),
        ("tasks", "深圳市科学技术协会", ["M10", "M17", "A10"]),
    ],
)
def test_the_two_commands_of_the_table(
    assistant: Assistant, document: PolicyDocument, command: str, typed: str, cited: list[str]
) -> None:
    answer = getattr(assistant, command)(typed)
    assert (answer.question, answer.status, answer.route) == (typed, "answered", "table")
    assert [citation.id for citation in answer.citations] == cited
    assert problems(answer, document) == []
    assert {"understand", "compose"} <= set(answer.timings)
    assert getattr(assistant, command)(typed) == answer


@pytest.mark.parametrize("command", ["owners", "tasks"])
@pytest.mark.parametrize("typed", ["", "？！", "长" * 301, "你好"])
def test_what_is_blocked_is_blocked_for_every_command(assistant: Assistant, command: str, typed: str) -> None:
    answer, asked = getattr(assistant, command)(typed), assistant.ask(typed)
    assert answer.refused
    assert (answer.status, answer.route, answer.text) == (asked.status, asked.route, asked.text)


@pytest.mark.parametrize(
    ("typed", "examples"), [("你好", True), ("你能做什么？", True), ("谢谢啦", False), ("再见", False)]
)
def test_small_talk_is_no_refusal(assistant: Assistant, typed: str, examples: bool) -> None:
    answer = assistant.ask(typed)
    assert (answer.question, answer.status, answer.refused) == (typed, "small_talk", True)
    assert (answer.citations, answer.related, bool(answer.suggestions)) == ((), (), examples)
    assert "范围" not in answer.text


def test_retrieval_is_not_asked_where_names_decide(assistant: Assistant) -> None:
    by_name = assistant.ask("智能分拣归谁管")
    assert (by_name.route, by_name.results, by_name.signals) == ("table", (), None)
    assert "retrieve" not in by_name.timings
    by_matter = assistant.ask("基金群归谁管")
    assert by_matter.route == "table"
    assert by_matter.results
    assert "retrieve" in by_matter.timings


def test_threads_may_share_an_assistant(fit_answers: FitAnswers, assistant: Assistant) -> None:
    some = fit_answers[::20]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(assistant.ask, [question.question for question, _ in some]))
    assert together == [answer for _, answer in some]


ODD = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"]), max_size=20),
    st.text("😀👨‍👩‍👧🇨🇳️❤مرحباשלום\u202e\u0301", max_size=30),
    st.text("第零一十百千条项（）()附件序号aAmM0９章?？。", max_size=20),
    st.text("谁哪个单位负责多少钱什么时候人工智能算力基金平台的吗", min_size=5, max_size=40),
    st.text(min_size=300, max_size=300),
)


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(ODD)
@example("\ud800")
@example("\x00")
@example("a" * 300)
@example("第" + "九" * 299)
@example("第" + "9" * 298 + "条")
@example("{document}{0}%s")
@example("<script>alert(1)</script>")
@example("'; DROP TABLE policy; --")
def test_nothing_typed_raises(assistant: Assistant, document: PolicyDocument, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.question == question
    assert problems(answer, document) == []
    assert assistant.tasks(question).question == assistant.owners(question).question == question


@pytest.fixture(scope="module")
def other() -> Assistant:
    """Give an assistant for a short policy of another city, without annex and metadata."""
    policy = parse_policy(
        "某市促进养蜂业发展若干措施\n\n各区人民政府：\n\n为促进养蜂业发展，制定本措施。\n\n"
        "一、支持养殖\n\n"
        "（一）支持规模养殖。对新建蜂场给予补助，每个蜂场最高补助20万元。（责任单位：市农业农村局）\n\n"
        "（二）推广良种。建设良种繁育基地，2027年6月底前建成。（责任单位：市农业农村局、市科技局等）\n\n"
        "二、拓展市场\n\n"
        "（三）打造品牌。举办蜂蜜节，培育区域公用品牌。（责任单位：市商务局）\n"
    )
    return Assistant(SearchIndex.in_memory(policy, open_encoder(IndexSettings())), Synonyms.load(), AnswerSettings())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("新建蜂场最高补助多少钱", "M1"),
        ("良种繁育基地什么时候建成", "M2"),
        ("打造品牌由哪个单位负责", "M3"),
        ("第三条", "M3"),
        ("最后一条", "M3"),
    ],
)
def test_another_document_is_answered_from(other: Assistant, question: str, expected: str) -> None:
    answer = other.ask(question)
    assert answer.status == "answered"
    assert answer.citations[0].id == expected
    assert problems(answer, other.document) == []


@pytest.mark.parametrize("question", ["第四条", "深圳的蜂场补助", "红烧肉怎么做才不腻", "补助的申请电话", ""])
def test_another_document_is_refused_from(other: Assistant, question: str) -> None:
    answer = other.ask(question)
    assert answer.refused
    assert problems(answer, other.document) == []
    assert [text for text in answer.suggestions if other.ask(text).refused] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_every_shape_of_document(path: Path) -> None:
    policy = parse_policy(read_source(path).text)
    index = SearchIndex.in_memory(policy, open_encoder(IndexSettings()))
    assistant = Assistant(index, Synonyms.load(), AnswerSettings())
    asked = [measure.spoken for measure in policy.measures]
    asked += [f"附件第{scenario.number}项" for scenario in policy.scenarios]
    for question in asked:
        answer = assistant.ask(question)
        assert answer.status == "answered", question
        assert problems(answer, policy) == []
    for question in ("谁负责", "最后一条", "有多少条措施", "什么时候印发", "全称叫什么", "红烧肉", ""):
        assert problems(assistant.ask(question), policy) == []


@pytest.mark.parametrize(
    ("question", "ids", "note"),
    [
        ("第十八条和第十九条谁负责", ["M18"], "（《行动方案》没有第十九条：措施共 18 条。）"),
        ("第十九条和第四条讲什么", ["M4"], "（《行动方案》没有第十九条：措施共 18 条。）"),
        ("附件第25、26项", ["A25"], "（《行动方案》没有附件第26项：附件所列场景共 25 项。）"),
        ("第四条和第七条谁负责", ["M4", "M7"], ""),
    ],
)
def test_who_names_items_that_are_not_there_is_told_so(
    assistant: Assistant, question: str, ids: list[str], note: str
) -> None:
    answer = assistant.ask(question)
    assert [citation.id for citation in answer.citations] == ids
    assert [line for line in answer.text.splitlines() if "没有" in line] == ([note] if note else [])


@pytest.mark.parametrize("raw", ["", " \n", "？！。", "\u200b", "字" * 301])
def test_what_is_no_question_finds_nothing(assistant: Assistant, raw: str) -> None:
    assert assistant.search(raw) == []
