from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.__main__ import FIT_FILE
from eval.questions import JudgedQuestion, QuestionFileError, read_questions
from ingest.models import PolicyDocument


def test_every_field() -> None:
    row = {
        "id": "Q1",
        "category": "annex",
        "question": "谁",
        "answerable": True,
        "gold_cites": ["M10|A2", "M4"],
        "gold_facts": ["甲", ["乙", "丙"]],
    }
    question = JudgedQuestion.from_json(row)
    assert question.gold_cites == (frozenset({"M10", "A2"}), frozenset({"M4"}))
    assert question.gold_facts == (("甲",), ("乙", "丙"))
    assert question.relevant == {"M10", "A2", "M4"}


def test_only_id_and_question_are_needed() -> None:
    question = JudgedQuestion.from_json({"id": "Q1", "question": "谁"})
    assert (question.category, question.answerable, question.gold_cites, question.gold_facts) == ("", True, (), ())
    assert question.relevant == frozenset()


def test_blank_lines_are_skipped_and_odd_characters_kept(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "1", "question": "甲\u2028乙\x85"}, ensure_ascii=False),
        "",
        ' {"id": "2", "question": ""}\r',
    ]
    (tmp_path / "q.jsonl").write_bytes("\n".join(lines).encode())
    assert [question.question for question in read_questions(tmp_path / "q.jsonl")] == ["甲\u2028乙\x85", ""]


@pytest.mark.parametrize(
    "line", ["{", "[]", "1", '"x"', '{"id": "1"}', '{"id": "1", "question": "x", "gold_cites": 5}']
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "0", "question": "x"}\n' + line, encoding="utf-8")
    with pytest.raises(QuestionFileError, match="line 2"):
        read_questions(tmp_path / "q.jsonl")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(b"\xff")
    for path in (tmp_path / "none.jsonl", tmp_path, tmp_path / "q.jsonl"):
        with pytest.raises(QuestionFileError, match=str(path.name)):
            read_questions(path)


def test_the_fitting_file_is_whole(document: PolicyDocument) -> None:
    questions = read_questions(FIT_FILE)
    assert max(Counter(question.id for question in questions).values()) == 1
    assert max(Counter(question.question for question in questions).values()) == 1
    for question in questions:
        assert bool(question.gold_cites) is question.answerable, question.id
        assert (
            question.answerable is not question.category.startswith("unanswerable") or question.category == "multi_turn"
        )
        for citation_id in question.relevant:
            document.item(citation_id)
