"""The tab 「责任分工」: filters over a list, and the charts. It needs the parsed document only, not the index."""

from __future__ import annotations

from typing import Any

from ui import words
from ui.charts import bars, matrix
from ui.charts_html import bars_html, matrix_html
from ui.escape import safe
from ui.filters import MAX_LENGTH, Filters
from ui.i18n import say
from ui.task_html import AGENCY_BOX, PLACE_BOX, choices_html, selection_html
from ui.task_list import TaskList

_QUIETLY: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}


def build_ownership(tasks: TaskList) -> None:
    """Lay the tab out and connect it."""
    import gradio as gr

    with gr.Tabs(elem_id="views"):
        with gr.Tab(say("LIST_TAB")):
            _build_list(tasks)
        with gr.Tab(say("CHARTS_TAB")) as charts:
            if not tasks.table.agencies:
                gr.HTML(f'<div class="nothing"><p>{safe(words.NO_AGENCIES)}</p></div>')
                return
            gr.HTML(bars_html(tasks.table), elem_classes="caption")
            bar_chart = gr.Plot(show_label=False, container=False, elem_classes="chart")
            gr.HTML(matrix_html(), elem_classes="caption")
            matrix_chart = gr.Plot(show_label=False, container=False, elem_classes="chart wide")

    def draw() -> tuple[Any, Any]:
        return bars(tasks.table), matrix(tasks.table)

    # Drawn when first looked at: the plotting library is megabytes to load, here and in the browser.
    charts.select(draw, None, [bar_chart, matrix_chart], **_QUIETLY)


def _build_list(tasks: TaskList) -> None:
    import gradio as gr

    def show(agency: object, place: object, text: object) -> str:
        return selection_html(tasks.select(Filters.read(agency, place, text)))

    with gr.Row(elem_id="filters"):
        agency = _box("AGENCY", AGENCY_BOX)
        place = _box("PLACE", PLACE_BOX)
        text = _box("TEXT", "text-filter")
        button = gr.Button(say("CLEAR"), elem_id="clear-filters")
    gr.HTML(choices_html(tasks), elem_id="choices")
    shown = gr.HTML(show("", "", ""), elem_id="tasks")
    filters = [agency, place, text]
    gr.on(
        # Not ``input``, which Gradio sends for keys only: Chinese is typed through an input method.
        [box.change for box in filters],
        show,
        filters,
        shown,
        trigger_mode="always_last",  # while one request is under way, only the latest of those that follow is kept
        **_QUIETLY,
    )
    # The boxes change, and that shows everything again.
    button.click(lambda: ("", "", ""), None, filters, **_QUIETLY)


def _box(name: str, elem_id: str) -> Any:
    import gradio as gr

    label, hint = say(f"{name}_FILTER"), say(f"{name}_HINT")
    return gr.Textbox(label=label, placeholder=hint, max_lines=1, max_length=MAX_LENGTH, elem_id=elem_id)
