"""What the endpoints for programs return; `tests.browser.test_endpoints` asks them over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from answer.assistant import Assistant
from answer.report import to_json
from ui import words
from ui.endpoints import reply_json
from ui.loader import AssistantLoader


def comparable(reply: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reply.items() if name != "timings_ms"}


@pytest.mark.parametrize("text", ["卫健委", "市税务局", "", "长" * 5000])
def test_a_reply_is_the_answer_as_plain_values(assistant: Assistant, text: str) -> None:
    loader = AssistantLoader(lambda _: assistant)
    reply = reply_json(loader, lambda opened: to_json(opened.tasks(text)))
    assert comparable(reply) == comparable(to_json(assistant.tasks(text)))
    assert json.loads(json.dumps(reply)) == reply


@pytest.mark.slow
def test_a_failure_says_what_to_do_and_keeps_the_reason_in_the_log() -> None:
    import gradio as gr

    def fail(_: object) -> Assistant:
        raise PermissionError(13, "Permission denied", "/secret")

    with pytest.raises(gr.Error) as raised:
        reply_json(AssistantLoader(fail), lambda assistant: to_json(assistant.tasks("各区")))
    assert raised.value.message == words.FAILURES["OSError"]
