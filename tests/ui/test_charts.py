"""The charts hold the table's own numbers and name their cells."""

from __future__ import annotations

import pytest

from ingest.corpus_files import load_policy
from ingest.ownership import OwnershipTable
from tests.ui.samples import Tags, short_policy, text_of
from ui.charts import Load, bars, loads, matrix
from ui.charts_html import bars_html
from ui.look import FONT_STACK


@pytest.fixture(scope="module")
def table() -> OwnershipTable:
    return OwnershipTable(load_policy())


def test_loads_count_the_tasks_of_every_agency_the_busiest_first(table: OwnershipTable) -> None:
    counted = loads(table)
    assert counted[0] == Load("市工业和信息化局", 13, 4)
    assert Load("各区", 3, 0) in counted
    assert Load("市卫生健康委", 1, 3) in counted
    assert {load.agency for load in counted} == set(table.agencies)
    assert [load.total for load in counted] == sorted((load.total for load in counted), reverse=True)


def test_bars_are_measures_and_annex_rows_on_top_of_each_other(table: OwnershipTable) -> None:
    figure = bars(table)
    measures, scenarios = figure.data
    counted = loads(table)
    assert list(measures.y) == list(scenarios.y) == [load.agency for load in counted]
    assert list(measures.x) == [load.measures for load in counted]
    assert list(scenarios.x) == [load.scenarios for load in counted]
    assert figure.layout.barmode == "stack"


def test_a_cell_of_the_matrix_stands_for_an_agency_in_the_list_of_a_measure(table: OwnershipTable) -> None:
    (cells,) = matrix(table).data
    measures = table.document.measures
    assert (len(cells.z), {len(row) for row in cells.z}) == (len(cells.y), {len(measures)})
    for agency, row, hover in zip(cells.y, cells.z, cells.hovertext, strict=True):
        owned = [measure.id for measure, cell in zip(measures, row, strict=True) if cell]
        assert owned == [task.id for task in table.tasks_of(agency, measures)]
        assert hover[0] == f"（一）建设城市级智能算力平台<br>{agency}"
    assert len(cells.y) == sum(load.measures > 0 for load in loads(table))


def test_charts_use_the_fonts_of_the_page_and_its_ground(table: OwnershipTable) -> None:
    for figure in (bars(table), matrix(table)):
        assert figure.layout.font.family == FONT_STACK
        assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"
        assert "http" not in figure.to_json()


def test_the_bars_can_be_read_as_text(table: OwnershipTable) -> None:
    content = bars_html(table)
    assert Tags(content).found.count("li") == len(table.agencies)
    assert "市工业和信息化局：措施 13 条，附件场景 4 项" in text_of(content)


def test_a_policy_without_agencies_has_nothing_to_count() -> None:
    assert loads(OwnershipTable(short_policy())) == []
