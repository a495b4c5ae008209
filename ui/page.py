"""The page: its parts and how they are connected, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from answer.settings import AnswerSettings
from ingest.models import PolicyDocument
from ingest.settings import from_environment
from ui import words
from ui.loader import AssistantLoader, reply
from ui.render import Message, examples_html, head_html, question_message, safe, validity

if TYPE_CHECKING:
    import fastapi
    import gradio

ANSWERS_AT_ONCE, ANSWERS_WAITING = 32, 256
"""Gradio's own limits are one at a time, and a queue without end."""

FONTS = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "system-ui", "sans-serif"]
"""Of the reader's own system, so that nothing is fetched."""


def build_page(document: PolicyDocument, loader: AssistantLoader) -> gradio.Blocks:
    """Lay the page out and connect it."""
    import gradio as gr

    limit = from_environment(AnswerSettings).max_question_length

    def converse(question: str, turns: list[Message]) -> Iterator[tuple[Any, list[Message], list[Message]]]:
        turns = [*turns, question_message(question)]
        yield "", turns, turns
        for message in reply(question, loader):
            yield gr.skip(), [*turns, message], [*turns, message]

    page: gradio.Blocks = gr.Blocks(title=f"{words.NAME} · {document.title}", analytics_enabled=False)
    with page:
        gr.HTML(head_html(document), elem_id="head")
        gr.HTML(examples_html(document), elem_id="examples")
        turns = gr.State([])  # the server's own record: what a browser sends back is never shown
        chat = gr.Chatbot(
            elem_id="chat",
            label=words.CHAT,
            show_label=False,
            container=False,
            layout="panel",
            latex_delimiters=[],
            allow_tags=False,
            buttons=[],
            feedback_options=None,
            autoscroll=False,
        )
        with gr.Column(elem_id="composer"):
            box = gr.Textbox(
                label=words.BOX,
                placeholder=words.HINT.format(limit=limit),
                show_label=False,
                container=False,
                max_lines=4,
                max_length=limit,
                submit_btn=words.SEND,
            )
            gr.HTML(f'<p class="validity">{safe(validity(document))}</p>')
        # A listener answers one question at a time (in each session), so two answers never mix.
        box.submit(
            converse,
            [box, turns],
            [box, chat, turns],
            show_progress="hidden",
            trigger_mode="once",
            concurrency_limit=ANSWERS_AT_ONCE,
            api_visibility="private",
        )
        chat.clear(list, None, turns, api_visibility="private")
    page.queue(max_size=ANSWERS_WAITING)
    return page


def mount_page(page: gradio.Blocks) -> fastapi.FastAPI:
    """Make the web application that is nothing but this page."""
    import fastapi
    import gradio as gr

    # Not ``launch``: it asks the page for itself through whatever proxy is configured, and gives up after five seconds.
    mounted: fastapi.FastAPI = gr.mount_gradio_app(
        fastapi.FastAPI(openapi_url=None),
        page,
        path="/",
        theme=gr.themes.Base(font=FONTS),
        css=_asset("page.css"),
        head=head_tags(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="1kb",  # nobody needs to upload anything
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
    )
    return mounted


def head_tags() -> str:
    """Return what the page's ``<head>`` holds besides Gradio's own: the icon, whole, and the script."""
    icon = f'<link rel="icon" href="data:image/svg+xml,{quote(_asset("icon.svg"))}">'
    script = _asset("page.js").replace("QUESTION", words.BOX).replace("ANSWER", words.ANSWER)
    return f"{icon}\n<script>\n{script}</script>"


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
