"""The tab in which one asks: examples, the conversation and the box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.models import PolicyDocument
from ui import words
from ui.conversation import Conversation, Message
from ui.escape import safe
from ui.loader import AssistantLoader, reply
from ui.render import examples_html, validity
from ui.stops import Stops
from ui.trace_html import item_names


def build_chat(document: PolicyDocument, loader: AssistantLoader, limit: int, concurrency_limit: int) -> None:
    """Lay the tab out and connect it.

    Args:
        document: gives the examples.
        loader: opens the assistant.
        limit: characters of a question.
        concurrency_limit: questions answered at once.
    """
    import gradio as gr

    names = item_names(document)
    stops = Stops()

    def converse(
        question: str, before: Conversation, request: gr.Request
    ) -> Iterator[tuple[Any, list[Message], Conversation, Any]]:
        session = request.session_hash or ""
        try:
            for number, state in enumerate(reply(question, before, loader, names, stops.begin(session))):
                # Only a model takes long enough to be stopped.
                shown = gr.update(visible=state.is_writing)
                yield gr.skip() if number else "", list(state.messages), state, shown
        finally:
            stops.end(session)

    def stop_writing(request: gr.Request) -> None:
        stops.stop(request.session_hash or "")

    for function in (converse, stop_writing):
        # Gradio looks annotations up in the module, where it is not imported: it takes seconds.
        function.__annotations__["request"] = gr.Request

    gr.HTML(examples_html(document), elem_id="examples")
    conversation = gr.State(Conversation())  # the server's own record: what a browser sends back is never read
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
        stop = gr.Button(words.STOP, elem_id="stop", size="sm", visible=False)
        counter = f'<p class="counter" aria-live="polite" data-limit="{limit}"></p>'
        gr.HTML(f'<div class="below"><p class="validity">{safe(validity(document))}</p>{counter}</div>')
    # A listener answers one question at a time (in each session), so two answers never mix.
    box.submit(
        converse,
        [box, conversation],
        [box, chat, conversation, stop],
        show_progress="hidden",
        trigger_mode="once",
        concurrency_limit=concurrency_limit,
        api_visibility="private",
    )
    # Not queued: it must not wait behind what it is to stop.
    stop.click(stop_writing, None, None, queue=False, api_visibility="private")
    chat.clear(Conversation, None, conversation, api_visibility="private")
