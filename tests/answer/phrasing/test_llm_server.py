"""The server that misbehaves on order does so, and ends quickly and silently."""

from __future__ import annotations

import contextlib
import itertools
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.answer.phrasing.conftest import AMPLE
from tests.answer.phrasing.llm_server import (
    Behaviour,
    Cuts,
    Drops,
    Empty,
    Endless,
    ErrorBody,
    LLMServer,
    Malformed,
    Says,
    Stalls,
    Status,
    unused_port,
)

TEXT = '规模 10 亿元，由"甲局"负责。\n'
SAID = Says(TEXT)
IMPATIENT = httpx.Timeout(AMPLE, read=0.1)


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as started:
        yield started


@pytest.fixture
def client(server: LLMServer) -> Iterator[httpx.Client]:
    with client_of(server) as started:
        yield started


def client_of(server: LLMServer) -> httpx.Client:
    headers = {"Authorization": "Bearer k"}
    return httpx.Client(base_url=server.base_url, headers=headers, timeout=AMPLE, trust_env=False, verify=False)


def asked(stream: bool = True) -> dict[str, Any]:
    return {"model": "m", "stream": stream, "messages": [{"role": "user", "content": "规模多大？"}]}


def ask(client: httpx.Client, stream: bool = True) -> httpx.Response:
    return client.post("chat/completions", json=asked(stream))


def events(response: httpx.Response) -> list[str]:
    assert response.headers["content-type"] == "text/event-stream"
    return [event.removeprefix("data: ") for event in response.text.split("\n\n") if event]


def deltas(found: list[str]) -> list[str]:
    chunks = [json.loads(event) for event in found if event != "[DONE]"]
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    return [choice["delta"].get("content", "") for chunk in chunks for choice in chunk["choices"]]


def test_a_stream_has_its_pieces_its_end_and_its_usage(server: LLMServer, client: httpx.Client) -> None:
    server.script = Says(TEXT, chunk=6)
    found = events(ask(client))
    assert deltas(found) == ["", *(TEXT[start : start + 6] for start in range(0, len(TEXT), 6)), ""]
    assert json.loads(found[-3])["choices"][0]["finish_reason"] == "stop"
    counted = {"prompt_tokens": 5, "completion_tokens": len(TEXT), "total_tokens": 5 + len(TEXT)}
    assert (json.loads(found[-2])["choices"], json.loads(found[-2])["usage"]) == ([], counted)
    assert found[-1] == "[DONE]"


def test_usage_can_be_left_out(server: LLMServer, client: httpx.Client) -> None:
    server.script = Says(TEXT, usage=False)
    assert "usage" not in ask(client).text
    assert "usage" not in ask(client, stream=False).json()


