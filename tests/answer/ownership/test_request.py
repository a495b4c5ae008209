"""How a question is read for the table: whose, which kind of tasks, under which heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.ownership.agency_names import AgencyNames
from answer.ownership.request import Request, RequestReader
from answer.question import Question
from ingest.ownership import OwnershipTable
from tests.answer.ownership.checks import expand

RequestOf = Callable[[str], Request]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("市科协有哪些任务", "both"),
        ("市科协有哪些措施", "measures"),
        ("市科协负责哪几条", "measures"),
        ("市科协有哪些附件场景", "rows"),
        ("市科协在清单里有什么", "rows"),
        ("市科协的任务清单", "both"),
        ("市科协在措施和附件里的任务", "both"),
        ("which measures does 市科协 have", "measures"),
    ],
)
def test_the_kind_of_tasks(request_of: RequestOf, table: OwnershipTable, question: str, kinds: str) -> None:
    scope = request_of(question).scope
    assert (scope.kinds, scope.group) == (kinds, "")
    expected = {"measures": expand("M1-18"), "rows": expand("A1-25"), "both": expand("M1-18 A1-25")}[kinds]
    assert tuple(task.id for task in scope.tasks) == expected


@pytest.mark.parametrize(
    ("question", "tasks", "group"),
    [
        ("工信局在第二部分负责什么", "M4-5", "二、增强关键核心技术与产品创新能力"),
        ("住建局在城市治理领域有哪些场景", "A15-22", "城市治理"),
        (
            "科创委在第一部分、第三部分有哪些措施",
            "M1-3 M6-8",
            "一、强化智能算力集群供给、三、提升产业集聚水平",
        ),
    ],
)
def test_the_heading(request_of: RequestOf, question: str, tasks: str, group: str) -> None:
    scope = request_of(question).scope
    assert tuple(task.id for task in scope.tasks) == expand(tasks)
    assert scope.group == group


def test_agencies_in_the_spelling_of_the_policy_once_each(request_of: RequestOf) -> None:
    request = request_of("工信局（市工业和信息化局）和发改委、民政局")
    assert request.known == ("市工业和信息化局", "市发展改革委")
    assert [mention.written for mention in request.mentions if not mention.agencies] == ["民政局"]


def test_of_initials_and_the_name_behind_them_the_name_counts(request_of: RequestOf) -> None:
    assert [mention.written for mention in request_of("sjj（审计局）有哪些任务").mentions] == ["审计局"]


def test_an_agency_is_no_row_and_a_row_no_agency(request_of: RequestOf) -> None:
    agency = request_of("口岸办有哪些任务")
    assert (agency.known, agency.named) == (("市口岸办",), ())
    row = request_of("口岸归谁管")
    assert row.known == ()
    assert [task.id for named in row.named for task in named.tasks] == ["A5"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [("科创委跟芯片有关的任务", ("芯片",)), ("发改委和基金有关的任务", ("基金",)), ("市科协有哪些任务", ())],
)
def test_the_topic(request_of: RequestOf, question: str, topic: tuple[str, ...]) -> None:
    assert request_of(question).near_topic == topic


def test_what_is_told_in_another_clause_narrows_nothing(request_of: RequestOf) -> None:
    request = request_of("我是做芯片的，想问市科协有哪些任务")
    assert request.topic == ("芯片",)
    assert request.near_topic == ()


def test_words_that_the_policy_does_not_use_are_no_topic_but_remain(request_of: RequestOf) -> None:
    request = request_of("市科协的养蜂任务")
    assert request.near_topic == ()
    assert "养蜂" in request.residue


@pytest.mark.parametrize(
    ("question", "asks_who", "asks_agencies"),
    [
        ("智能分拣由哪些单位负责", True, True),
        ("工信局负责哪些措施", False, False),
        ("哪些单位和工信局一起负责第九条", True, True),
        ("责任单位最多的措施是哪几条", True, False),
        ("只负责一条措施的单位有哪些", False, True),
        ("市科协有哪些任务", False, False),
    ],
)
def test_what_is_asked_for(request_of: RequestOf, question: str, asks_who: bool, asks_agencies: bool) -> None:
    request = request_of(question)
    assert (request.asks_who, request.asks_agencies) == (asks_who, asks_agencies)


def test_the_outline(request_of: RequestOf) -> None:
    assert request_of("工信局和发改委谁管智能分拣？").outline == "Ａ和Ａ谁管Ｔ?"


@pytest.mark.parametrize(
    "question",
    [
        "工信局的电话是多少",
        "市科协的地址在哪",
        "市教育局局长是谁",
        "发改委什么时候发补贴",
        "去人社局怎么申请",
        "这份文件由哪个单位印发",
        "哪些单位联合发布了方案",
        "市财政局补贴多少钱",
    ],
)
def test_what_no_list_of_agencies_holds_is_not_read(
    table: OwnershipTable, agency_names: AgencyNames, question_of: Callable[[str], Question], question: str
) -> None:
    reader = RequestReader(table, agency_names, lambda text: [text], lambda word: False, lambda word: 0)
    assert reader.read(question_of(question)) is None
