"""The charts of the report, as values that Plotly draws; colours of text and lines come from the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from answer.thresholds import SUPPORT
from eval.figures import Figure as Mean
from eval.records import Record
from eval.report.words import CATEGORIES, GROUPS
from eval.runs import OVERALL

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

COLOURS = ("#3a86a8", "#b9802b", "#7a9a4a", "#a86a9c", "#8a8f96")
"""At least three to one against the light sheet of the page and against the dark one."""
_NEAR, _FAR = COLOURS[0], COLOURS[1]
_BAR_HEIGHT, _ROW_GAP, _FRAME = 12, 16, 110
"""Pixels: of one bar, between two categories, and of what stands around them."""
Chart = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What a line of support would refuse.

    Attributes:
        line: below it a question is refused.
        answerable: share of the answerable questions that it refuses, all of them falsely.
        near: share of the unanswerable ones on the policy's subject, None if there are none.
        far: share of the unanswerable ones on other subjects, None if there are none.
    """

    line: float
    answerable: float
    near: float | None
    far: float | None


def right_by_category(figures: Mapping[str, Mapping[str, Mapping[str, Mean]]]) -> Chart:
    """Draw a bar with its interval for each category and system.

    Args:
        figures: by label of the system, group and metric.
    """
    from plotly.graph_objects import Bar, Figure

    groups = [OVERALL, *(name for name in CATEGORIES if any(name in found for found in figures.values()))]
    chart = Figure(
        [
            Bar(name=label, marker={"color": COLOURS[at % len(COLOURS)]}, **_bars(found, groups))
            for at, (label, found) in enumerate(figures.items())
        ]
    )
    chart.update_layout(
        height=len(groups) * (len(figures) * _BAR_HEIGHT + _ROW_GAP) + _FRAME,
        bargap=0.25,
        xaxis={"range": [0, 1.02], "dtick": 0.25, "tickformat": ".0%", "side": "top", "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True},
        legend={"orientation": "h", "x": 0, "yref": "container", "y": 1, "yanchor": "top", "traceorder": "normal"},
        margin={"l": 8, "r": 20, "t": 92, "b": 8},
    )
    return _as_json(chart)


def _bars(found: Mapping[str, Mapping[str, Mean]], groups: Sequence[str]) -> Chart:
    means = {name: found[name]["right"] for name in groups if name in found}
    return {
        "orientation": "h",
        "y": [f"{GROUPS[name].zh}<br>{GROUPS[name].en}" for name in means],
        "x": [mean.mean for mean in means.values()],
        "error_x": {
            "array": [mean.high - mean.mean for mean in means.values()],
            "arrayminus": [mean.mean - mean.low for mean in means.values()],
            "thickness": 1,
            "width": 2,
        },
        "customdata": [mean.n for mean in means.values()],
        "hovertemplate": "%{fullData.name} %{x:.1%} (n=%{customdata})<extra></extra>",
    }


def refusal_curve(records: Sequence[Record]) -> list[CurvePoint]:
    """Return what every line of support would refuse, the chosen one among them; nothing where it was not measured."""
    measured = [(record.question, record.response.support) for record in records]
    supports = [(question, support) for question, support in measured if support is not None]
    answerable = [support for question, support in supports if question.answerable]
    refusable = [(question.category, support) for question, support in supports if not question.answerable]
    far = [support for category, support in refusable if category == "unanswerable_far"]
    near = [support for category, support in refusable if category != "unanswerable_far"]
    if not answerable or not refusable:
        return []
    found = [support for _, support in supports]
    # The lowest refuses nothing, and one above the highest refuses all; support may be negative.
    lines = sorted({SUPPORT, *found, max(found) + 1.0})
    return [CurvePoint(line, _below(answerable, line) or 0.0, _below(near, line), _below(far, line)) for line in lines]


def _below(supports: Sequence[float], line: float) -> float | None:
    return sum(support < line for support in supports) / len(supports) if supports else None


def threshold(points: Sequence[CurvePoint]) -> Chart:
    """Draw the curve of `refusal_curve`: what is falsely refused against what is rightly refused."""
    from plotly.graph_objects import Figure, Scatter

    curves = (
        ("切题 near", _NEAR, [(point.answerable, point.near, point.line) for point in points]),
        ("离题 far", _FAR, [(point.answerable, point.far, point.line) for point in points]),
    )
    traces = []
    for name, colour, rows in curves:
        known = [row for row in rows if row[1] is not None]
        chosen = [row for row in known if row[2] == SUPPORT]
        line = {"mode": "lines", "line": {"color": colour, "width": 2}, "name": name}
        mark = {"mode": "markers", "marker": {"color": colour, "size": 11, "symbol": "diamond"}, "showlegend": False}
        traces += [Scatter(**_points(known), **line), Scatter(**_points(chosen), **mark)]
    chart = Figure(traces)
    chart.update_layout(
        height=420,
        xaxis={"title": "误拒的可答题 answerable, refused", **_SHARES},
        yaxis={"title": "拒掉的不可答题 unanswerable, refused", **_SHARES},
        legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 0.02, "yanchor": "bottom"},
        margin={"l": 8, "r": 12, "t": 12, "b": 8},
    )
    return _as_json(chart)


_SHARES: Chart = {"tickformat": ".0%", "range": [-0.02, 1.02], "fixedrange": True, "automargin": True}


def _points(rows: Sequence[tuple[float, float | None, float]]) -> Chart:
    return {
        "x": [row[0] for row in rows],
        "y": [row[1] for row in rows],
        "customdata": [row[2] for row in rows],
        "hovertemplate": "%{customdata:.4f}: %{x:.1%} / %{y:.1%}<extra></extra>",
    }


def latency(records: Sequence[Record]) -> Chart:
    """Draw how many questions took how long."""
    from plotly.graph_objects import Figure, Histogram

    chart = Figure(
        [
            Histogram(
                x=[record.latency_ms for record in records],
                nbinsx=40,
                marker={"color": COLOURS[0]},
                hovertemplate="%{x} ms: %{y}<extra></extra>",
            )
        ]
    )
    chart.update_layout(
        height=320,
        bargap=0.05,
        xaxis={"title": "毫秒 ms", "rangemode": "tozero", "fixedrange": True, "automargin": True},
        yaxis={"title": "题数 questions", "fixedrange": True, "automargin": True},
        margin={"l": 8, "r": 12, "t": 12, "b": 8},
    )
    return _as_json(chart)


def _as_json(chart: Figure) -> Chart:
    chart.update_layout(template="none", paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)")
    values: Chart = json.loads(chart.to_json())
    return values
