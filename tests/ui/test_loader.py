"""How a question waits, how it fails, and how the next one tries again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from answer.library_assistant import LibraryAssistant
from answer.models import Answer, Turn
from answer.phrasing.models import Writing as AnswerWriting
from index.embedding.errors import ModelMissingError
from index.errors import ChromaServerError, LibraryBusyError, LibraryUnwritableError
from ingest.errors import SourceMissingError
from tests.ui.samples import answered, text_of
from ui import words
from ui.conversation import Conversation
from ui.loader import AssistantLoader, reply


class FakeAssistant:
    """Answers everything; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self._failures = failures
        self.histories: list[tuple[Turn, ...]] = []

    def stream(self, question: str, history: Sequence[Turn] = (), document: str = "") -> Iterator[Answer]:
        self.histories.append(tuple(history))
        if self._failures:
            self._failures -= 1
            raise RuntimeError("the index is gone")
        yield answered(question=question)


Report = Callable[[float, str], None]


def loader_of(*outcomes: FakeAssistant | Exception) -> tuple[AssistantLoader, list[int]]:
    """Make a loader whose builds end as listed; the list returned counts the builds."""
    left: Iterator[FakeAssistant | Exception] = iter(outcomes)
    builds: list[int] = []

    def build(_report: Report) -> LibraryAssistant:
        builds.append(1)
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return cast(LibraryAssistant, outcome)

    return AssistantLoader(build), builds


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.loader.FRAME_SECONDS", 0.0)


def last(states: Iterator[Conversation]) -> Conversation:
    return list(states)[-1]


def shown(state: Conversation) -> str:
    return str(state.messages[-1]["content"])


def ask(question: str, loader: AssistantLoader, before: Conversation | None = None) -> Conversation:
    return last(reply(question, before or Conversation(), loader))


def test_a_question_waits_with_a_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.loader.POLL_SECONDS", 0.01)
    go_on = threading.Event()

    def build(report: Report) -> LibraryAssistant:
        report(0.4, "正在计算向量 4/10")
        go_on.wait(10)
        return cast(LibraryAssistant, FakeAssistant())

    states = reply("问", Conversation(), AssistantLoader(build))
    waiting = next(content for content in map(shown, states) if "4/10" in text_of(content))
    assert 'value="40"' in waiting
    assert words.PREPARING in waiting
    go_on.set()
    assert "<details " in shown(last(states))


def test_many_first_questions_make_one_build() -> None:
    loader, builds = loader_of(FakeAssistant())
    with ThreadPoolExecutor(16) as pool:
        contents = list(pool.map(lambda _: shown(ask("问", loader)), range(16)))
    assert len(builds) == 1
    assert all("<details " in content for content in contents)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (SourceMissingError("/secret/policy.md"), "PolicyError"),
        (LibraryBusyError("/secret/library"), "LibraryError"),
        (LibraryUnwritableError.at(Path("/secret/library"), "disk is full"), "LibraryUnwritableError"),
        (ChromaServerError("http://secret:8000"), "ChromaServerError"),
        (ModelMissingError(Path("/secret/model")), "EmbeddingError"),
        (PermissionError(13, "Permission denied", "/secret"), "OSError"),
        (RuntimeError("/secret"), "Exception"),
    ],
)
def test_a_failure_is_explained_and_the_next_question_tries_again(error: Exception, kind: str) -> None:
    loader, builds = loader_of(error, FakeAssistant())
    content = shown(ask("问", loader))
    assert words.FAILURES[kind] in text_of(content)
    assert "refusal" in content
    assert "secret" not in content
    assert "<details " in shown(ask("问", loader))
    assert len(builds) == 2


def test_an_index_that_vanished_is_opened_again_within_the_same_question() -> None:
    loader, builds = loader_of(FakeAssistant(failures=1), FakeAssistant())
    assert "<details " in shown(ask("问", loader))
    assert len(builds) == 2


def test_an_assistant_that_keeps_failing_ends_in_a_message() -> None:
    loader, _ = loader_of(FakeAssistant(failures=9), FakeAssistant(failures=9))
    assert words.FAILURES["Exception"] in text_of(shown(ask("问", loader)))


def test_a_question_is_shown_at_once_and_its_answer_grows_below_it() -> None:
    loader, _ = loader_of(FakeAssistant())
    first, *others = reply("问", Conversation(), loader)
    assert [text_of(message["content"]) for message in first.messages] == ["问"]
    assert {len(state.messages) for state in others} == {2}
    assert {state.messages[0]["content"] for state in others} == {first.messages[0]["content"]}
    lengths = [len(text_of(shown(state))) for state in others]
    assert lengths == sorted(lengths)


def test_the_assistant_hears_what_was_said_before_and_not_what_was_shown() -> None:
    fake = FakeAssistant()
    loader, _ = loader_of(fake)
    state = Conversation()
    for question in ("一？", "二？", "三？", "四？", "五？"):
        state = ask(question, loader, state)
    assert fake.histories[0] == ()
    assert fake.histories[1] == (Turn("user", "一？"), Turn("assistant", answered().body, ("M2",)))
    assert [turn.content for turn in fake.histories[4] if turn.role == "user"] == ["二？", "三？", "四？"]
    assert not any("<" in turn.content for history in fake.histories for turn in history)
    assert len(state.messages) == 10


def test_a_failed_answer_is_shown_and_adds_nothing_to_the_turns() -> None:
    fake = FakeAssistant(failures=2)
    loader, _ = loader_of(fake, fake, fake)
    before = Conversation().remembering("一？", answered(question="一？"))
    failed = ask("二？", loader, before)
    assert words.FAILURES["Exception"] in text_of(shown(failed))
    assert failed.turns == before.turns
    assert len(ask("三？", loader, failed).turns) == 4
    assert fake.histories == [before.turns] * 3


class Writing:
    """Give an assistant whose model writes for ever."""

    def stream(self, question: str, history: Sequence[Turn] = (), document: str = "") -> Iterator[Answer]:
        answer = answered(question=question)
        writing = AnswerWriting(by_model=True, model="m", is_done=False)
        while True:
            yield replace(answer, text="写好的一句。", sources="", writing=writing)


def test_a_model_that_writes_stops_when_asked_and_what_is_verified_stays() -> None:
    stop = threading.Event()
    loader = AssistantLoader(lambda _: Writing())  # type: ignore[arg-type,return-value]
    states = reply("问", Conversation(), loader, stop=stop)
    growing = next(state for state in states if state.is_writing)
    assert words.WRITING in str(growing.messages[-1]["content"])
    stop.set()
    final = last(states)
    assert not final.is_writing
    assert words.STOPPED in str(final.messages[-1]["content"])
    assert "写好的一句。" in str(final.messages[-1]["content"])
    assert [turn.role for turn in final.turns] == ["user", "assistant"]
