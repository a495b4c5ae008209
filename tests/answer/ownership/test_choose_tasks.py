"""Tasks chosen by their lists; every expected list is counted in the policy by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from ingest.models import PolicyDocument
from tests.answer.ownership.checks import expand, marked, task_ids

Reply = Callable[[str], TableReply | None]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("哪些措施有四家责任单位", "M14 M16"),
        pytest.param("哪些措施有4家责任单位", "M14 M16"),
        pytest.param("责任单位有4家的措施", "M14 M16"),
        ("由六家单位负责的措施", "M17"),
        ("有七家责任单位的措施有几条", "M10 M11 M18"),
        ("哪些措施的责任单位只有两家", "M1 M9 M13 M15"),
        ("哪些措施的责任单位超过六家", "M10 M11 M18"),
        ("责任单位至少六家的措施", "M10 M11 M17 M18"),
        ("哪些措施的责任单位不超过两家", "M1 M9 M13 M15"),
        ("不到三家责任单位的措施", "M1 M9 M13 M15"),
        ("附件中哪一行同时挂了两家责任单位", "A15"),
        ("哪些场景有两家责任单位", "A15"),
        ("只有一家单位负责的场景有哪些", "A1-14 A16-25"),
        pytest.param("哪些措施由四个部门共同负责？", "M14 M16"),
        pytest.param("由七个部门负责的措施有哪些", "M10 M11 M18"),
        pytest.param("哪些措施的责任单位在四家以上", "M10 M11 M14 M16-18"),
        pytest.param("责任单位四家以上的措施", "M10 M11 M14 M16-18"),
        pytest.param(
            "责任单位不少于六家的措施",
            "M10 M11 M17 M18",
        ),
    ],
)
def test_by_the_number_of_agencies(reply: Reply, question: str, tasks: str) -> None:
    assert task_ids(reply(question)) == expand(tasks)


@pytest.mark.parametrize(
    ("question", "tasks", "what"),
    [
        ("责任单位最多的措施是哪几条", "M10 M11 M18", "责任单位最多的（列名 7 家）：措施 3 条"),
        ("责任单位最少的措施有哪些", "M1 M9 M13 M15", "责任单位最少的（列名 2 家）：措施 4 条"),
        ("责任单位最多的场景", "A15", "责任单位最多的（列名 2 家）：附件场景 1 项"),
        ("第三部分责任单位最少的措施", "M6-8", "责任单位最少的（列名 3 家）：措施 3 条"),
    ],
)
def test_the_longest_and_shortest_lists(reply: Reply, question: str, tasks: str, what: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableAnswer)
    assert task_ids(answer) == expand(tasks)
    assert what in answer.body


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("哪些措施的责任单位名单以“等”字结尾", "M1-5 M7-14 M16-18"),
        ("没有列全责任单位的措施有哪些", "M1-5 M7-14 M16-18"),
        ("哪些措施的责任单位没有“等”字", "M6 M15"),
        ("没有等字的名单是哪几条", "M6 M15"),
        ("第六章的责任单位里没有等字的是哪条", "M15"),
        ("工信局参与的措施里哪些没有“等”字", "M6 M15"),
    ],
)
def test_by_the_end_of_the_list(reply: Reply, question: str, tasks: str) -> None:
    assert task_ids(reply(question)) == expand(tasks)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("工信局排在第一位的措施有哪些", "M2 M3 M5 M7-9 M12 M15 M17"),
        ("发改委排在首位的措施", "M1 M13"),
        ("市住房建设局列第一的场景", "A15 A20-22"),
    ],
)
def test_by_the_first_agency(reply: Reply, question: str, tasks: str) -> None:
    assert task_ids(reply(question)) == expand(tasks)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("责任单位只有工信局、发改委、科创委三家的措施有哪些", "M4 M5 M7 M8"),
        ("责任单位只有发改委和科创委两家的措施", "M1"),
        ("工信局负责、没有其他单位的场景", "A23-25"),
    ],
)
def test_with_exactly_these_agencies(reply: Reply, question: str, tasks: str) -> None:
    assert task_ids(reply(question)) == expand(tasks)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("第一部分有哪些措施", "M1-3"),
        ("第二部分有几条措施", "M4 M5"),
        ("保障措施包括哪几条", "M15-18"),
        ("智慧医疗领域有哪些场景", "A2-4"),
        ("城市治理类场景有几项", "A15-22"),
    ],
)
def test_all_under_a_heading(reply: Reply, question: str, tasks: str) -> None:
    assert task_ids(reply(question)) == expand(tasks)


def test_none_such_is_said(reply: Reply) -> None:
    answer = reply("附件里有等字的是哪几项")
    assert isinstance(answer, TableRefusal)
    assert answer.refusal.status == "unanswerable_no_such_item"
    assert "没有名单以“等”字收尾的附件场景" in answer.refusal.message


def test_each_chosen_task_stands_with_its_whole_list(reply: Reply, document: PolicyDocument) -> None:
    answer = reply("哪些措施有四家责任单位")
    assert isinstance(answer, TableAnswer)
    assert (
        "加强资金保障（责任单位：市财政局、市发展改革委、市地方金融监管局、市中小企业服务局等）〔（十六）〕"
        in answer.body
    )
    assert "（名单末尾的“等”字是文件原有的，表示未列尽）" in answer.body
    assert marked(answer.body, document) == ("M14", "M16")
