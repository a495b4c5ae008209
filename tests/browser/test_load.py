"""Visitors at the same time each get their own answers; ``python -m eval load`` does the same at length and measures it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from eval.load import _faults, _mark, run
from ingest.models import PolicyDocument
from tests.browser.conftest import START_SECONDS
from ui import words

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def app_settings() -> dict[str, str]:
    # Twice what the visitors below send; few enough for one program to use up in a minute on a busy machine.
    return {"POLICYQA_REQUESTS_PER_MINUTE": "120"}


def test_everyone_gets_his_own_answers(app_url: str, document: PolicyDocument) -> None:
    # In a thread of its own: the browser's driver has an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(lambda: asyncio.run(run(app_url, document, users=25, seconds=1))).result()
    assert outcome.faults == []
    assert len(outcome.seconds) >= 50  # both of a visitor's questions, however slow the machine is


def test_what_would_be_wrong_is_noticed() -> None:
    def shown(*texts: str) -> list[dict[str, Any]]:
        return [{"content": text} for text in texts]

    mine, other = f"问{_mark(1, 0)}", f"问{_mark(2, 0)}"
    right = shown(mine, '<details class="cite-m4">')
    assert list(_faults(mine, right, "cite-m4", [mine])) == []
    assert any(
        "others" in fault
        for fault in _faults(mine, shown(other, "x", *(m["content"] for m in right)), "cite-m4", [mine])
    )
    assert any("cite" in fault for fault in _faults(mine, right, "cite-m5", [mine]))
    assert any("last" in fault for fault in _faults(mine, shown(other, "cite-m4"), "cite-m4", [mine]))


def test_who_asks_without_end_is_told_to_wait(app_url: str) -> None:
    """The last test of this module: it uses up what a client has for a minute."""
    with httpx.Client(base_url=app_url, timeout=START_SECONDS) as client:
        found = [client.post("/gradio_api/run/owners", json={"data": ["智能分拣"]}) for _ in range(140)]
    refused = [response for response in found if response.status_code == 429]
    assert refused
    assert refused[0].json() == {"detail": words.TOO_OFTEN}
    assert {response.status_code for response in found} == {200, 429}
