"""Queries against who works them out in the simplest way, against what a reader would say, and at their bounds."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import astuple
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from answer.find.bounds import MOST_CONDITIONS, MOST_DEPTH, MOST_ROWS
from answer.find.errors import IllTypedError, TooDeepError, TooManyRowsError
from answer.find.sql import Statements
from answer.find.table import Selected, Table, compare
from answer.models.plan import (
    ALWAYS,
    All,
    AllHave,
    Any,
    Beside,
    Compare,
    Condition,
    Has,
    InEvery,
    Is,
    Kind,
    Not,
    OfKind,
    OpenList,
    Order,
    SameAgencies,
    Says,
    Select,
    States,
    Titled,
)
from index.catalogue.database import migrations
from index.library import Library
from ingest.facts import FactKind
from ingest.models import PolicyDocument, Role
from tests.answer.find.random_plans import Plans
from tests.answer.find.reference import Reference
from tests.answer.find.worlds import World, alone, load, together

ALONE = ("plan", "whole", "classes", "zero-waste", "sports", "opc-plan", "consulted", "tables", "law")
TOGETHER = (
    ("plan", "whole", "consulted"),
    ("zero-waste", "classes", "other-classes", "opc-plan"),
    ("classes", "other-classes"),
)


@cache
def document_of(name: str) -> PolicyDocument:
    return load(name)


@cache
def world_of(name: str) -> World:
    return alone(document_of(name))


def ids(
    table: Table, what: Kind, where: Condition = ALWAYS, order: Order | None = None, take: int | None = None
) -> list[str]:
    return [row.id for row in table.select(Select(what, where, order, take)).rows]


@pytest.fixture(scope="module")
def table(document: PolicyDocument) -> Table:
    return Table.of_document(document)


@pytest.fixture(scope="module")
def classes() -> Table:
    return world_of("classes").table


# Against the reference


def require_equal(world: World, query: Select) -> None:
    found, expected = world.table.select(query), world.reference.select(query)
    assert [astuple(row) for row in found.rows] == [astuple(row) for row in expected.rows], query
    assert (found.total, found.groups, found.universe) == (expected.total, expected.groups, expected.universe), query


@pytest.mark.parametrize("name", ALONE)
def test_random_queries_of_one_document(name: str) -> None:
    world = world_of(name)
    plans = Plans(world.documents, seed=20)
    for _ in range(600 if name == "classes" else 200):
        require_equal(world, plans.select())


@pytest.mark.parametrize("names", TOGETHER, ids=" ".join)
def test_random_queries_of_several_documents(names: tuple[str, ...], tmp_path: Path) -> None:
    world = together({name: document_of(name) for name in names}, tmp_path)
    plans = Plans(world.documents, seed=21)
    for _ in range(120):
        require_equal(world, plans.select())


def test_random_queries_of_a_library(library: Library) -> None:
    published = library.snapshot().published
    documents = {entry.id: library.catalogue.document(entry.revision) for entry in published}
    world = World(
        documents,
        Table.of_catalogue(library.catalogue, {entry.id: entry.revision for entry in published}),
        Reference(documents, {entry.id: entry.place for entry in published}),
    )
    plans = Plans(documents, seed=22)
    for _ in range(100):
        require_equal(world, plans.select())


# Against a reader


def test_a_class_of_agencies_is_in_a_wider_one_but_counted_as_it_is_listed(classes: Table) -> None:
    # M1, M6 and M7 list 各区各部门, M5 各区, M3 both.
    assert ids(classes, "task", Has("agency", Is(("各区",)))) == ["M1", "M3", "M5", "M6", "M7"]
    assert ids(classes, "task", Has("agency", Is(("各区各部门",)))) == ["M1", "M3", "M6", "M7"]
    assert ids(classes, "agency", Has("task", Is(("M1",)))) == ["市教育局", "各区各部门"]
    assert ids(classes, "task", Has("agency", comparison="=", count=4)) == ["M3"]
    most = classes.select(Select("agency", order=Order("count", what="task"), take=1)).rows
    assert [(row.id, row.value) for row in most] == [("各区", 5)]
    assert ids(classes, "agency", Has("task", Is(("M1",)), "=", 0)) == ["市教育局考试院", "市财政局", "各镇各部门"]
    assert ids(classes, "agency", Not(Has("task", Is(("M1",))))) == ["市教育局考试院", "市财政局", "各镇各部门"]
    assert ids(classes, "agency", Is(("各区",))) == ["各区"]
    assert ids(classes, "task", InEvery("agency", Is(("各区", "市教育局")))) == ["M1", "M5", "M6", "M7"]
    assert ids(classes, "agency", InEvery("task", Is(("M1", "M5", "M7")))) == ["市教育局", "各区"]


def test_roles(classes: Table) -> None:
    assert ids(classes, "agency", Has("task", role=Role.LEAD)) == ["各区", "市教育局考试院"]
    assert ids(classes, "task", Has("agency", Is(("市教育局",)), role=Role.WITH)) == ["M5"]
    assert ids(classes, "task", Has("agency", Is(("市教育局",)), first=True)) == ["M1", "M6"]
    assert ids(classes, "section", Has("agency", Is(("市财政局",)), role=Role.WITH)) == ["S1"]
    led = classes.select(Select("section", order=Order("count", what="agency", role=Role.LEAD)))
    assert [(row.id, row.value) for row in led.rows] == [("S1", 2), ("S2", 1), ("S0", 0)]


def test_who_is_consulted_is_an_agency_where_that_is_asked() -> None:
    table = world_of("consulted").table
    assert ids(table, "agency") == []
    consulted = ids(table, "agency", Has("task", Is(("M1",)), role=Role.CONSULTED))
    assert consulted == ["市工业和信息化局工业互联网处"]
    tasks = Has("task", Is(("M1", "M2", "M4")), role=Role.CONSULTED)
    assert (found := table.select(Select("agency", tasks, repeats=True))).total == 3
    assert len(found.rows) == 2


def test_nested_sections_hold_what_is_deeper() -> None:
    document = document_of("zero-waste")
    table = world_of("zero-waste").table
    inner = next(at for at, section in enumerate(document.sections) if section.level == 1)
    outer = max(at for at in range(inner) if document.sections[at].level == 0)
    held = ids(table, "item", Has("section", Is((f"S{inner}",))))
    assert held
    assert set(held) < set(ids(table, "item", Has("section", Is((f"S{outer}",)))))
    assert f"S{outer}" in ids(table, "section", Has("section", Is((f"S{inner}",))))


def test_rows_of_an_annex_are_in_no_section(table: Table) -> None:
    assert table.select(Select("row")).total == 25
    assert ids(table, "row", Has("section")) == []
    assert ids(world_of("whole").table, "row", Has("section", Is(("S2",)))) == ["A1", "A2"]


def test_what_is_counted_several_times(classes: Table) -> None:
    within = Has("section", Is(("S0",)))
    once = classes.select(Select("agency", within))
    times = classes.select(Select("agency", within, repeats=True))
    listed = [ids(classes, "agency", Has("task", Is((key,)))) for key in ids(classes, "task", within)]
    assert once.total == len({agency for agencies in listed for agency in agencies})
    assert times.total == sum(map(len, listed))
    assert times.rows == once.rows
    # In M5, M6 and M7 市教育局 stands three times, 各区各部门 twice, and 各区 once, though the other two name it as well.
    twice = classes.select(Select("agency", Has("task", Has("section", Is(("S2",))), ">=", 2), repeats=True))
    assert [row.id for row in twice.rows] == ["市教育局", "各区各部门", "各区"]
    assert twice.total == 6
    # 各镇各部门 is in one task only, so that nothing of it is counted.
    assert classes.select(Select("agency", Has("task", count=2), repeats=True)).total == 4 + 4 + 2


def test_groups_with_nothing_in_them_are_told(table: Table) -> None:
    found = table.select(Select("measure", Says(("算力",), "name"), group="section"))
    assert [name for name, _ in found.groups] == ["S0", "S1", "S2", "S3", "S4", "S5"]
    assert sum(number for _, number in found.groups) == found.total == len(found.rows)
    assert 0 in dict(found.groups).values()
    assert all(dict(found.groups)[row.group] for row in found.rows)
    assert found.universe == 18


def test_those_that_tie_with_the_last_are_kept(table: Table) -> None:
    order = Order("count", what="agency")
    values = [row.value for row in table.select(Select("task", order=order)).rows]
    for take in range(1, len(values) + 1):
        rows = table.select(Select("task", order=order, take=take)).rows
        assert [row.value for row in rows] == [value for value in values if value >= values[take - 1]]  # type: ignore[operator]


def test_what_states_no_number_has_no_rank(table: Table) -> None:
    rows = table.select(Select("task", order=Order("value", fact=FactKind.AMOUNT))).rows
    assert [row.id for row in rows] == ids(table, "task", States(FactKind.AMOUNT))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Beside("M4", 1), ["M5"]),
        (Beside("M1", -1), []),
        (Beside("M18", 1), []),
        (Beside("M19", -1), []),
        (OpenList(), ["M6", "M9"]),
        (All(), [f"M{number}" for number in range(1, 19)]),
        (Any(()), []),
        (All((Is(("M1", "M3", "M99")), Not(Is(("M3",))))), ["M1"]),
        (OfKind("row"), []),
        (Has("agency", comparison=">", count=10**30), []),
        (Beside("M1", 10**30), []),
        (Is(("M4' OR '1' = '1", "M4;--", "%")), []),
        (Says(("' OR 1 = 1 --",)), []),
    ],
)
def test_measures_of_the_plan(table: Table, where: Condition, expected: list[str]) -> None:
    if isinstance(where, OpenList):
        expected = [measure.id for measure in document_of("plan").measures if measure.agencies_open]
    assert ids(table, "measure", where) == expected


def test_documents_are_kept_apart(tmp_path: Path) -> None:
    table = together({name: document_of(name) for name in ("classes", "other-classes", "whole")}, tmp_path).table
    rows = table.select(Select("measure", Is(("M1", "classes/M2")))).rows
    assert [(row.document, row.id) for row in rows] == [
        ("whole", "M1"),
        ("other-classes", "M1"),
        ("classes", "M1"),
        ("classes", "M2"),
    ]
    one = table.select(Select("measure", Is(("M1",)), documents=("classes",), group="section"))
    assert [(row.document, row.group) for row in one.rows] == [("classes", "S0")]
    several = table.select(Select("measure", Is(("M1",)), documents=("classes", "whole"), group="section"))
    assert [row.group for row in several.rows] == ["whole/S1", "classes/S0"]
    # 市财政局 of three places are three.
    assert [row.document for row in table.select(Select("agency", Is(("市财政局",)))).rows] == [
        "whole",
        "other-classes",
        "classes",
    ]


# Side by side


def test_two_agencies_are_compared(classes: Table) -> None:
    sides = tuple((name, Select("task", Has("agency", Is((name,))))) for name in ("市教育局", "各区"))
    compared = compare(classes, Compare(sides, "difference"))
    assert compared.common == ("M1", "M5", "M6", "M7")
    assert [side.only for side in compared.sides] == [(), ("M3",)]
    assert [side.selected.total for side in compared.sides] == [4, 5]


def test_the_agencies_of_two_measures_are_compared(classes: Table) -> None:
    sides = tuple((name, Select("measure", Is((name,)))) for name in ("M1", "M5"))
    compared = compare(classes, Compare(sides, "agencies"))
    assert [side.compared for side in compared.sides] == [("市教育局", "各区各部门"), ("市教育局", "各区")]
    assert compared.common == ("市教育局",)
    assert [side.only for side in compared.sides] == [("各区各部门",), ("各区",)]


def test_what_several_documents_have_is_told_apart(tmp_path: Path) -> None:
    table = together({name: document_of(name) for name in ("classes", "other-classes")}, tmp_path).table
    sides = tuple((name, Select("measure", Is(("M1",)), documents=(name,))) for name in ("classes", "other-classes"))
    compared = compare(table, Compare(sides, "names"))
    assert [side.only for side in compared.sides] == [("classes/M1",), ("other-classes/M1",)]
    assert compared.common == ()


# Bounds


def nested(depth: int) -> Condition:
    """Return a condition that is so many deep."""
    return Is(("M1",)) if depth == 1 else Not(nested(depth - 1))


def test_depth_is_bounded(table: Table) -> None:
    assert ids(table, "measure", nested(MOST_DEPTH - 1)) == ["M1"]
    assert table.select(Select("measure", nested(MOST_DEPTH))).total == 17
    for query in (
        Select("measure", nested(MOST_DEPTH + 1)),
        Select("section", order=Order("count", what="measure", where=nested(MOST_DEPTH + 1))),
        Select("measure", nested(900)),
    ):
        with pytest.raises(TooDeepError):
            table.select(query)


def test_the_number_of_conditions_is_bounded(table: Table) -> None:
    many = tuple(Is((f"M{number}",)) for number in range(MOST_CONDITIONS - 1))
    assert table.select(Select("measure", Any(many))).total == 18
    with pytest.raises(TooDeepError):
        table.select(Select("measure", Any((*many, OpenList()))))


def test_conditions_within_each_other_are_run(table: Table) -> None:
    where: Condition = Is(("M1",))
    kinds: tuple[Kind, ...] = ("measure", "agency")
    for depth in range(MOST_DEPTH - 1):
        where = InEvery(kinds[depth % 2], where) if depth % 3 else AllHave(kinds[depth % 2], where)
    assert table.select(Select(kinds[(MOST_DEPTH - 1) % 2], where)).universe


@pytest.fixture(scope="module")
def crowded() -> Table:
    """Give a document with one measure more than may be found."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for script in migrations():
        connection.executescript(script)
    connection.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= ?) "
        "INSERT INTO items SELECT 1, 'M' || i, i, 'measure', i, '', '', NULL, '', 0, '', '', 0, 0, '', '', '', '', '' FROM n",
        (MOST_ROWS,),
    )

    @contextmanager
    def reading() -> Iterator[sqlite3.Connection]:
        yield connection

    return Table(reading, [("crowded", 1)])


