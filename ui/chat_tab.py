"""The tab in which one asks: examples, the conversation and the box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.models import PolicyDocument
from ui import words
from ui.loader import AssistantLoader, reply
from ui.render import Message, examples_html, question_message, safe, validity


def build_chat(document: PolicyDocument, loader: AssistantLoader, limit: int, concurrency_limit: int) -> None:
    """Lay the tab out and connect it.

    Args:
        document: gives the examples.
        loader: opens the assistant.
        limit: characters of a question.
        concurrency_limit: questions answered at once.
    """
    import gradio as gr

    def converse(question: str, turns: list[Message]) -> Iterator[tuple[Any, list[Message], list[Message]]]:
        turns = [*turns, question_message(question)]
        yield "", turns, turns
        for message in reply(question, loader):
            yield gr.skip(), [*turns, message], [*turns, message]

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
        concurrency_limit=concurrency_limit,
        api_visibility="private",
    )
    chat.clear(list, None, turns, api_visibility="private")
