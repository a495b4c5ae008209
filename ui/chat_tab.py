"""The tab in which one asks: examples, the conversation and the box."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from ui import words
from ui.conversation import Conversation, Message
from ui.escape import safe
from ui.i18n import say
from ui.loader import AssistantLoader, reply
from ui.look import asset
from ui.render import examples_html, validity_html
from ui.shelf import Shelf
from ui.stops import Stops
from ui.trace_html import names_for
from ui.transcript import to_markdown
from ui.votes import Votes

SESSION_SECONDS = 60 * 60
"""How long a conversation is kept after its last question, where the browser does not say that the page was closed."""

_UNQUEUED: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
"""Of what must not wait behind an answer that is being written."""


def build_chat(shelf: Shelf, loader: AssistantLoader, limit: int, concurrency_limit: int, votes: Votes | None) -> None:
    """Lay the tab out and connect it.

    Args:
        shelf: its documents give the examples.
        loader: opens the assistant.
        limit: characters of a question.
        concurrency_limit: questions answered at once.
        votes: takes what users say of answers; None where that is not kept.
    """
    import gradio as gr

    document, several = shelf.first, len(shelf.entries())
    stops = Stops()

    def converse(
        question: str, scope: str, before: Conversation, request: gr.Request
    ) -> Iterator[tuple[Any, list[Message], Conversation, Any]]:
        session = request.session_hash or ""
        asking = replace(before, document=scope or "")
        states = reply(
            question, asking, loader, partial(names_for, shelf=shelf), stops.begin(session), votes=votes is not None
        )
        try:
            for number, state in enumerate(states):
                # Only a model takes long enough to be stopped.
                shown = gr.update(visible=state.is_writing)
                yield gr.skip() if number else "", list(state.messages), state, shown
        finally:
            stops.end(session)

    def answer_again(
        typed: str, scope: str, before: Conversation, request: gr.Request
    ) -> Iterator[tuple[Any, list[Message], Conversation, Any]]:
        if not before.exchanges:
            return
        earlier, question = before.without_last()
        for box, *rest in converse(question, scope, earlier, request):
            yield typed if box == "" else box, *rest

    def stop_writing(request: gr.Request) -> None:
        stops.stop(request.session_hash or "")

    def vote(conversation: Conversation, sent: gr.EventData, request: gr.Request) -> str:
        told = votes.cast(conversation, request.session_hash or "", sent._data) if votes else words.NOT_NOTED
        return _to_browser("noted", turn=sent._data.get("turn"), text=told)

    def export(conversation: Conversation) -> str:
        if not conversation.exchanges:
            return _to_browser("told", text=words.NOTHING_TO_EXPORT)
        alone = shelf.first if len(shelf.entries()) <= 1 else None
        return _to_browser("file", name=words.TRANSCRIPT, text=to_markdown(conversation.exchanges, alone))

    # Gradio looks annotations up in the module, where it is not imported: it takes seconds.
    for function in (converse, answer_again, stop_writing, vote):
        function.__annotations__["request"] = gr.Request
    vote.__annotations__["sent"] = gr.EventData

    gr.HTML(examples_html(shelf.documents()), elem_id="examples")
    conversation = gr.State(
        Conversation(), time_to_live=SESSION_SECONDS
    )  # the server's own record: what a browser sends back is never read
    chat = gr.Chatbot(
        elem_id="chat",
        label=say("CHAT"),
        show_label=False,
        container=False,
        layout="panel",
        latex_delimiters=[],
        allow_tags=False,
        buttons=[],
        feedback_options=None,
        autoscroll=False,
    )
    bridge = gr.HTML("", html_template="", js_on_load=asset("bridge.js"), elem_id="bridge", visible="hidden")
    # The id of the document that the visitor chose; ``acts.js`` writes it.
    scope = gr.Textbox("", elem_id="scope", visible="hidden", max_length=80)
    with gr.Column(elem_id="composer"):
        gr.HTML(_scope_html(), elem_id="scoped")
        box = gr.Textbox(
            label=say("BOX"),
            placeholder=words.HINT.format(limit=limit),
            show_label=False,
            container=False,
            max_lines=4,
            max_length=limit,
            submit_btn=words.SEND,
        )
        stop = gr.Button(say("STOP"), elem_id="stop", size="sm", visible=False)
        with gr.Row(elem_id="below"):
            counter = f'<p class="counter" aria-live="polite" data-limit="{limit}"></p>'
            gr.HTML(
                f'<p class="validity">{validity_html(document, several)}</p>{counter}<p class="told" role="status"></p>'
            )
            save = gr.Button(say("EXPORT_CHAT"), elem_id="export", size="sm")
            clear = gr.Button(say("CLEAR_CHAT"), elem_id="clear", size="sm")
    # A listener answers one question at a time (in each session), so two answers never mix.
    for listen, function in ((box.submit, converse), (bridge.retry, answer_again)):
        listen(
            function,
            [box, scope, conversation],
            [box, chat, conversation, stop],
            show_progress="hidden",
            trigger_mode="once",
            concurrency_limit=concurrency_limit,
            concurrency_id="answers",
            api_visibility="private",
        )
    stop.click(stop_writing, None, None, **_UNQUEUED)
    bridge.like(vote, conversation, bridge, **_UNQUEUED)
    save.click(export, conversation, bridge, **_UNQUEUED)
    gr.on([clear.click, chat.clear], lambda: ([], Conversation()), None, [chat, conversation], **_UNQUEUED)


def _scope_html() -> str:
    """Show which document alone is asked, once one was chosen, with a way back to all."""
    return (
        f'<p class="scope" hidden>{safe(words.SCOPE)} <b lang="zh-CN"></b> '
        f'<button type="button" class="unscope">{safe(words.UNSCOPE)}</button></p>'
    )


def _to_browser(kind: str, **values: Any) -> str:
    """Return a message that ``bridge.js`` hands on; every one is new, so that each is noticed."""
    return json.dumps({"kind": kind, "id": uuid4().hex, **values}, ensure_ascii=False)