def test_without_a_stream_the_answer_is_one_completion(server: LLMServer, client: httpx.Client) -> None:
    server.script = SAID
    found = ask(client, stream=False).json()
    assert (found["object"], found["model"]) == ("chat.completion", "m")
    assert found["choices"] == [
        {"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}
    ]
    assert found["usage"]["total_tokens"] == 5 + len(TEXT)


def test_requests_are_recorded_and_models_are_listed(server: LLMServer, client: httpx.Client) -> None:
    server.script = [Says("甲"), Says("乙")]
    assert [model["id"] for model in client.get("models").json()["data"]] == ["test-model"]
    assert client.get("nothing").status_code == 404
    assert client.post("chat/completions", content=b"{").status_code == 400
    assert deltas(events(ask(client))) == ["", "甲", ""]
    assert [(request.method, request.path) for request in server.requests] == [
        ("GET", "/v1/models"),
        ("GET", "/v1/nothing"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/v1/chat/completions"),
    ]
    assert [request.body for request in server.requests] == [None, None, "{", asked()]
    assert server.requests[0].headers["authorization"] == "Bearer k"
    server.models = Status(401)
    assert client.get("models").status_code == 401


def test_a_list_is_used_one_by_one_and_its_last_repeats(server: LLMServer, client: httpx.Client) -> None:
    server.script = [Status(500), Status(429), SAID]
    assert [ask(client).status_code for _ in range(4)] == [500, 429, 200, 200]
    server.script = [Status(503), SAID]
    assert [ask(client).status_code for _ in range(2)] == [503, 200]


def test_a_script_and_a_text_can_look_at_the_request(server: LLMServer, client: httpx.Client) -> None:
    server.script = lambda request: Says(lambda body: f"{request.path[:3]} {body['messages'][0]['content']}")
    assert "".join(deltas(events(ask(client)))) == "/v1 规模多大？"


def test_a_status_has_an_error_or_its_own_body_and_headers(server: LLMServer, client: httpx.Client) -> None:
    server.script = [Status(429), Status(502, "<html>", {"Content-Type": "text/html", "Retry-After": "2"})]
    expected = {"message": "Too Many Requests", "type": "invalid_request_error", "code": "too_many_requests"}
    assert ask(client).json() == {"error": expected}
    second = ask(client)
    assert (second.status_code, second.text) == (502, "<html>")
    assert (second.headers["content-type"], second.headers["retry-after"]) == ("text/html", "2")


def test_raw_bodies_are_sent_as_they_are(server: LLMServer, client: httpx.Client) -> None:
    server.script = [Malformed("data: {oops\n\n"), Malformed(b"data: \xff\n\n"), ErrorBody('{"error": "busy"}')]
    assert events(ask(client)) == ["{oops"]
    assert ask(client).content == b"data: \xff\n\n"
    last = ask(client)
    assert (last.status_code, last.headers["content-type"], last.json()) == (200, "application/json", {"error": "busy"})


def test_empty_stops_in_due_form(server: LLMServer, client: httpx.Client) -> None:
    server.script = Empty()
    found = events(ask(client))
    assert deltas(found) == ["", ""]
    assert json.loads(found[-2])["choices"][0]["finish_reason"] == "stop"
    assert found[-1] == "[DONE]"
    assert ask(client, stream=False).json()["choices"][0]["message"]["content"] == ""


@pytest.mark.parametrize("stream", [True, False])
def test_a_cut_leaves_the_body_incomplete(server: LLMServer, client: httpx.Client, stream: bool) -> None:
    server.script = Cuts(TEXT, 3)
    received: list[bytes] = []
    with client.stream("POST", "chat/completions", json=asked(stream)) as response:
        pieces = response.iter_raw()
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            received.extend(pieces)
    assert TEXT[:3] in b"".join(received).decode()
    assert b"stop" not in b"".join(received)


def test_a_drop_is_no_answer_and_the_next_request_is_answered(server: LLMServer, client: httpx.Client) -> None:
    server.script = [Drops(), SAID]
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        ask(client)
    assert ask(client).status_code == 200


def test_a_stall_ends_without_the_end_of_the_text(server: LLMServer, client: httpx.Client) -> None:
    server.script = Stalls(TEXT, 5, 0.1)
    start = time.monotonic()
    found = events(ask(client))
    assert time.monotonic() - start >= 0.1
    assert "".join(deltas(found)) == TEXT[:5]
    assert "stop" not in found[-1]


def test_delays_come_before_the_first_byte_and_between_the_events(server: LLMServer, client: httpx.Client) -> None:
    server.script = Says("甲乙丙", chunk=1, first_delay=0.15, delay=0.1)
    start = time.monotonic()
    with client.stream("POST", "chat/completions", json=asked()) as response:
        first = time.monotonic() - start
        response.read()
    assert first >= 0.15
    assert time.monotonic() - start >= 0.35
    server.script = Says("甲乙丙", first_delay=2 * AMPLE)
    with pytest.raises(httpx.ReadTimeout):
        client.post("chat/completions", json=asked(), timeout=IMPATIENT)


@pytest.mark.parametrize("behaviour", [Endless(TEXT), Stalls(TEXT, 3, 2 * AMPLE), Says(TEXT, first_delay=2 * AMPLE)])
def test_a_client_that_goes_away_is_noticed(server: LLMServer, client: httpx.Client, behaviour: Behaviour) -> None:
    server.script = behaviour
    with (
        contextlib.suppress(httpx.ReadTimeout),
        client.stream("POST", "chat/completions", json=asked(), timeout=IMPATIENT) as response,
    ):
        assert len(list(itertools.islice(response.iter_raw(), 20))) == 20
    while not server.requests:  # it may be on its way still
        time.sleep(0.01)
    assert server.requests[0].over.wait(AMPLE)


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("behaviour", [Endless(TEXT, 0), Stalls(TEXT, 3, 2 * AMPLE), Says(TEXT, delay=2 * AMPLE)])
def test_closing_breaks_off_and_is_silent(
    behaviour: Behaviour, stream: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    threads = threading.active_count()
    with LLMServer(behaviour) as server, client_of(server) as client, client_of(server) as idle:
        idle.get("models")  # its connection stays open
        with client.stream("POST", "chat/completions", json=asked(stream)) as response:
            next(response.iter_raw())
            server.close()
        with pytest.raises(httpx.ConnectError):
            ask(client)
    assert server.requests[-1].over.is_set()
    assert threading.active_count() == threads
    assert capfd.readouterr() == ("", "")


def test_what_a_script_raises_is_raised_at_the_end() -> None:
    with (
        pytest.raises(KeyError, match="evidence"),
        LLMServer(Says(lambda body: str(body["evidence"]))) as server,
        client_of(server) as client,
        contextlib.suppress(httpx.RemoteProtocolError),
    ):
        ask(client)


def test_what_a_script_raises_is_noted_on_what_is_raised_already() -> None:
    with pytest.raises(httpx.RemoteProtocolError) as caught, LLMServer([]) as server, client_of(server) as client:
        ask(client)
    assert "IndexError" in caught.value.__notes__[0]


def test_nobody_listens_on_an_unused_port() -> None:
    port = unused_port()
    assert port != unused_port()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/v1/models", trust_env=False, verify=False)
