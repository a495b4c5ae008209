"""Agencies chosen by their tasks; every expected list is counted in the hand-made listing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.messages import NO_LEAD_AGENCY
from answer.ownership.models import TableAnswer, TableReply
from ingest.models import PolicyDocument
from tests.answer.ownership.checks import marked, task_ids
from tests.ingest.listing import AGENCIES_OF, TASKS_OF, measures_in, rows_in

Reply = Callable[[str], TableReply | None]


def lead_of(reply: TableReply | None) -> str:
    """Return the first line of an answer, between its asterisks."""
    assert isinstance(reply, TableAnswer), reply
    return reply.body.split("**")[1]


def agencies_in(reply: TableReply | None) -> list[str]:
    return lead_of(reply).partition("：")[2].split("、")


def with_measures(count: Callable[[int], bool]) -> list[str]:
    return [agency for agency, tasks in TASKS_OF.items() if count(len(measures_in(tasks)))]


def with_rows(count: Callable[[int], bool]) -> list[str]:
    return [agency for agency, tasks in TASKS_OF.items() if rows_in(tasks) and count(len(rows_in(tasks)))]


@pytest.mark.parametrize(
    ("question", "agencies", "counts"),
    [
        ("哪个单位负责的措施最多", ["市工业和信息化局"], "市工业和信息化局：措施 13 条"),
        ("任务最多的单位是谁", ["市工业和信息化局"], "措施 13 条，附件场景 4 项，共 17 项"),
        ("附件场景最多的单位是哪个", ["市国资委", "市住房建设局", "市工业和信息化局"], "附件场景 4 项"),
        ("第四部分最多的单位是谁", ["市工业和信息化局"], "措施 3 条"),
        ("公共服务领域最多的单位是谁", ["市国资委"], "附件场景 4 项"),
        ("智慧医疗领域场景最多的单位", ["市卫生健康委"], "附件场景 3 项"),
    ],
)
def test_the_most(reply: Reply, question: str, agencies: list[str], counts: str) -> None:
    answer = reply(question)
    assert sorted(agencies_in(answer)) == sorted(agencies)
    assert isinstance(answer, TableAnswer)
    assert counts in answer.body


def test_the_fewest(reply: Reply) -> None:
    agencies = agencies_in(reply("负责措施最少的单位有哪些"))
    assert sorted(agencies) == sorted(with_measures(lambda count: count == 1))
    assert len(agencies) == 16


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("只负责一条措施的单位有哪些", with_measures(lambda count: count == 1)),
        ("只有两条措施的单位有哪些", with_measures(lambda count: count == 2)),
        ("列名至少三条措施的单位有哪些", with_measures(lambda count: count >= 3)),
        ("负责超过九条措施的单位有哪些", ["市科技创新委", "市工业和信息化局"]),
        ("只有一项附件场景的单位有哪些", with_rows(lambda count: count == 1)),
        ("哪些单位有至少两项附件场景", with_rows(lambda count: count >= 2)),
        pytest.param("负责两项以上附件场景的单位有哪些", with_rows(lambda count: count >= 2)),
        pytest.param("负责3条措施的单位有哪些", ["各区", "市政务服务数据管理局"]),
        pytest.param("哪些单位负责三条措施", ["各区", "市政务服务数据管理局"]),
    ],
)
def test_by_the_number_of_tasks(reply: Reply, question: str, agencies: list[str]) -> None:
    assert sorted(agencies_in(reply(question))) == sorted(agencies)


def test_the_numbers_in_these_tests(reply: Reply) -> None:
    # Counted by eye, so that a mistake in the helpers above shows.
    assert with_measures(lambda count: count == 2) == [
        "市国资委",
        "市前海管理局",
        "市城管和综合执法局",
        "市科协",
        "市交通运输局",
        "市人力资源保障局",
        "市委宣传部",
    ]
    assert with_rows(lambda count: count == 1) == [
        "市政务服务数据管理局",
        "市口岸办",
        "市科协",
        "市消防救援支队",
        "市市场监管局",
    ]


def test_in_measures_alone(reply: Reply) -> None:
    agencies = agencies_in(reply("哪些单位只在措施中列名、附件没有"))
    assert sorted(agencies) == sorted(agency for agency, tasks in TASKS_OF.items() if not rows_in(tasks))
    assert len(agencies) == 17


@pytest.mark.parametrize("question", ["哪些单位只出现在附件里", "每条措施都列有的单位是哪个"])
def test_none_such_is_said(reply: Reply, question: str) -> None:
    assert reply(question) is not None


def test_in_every_list_under_a_heading(reply: Reply) -> None:
    assert agencies_in(reply("第三部分每条措施都有的单位是哪个")) == ["市工业和信息化局"]


def test_ranked(reply: Reply) -> None:
    assert agencies_in(reply("前三名的单位是哪些")) == ["市工业和信息化局", "市科技创新委", "市发展改革委"]


def test_who_ties_with_the_last_one_belongs_to_the_ranking(reply: Reply) -> None:
    # Fourth with three measures each.
    agencies = agencies_in(reply("措施数量前四的单位"))
    assert agencies[:3] == ["市工业和信息化局", "市科技创新委", "市发展改革委"]
    assert sorted(agencies[3:]) == ["各区", "市政务服务数据管理局"]


def test_a_ranking_of_all(reply: Reply) -> None:
    agencies = agencies_in(reply("把责任单位按任务数量从多到少排序"))
    assert sorted(agencies) == sorted(TASKS_OF)
    counts = [len(TASKS_OF[agency]) for agency in agencies]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("question", ["措施最多的前三家单位", "排名前三的单位有哪些"])
def test_the_first_three_however_they_are_called(reply: Reply, question: str) -> None:
    assert agencies_in(reply(question)) == ["市工业和信息化局", "市科技创新委", "市发展改革委"]


@pytest.mark.parametrize("question", ["一共有多少家责任单位", "所有责任单位名单", "文件里共有几家责任单位"])
def test_all_of_them(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert lead_of(answer).startswith("责任单位共 28 家：")
    assert sorted(agencies_in(answer)) == sorted(TASKS_OF)
    # What is cited shows every one of them.
    assert {agency for task in task_ids(answer) for agency in AGENCIES_OF[task]} == set(TASKS_OF)


@pytest.mark.parametrize(
    ("question", "tasks", "count"),
    [
        ("第五部分涉及哪些责任单位", ("M13", "M14"), 6),
        ("智慧医疗领域归哪些单位管", ("A2", "A3", "A4"), 1),
        ("城市治理领域归哪些单位管", tuple(f"A{number}" for number in range(15, 23)), 5),
    ],
)
def test_all_under_a_heading(reply: Reply, question: str, tasks: tuple[str, ...], count: int) -> None:
    answer = reply(question)
    assert task_ids(answer) == tasks
    agencies = list(dict.fromkeys(agency for task in tasks for agency in AGENCIES_OF[task]))
    assert lead_of(answer) == f"责任单位共 {count} 家：{'、'.join(agencies)}"


@pytest.mark.parametrize(
    "question", ["哪个单位负责的措施最多", "只负责一条措施的单位有哪些", "哪些单位只在措施中列名、附件没有"]
)
def test_what_is_cited_are_the_tasks_of_the_chosen(reply: Reply, document: PolicyDocument, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableAnswer)
    measures = {task for agency in agencies_in(answer) for task in measures_in(TASKS_OF[agency])}
    assert set(task_ids(answer)) == set(marked(answer.body, document)) == measures


@pytest.mark.parametrize(
    "question",
    [
        "牵头单位是谁",
        "配合单位有哪些",
        "牵头单位和配合单位分别有哪些",
        "公共服务领域的牵头单位有哪些",
        "牵头最多的是哪个局",
    ],
)
def test_who_asks_for_those_who_lead_or_help_is_told_that_the_lists_do_not_say(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableAnswer)
    assert answer.body.startswith(NO_LEAD_AGENCY)


def test_a_rule_of_the_document_on_who_leads_is_quoted(
    reply_about: Callable[[str], Reply],
) -> None:
    text = "某市若干措施\n（一）建设平台。（责任单位：市科技局、市财政局，列第一位的为牵头单位，下同）\n（二）支持应用。（责任单位：市教育局）\n"
    answer = reply_about(text)("牵头单位有哪些")
    assert isinstance(answer, TableAnswer)
    assert "列第一位的为牵头单位" in answer.body.partition("**")[0]
