from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from answer.feedback import FILE, Feedback, FeedbackError, FeedbackStore, answer_id
from answer.models import Answer
from answer.settings import FeedbackSettings

Vote = Callable[..., Feedback]


def vote(vote_id: str = "v1", **changes: object) -> Feedback:
    made = Feedback.on(Answer("基金多大？", "1000亿元", "answered", "retrieval"), vote_id, "down", "incomplete", "f")
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / FILE, days=30)


def test_what_is_put_is_read(store: FeedbackStore) -> None:
    made = replace(vote(), time=datetime.now(UTC).replace(microsecond=0), citations=("M16", "A2"))
    store.put(made)
    assert store.read() == [made]


def test_a_second_vote_on_the_same_answer_takes_the_place_of_the_first(store: FeedbackStore) -> None:
    store.put(vote(reason=""))
    store.put(vote(reason="other"))
    assert [kept.reason for kept in store.read()] == ["other"]


def test_no_number_that_names_a_person_reaches_the_file(store: FeedbackStore) -> None:
    store.put(vote(question="我13800138000，身份证440301199001011234", resolved="138 0013 8000的补贴"))
    for part in store.path.parent.iterdir():
        held = part.read_bytes()
        assert b"13800138000" not in held
        assert b"440301199001011234" not in held
        assert b"138 0013 8000" not in held
    assert "手机号" in store.read()[0].question


def test_old_votes_are_deleted_from_the_file(store: FeedbackStore) -> None:
    store.put(vote("old", time=datetime.now(UTC) - timedelta(days=31), question="从前问的"))
    store.put(vote("new"))
    assert [kept.id for kept in store.read()] == ["new"]
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert "从前问的".encode() not in store.path.read_bytes()


def test_the_journal_is_written_ahead_and_the_file_is_private(store: FeedbackStore) -> None:
    store.put(vote())
    connection = sqlite3.connect(store.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    assert store.path.stat().st_mode & 0o077 == 0


def _put_many(path: Path, name: str) -> None:
    for number in range(20):
        FeedbackStore(path, days=30).put(vote(f"{name}-{number}"))


def test_several_processes_write_at_once(store: FeedbackStore) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_put_many, args=(store.path, name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(store.read()) == 60


def test_nothing_is_kept_where_that_is_switched_off(tmp_path: Path) -> None:
    assert FeedbackStore.beside(tmp_path / "index", FeedbackSettings(enabled=False)) is None


def test_it_lies_beside_the_index_and_not_within_it(tmp_path: Path) -> None:
    store = FeedbackStore.beside(tmp_path / "index", FeedbackSettings())
    assert store
    assert store.path == tmp_path / FILE
    assert store.read() == []
    assert not store.path.exists()  # reading makes no file


@pytest.mark.parametrize("content", [b"no database, but long enough to look like a file" * 40])
def test_a_damaged_file_is_told_and_left_alone(store: FeedbackStore, content: bytes) -> None:
    store.path.write_bytes(content)
    with pytest.raises(FeedbackError, match="请移走后再试"):
        store.put(vote())
    with pytest.raises(FeedbackError, match=FILE):
        store.read()
    assert store.path.read_bytes() == content


def test_an_answer_is_named_by_its_content() -> None:
    one = Answer("问", "答", "answered", "retrieval", timings={"all": 1.0})
    assert answer_id(one) == answer_id(replace(one, question="再问", timings={}))
    assert answer_id(one) != answer_id(replace(one, text="另一个"))
    assert answer_id(one) != answer_id(replace(one, status="unanswerable_not_stated"))
