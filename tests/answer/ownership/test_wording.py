from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.ownership.request import Request
from answer.ownership.wording import (
    kind_name,
    labelled_names,
    method,
    names_shown,
    nothing_listed,
    paragraphs,
    task_counts,
    task_line,
    task_lines,
    task_names,
)
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable, Task, as_listed
from ingest.parser import parse_policy
from tests.ingest.listing import AGENCIES_OF, OPEN_MEASURES


@pytest.fixture(scope="module")
def tasks(table: OwnershipTable) -> dict[str, Task]:
    return {task.id: task for task in table.tasks}


@pytest.mark.parametrize("task_id", AGENCIES_OF)
def test_a_list_as_the_policy_writes_it(tasks: dict[str, Task], document: PolicyDocument, task_id: str) -> None:
    written = as_listed(tasks[task_id])
    assert written == "、".join(AGENCIES_OF[task_id]) + ("等" if task_id in OPEN_MEASURES else "")
    assert task_id == "A15" or written in document.source  # row 15 separates them by a space


def test_a_line_of_a_task(tasks: dict[str, Task]) -> None:
    assert task_line(tasks["M6"]) == "规划建设产业集聚区〔（六）〕"
    assert task_line(tasks["M6"], with_agencies=True) == (
        "规划建设产业集聚区（责任单位：各区、市前海管理局、市工业和信息化局）〔（六）〕"
    )
    assert task_line(tasks["A5"]) == "口岸（应用领域：公共服务）〔附件第5项〕"
    assert task_line(tasks["A5"], with_agencies=True) == (
        "附件第5项：口岸（应用领域：公共服务；责任单位：市口岸办）〔附件第5项〕"
    )


def test_a_measure_without_a_title_is_called_by_what_it_begins_with() -> None:
    (measure,) = parse_policy("某市若干措施\n\n第一条 支持企业发展，给予补助。（责任单位：市甲局）\n").measures
    assert task_line(measure) == "支持企业发展〔第一条〕"


def test_lists_are_left_out_where_they_grow_too_long(tasks: dict[str, Task], table: OwnershipTable) -> None:
    some = task_lines([tasks["M1"], tasks["A5"]], with_agencies=True)
    assert some.count("责任单位：") == 2
    assert some.endswith("（名单末尾的“等”字是文件原有的，表示未列尽）")
    everything = task_lines(table.tasks, with_agencies=True)
    assert "责任单位：" not in everything
    assert len(everything.splitlines()) == 43


def test_closed_lists_need_no_remark_on_their_ends(tasks: dict[str, Task]) -> None:
    assert "未列尽" not in task_lines([tasks["M6"], tasks["A5"]], with_agencies=True)


def test_no_tasks_are_no_lines() -> None:
    assert task_lines([], with_agencies=True) == ""
    assert task_names([]) == ""


def test_names_where_nothing_is_cited(tasks: dict[str, Task]) -> None:
    assert labelled_names([tasks["M1"], tasks["A5"]]) == "（一）建设城市级智能算力平台、附件第5项口岸"


def test_names_in_a_sentence(tasks: dict[str, Task]) -> None:
    assert task_names([tasks["M1"], tasks["A5"]]) == "建设城市级智能算力平台〔（一）〕、口岸〔附件第5项〕"


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [
        ("both", "措施 2 条，附件场景 1 项，共 3 项"),
        ("measures", "措施 2 条"),
        ("rows", "附件场景 1 项"),
    ],
)
def test_counts(tasks: dict[str, Task], kinds: str, counts: str) -> None:
    assert task_counts([tasks["M1"], tasks["M2"], tasks["A5"]], kinds) == counts


def test_counts_of_nothing() -> None:
    assert task_counts([], "both") == "措施 0 条，附件场景 0 项，共 0 项"


@pytest.mark.parametrize(
    ("question", "written", "kind"),
    [
        ("市科协有哪些任务", "（按责任单位名单统计）", "措施或附件场景"),
        ("市科协有哪些措施", "（按责任单位名单统计）", "措施"),
        ("市科协在公共服务领域有哪些场景", "（范围：公共服务）（按责任单位名单统计）", "附件场景"),
    ],
)
def test_how_it_was_computed(request_of: Callable[[str], Request], question: str, written: str, kind: str) -> None:
    scope = request_of(question).scope
    assert (method(scope), kind_name(scope)) == (written, kind)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("市科协有哪些任务", ""),
        ("民政局有哪些任务", ""),
        ("工信局有哪些任务", "（“工信局”按“市工业和信息化局”理解）"),
        (
            "城管和工信局有哪些任务",
            "“城管”是指市城管和综合执法局吗？以下按此作答。\n（“工信局”按“市工业和信息化局”理解）",
        ),
    ],
)
def test_how_names_were_understood(request_of: Callable[[str], Request], question: str, shown: str) -> None:
    assert names_shown(request_of(question)) == shown


def test_nothing_listed(document: PolicyDocument) -> None:
    refusal = nothing_listed(document, "某某的措施", "另有某某。", ["某某有哪些任务？"])
    assert refusal.refusal.status == "unanswerable_no_such_item"
    assert refusal.refusal.message == "《行动方案》的责任单位名单中，没有某某的措施。另有某某。"
    assert refusal.suggestions == ("某某有哪些任务？",)


def test_empty_parts_leave_no_gap() -> None:
    assert paragraphs("甲", "", "乙") == "甲\n\n乙"
    assert paragraphs("", "") == ""
