"""Agency → tasks; every expected list is read off the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from ingest.models import PolicyDocument
from tests.answer.ownership.checks import expand, marked, task_ids

Reply = Callable[[str], TableReply | None]


def body(reply: TableReply | None) -> str:
    assert isinstance(reply, TableAnswer), reply
    return reply.body


@pytest.mark.parametrize(
    ("question", "tasks", "counts"),
    [
        ("市科协有哪些任务？", "M10 M17 A10", "措施 2 条，附件场景 1 项，共 3 项"),
        ("市科协负责哪些措施", "M10 M17", "措施 2 条"),
        ("市科协有几项附件场景", "A10", "附件场景 1 项"),
        ("市科协", "M10 M17 A10", "措施 2 条，附件场景 1 项，共 3 项"),
        ("市科协在措施和附件里各有哪些任务", "M10 M17 A10", "措施 2 条，附件场景 1 项，共 3 项"),
        ("工信局的任务清单", "M2-9 M11 M12 M15 M17 M18 A15 A23-25", "措施 13 条，附件场景 4 项，共 17 项"),
        ("各区政府要做什么", "M6 M9 M15", "措施 3 条，附件场景 0 项，共 3 项"),
        ("各区各部门负责什么", "M15", "措施 1 条，附件场景 0 项，共 1 项"),
        ("what are the tasks of the culture and tourism bureau", "M10 A11 A12 A14", "共 4 项"),
        ("衛健委負責哪些場景", "A2-4", "附件场景 3 项"),
        ("gzw在附件里管哪些", "A6-9", "附件场景 4 项"),
        ("市公安局在哪条措施里", "M18", "措施 1 条"),
        ("哪些场景归市科协", "A10", "附件场景 1 项"),
    ],
)
def test_of_one_agency(reply: Reply, document: PolicyDocument, question: str, tasks: str, counts: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == marked(body(answer), document) == expand(tasks)
    assert f"{counts}**（按责任单位名单统计）" in body(answer)


@pytest.mark.parametrize(
    ("question", "tasks", "within"),
    [
        ("工信局在第二部分负责哪几条措施", "M4 M5", "二、增强关键核心技术与产品创新能力"),
        ("发改委在保障措施那一章有哪些任务", "M16 M17", "六、保障措施"),
        ("市住房建设局在城市治理领域有哪些场景", "A15 A20-22", "城市治理"),
        ("国资委在附件公共服务领域管哪几项", "A6-9", "公共服务"),
        ("卫健委在智慧医疗领域有几项场景", "A2-4", "智慧医疗"),
        ("科创委在第一部分、第三部分有哪些措施", "M1-3 M7 M8", "一、强化智能算力集群供给、三、提升产业集聚水平"),
    ],
)
def test_under_a_heading(reply: Reply, question: str, tasks: str, within: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks)
    assert f"（范围：{within}）（按责任单位名单统计）" in body(answer)


def test_a_section_and_the_annex_are_counted_alike(reply: Reply) -> None:
    answer = reply("工信局在第一部分和附件里的任务")
    assert task_ids(answer)[:2] == ("M2", "M3")
    assert "附件场景 0 项**" not in body(answer)


@pytest.mark.parametrize(
    ("question", "tasks", "topic"),
    [
        ("科创委跟芯片有关的任务", "M4", "芯片"),
        ("发改委和基金有关的任务有哪些", "M16", "基金"),
        ("住建局与建模渲染有关的场景", "A22", "建模"),
        ("卫健委的医用机器人场景", "A4", "医用机器人"),
        pytest.param(
            "工信局负责的与大模型有关的措施有哪些",
            "M4 M5",
            "大模型",
        ),
        pytest.param(
            "市消防救援支队跟消防监管有关的任务",
            "M11 A18",
            "消防监管",
        ),
    ],
)
def test_about_a_topic(reply: Reply, question: str, tasks: str, topic: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks)
    assert f"（与“{topic}" in body(answer)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("工信局和科创委共同负责的措施有哪些", "M2-5 M7 M8 M17 M18"),
        ("工信局、发改委、科创委三家共同负责的措施", "M4 M5 M7 M8 M17"),
        ("工信局和住建局共同负责的附件场景", "A15"),
        ("哪些措施同时有工信局和各区", "M6 M9 M15"),
        ("市公安局、市司法局、市委网信办一起负责什么", "M18"),
        ("市政务服务数据管理局和市国资委都参与的措施", "M10"),
    ],
)
def test_jointly(reply: Reply, question: str, tasks: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks)
    assert "共同列为责任单位的：" in body(answer)


@pytest.mark.parametrize(
    "question", ["市财政局和市公安局共同负责哪些任务", "市科协和市教育局共同负责的场景", "各区和市财政局一起负责什么"]
)
def test_nothing_in_common(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableRefusal)
    assert answer.refusal.status == "unanswerable_no_such_item"
    assert "没有同时列有" in answer.refusal.message
    assert len(answer.suggestions) == 2


def test_each(reply: Reply) -> None:
    answer = reply("市国资委和市科协在附件里分别有哪些场景")
    assert task_ids(answer) == expand("A6-9 A10")
    assert body(answer).index("**市国资委：附件场景 4 项**") < body(answer).index("**市科协：附件场景 1 项**")
    assert "同时列有" not in body(answer)


def test_each_with_what_they_have_in_common(reply: Reply) -> None:
    answer = reply("市国资委和市科协分别负责哪些措施")
    assert task_ids(answer) == expand("M2 M10 M17")
    assert body(answer).endswith("同时列有这几家的：推进“公共服务+AI”〔（十）〕")


def test_each_although_one_has_none(reply: Reply) -> None:
    answer = reply("市科协和市教育局在附件里分别有哪些场景")
    assert task_ids(answer) == ("A10",)
    assert "**市教育局：附件场景 0 项**" in body(answer)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("发改委有而工信局没有的措施有哪些", "M1 M13 M16"),
        ("有工信局没有发改委的措施", "M2 M3 M6 M9 M11 M15 M18"),
    ],
)
def test_one_without_the_other(reply: Reply, question: str, tasks: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks)
    assert "、没有市" in body(answer)


def test_neither_of_two(reply: Reply) -> None:
    assert task_ids(reply("工信局和发改委都没有的措施")) == expand("M10 M14")


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("哪些措施没有市工业和信息化局", "M1 M10 M13 M14 M16"),
        ("工信局没有参与哪些措施", "M1 M10 M13 M14 M16"),
        ("工信局不负责的措施", "M1 M10 M13 M14 M16"),
        ("哪些措施没有列科创委", "M6 M9-13 M15 M16"),
        ("哪些场景不归市国资委管", "A1-5 A10-25"),
        ("哪几条措施没有各区", "M1-5 M7 M8 M10-14 M16-18"),
        pytest.param(
            "发改委没参加的措施有几条",
            "M2 M3 M6 M9-11 M14 M15 M18",
        ),
    ],
)
def test_lacking_one(reply: Reply, question: str, tasks: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks)
    assert "责任单位名单中没有写" in body(answer)


def test_all_but_one(reply: Reply) -> None:
    assert task_ids(reply("除了智能分拣，工信局还有哪些附件场景")) == expand("A15 A23 A24")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("工信局比科创委多几条措施", "**市工业和信息化局较多**"),
        ("市科协和市教育局哪个的任务更少", "**市科协较多**"),
        ("市公安局和市司法局哪个任务更多", "**数量相同**"),
        pytest.param("市科技创新委和市发展改革委谁负责的措施更多", "**市科技创新委较多**"),
        pytest.param("工信局和科创委比谁的措施多", "**市工业和信息化局较多**"),
    ],
)
def test_compared(reply: Reply, question: str, lead: str) -> None:
    assert lead in body(reply(question))


def test_compared_with_their_counts(reply: Reply) -> None:
    answer = reply("工信局和科创委哪个的措施更多")
    assert "市工业和信息化局：措施 13 条" in body(answer)
    assert "市科技创新委：措施 10 条" in body(answer)
    assert set(task_ids(answer)) == set(expand("M1-9 M11 M12 M14 M15 M17 M18"))


@pytest.mark.parametrize(
    ("question", "within", "elsewhere"),
    [
        ("市教育局在附件里有哪些场景", "附件场景", "打造高水平人才汇聚高地"),
        ("科协在智能制造领域有哪些场景", "附件场景（范围：智能制造）", "科技场馆"),
        ("市卫生健康委在第一部分有哪些措施", "措施（范围：一、强化智能算力集群供给）", "医用机器人"),
    ],
)
def test_nothing_of_that_kind(reply: Reply, question: str, within: str, elsewhere: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableRefusal)
    assert answer.refusal.status == "unanswerable_no_such_item"
    assert f"列名的{within}。" in answer.refusal.message
    assert elsewhere in answer.refusal.message.partition("列名的有：")[2]
    assert len(answer.suggestions) >= 1


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("工信局有哪些任务", "（“工信局”按“市工业和信息化局”理解）"),
        ("城管有哪些任务", "“城管”是指市城管和综合执法局吗？以下按此作答。"),
        ("财镇局有哪些任务", "“财镇局”是指市财政局吗？以下按此作答。"),
        ("各部门有哪些任务", "“各部门”是指各区各部门吗？以下按此作答。"),
    ],
)
def test_how_the_name_was_understood_stands_first(reply: Reply, question: str, shown: str) -> None:
    assert body(reply(question)).startswith(f"{shown}\n\n**")


@pytest.mark.parametrize("question", ["市教育局有哪些任务", "教育局有哪些任务", "深圳市教育局有哪些任务"])
def test_a_plain_name_is_not_explained(reply: Reply, question: str) -> None:
    assert body(reply(question)).startswith("**市教育局：")