def test_the_number_of_rows_is_bounded(crowded: Table) -> None:
    with pytest.raises(TooManyRowsError):
        crowded.select(Select("measure"))
    found = crowded.select(Select("measure", Not(Is(("M1",)))))
    assert (found.total, found.universe) == (MOST_ROWS, MOST_ROWS + 1)
    assert ids(crowded, "measure", take=2) == ["M1", "M2"]
    with pytest.raises(TooManyRowsError):
        crowded.select(Select("document", group="measure"))


@pytest.mark.parametrize(
    "query",
    [
        Select("measure", Has("row")),
        Select("domain", Has("domain")),
        Select("document", Has("document")),
        Select("section", Has("measure", role=Role.LEAD)),
        Select("section", Has("measure", first=True)),
        Select("section", OpenList()),
        Select("agency", States(FactKind.AMOUNT)),
        Select("agency", Beside("M1", 1)),
        Select("agency", SameAgencies()),
        Select("domain", Titled()),
        Select("measure", order=Order("count")),
        Select("measure", order=Order("value")),
        Select("measure", order=Order("count", what="item")),
        Select("measure", take=0),
        Select("agency", group="agency"),
        Select("measure", group="row"),
        Select("measure", documents=("no such document",)),
        Select("measure", Has("agency", comparison="; DROP TABLE items")),  # type: ignore[arg-type]
        Select("items; DROP TABLE items"),  # type: ignore[arg-type]
        Select("measure", Has("items i; --")),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told(table: Table, query: Select) -> None:
    with pytest.raises(IllTypedError):
        table.select(query)


def test_nothing_that_is_asked_for_is_written_into_a_statement() -> None:
    world = world_of("plan")
    plans = Plans(world.documents, seed=23)
    opened = [(name, 1) for name in world.documents]
    allowed = set("各" + "".join(role.value for role in Role))
    for _ in range(300):
        statements = Statements(plans.select(), opened)
        written = statements.rows().text + statements.in_groups("document", []).text
        assert set(re.findall(r"[\u3400-\u9fff]", written)) <= allowed


def test_threads_share_a_table(tmp_path: Path) -> None:
    for world in (
        alone(document_of("plan")),
        together({name: document_of(name) for name in ("plan", "whole")}, tmp_path),
    ):
        plans = Plans(world.documents, seed=24)
        queries = [plans.select() for _ in range(60)]
        expected = [world.table.select(query) for query in queries]
        with ThreadPoolExecutor(8) as threads:
            found: list[Selected] = list(threads.map(world.table.select, queries * 4))
        assert found == expected * 4


def test_how_long_queries_take(tmp_path: Path) -> None:
    """Print it: how long anything takes here depends on who else computes."""
    worlds = {"one": world_of("plan"), "library": together({name: document_of(name) for name in ALONE}, tmp_path)}
    for name, world in worlds.items():
        plans, seconds = Plans(world.documents, seed=25), []
        for _ in range(100):
            query, began = plans.select(), time.perf_counter()
            world.table.select(query)
            seconds.append(time.perf_counter() - began)
        print(f"{name}: {1000 * median(seconds):.2f} ms in the middle, {1000 * max(seconds):.2f} ms at most")
