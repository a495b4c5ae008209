"""A click becomes a vote on the server's own record; what a browser sends may be anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from answer.feedback import FeedbackStore, answer_id
from tests.ui.samples import answered, refused
from ui import words
from ui.conversation import Conversation
from ui.votes import Votes

CONVERSATION = (
    Conversation()
    .remembering("一？", answered(question="我是13800138000，规模多大？"))
    .remembering("二？", None)
    .remembering("三？", refused())
)


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "feedback.sqlite3", days=1)


def test_a_vote_is_kept_with_what_the_server_knows(store: FeedbackStore) -> None:
    said = Votes(store, "f1").cast(CONVERSATION, "s", {"turn": 0, "verdict": "down", "reason": "incomplete"})
    (kept,) = store.read()
    assert said == words.NOTED
    assert (kept.question, kept.reason, kept.fingerprint) == ("我是［手机号］，规模多大？", "incomplete", "f1")
    assert (kept.answer_id, kept.citations) == (answer_id(answered()), ("M2",))


def test_a_visitor_has_one_vote_on_an_answer_and_may_change_it(store: FeedbackStore) -> None:
    votes = Votes(store, "f1")
    votes.cast(CONVERSATION, "s", {"turn": 0, "verdict": "down", "reason": ""})
    votes.cast(CONVERSATION, "s", {"turn": 0, "verdict": "up", "reason": ""})
    votes.cast(CONVERSATION, "another", {"turn": 0, "verdict": "down", "reason": ""})
    votes.cast(CONVERSATION, "s", {"turn": 2, "verdict": "down", "reason": "should_answer"})
    assert sorted(kept.verdict for kept in store.read()) == ["down", "down", "up"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"turn": 9, "verdict": "up"},
        {"turn": -1, "verdict": "up"},
        {"turn": 1, "verdict": "up"},  # answering failed: there is nothing to vote on
        {"turn": "0", "verdict": "up"},
        {"turn": 0, "verdict": "sideways"},
        {"turn": 0, "verdict": ["up"]},
        {"turn": 0, "verdict": "down", "reason": "'; DROP TABLE feedback; --"},
    ],
)
def test_what_is_no_vote_is_not_kept(store: FeedbackStore, sent: dict[str, Any]) -> None:
    assert Votes(store, "f1").cast(CONVERSATION, "s", sent) == words.NOT_NOTED
    assert store.read() == []


def test_a_full_or_damaged_store_is_told_and_stops_nothing(store: FeedbackStore) -> None:
    store.path.write_bytes(b"no database at all" * 100)
    said = Votes(store, "f1").cast(CONVERSATION, "s", {"turn": 0, "verdict": "up", "reason": ""})
    assert said == words.NOT_NOTED
