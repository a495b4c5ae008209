"""From a question to what is shown of its answer: one assistant for all sessions, opened in the background."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ui import words
from ui.acts_html import acts_html
from ui.conversation import Conversation, Message
from ui.render import (
    answer_message,
    failure_message,
    progress_message,
    question_message,
    writing_message,
)

if TYPE_CHECKING:
    from answer.library_assistant import LibraryAssistant
    from answer.models import Answer

T = TypeVar("T")

_log = logging.getLogger(__name__)

FRAMES, FRAME_SECONDS = 8, 0.05
"""An answer appears in so many steps, so long apart: less than half a second in all."""
POLL_SECONDS = 0.2
"""How often a waiting question looks how far the index is."""


class AssistantLoader:
    """Opens the assistant once for everyone who waits for it, and again after it failed."""

    def __init__(self, build: Callable[[Callable[[float, str], None]], LibraryAssistant]) -> None:
        """Take what builds an assistant and tells how far it is."""
        self.stage = (0.0, words.OPENING)
        self._build = build
        self._lock = threading.Lock()
        self._opened: Future[LibraryAssistant] | None = None

    def request(self) -> Future[LibraryAssistant]:
        """Return the assistant, to come or already there; starts to open it if nobody has, or if that failed."""
        with self._lock:
            if self._opened is None or (self._opened.done() and self._opened.exception()):
                self._opened = Future()
                self.stage = (0.0, words.OPENING)
                threading.Thread(target=self._run, args=(self._opened,), daemon=True).start()
            return self._opened

    @property
    def assistant(self) -> LibraryAssistant | None:
        """The assistant, if it is there already: then questions are answered at once."""
        opened = self._opened
        return opened.result() if opened is not None and opened.done() and not opened.exception() else None

    def discard(self, opened: Future[LibraryAssistant]) -> None:
        """Open a new assistant at the next request, unless somebody already has."""
        with self._lock:
            if self._opened is opened:
                self._opened = None

    def _run(self, opened: Future[LibraryAssistant]) -> None:
        try:
            opened.set_result(self._build(self._report))
        except BaseException as error:  # whatever it is, those who wait must hear of it
            opened.set_exception(error)

    def _report(self, share: float, what: str) -> None:
        self.stage = (share, what)


def open_assistant(progress: Callable[[float, str], None]) -> LibraryAssistant:
    """Build the assistant that the settings describe, its index too if need be."""
    from answer.build import build_assistant

    return build_assistant(progress)


def call(loader: AssistantLoader, work: Callable[[LibraryAssistant], T], *, again: bool = True) -> T:
    """Wait for the assistant and have it do some work; once more, if its index vanished under it.

    Raises:
        Exception: whatever opening or working raised; it is in the log.
    """
    opened = loader.request()
    try:
        return work(opened.result())
    except Exception:
        _log.exception("cannot answer")
        loader.discard(opened)
        # What cannot be opened now is not tried again.
        if not again or opened.exception():
            raise
    return call(loader, work, again=False)


def reply(
    question: str,
    before: Conversation,
    loader: AssistantLoader,
    names_for: Callable[[Answer], Mapping[str, str]] = lambda _: {},
    stop: threading.Event | None = None,
    *,
    votes: bool = False,
) -> Iterator[Conversation]:
    """Answer a question in a conversation: its states, from the question alone to the whole answer.

    Args:
        question: as typed.
        before: the conversation so far; a failure, which becomes words, adds nothing to its turns.
        loader: opens the assistant.
        names_for: tells what the items of an answer's document are called, for its explanation.
        stop: set once a model is to stop writing; what is verified by then stays.
        votes: whether what users say of answers is kept.
    """
    before = before.bounded()
    turn = before.next_turn
    asked = before.showing(question_message(question))
    yield asked
    for last_try in (False, True):
        opened = loader.request()
        for message in _waiting(opened, loader):
            yield asked.showing(message)
        try:
            for answer in opened.result().stream(question, before.turns, before.document):
                if stop is not None and stop.is_set():
                    message = writing_message(answer, is_stopped=True, acts=acts_html(turn, votes=votes))
                    yield asked.showing(message).remembering(question, answer)
                    return
                if answer.writing and not answer.writing.is_done:
                    yield replace(asked.showing(writing_message(answer)), is_writing=True)
            break
        except Exception as error:  # the engines below raise what they like, and the page must go on
            _log.exception("cannot answer")
            loader.discard(opened)
            # An index that vanished under an open assistant is built anew; what cannot be opened now is not tried again.
            if last_try or opened.exception():
                message = failure_message(error, acts_html(turn, votes=False))
                yield asked.showing(message).remembering(question, None)
                return
    length = len(answer.body)
    # What appeared sentence by sentence need not appear once more.
    for frame in range(1, 1 if answer.writing else FRAMES):
        yield asked.showing(answer_message(answer, shown=length * frame // FRAMES))
        time.sleep(FRAME_SECONDS)
    message = answer_message(answer, names_for(answer), acts=acts_html(turn, votes=votes))
    yield asked.showing(message).remembering(question, answer)


def _waiting(opened: Future[LibraryAssistant], loader: AssistantLoader) -> Iterator[Message]:
    while not wait_for([opened], timeout=POLL_SECONDS).done:
        yield progress_message(*loader.stage)
