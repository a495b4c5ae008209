"""Who owns what through the whole assistant: complete, in both directions, and never from retrieval."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.evidence import Coverage
from answer.messages import OPEN_LIST
from answer.models import Answer
from answer.ownership.desk import OwnershipDesk
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from answer.question import understand
from answer.synonyms import Synonyms
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable
from ingest.parser import parse_policy
from tests.answer.ownership.checks import cited, defects, expand, marked, task_ids
from tests.ingest.listing import AGENCIES_OF, OPEN_MEASURES, ROW_NAMES, TASKS_OF, measures_in, rows_in

Reply = Callable[[str], TableReply | None]

MEASURES = [task for task in AGENCIES_OF if task.startswith("M")]
DISTRICTS = {"各区", "各区各部门"}
"""Written side by side (各区和各区各部门) they are one name of the file."""


def from_table(answer: Answer, document: PolicyDocument) -> Answer:
    """Pass an answer on if it was read off the table alone and nothing is wrong with it."""
    assert (answer.status, answer.route) == ("answered", "table"), answer.question
    assert answer.results == ()
    assert answer.signals is None
    assert answer.suggestions == ()
    assert list(defects(answer, document)) == []
    return answer


@pytest.mark.parametrize("agency", TASKS_OF)
def test_every_agency_has_all_its_tasks_and_no_other(
    assistant: Assistant, document: PolicyDocument, agency: str
) -> None:
    answer = from_table(assistant.ask(f"{agency}有哪些任务？"), document)
    tasks = TASKS_OF[agency]
    assert cited(answer) == marked(answer.text, document) == tasks
    measures, rows = len(measures_in(tasks)), len(rows_in(tasks))
    assert f"**{agency}：措施 {measures} 条，附件场景 {rows} 项，共 {measures + rows} 项**" in answer.text


@pytest.mark.parametrize("measure_id", MEASURES)
def test_every_measure_has_its_whole_list_in_order(
    assistant: Assistant, document: PolicyDocument, measure_id: str
) -> None:
    title = next(measure.title for measure in document.measures if measure.id == measure_id)
    answer = from_table(assistant.ask(f"“{title}”由哪些单位负责？"), document)
    assert cited(answer) == (measure_id,)
    is_open = measure_id in OPEN_MEASURES
    assert answer.text.startswith(f"**{'、'.join(AGENCIES_OF[measure_id])}{'等' if is_open else ''}**")
    assert (OPEN_LIST in answer.text) is is_open
    (quote,) = answer.citations[0].quotes
    assert quote.text == f"（责任单位：{'、'.join(AGENCIES_OF[measure_id])}{'等' if is_open else ''}）"


@pytest.mark.parametrize("row_id", ROW_NAMES)
def test_every_row_leads_with_its_agencies_and_is_cited_first(
    assistant: Assistant, document: PolicyDocument, row_id: str
) -> None:
    answer = from_table(assistant.ask(f"{ROW_NAMES[row_id]}归谁管？"), document)
    assert answer.text.startswith(f"**{'、'.join(AGENCIES_OF[row_id])}**\n")
    assert cited(answer)[0] == row_id
    assert rows_in(cited(answer)) == (row_id,)
    (quote,) = answer.citations[0].quotes
    assert quote.text == answer.citations[0].text
    assert ROW_NAMES[row_id] in quote.text


@pytest.mark.parametrize("agency", TASKS_OF)
def test_the_command_for_an_agency_says_the_same(assistant: Assistant, agency: str) -> None:
    assert assistant.tasks(agency).text == assistant.ask(f"{agency}有哪些任务？").text


@pytest.mark.parametrize("row_id", ROW_NAMES)
def test_the_command_for_a_task_says_the_same(assistant: Assistant, row_id: str) -> None:
    assert assistant.owners(ROW_NAMES[row_id]).text == assistant.ask(f"{ROW_NAMES[row_id]}归谁管？").text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(pair=st.sampled_from([pair for pair in combinations(TASKS_OF, 2) if set(pair) != DISTRICTS]))
def test_any_two_agencies_have_in_common_what_both_have(reply: Reply, pair: tuple[str, str]) -> None:
    first, second = pair
    common = tuple(task for task in TASKS_OF[first] if task in TASKS_OF[second])
    answer = reply(f"{first}和{second}共同负责哪些任务？")
    if common:
        assert task_ids(answer) == common
    else:
        assert isinstance(answer, TableRefusal)
        assert f"没有同时列有{first}、{second}的" in answer.refusal.message


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    agency=st.sampled_from(list(TASKS_OF)),
    asked=st.sampled_from(
        ["负责哪些措施", "在哪几条措施里", "有哪些附件场景", "在附件里管哪些场景", "的全部任务有哪些"]
    ),
)
def test_any_agency_and_any_kind_of_task(reply: Reply, agency: str, asked: str) -> None:
    keep = measures_in if "措施" in asked else rows_in if "附件" in asked else tuple
    tasks = keep(TASKS_OF[agency])
    answer = reply(f"{agency}{asked}？")
    if tasks:
        assert task_ids(answer) == tasks
    else:
        assert isinstance(answer, TableRefusal)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    agency=st.sampled_from(list(TASKS_OF)),
    group=st.sampled_from(
        [
            ("第一部分", "M1-3"),
            ("第二部分", "M4-5"),
            ("第三部分", "M6-8"),
            ("第四部分", "M9-12"),
            ("第五部分", "M13-14"),
            ("第六部分", "M15-18"),
            ("附件公共服务领域", "A1 A5-14"),
            ("附件智慧医疗领域", "A2-4"),
            ("附件城市治理领域", "A15-22"),
            ("附件智能制造领域", "A23-25"),
        ]
    ),
)
def test_any_agency_under_any_heading(reply: Reply, agency: str, group: tuple[str, str]) -> None:
    heading, within = group
    tasks = tuple(task for task in TASKS_OF[agency] if task in expand(within))
    answer = reply(f"{agency}在{heading}有哪些任务？")
    if tasks:
        assert task_ids(answer) == tasks
    else:
        assert isinstance(answer, TableRefusal)
        assert f"没有{agency}列名的" in answer.refusal.message


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("附件第10至12项分别是什么", "A10-12"),
        ("附件第15项和第25项分别写了什么", "A15 A25"),
        ("公园和旅游景区在附件里属于哪个领域", "A13 A14"),
    ],
)
def test_what_the_annex_says_of_rows(assistant: Assistant, document: PolicyDocument, question: str, tasks: str) -> None:
    answer = from_table(assistant.ask(question), document)
    assert cited(answer) == expand(tasks)
    assert all(f"应用领域：{citation.section}；" in answer.text for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "named", "offered"),
    [
        ("民政局有哪些任务？", "民政局", "市财政局"),
        ("市生态环境局负责哪些措施", "市生态环境局", "市"),
        ("税务局参与了什么", "税务局", "市"),
        ("南山区有哪些任务？", "南山区", "各区"),
        ("地铁集团有哪些任务", "地铁集团", "市"),
    ],
)
def test_a_body_that_the_policy_never_names(assistant: Assistant, question: str, named: str, offered: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.route) == ("unanswerable_no_such_item", "table")
    assert answer.text.startswith(f"《行动方案》没有把{named}列为责任单位。")
    assert answer.suggestions[0].startswith(offered)
    assert (answer.citations, answer.results) == ((), ())
    assert [suggestion for suggestion in answer.suggestions if assistant.ask(suggestion).refused] == []


@pytest.mark.parametrize("question", ["sjj有哪些任务", "sjj负责哪些措施", "sjj"])
def test_an_ambiguous_name_is_asked_back(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "unanswerable_no_such_item"
    assert answer.text == "“sjj”可能指市政务服务数据管理局、市市场监管局，请写明是哪一个。"
    assert answer.suggestions[:2] == ("市政务服务数据管理局有哪些任务？", "市市场监管局有哪些任务？")


def test_where_there_is_nothing_the_agency_is_told_what_it_has(assistant: Assistant) -> None:
    answer = assistant.ask("市教育局在附件里有哪些场景")
    assert (answer.status, answer.route) == ("unanswerable_no_such_item", "table")
    assert "没有责任单位有市教育局的附件场景" in answer.text
    assert "市教育局列名的有：打造高水平人才汇聚高地。" in answer.text
    assert answer.citations == ()


def test_a_refusal_has_no_citation_marks(assistant: Assistant, document: PolicyDocument) -> None:
    assert list(defects(assistant.ask("市教育局在附件里有哪些场景"), document)) == []


@pytest.mark.parametrize(
    "question",
    [
        "人工智能基金群规模有多大？",
        "第四条讲什么",
        "这份文件是哪天印发的",
        "谁印发了这份文件，发改委吗",
        "工信局的电话是多少",
        "2025年工信局有哪些任务",
        "第二批清单里工信局有哪些场景",
        "北京科协有哪些任务",
        "上海的教育局有哪些任务",
        "低空经济怎么推动",
        "红烧肉怎么做",
        "深圳有哪些AI场馆",
    ],
)
def test_what_is_none_of_the_tables_business(reply: Reply, question: str) -> None:
    assert reply(question) is None


@pytest.mark.parametrize("question", ["北京市科协有哪些任务", "广州市教育局有哪些任务", "上海市公安局负责什么"])
def test_the_agency_of_another_city(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).refused


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("我在香港的实验室，想参与深港人工智能算力赋能中心，应该联系哪些部门", "M3"),
        ("基金群归谁管", "M16"),
        ("鹏城云脑III由哪些单位负责", "M1"),
    ],
)
def test_a_task_without_a_name_is_found_by_retrieval_and_answered_from_the_table(
    assistant: Assistant, document: PolicyDocument, question: str, found: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.route) == ("answered", "table")
    assert cited(answer)[0] == found
    assert answer.results
    assert f"**{'、'.join(AGENCIES_OF[found])}" in answer.text
    # The sentence that was found and the whole list.
    assert len(answer.citations[0].quotes) >= 2
    assert list(defects(answer, document)) == []


@pytest.mark.parametrize("question", ["市税务局在名单里吗", "民政局是责任单位吗"])
def test_whether_a_body_is_in_any_list(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "unanswerable_no_such_item"


def test_the_command_for_a_task_knows_numbers_that_are_not_there(assistant: Assistant) -> None:
    assert assistant.owners("附件第30项").text == assistant.ask("附件第30项归谁管").text


@pytest.mark.parametrize(
    ("typed", "status", "route"),
    [
        ("民政局", "unanswerable_no_such_item", "table"),
        ("智能分拣", "unanswerable_no_such_item", "table"),
        ("sjj", "unanswerable_no_such_item", "table"),
        ("红烧肉", "unanswerable_no_such_item", "table"),
        ("", "blocked_input", "intake"),
        ("长" * 301, "blocked_input", "intake"),
    ],
)
def test_the_command_for_an_agency_refuses(assistant: Assistant, typed: str, status: str, route: str) -> None:
    answer = assistant.tasks(typed)
    assert (answer.status, answer.route, answer.citations) == (status, route, ())
    assert answer.suggestions


@pytest.mark.parametrize(
    ("typed", "tasks"),
    [
        ("工信局的措施", "M2-9 M11 M12 M15 M17 M18"),
        ("国资委在附件里的", "A6-9"),
        ("gxj", "M2-9 M11 M12 M15 M17 M18 A15 A23-25"),
        ("城管", "M10 M11 A13 A16 A17"),
    ],
)
def test_the_command_for_an_agency_takes_any_name(
    assistant: Assistant, document: PolicyDocument, typed: str, tasks: str
) -> None:
    assert cited(from_table(assistant.tasks(typed), document)) == expand(tasks)


@pytest.mark.parametrize(
    ("typed", "tasks"),
    [
        ("加强资金保障", "M16"),
        ("第四条", "M4"),
        ("附件第15项", "A15"),
        ("机场、口岸", "A6 A5"),
        ("序号3、5", "A3 A5"),
        ("智慧医疗领域", "A2-4"),
        ("第一部分", "M1-3"),
    ],
)
def test_the_command_for_a_task_takes_any_name(
    assistant: Assistant, document: PolicyDocument, typed: str, tasks: str
) -> None:
    assert cited(from_table(assistant.owners(typed), document)) == expand(tasks)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("应用场景清单上，排在口岸后面紧跟着的是哪一个？", "A6"),
        ("食品安全监管在清单里的上一行是什么", "A18"),
        ("清单上紧挨在“建筑施工安全”后头的是哪一个？", "A21"),
        ("附件里公园前面那一个是什么场景", "A12"),
    ],
)
def test_the_neighbour_of_a_row(assistant: Assistant, document: PolicyDocument, question: str, row: str) -> None:
    assert cited(from_table(assistant.ask(question), document)) == (row,)


@pytest.mark.parametrize(("typed", "status"), [("", "blocked_input"), ("红烧肉怎么做", "unanswerable_off_topic")])
def test_the_command_for_a_task_refuses(assistant: Assistant, typed: str, status: str) -> None:
    assert assistant.owners(typed).status == status


def test_a_section_that_is_not_there(assistant: Assistant) -> None:
    assert assistant.ask("第七部分有哪些措施").refused


def test_a_place_gets_no_verdict(assistant: Assistant) -> None:
    assert "责任单位名单中没有" not in assistant.ask("市民中心归谁管").text


@pytest.mark.parametrize(
    "question",
    ["机场和地铁站的责任单位相同吗", "哪些措施有四家责任单位", "智能分拣由谁牵头", "市科协和市教育局分别有哪些任务"],
)
def test_whatever_was_asked_every_mark_and_quote_is_true(
    assistant: Assistant, document: PolicyDocument, question: str
) -> None:
    answer = from_table(assistant.ask(question), document)
    assert set(marked(answer.text, document)) == set(cited(answer))


@pytest.fixture(scope="module")
def other() -> Reply:
    """Ask the desk of another city, whose policy has no annex."""
    policy = parse_policy(
        "某市若干措施\n\n一、支持养殖\n\n（一）支持规模养殖。新建蜂场。（责任单位：市农业农村局、各区）\n\n"
        "（二）推广良种。建设基地。\n\n二、拓展市场\n\n（三）打造蜂蜜品牌。举办蜂蜜节。（责任单位：市商务局、市农业农村局等）\n"
    )
    tokenizer = PolicyTokenizer(domain_words(policy))
    desk = OwnershipDesk.open(policy, tokenizer, Coverage(policy).occurrences)
    return lambda raw: desk.answer(understand(raw, policy, tokenizer, Synonyms({})))


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("市农业农村局有哪些任务", "M1 M3"),
        ("市农业农村局在第二部分有哪些任务", "M3"),
        ("市农业农村局和市商务局共同负责什么", "M3"),
        ("各区负责哪些措施", "M1"),
        ("打造蜂蜜品牌由哪些单位负责", "M3"),
    ],
)
def test_another_document(other: Reply, question: str, tasks: str) -> None:
    assert task_ids(other(question)) == expand(tasks)


def test_another_document_knows_its_own_agencies_only(other: Reply) -> None:
    answer = other("市教育局有哪些任务")
    assert isinstance(answer, TableRefusal)
    assert "市教育局" in answer.refusal.message


def test_of_a_task_without_agencies_nobody_is_named(other: Reply) -> None:
    assert other("推广良种由谁负责") is None


def test_of_a_document_without_agencies_nothing_is_answered() -> None:
    policy = parse_policy("某市若干措施\n\n（一）支持企业。给予补助。\n\n（二）支持个人。给予补助。\n")
    tokenizer = PolicyTokenizer(())
    desk = OwnershipDesk.open(policy, tokenizer, Coverage(policy).occurrences)
    assert OwnershipTable(policy).agencies == ()
    for raw in ("支持企业由哪些单位负责", "哪个单位任务最多", "一共有多少家责任单位"):
        assert not isinstance(desk.answer(understand(raw, policy, tokenizer, Synonyms({}))), TableAnswer), raw


@pytest.mark.parametrize(
    "question",
    ["市国资委是不是只管机场、高铁站、地铁站三个场景？", "市国资委仅负责机场吗", "市口岸办就管口岸吗"],
)
def test_whether_some_tasks_are_all_is_seen_on_the_whole_list(
    assistant: Assistant, document: PolicyDocument, question: str
) -> None:
    answer = assistant.ask(question)
    agency = next(agency for agency in document.agencies if agency in question)
    rows_only = "场景" in question
    owed = [task.id for task in OwnershipTable(document).tasks_of(agency)]
    assert [citation.id for citation in answer.citations] == [one for one in owed if one[0] == "A" or not rows_only]
    assert not answer.text.startswith("**是")


CHAPTERS = (
    "某市公共数据规定\n\n第一章　总则\n\n第一条　制定本规定。\n\n第二条　本规定适用于本市。\n\n第三条　市数据局主管。\n\n"
    "第二章　经费保障\n\n第五条　安排专项经费。\n\n第七条　本规定自印发之日起施行。\n"
)
PARTLY_LISTED = (
    "某市若干措施\n\n一、支持养殖\n\n（一）支持规模养殖。新建蜂场。（责任单位：市农业农村局）\n\n（二）推广良种。建设基地。\n\n"
    "二、拓展市场\n\n（三）打造品牌。举办蜂蜜节。（责任单位：市商务局）\n"
)


def test_a_chapter_that_is_not_there_has_no_clauses(reply_about: Callable[[str], Reply]) -> None:
    found = reply_about(CHAPTERS)("第四章有几条")
    assert isinstance(found, TableRefusal)
    assert "没有第四章：共 2 个部分" in found.refusal.message
