from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from answer.feedback import Feedback, FeedbackStore
from answer.models import Answer
from answer.settings import FeedbackSettings
from eval.feedback import drafts
from eval.questions import read_questions
from tests.commands import run_python


def vote(vote_id: str, **changes: object) -> Feedback:
    made = Feedback.on(Answer("基金多大？", "1000亿元", "answered", "retrieval"), vote_id, "down", "incomplete", "f1")
    return replace(made, citations=("M16",), **changes)  # type: ignore[arg-type]


def test_only_what_was_voted_down_becomes_a_draft() -> None:
    assert drafts([vote("a", verdict="up", reason="")]) == []


@pytest.mark.parametrize(
    ("reason", "status", "answerable", "cites"),
    [
        ("should_refuse", "answered", False, ()),
        ("should_answer", "unanswerable_not_stated", True, ()),
        ("incomplete", "answered", True, (frozenset({"M16"}),)),
        ("wrong_citation", "answered", True, ()),
        ("other", "unanswerable_off_topic", False, ()),
    ],
)
def test_a_draft_takes_over_what_the_vote_says(
    reason: str, status: str, answerable: bool, cites: tuple[frozenset[str], ...]
) -> None:
    (draft,) = drafts([vote("a", reason=reason, status=status)])
    assert (draft.answerable, draft.gold_cites) == (answerable, cites)
    assert "f1" in draft.note


def test_a_follow_up_becomes_the_question_made_whole() -> None:
    (draft,) = drafts([vote("a", question="那它呢？", resolved="基金群由谁负责？")])
    assert draft.question == "基金群由谁负责？"


def test_the_same_complaint_makes_one_draft() -> None:
    assert len(drafts([vote("a"), vote("b"), vote("c", reason="other")])) == 2


@pytest.mark.slow
def test_the_command_adds_drafts_and_keeps_what_was_settled(tmp_path: Path) -> None:

    store = FeedbackStore.beside(tmp_path / "index", FeedbackSettings())
    assert store
    store.put(vote("a"))
    out = tmp_path / "drafts.jsonl"
    done = run_python("-m", "eval", "feedback", "export", "--out", str(out), POLICYQA_LIBRARY=str(tmp_path / "index"))
    assert (done.returncode, done.stdout) == (0, f"1 new drafts in {out}, 0 were there\n")
    (draft,) = read_questions(out)
    out.write_text(
        out.read_text(encoding="utf-8").replace('"gold_facts": []', '"gold_facts": [["1000亿元"]]'), encoding="utf-8"
    )
    store.put(vote("b", question="算力多大？"))
    assert (
        run_python(
            "-m", "eval", "feedback", "export", "--out", str(out), POLICYQA_LIBRARY=str(tmp_path / "index")
        ).returncode
        == 0
    )
    first, second = read_questions(out)
    assert (first.id, first.gold_facts, second.question) == (draft.id, (("1000亿元",),), "算力多大？")


def test_a_damaged_file_ends_in_one_line(tmp_path: Path) -> None:

    (tmp_path / "feedback.sqlite3").write_bytes(b"no database" * 200)
    done = run_python(
        "-m",
        "eval",
        "feedback",
        "export",
        "--out",
        str(tmp_path / "out.jsonl"),
        POLICYQA_LIBRARY=str(tmp_path / "index"),
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
