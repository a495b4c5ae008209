"""A model server that fails in every way: the user has the extract, the log the reason, nobody the key."""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from answer.assistant import Assistant
from answer.phrasing.circuit import MOST_FAILURES
from tests.answer.phrasing.conftest import AMPLE, Connect
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

QUESTION = "人工智能基金群的规模有多大"
TRUE = "人工智能基金群的规模是1000亿元。"
pytestmark = pytest.mark.slow

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def plain_port() -> Iterator[int]:
    """Listen on a port and answer a TLS handshake with something else."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        over = threading.Event()

        def talk() -> None:
            while not over.is_set():
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        yield listener.getsockname()[1]
        over.set()
        thread.join()


def expect_extract(
    assistant: Assistant, reference: Assistant, failure: str, caplog: pytest.LogCaptureFixture, question: str = QUESTION
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = assistant.ask(question)
    assert answer.text == reference.ask(question).text
    assert answer.writing is not None
    assert (answer.writing.by_model, answer.writing.failure) == (False, failure)
    said = [record.getMessage() for record in caplog.records if record.name.startswith("answer.phrasing")]
    if failure not in {"insufficient", "incomplete"}:
        assert any(failure in line for line in said)
    assert KEY not in caplog.text
    assert KEY not in repr(answer)


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        (Status(401), "unauthorized"),
        (Status(403), "unauthorized"),
        (Status(404), "no_model"),
        (Status(429, headers={"Retry-After": str(2 * AMPLE)}), "busy"),
        (Status(429), "busy"),
        (Status(400), "broken"),
        (Status(500), "server"),
        (Status(503, body="<html>down</html>"), "server"),
        (Stalls(TRUE, 5, 0.05), "broken"),
        (Cuts(TRUE, 5), "broken"),
        (Drops(), "broken"),
        (Malformed("data: {not json\n\n"), "broken"),
        (Malformed("data: []\n\n"), "broken"),
        (Malformed(b"\xff\xfe\x00"), "broken"),
        (Empty(), "empty"),
        (Endless("人工智能基金群。"), "endless"),
        (ErrorBody('{"error": {"message": "overloaded"}}'), "broken"),
        (Says("   \n"), "insufficient"),
        (Says("I cannot answer this question in Chinese."), "insufficient"),
        (Says("人工智能基金群的规模是1000亿元。[z99]"), "insufficient"),
    ],
    ids=repr,
)
def test_the_extract_stands(
    connect: Connect, assistant: Assistant, behaviour: Behaviour, failure: str, caplog: pytest.LogCaptureFixture
) -> None:
    with LLMServer(behaviour) as server:
        expect_extract(connect(server.base_url, KEY), assistant, failure, caplog)
        assert 1 <= len(server.requests) <= 2  # retries are bounded
        assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("behaviour", [Says(TRUE, first_delay=AMPLE), Stalls(TRUE, 5, AMPLE)], ids=repr)
def test_a_server_that_goes_on_too_long_is_not_waited_for(
    connect: Connect, assistant: Assistant, behaviour: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    """By its clock the time is up as soon as the server has been asked; by any other the server is at it for long."""

    def now() -> float:
        return 2 * AMPLE if server.requests else 0.0

    with LLMServer(behaviour) as server:
        expect_extract(connect(server.base_url, KEY, now), assistant, "timeout", caplog)
        assert len(server.requests) == 1


def test_nobody_listens(connect: Connect, assistant: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    expect_extract(connect(f"http://127.0.0.1:{unused_port()}/v1", KEY), assistant, "unreachable", caplog)


def test_a_name_that_there_is_not(connect: Connect, assistant: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    expect_extract(connect("http://no-such-host.invalid/v1", KEY), assistant, "unreachable", caplog)


def test_no_tls_where_tls_is_expected(
    connect: Connect, assistant: Assistant, plain_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    expect_extract(connect(f"https://127.0.0.1:{plain_port}/v1", KEY), assistant, "tls", caplog)


def test_a_busy_server_is_asked_once_more_when_it_says(connect: Connect) -> None:
    behaviours: list[Behaviour] = [Status(429, headers={"Retry-After": "0.1"}), Says(TRUE)]
    with LLMServer(behaviours) as server:
        answer = connect(server.base_url).ask(QUESTION)
        assert len(server.requests) == 2
    assert answer.writing is not None
    assert answer.writing.dropped == ("no_key",)  # it was listened to


def test_after_repeated_failures_it_is_left_alone(
    connect: Connect, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    with LLMServer(Status(401)) as server:
        connected = connect(server.base_url, KEY)
        for _ in range(MOST_FAILURES):
            connected.ask(QUESTION)
        asked = len(server.requests)
        expect_extract(connected, assistant, "resting", caplog)
        assert len(server.requests) == asked


def test_who_leaves_stops_the_model(connect: Connect) -> None:
    def written(body: Any) -> str:
        (key,) = re.findall(r"^\[([a-z]\d\d)\]", body["messages"][1]["content"], re.MULTILINE)
        return f"{TRUE}[{key}]" + "基金" * 500

    with LLMServer(Says(written, delay=0.02)) as server:
        states = connect(server.base_url).stream(QUESTION)
        assert any(state.body.startswith(TRUE) for state in states)
        states.close()  # type: ignore[attr-defined]  # it is a generator
        assert server.requests[0].over.wait(AMPLE)


def test_without_a_model_nothing_is_sent(assistant: Assistant) -> None:
    with LLMServer() as server:
        assert assistant.ask(QUESTION).writing is None
        assert server.requests == []
