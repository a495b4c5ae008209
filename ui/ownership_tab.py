"""The tab 「责任分工」: filters over a list, and the charts. It needs the parsed document only, not the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui import words
from ui.charts import bars, matrix
from ui.charts_html import bars_html, matrix_html
from ui.escape import safe
from ui.filters import MAX_LENGTH, Filters
from ui.i18n import say
from ui.task_html import AGENCY_BOX, DOCUMENT_BOX, PLACE_BOX, choices_html, listed_html
from ui.task_shelf import TaskShelf

if TYPE_CHECKING:
    import gradio

_QUIETLY: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}


def build_ownership(page: gradio.Blocks, tasks: TaskShelf) -> None:
    """Lay the tab out and connect it.

    What the documents say is filled in when the page is loaded: a value given here would stay that of the server's start.
    """
    import gradio as gr

    with gr.Tabs(elem_id="views"):
        with gr.Tab(say("LIST_TAB")):
            _build_list(page, tasks)
        with gr.Tab(say("CHARTS_TAB")) as charts:
            bar_caption = gr.HTML("", elem_classes="caption")
            bar_chart = gr.Plot(show_label=False, container=False, elem_classes="chart")
            matrix_caption = gr.HTML("", elem_classes="caption")
            matrix_chart = gr.Plot(show_label=False, container=False, elem_classes="chart wide")

    def draw() -> tuple[Any, ...]:
        table = tasks.first.table if tasks.first else None
        if table is None or not table.agencies:
            none = f'<div class="nothing"><p>{safe(words.NO_AGENCIES)}</p></div>'
            return none, gr.update(visible=False), "", gr.update(visible=False)
        shown = (gr.update(value=chart, visible=True) for chart in (bars(table), matrix(table)))
        return bars_html(table), next(shown), matrix_html(), next(shown)

    # Drawn when looked at: the plotting library is megabytes to load, here and in the browser.
    charts.select(draw, None, [bar_caption, bar_chart, matrix_caption, matrix_chart], **_QUIETLY)


def _build_list(page: gradio.Blocks, tasks: TaskShelf) -> None:
    import gradio as gr

    def show(agency: object, place: object, text: object, document: object = "") -> str:
        return listed_html(tasks.select(Filters.read(agency, place, text, document)))

    with gr.Row(elem_id="filters"):
        agency = _box("AGENCY", AGENCY_BOX)
        place = _box("PLACE", PLACE_BOX)
        text = _box("TEXT", "text-filter")
        document = [_box("DOCUMENT", DOCUMENT_BOX)] if tasks.entries else []
        button = gr.Button(say("CLEAR"), elem_id="clear-filters")
    choices = gr.HTML("", elem_id="choices")
    shown = gr.HTML("", elem_id="tasks")
    page.load(lambda: (choices_html(tasks), show("", "", "")), None, [choices, shown], **_QUIETLY)
    filters = [agency, place, text, *document]
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
    button.click(lambda: ("",) * len(filters), None, filters, **_QUIETLY)


def _box(name: str, elem_id: str) -> Any:
    import gradio as gr

    label, hint = say(f"{name}_FILTER"), say(f"{name}_HINT")
    return gr.Textbox(label=label, placeholder=hint, max_lines=1, max_length=MAX_LENGTH, elem_id=elem_id)
