"""What the filters of 「责任分工」 let through."""

from __future__ import annotations

import pytest

from ingest.models import PolicyDocument
from tests.ui.samples import short_policy
from ui.filters import MAX_LENGTH, Filters
from ui.task_list import TaskList, owners_of, place_of


@pytest.fixture(scope="module")
def tasks() -> TaskList:
    from ingest.corpus_files import load_policy

    return TaskList(load_policy())


def ids(tasks: TaskList, **filters: str) -> list[str]:
    return [task.id for task in tasks.select(Filters.read(**filters)).tasks]


def test_without_filters_everything_is_shown_in_the_order_of_the_document(
    tasks: TaskList, document: PolicyDocument
) -> None:
    selection = tasks.select(Filters())
    assert selection.tasks == (*document.measures, *document.scenarios)
    assert (selection.measure_count, selection.total, selection.agency) == (18, 43, None)


@pytest.mark.parametrize(
    ("typed", "agencies"),
    [
        ("市卫生健康委", ("市卫生健康委",)),
        ("卫生健康", ("市卫生健康委",)),
        ("卫健委", ("市卫生健康委",)),
        ("深圳市衛生健康委員會", ("市卫生健康委",)),
        ("ｗｊｗ", ("市卫生健康委",)),
        ("住建局", ("市住房建设局",)),
        ("数据局", ("市政务服务数据管理局",)),
        ("各区", ("各区",)),
        ("市科", ("市科技创新委", "市科协")),
    ],
)
def test_an_agency_is_understood_as_people_call_it(tasks: TaskList, typed: str, agencies: tuple[str, ...]) -> None:
    selection = tasks.select(Filters(agency=typed))
    assert selection.agency is not None
    assert selection.agency.agencies == agencies
    assert selection.agency.is_literal == ((typed,) == agencies)
    assert all(set(task.agencies) & set(agencies) or "各区各部门" in task.agencies for task in selection.tasks)


def test_the_tasks_of_an_agency_are_complete(tasks: TaskList) -> None:
    assert ids(tasks, agency="卫健委") == ["M10", "A2", "A3", "A4"]
    # Measure 15 names 各区各部门.
    assert ids(tasks, agency="各区") == ["M6", "M9", "M15"]


def test_an_agency_that_the_policy_does_not_name_has_no_tasks_but_neighbours(tasks: TaskList) -> None:
    selection = tasks.select(Filters(agency="市税务局"))
    assert selection.tasks == ()
    assert selection.agency is not None
    assert selection.agency.agencies == ()
    assert len(selection.agency.closest) == 3


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("六、保障措施", ["M15", "M16", "M17", "M18"]),
        ("智慧医疗", ["A2", "A3", "A4"]),
        ("保障", ["M15", "M16", "M17", "M18"]),
        ("算力 集群", ["M1", "M2", "M3"]),
        ("智能制造", ["A23", "A24", "A25"]),
        ("没有的章节", []),
    ],
)
def test_a_section_or_a_domain_is_picked_or_typed(tasks: TaskList, place: str, expected: list[str]) -> None:
    assert ids(tasks, place=place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("基金群", ["M16"]),
        ("基金群　风投", ["M16"]),
        ("＋ＡＩ 公共服務", ["M10"]),
        ("2023 年年底", ["M1", "M13"]),
        ("附件第15项", ["A15"]),
        ("基金群 消防", []),
    ],
)
def test_all_words_must_occur_in_whatever_spelling(tasks: TaskList, text: str, expected: list[str]) -> None:
    assert ids(tasks, text=text) == expected


def test_filters_hold_together(tasks: TaskList) -> None:
    assert ids(tasks, agency="工信局", place="智能制造", text="分拣") == ["A25"]
    assert ids(tasks, agency="工信局", place="智慧医疗") == []


def test_what_comes_from_outside_is_clipped_and_never_refused(tasks: TaskList) -> None:
    filters = Filters.read(None, ["列表"], " 算力 " * 1000)
    assert (filters.agency, filters.place) == ("", "")
    assert len(filters.text) <= MAX_LENGTH
    assert filters.words == ("算力",)
    assert ids(tasks, text="\ud800\x00<script>") == []
    assert Filters(text="\ud800").query == "text=%3F"


def test_a_word_of_nothing_but_space_is_no_filter(tasks: TaskList) -> None:
    assert len(ids(tasks, agency="\u200b", place="\u3000", text=" \t\u200b")) == 43


def test_a_policy_without_agencies_sections_and_titles() -> None:
    tasks = TaskList(short_policy())
    assert (tasks.sections, tasks.table.agencies) == ((), ())
    assert ids(tasks, agency="市科协") == []
    first = tasks.select(Filters(text="研发")).tasks[0]
    assert (first.name, place_of(first), owners_of(first)) == ("支持研发", "", "")


def test_a_list_that_ends_in_others_keeps_the_word(tasks: TaskList) -> None:
    first, *_, last = tasks.table.tasks
    assert owners_of(first) == "市发展改革委、市科技创新委等"
    assert owners_of(last) == "市工业和信息化局"
