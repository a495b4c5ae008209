"""How a question waits, how it fails, and how the next one tries again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from answer.assistant import Assistant
from answer.models import Answer
from index.embedding.errors import ModelMissingError
from index.errors import IndexBusyError
from ingest.errors import SourceMissingError
from tests.ui.samples import answered, text_of
from ui import words
from ui.loader import AssistantLoader, reply
from ui.render import Message


class FakeAssistant:
    """Answers everything; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self._failures = failures

    def ask(self, _question: str) -> Answer:
        if self._failures:
            self._failures -= 1
            raise RuntimeError("the index is gone")
        return answered()


Report = Callable[[float, str], None]


def loader_of(*outcomes: FakeAssistant | Exception) -> tuple[AssistantLoader, list[int]]:
    """Make a loader whose builds end as listed; the list returned counts the builds."""
    left: Iterator[FakeAssistant | Exception] = iter(outcomes)
    builds: list[int] = []

    def build(_report: Report) -> Assistant:
        builds.append(1)
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return cast(Assistant, outcome)

    return AssistantLoader(build), builds


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.loader.FRAME_SECONDS", 0.0)


def last(messages: Iterator[Message]) -> str:
    return str(list(messages)[-1]["content"])


def test_a_question_waits_with_a_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.loader.POLL_SECONDS", 0.01)
    go_on = threading.Event()

    def build(report: Report) -> Assistant:
        report(0.4, "正在计算向量 4/10")
        go_on.wait(10)
        return cast(Assistant, FakeAssistant())

    states = reply("问", AssistantLoader(build))
    shown = next(state["content"] for state in states if "4/10" in text_of(state["content"]))
    assert 'value="40"' in shown
    assert words.PREPARING in shown
    go_on.set()
    assert "<details>" in last(states)


def test_many_first_questions_make_one_build() -> None:
    loader, builds = loader_of(FakeAssistant())
    with ThreadPoolExecutor(16) as pool:
        contents = list(pool.map(lambda _: last(reply("问", loader)), range(16)))
    assert len(builds) == 1
    assert all("<details>" in content for content in contents)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (SourceMissingError("/secret/policy.md"), "PolicyError"),
        (IndexBusyError("/secret/index"), "SearchIndexError"),
        (ModelMissingError(Path("/secret/model")), "EmbeddingError"),
        (PermissionError(13, "Permission denied", "/secret"), "OSError"),
        (RuntimeError("/secret"), "Exception"),
    ],
)
def test_a_failure_is_explained_and_the_next_question_tries_again(error: Exception, kind: str) -> None:
    loader, builds = loader_of(error, FakeAssistant())
    content = last(reply("问", loader))
    assert words.FAILURES[kind] in text_of(content)
    assert "refusal" in content
    assert "secret" not in content
    assert "<details>" in last(reply("问", loader))
    assert len(builds) == 2


def test_an_index_that_vanished_is_opened_again_within_the_same_question() -> None:
    loader, builds = loader_of(FakeAssistant(failures=1), FakeAssistant())
    assert "<details>" in last(reply("问", loader))
    assert len(builds) == 2


def test_an_assistant_that_keeps_failing_ends_in_a_message() -> None:
    loader, _ = loader_of(FakeAssistant(failures=9), FakeAssistant(failures=9))
    assert words.FAILURES["Exception"] in text_of(last(reply("问", loader)))
