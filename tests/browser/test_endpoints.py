"""The addresses that the running app has for programs: two endpoints and two files."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest

from answer.assistant import Assistant
from answer.report import to_json

pytestmark = pytest.mark.slow

SECONDS = 120


def fetch(url: str, body: object = None) -> str:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        return str(response.read().decode())


def ask(app_url: str, endpoint: str, text: object) -> dict[str, Any]:
    calls = f"{app_url}/gradio_api/call/{endpoint}"
    events = fetch(f"{calls}/{json.loads(fetch(calls, {'data': [text]}))['event_id']}")
    assert "event: complete" in events, events
    (reply,) = json.loads(events.split("event: complete\ndata: ")[1].splitlines()[0])
    assert isinstance(reply, dict)
    return reply


@pytest.mark.parametrize(
    ("endpoint", "text"), [("owners", "智能分拣"), ("owners", "今天晚饭吃什么"), ("tasks", "卫健委"), ("tasks", "")]
)
def test_an_endpoint_answers_as_the_assistant_does(
    app_url: str, assistant: Assistant, endpoint: str, text: str
) -> None:
    expected = to_json(getattr(assistant, endpoint)(text))
    reply = ask(app_url, endpoint, text)
    assert reply.pop("timings_ms").keys() == expected.pop("timings_ms").keys()
    assert reply == expected


def test_what_is_no_text_is_an_empty_question(app_url: str) -> None:
    assert [ask(app_url, "tasks", value)["status"] for value in (None, 7, ["各区"])] == ["blocked_input"] * 3


def test_only_these_two_are_offered(app_url: str) -> None:
    offered = json.loads(fetch(f"{app_url}/gradio_api/info"))
    assert set(offered["named_endpoints"]) == {"/owners", "/tasks"}
    assert offered["unnamed_endpoints"] == {}


def test_the_files_are_not_hidden_by_the_page(app_url: str) -> None:
    assert fetch(f"{app_url}/responsibilities.csv?agency=%E5%8D%AB%E5%81%A5%E5%A7%94").count("附件场景") == 3
    assert "<html" in fetch(app_url)
