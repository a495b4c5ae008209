"""An answer through HTTP, from the real server in a process of its own, against the same answer in process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

import httpx

from eval.bench.figures import Bar, Ratio
from eval.bench.timing import in_turn, percentile
from eval.bench.workplace import ROOT, Workplace, history_of
from eval.questions import JudgedQuestion

BAR = Bar("most", 3.0)
ROUNDS, QUESTIONS, FIRST_ROUND = 3, 90, 10
ENDPOINT = "/gradio_api/run/ask"
"""Where a program asks in one request."""
_SECONDS = 120.0
_ADDRESS = re.compile(r"http://\S+")


def measure(place: Workplace, rounds: int = ROUNDS, questions: int = QUESTIONS) -> Ratio:
    """Ask the same questions here and there, one by one over one connection."""
    halves, ends = [], []
    with serve() as served, httpx.Client(base_url=served.address, timeout=_SECONDS, trust_env=False) as client:
        ask(client, place.questions(0, 1)[0])  # waits for the models
        for number in range(rounds):
            taken = in_turn(
                # Others than `answering` has asked the assistant here.
                place.questions(FIRST_ROUND + number, questions),
                {
                    "process": lambda one: place.assistant.ask(one.question, history_of(one)),
                    "http": lambda one: ask(client, one),
                },
            )
            halves.append((percentile(taken["http"], 0.5), percentile(taken["process"], 0.5)))
            ends.append(percentile(taken["http"], 0.95))
    return Ratio(
        name="answer_through_http",
        what="answer through HTTP, p50",
        against="the same answer in process",
        rounds=tuple(http / process for http, process in halves),
        bar=BAR,
        details={
            "http_p50_ms": median(http for http, _ in halves),
            "http_p95_ms": median(ends),
            "in_process_p50_ms": median(process for _, process in halves),
        },
    )


def ask(client: httpx.Client, question: JudgedQuestion) -> object:
    """Ask as a program does, and read the answer.

    Raises:
        httpx.HTTPError: if the server does not answer.
    """
    history = [{"role": turn.role, "content": turn.content} for turn in question.history]
    return client.post(ENDPOINT, json={"data": [question.question, history]}).raise_for_status().json()["data"][0]


class Served(NamedTuple):
    """A server that runs: where, and as which process."""

    address: str
    pid: int


@contextmanager
def serve() -> Iterator[Served]:
    """Start the server on a free port; nobody is told there that he asks too often.

    Raises:
        OSError: if it does not start.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("POLICYQA_LLM_")}
    environment["POLICYQA_REQUESTS_PER_MINUTE"] = "0"
    # The command is this Python with a file of this repository.
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    )
    try:
        assert server.stdout is not None
        found = _ADDRESS.search(server.stdout.readline())
        if found is None:
            raise OSError("the server did not start; python app.py says why")
        yield Served(found.group(), server.pid)
    finally:
        server.terminate()
        server.wait()
        if server.stdout is not None:
            server.stdout.close()
