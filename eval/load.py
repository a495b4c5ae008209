"""Many visitors at once, each with a conversation of his own, through the real server: does everyone get his own answers?

Each visitor asks for a clause by its number and then, without naming it, for its agencies; every question carries a mark.
So it shows at once if an answer belongs to another visitor, or leans on another one's conversation.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import re
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

import httpx

from eval.bench.timing import percentile
from ingest.models import PolicyDocument

THINK_SECONDS = (1.0, 5.0)
"""How long a visitor reads before he asks again."""
_SAMPLE_SECONDS = 1.0
_BEGIN, _DIGITS = "\u2060", "\u200b\u200c\u200d"
_MARKS = re.compile(f"{_BEGIN}[{_DIGITS}]+{_BEGIN}")
_TIMEOUT = httpx.Timeout(60.0)


@dataclass(slots=True)
class Outcome:
    """What the visitors met with.

    Attributes:
        seconds: of each answer, from the question to its last word.
        faults: what went wrong, in words.
        memory: of the server in MiB, once a second.
    """

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def figures(self, users: int) -> dict[str, float | int]:
        """Return the figures of a run; the memory of its last part is held against that of its first."""
        part = max(1, len(self.memory) // 2)
        first, last = self.memory[:part], self.memory[-part:]
        return {
            "users": users,
            "answers": len(self.seconds),
            "faults": len(self.faults),
            "p50_s": round(median(self.seconds), 3) if self.seconds else 0.0,
            "p95_s": round(percentile(self.seconds, 0.95), 3) if self.seconds else 0.0,
            "memory_first_half_mib": round(mean(first), 1) if first else 0.0,
            "memory_last_half_mib": round(mean(last), 1) if last else 0.0,
            "memory_growth": round(mean(last) / mean(first) - 1, 4) if first else 0.0,
        }


async def run(address: str, document: PolicyDocument, users: int, seconds: float, pid: int | None = None) -> Outcome:
    """Let visitors ask for a while.

    Args:
        address: of the server.
        document: what is asked about.
        users: how many at once.
        seconds: how long.
        pid: of the server's process, whose memory is read where the system tells it.
    """
    outcome = Outcome()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=_TIMEOUT, limits=limits, trust_env=False) as client:
        function = _asking((await client.get("/config")).json())
        # The first answer waits for the models.
        await _Visitor(client, function, document, -1, outcome).visit(0.0)
        outcome.seconds.clear()
        end = time.perf_counter() + seconds
        visitors = [_Visitor(client, function, document, number, outcome) for number in range(users)]
        watch = asyncio.create_task(_watch_memory(pid, outcome))
        await asyncio.gather(*(visitor.visit(end) for visitor in visitors))
        watch.cancel()
    return outcome


class _Visitor:
    def __init__(
        self, client: httpx.AsyncClient, function: int, document: PolicyDocument, number: int, outcome: Outcome
    ) -> None:
        self._client = client
        self._function = function
        self._measures = document.measures
        self._number = number
        self._name = f"visitor-{number}"
        self._random = random.Random(number)  # noqa: S311 - which clause is asked for, not a secret
        self._outcome = outcome
        self._asked: list[str] = []

    async def visit(self, end: float) -> None:
        """Ask until the time is over, at least for one clause and its agencies."""
        await asyncio.sleep(self._random.uniform(0, THINK_SECONDS[0]) if end else 0)
        for number in itertools.count():
            measure = self._random.choice(self._measures)
            for step, text in enumerate((f"{measure.mark}写了什么？", "那由谁负责？")):
                await self._ask(text + _mark(self._number, 2 * number + step), f"cite-{measure.id.lower()}")
                if step and time.perf_counter() >= end:
                    return
                await asyncio.sleep(self._random.uniform(*THINK_SECONDS) if end else 0)

    async def _ask(self, question: str, cites: str) -> None:
        self._asked.append(question)
        began = time.perf_counter()
        try:
            shown = await self._converse(question)
        except (httpx.HTTPError, ValueError, KeyError, LookupError) as error:
            self._outcome.faults.append(f"{question}: {type(error).__name__} {error}")
            return
        self._outcome.seconds.append(time.perf_counter() - began)
        self._outcome.faults += _faults(question, shown, cites, self._asked)

    async def _converse(self, question: str) -> list[dict[str, Any]]:
        """Ask as the page does; returns the messages that it would show in the end."""
        joined = await self._client.post(
            "/gradio_api/queue/join",
            json={
                "data": [question, "", None],
                "fn_index": self._function,
                "session_hash": self._name,
                "event_data": None,
            },
        )
        joined.raise_for_status()
        data: list[Any] = []
        async for message in self._messages(joined.json()["event_id"]):
            kind = message["msg"]
            if kind in {"process_generating", "process_completed"} and not message.get("success", True):
                raise ValueError(str(message.get("output"))[:200])
            if kind == "process_generating":
                data = _updated(data, message["output"]["data"])
            elif kind == "process_completed":
                break
        return list(data[1])

    async def _messages(self, event: str) -> AsyncIterator[dict[str, Any]]:
        async with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._name}) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    message = json.loads(line[5:])
                    if message.get("event_id") == event:
                        yield message


def _updated(before: list[Any], sent: list[Any]) -> list[Any]:
    """Apply what a generator sends: everything first, then what differs."""
    from gradio_client.utils import apply_diff

    if not before:
        return sent
    return [
        apply_diff(value, diff) if isinstance(diff, list) else diff for value, diff in zip(before, sent, strict=True)
    ]


def _mark(visitor: int, question: int) -> str:
    """Make a mark that is part of a question and shown with it, but cannot be seen and changes no answer."""
    digits = f"{visitor + 1:b}2{question:b}"
    return _BEGIN + "".join(_DIGITS[int(digit)] for digit in digits) + _BEGIN


def _faults(question: str, shown: list[dict[str, Any]], cites: str, asked: list[str]) -> Iterator[str]:
    """Say what is wrong with what a visitor is shown after a question."""
    texts = [json.dumps(message["content"], ensure_ascii=False) for message in shown]
    own = {mark for text in asked for mark in _MARKS.findall(text)}
    if foreign := {mark for text in texts for mark in _MARKS.findall(text)} - own:
        yield f"{question}: shows what {len(foreign)} others asked"
    if len(texts) % 2 or _MARKS.findall(texts[-2]) != _MARKS.findall(question):
        yield f"{question}: its question is not the last one shown"
    elif cites not in texts[-1]:
        yield f"{question}: its answer does not cite {cites}"
    if len(texts) > 2 * len(asked):
        yield f"{question}: shows more than was asked"


async def _watch_memory(pid: int | None, outcome: Outcome) -> None:
    while pid and (status := Path(f"/proc/{pid}/status")).exists():
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            outcome.memory.append(int(found[1]) / 1024)
        await asyncio.sleep(_SAMPLE_SECONDS)


def _asking(config: dict[str, Any]) -> int:
    """Return the number by which the page's server knows the function that answers what is typed.

    Raises:
        LookupError: if the page has none.
    """
    for dependency in config["dependencies"]:
        if any(event == "submit" for _, event in dependency["targets"]):
            return int(dependency["id"])
    raise LookupError("the page has no box to ask in")
