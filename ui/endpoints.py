"""The two questions of the table of responsibilities as endpoints for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui import words
from ui.loader import AssistantLoader, call
from ui.render import failure_reason

if TYPE_CHECKING:
    from answer.assistant import Assistant
    from answer.models import Answer


def add_endpoints(loader: AssistantLoader, concurrency_limit: int) -> None:
    """Add ``/owners`` and ``/tasks`` to the page that is being built; each waits until the assistant is there."""
    from gradio.events import api

    def owners(task: str) -> dict[str, Any]:
        return reply_json(loader, lambda assistant: assistant.owners(_text(task)))

    def tasks(agency: str) -> dict[str, Any]:
        return reply_json(loader, lambda assistant: assistant.tasks(_text(agency)))

    for endpoint, description in ((owners, words.OWNERS_API), (tasks, words.TASKS_API)):
        api(
            endpoint,
            api_name=endpoint.__name__,
            api_description=description,
            concurrency_limit=concurrency_limit,
        )


def reply_json(loader: AssistantLoader, ask: Callable[[Assistant], Answer]) -> dict[str, Any]:
    """Return an answer as plain values; refusals are answers, too.

    Raises:
        gradio.Error: if there is no assistant to ask, with what to do about it.
    """
    from answer.report import to_json

    try:
        return to_json(call(loader, ask))
    except Exception as error:  # the engines below raise what they like; the reason is in the log
        import gradio as gr

        raise gr.Error(failure_reason(error), print_exception=False) from error


def _text(value: object) -> str:
    """Take what a program sent, whatever it is: Gradio does not check it against the endpoint's type."""
    return value if isinstance(value, str) else ""
