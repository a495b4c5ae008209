"""The table of responsibilities against a listing made by hand from the policy, in both directions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import PolicyDocument, Role
from ingest.ownership import OwnershipTable, agencies_with, as_listed, declared, names, names_each, owners
from ingest.parser import parse_policy
from tests.ingest.listing import AGENCIES_OF, LISTING, OPEN_MEASURES, ROW_NAMES, TASKS_OF, WRITTEN_FOR


@pytest.fixture(scope="module")
def table(document: PolicyDocument) -> OwnershipTable:
    return OwnershipTable(document)


@pytest.fixture(scope="module")
def small() -> OwnershipTable:
    """Give a policy with a class of agencies, an unlisted task and an agency written like the beginning of another."""
    return OwnershipTable(
        parse_policy(
            "某市若干措施\n\n（一）甲。（责任单位：市教育局、各区各部门）\n\n（二）乙。支持创新。\n\n"
            "（三）丙。（责任单位：各区、市教育局考试院）\n\n（四）丁。（责任单位：各镇各部门等）\n"
        )
    )


def test_the_listing_is_what_the_policy_says(document: PolicyDocument) -> None:
    # Not the parser's reading: the lists stand in the source letter for letter.
    for measure, agencies in AGENCIES_OF.items():
        if measure in OPEN_MEASURES:
            assert f"（责任单位：{'、'.join(agencies)}等）" in document.source, measure
        elif measure.startswith("M"):
            assert f"（责任单位：{'、'.join(agencies)}）" in document.source, measure
    rows = [line for line in document.source.splitlines() if line[:1].isdigit() and "\t" in line]
    assert rows == [
        f"{number}\t{row['domain']}\t{row['name']}\t{' '.join(row['agencies'])}"
        for number, row in LISTING["scenarios"].items()
    ]


def test_the_listing_agrees_with_itself() -> None:
    assert {agency for agencies in AGENCIES_OF.values() for agency in agencies} == set(WRITTEN_FOR)
    for agency, tasks in WRITTEN_FOR.items():
        assert tasks == tuple(task for task, agencies in AGENCIES_OF.items() if agency in agencies), agency


def test_no_agency_more_and_none_less(table: OwnershipTable) -> None:
    assert set(table.agencies) == set(TASKS_OF)
    assert len(table.agencies) == len(TASKS_OF) == 28


def test_no_task_more_and_none_less(table: OwnershipTable) -> None:
    assert [task.id for task in table.tasks] == list(AGENCIES_OF)
    assert len(table.tasks) == 18 + 25


@pytest.mark.parametrize("agency", TASKS_OF)
def test_every_agency_has_its_tasks(table: OwnershipTable, agency: str) -> None:
    assert tuple(task.id for task in table.tasks_of(agency)) == TASKS_OF[agency]


@pytest.mark.parametrize("task_id", AGENCIES_OF)
def test_every_task_has_its_agencies_in_order(table: OwnershipTable, task_id: str) -> None:
    task = next(task for task in table.tasks if task.id == task_id)
    assert task.agencies == AGENCIES_OF[task_id]
    assert task.agencies_open is (task_id in OPEN_MEASURES)


@pytest.mark.parametrize("task_id", [task for task in AGENCIES_OF if task.startswith("M")])
def test_the_list_of_a_measure_is_kept_as_written(document: PolicyDocument, task_id: str) -> None:
    measure = next(measure for measure in document.measures if measure.id == task_id)
    (written,) = measure.agency_lists
    ending = "等" if task_id in OPEN_MEASURES else ""
    assert written.text == f"（责任单位：{'、'.join(AGENCIES_OF[task_id])}{ending}）"
    assert document.source[written.start : written.end] == written.text
    assert written.text in measure.text
    assert written.text not in measure.body


@pytest.mark.parametrize("row_id", ROW_NAMES)
def test_rows_have_their_names_and_domains(document: PolicyDocument, row_id: str) -> None:
    row = next(row for row in document.scenarios if row.id == row_id)
    listed = LISTING["scenarios"][row_id[1:]]
    assert (row.name, row.domain) == (listed["name"], listed["domain"])


def test_domains_in_their_order(table: OwnershipTable) -> None:
    assert table.domains == ("公共服务", "智慧医疗", "城市治理", "智能制造")


def test_an_agency_that_is_not_there_has_nothing(table: OwnershipTable) -> None:
    assert table.tasks_of("市民政局") == ()
    assert table.tasks_of("") == ()


def test_part_of_a_name_is_not_the_name(small: OwnershipTable) -> None:
    assert [task.id for task in small.tasks_of("市教育局")] == ["M1"]


def test_each_and_every_names_each(small: OwnershipTable) -> None:
    assert [task.id for task in small.tasks_of("各区")] == ["M1", "M3"]
    # Not the other way round, and not of another class.
    assert [task.id for task in small.tasks_of("各区各部门")] == ["M1"]
    assert not names(small.tasks[3], "各区")


def test_agencies_of_some_tasks_in_order_of_appearance(table: OwnershipTable) -> None:
    tasks = {task.id: task for task in table.tasks}
    assert table.agencies_of([tasks["M9"], tasks["M6"], tasks["A15"]]) == (
        "市工业和信息化局",
        "各区",
        "市前海管理局",
        "市住房建设局",
    )
    assert table.agencies_of([]) == ()


def test_tasks_are_looked_for_among_those_given(table: OwnershipTable) -> None:
    among = table.document.measures[:3]
    assert [task.id for task in table.tasks_of("市国资委", among)] == ["M2"]
    assert table.tasks_of("市国资委", []) == ()


def test_a_task_without_agencies_is_nobodys(small: OwnershipTable) -> None:
    assert small.tasks[1].agencies == ()
    assert "M2" not in {task.id for agency in small.agencies for task in small.tasks_of(agency)}
    assert small.domains == ()


def test_a_list_is_written_as_the_policy_does(document: PolicyDocument) -> None:
    first, sixth, row = document.measures[0], document.measures[5], document.scenarios[14]
    assert as_listed(first) == "市发展改革委、市科技创新委等"
    assert as_listed(sixth) == "各区、市前海管理局、市工业和信息化局"
    assert as_listed(row) == "市住房建设局、市工业和信息化局"
    assert as_listed(replace(first, agencies=(), agencies_open=False)) == ""


@pytest.fixture(scope="module")
def declaring() -> OwnershipTable:
    return OwnershipTable(
        parse_policy(
            "某市若干措施\n\n（一）建设平台。建设算力平台。（责任单位：市科技局、市财政局，列第一位的为牵头单位，下同；"
            "以下均需各区人民政府落实，不再列出）\n\n（二）支持企业。给予补助。（责任单位：市商务局、市科技局）\n\n"
            "（三）引进人才。给予奖励。（政策咨询：市教育局人才处）\n"
        )
    )


def test_who_is_declared_once_is_responsible_for_all_and_no_list_is_printed_anew(declaring: OwnershipTable) -> None:
    first, second, third = declaring.tasks
    assert [task.id for task in declaring.tasks_of("各区人民政府")] == ["M1", "M2", "M3"]
    assert (second.agencies, declared(second)) == (("市商务局", "市科技局"), ("各区人民政府",))
    assert owners(third) == ("各区人民政府",)
    assert declaring.agencies_of([second]) == ("市商务局", "市科技局", "各区人民政府")
    # Complete both ways.
    for agency in declaring.agencies:
        assert {task.id for task in declaring.tasks_of(agency)} == {
            task.id for task in declaring.tasks if agency in owners(task)
        }
    assert not names_each(first)


def test_roles_come_from_lists_and_declarations(declaring: OwnershipTable) -> None:
    assert [task.id for task in declaring.tasks_of("市商务局", role=Role.LEAD)] == ["M2"]
    assert declaring.tasks_of("市财政局", role=Role.LEAD) == ()
    assert (declaring.tells(Role.LEAD), declaring.tells(Role.WITH)) == (True, False)


def test_who_is_to_be_asked_is_not_responsible(declaring: OwnershipTable) -> None:
    assert "市教育局人才处" not in declaring.agencies
    assert agencies_with(declaring.tasks[2], Role.CONSULTED) == ("市教育局人才处",)
