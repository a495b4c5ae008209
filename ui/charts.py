"""Who owns how much, drawn: two charts of the table of responsibilities.

The browser draws them, text included, with the page's own fonts; nothing in them asks for anything outside the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.models import Measure
from ingest.ownership import OwnershipTable, names
from ui import words
from ui.look import FONT_STACK, MEASURE_COLOUR, SCENARIO_COLOUR

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW_HEIGHT, MARGIN = 28, 56
"""Pixels: of one agency, and of what stands above and below all of them."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many measures and annex rows name an agency."""

    agency: str
    measures: int
    scenarios: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.measures + self.scenarios


def loads(table: OwnershipTable) -> list[Load]:
    """Count the tasks of every agency, the busiest first; equal ones keep the document's order."""
    owned = {agency: table.tasks_of(agency) for agency in table.agencies}
    counts = [
        Load(agency, measures := sum(isinstance(task, Measure) for task in tasks), len(tasks) - measures)
        for agency, tasks in owned.items()
    ]
    return sorted(counts, key=lambda load: (-load.total, -load.measures))


def bars(table: OwnershipTable) -> Figure:
    """Draw a bar for each agency: its measures, then its annex rows."""
    from plotly.graph_objects import Bar, Figure

    counted = loads(table)
    agencies = [load.agency for load in counted]
    parts = (
        (words.MEASURE, MEASURE_COLOUR, [load.measures for load in counted]),
        (words.SCENARIO, SCENARIO_COLOUR, [load.scenarios for load in counted]),
    )
    figure = Figure(
        [
            Bar(
                name=name,
                orientation="h",
                y=agencies,
                x=numbers,
                marker={"color": colour},
                hovertemplate="%{y}<br>" + name + " %{x}<extra></extra>",
            )
            for name, colour, numbers in parts
        ]
    )
    return figure.update_layout(
        barmode="stack",
        bargap=0.35,
        xaxis={"dtick": 2, "side": "top", "fixedrange": True, "zeroline": False},
        yaxis=_agency_axis(),
        legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 0, "yanchor": "top", "traceorder": "normal"},
        **_frame(len(agencies)),
    )


def matrix(table: OwnershipTable) -> Figure:
    """Draw a cell where the list of a measure (a column) names an agency (a row); annex rows are not in it."""
    from plotly.graph_objects import Figure, Heatmap

    measures = [task for task in table.tasks if isinstance(task, Measure)]
    agencies = [load.agency for load in loads(table) if load.measures]
    cells = [[1 if names(measure, agency) else None for measure in measures] for agency in agencies]
    hover = [
        [words.MATRIX_CELL.format(label=measure.label, title=measure.title, agency=agency) for measure in measures]
        for agency in agencies
    ]
    figure = Figure(
        Heatmap(
            x=[measure.id for measure in measures],
            y=agencies,
            z=cells,
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
            hoverongaps=False,
            colorscale=[[0, MEASURE_COLOUR], [1, MEASURE_COLOUR]],
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    labels = [_upright(measure.label) for measure in measures]
    axis = {"side": "top", "fixedrange": True, "tickangle": 0, "showgrid": True, "zeroline": False}
    return figure.update_layout(
        xaxis=axis | {"tickvals": [measure.id for measure in measures], "ticktext": labels},
        yaxis=_agency_axis() | {"showgrid": True},
        **_frame(len(agencies)),
    )


def _agency_axis() -> dict[str, Any]:
    return {"autorange": "reversed", "fixedrange": True, "automargin": True, "ticklabelstandoff": 6, "showgrid": False}


def _frame(rows: int) -> dict[str, Any]:
    """Return the layout that both charts share; transparent, so that the page's own ground shows in light and dark."""
    return {
        "height": rows * ROW_HEIGHT + 2 * MARGIN,
        "margin": {"l": 0, "r": 8, "t": MARGIN, "b": MARGIN, "pad": 0},
        "font": {"family": FONT_STACK, "size": 13},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"font": {"family": FONT_STACK, "size": 14}},
        "dragmode": False,
    }


def _upright(label: str) -> str:
    """Write a number downwards without its brackets, so that many columns fit on a phone."""
    return "<br>".join(label.strip("（）()"))
