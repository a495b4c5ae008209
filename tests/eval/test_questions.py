from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from eval.questions import Asked, JudgedQuestion, QuestionFileError, Turn, parse_question, read_asked, read_questions
from tests.eval.making import write_rows

ROW: dict[str, Any] = {
    "id": "Q1",
    "category": "annex",
    "question": "谁",
    "history": [{"role": "user", "content": "附件有什么"}, {"role": "assistant", "content": "25 项"}],
    "answerable": True,
    "gold_cites": ["M10|A2", "M4"],
    "gold_facts": ["甲", ["乙", "丙"]],
    "gold_agencies": ["各区", "市科协"],
    "note": "为什么",
}
PLAIN = {"id": "0", "category": "fact", "question": "x", "answerable": True}
ABSENT = object()


def test_every_field(tmp_path: Path) -> None:
    expected = JudgedQuestion(
        id="Q1",
        category="annex",
        question="谁",
        answerable=True,
        gold_cites=(frozenset({"M10", "A2"}), frozenset({"M4"})),
        gold_facts=(("甲",), ("乙", "丙")),
        gold_agencies=("各区", "市科协"),
        history=(Turn("user", "附件有什么"), Turn("assistant", "25 项")),
        note="为什么",
    )
    assert read_questions(write_rows(tmp_path / "q.jsonl", [ROW])) == [expected]
    assert parse_question(ROW) == expected
    assert expected.relevant == {"M10", "A2", "M4"}
    assert expected.asked == Asked("Q1", "谁", expected.history)


def test_gold_and_history_may_be_left_out() -> None:
    question = parse_question(PLAIN)
    assert question == JudgedQuestion("0", "fact", "x", True, (), ())
    assert question.relevant == frozenset()


@pytest.mark.parametrize("field", ["id", "category", "question", "answerable"])
@pytest.mark.parametrize("value", [ABSENT, None])
def test_a_missing_field_is_named_with_its_file_and_line(tmp_path: Path, field: str, value: object) -> None:
    row = {key: held for key, held in {**ROW, field: value}.items() if held is not ABSENT}
    path = write_rows(tmp_path / "q.jsonl", [PLAIN, row])
    with pytest.raises(QuestionFileError) as caught:
        read_questions(path)
    assert str(caught.value) == f"{path}, line 2: field '{field}' is missing"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("id", 5, "is not a text"),
        ("id", "", "is blank"),
        ("id", " ", "is blank"),
        ("id", "\ud83d", "holds half a character"),
        ("category", "facts", "is none of fact, lookup_agency"),
        ("category", ["fact"], "is none of fact, lookup_agency"),
        ("question", ["谁"], "is not a text"),
        ("question", "谁\ud83d", "holds half a character"),
        ("history", {}, "is not a list"),
        ("history", ["谁"], "is not a turn"),
        ("history", [{"content": "谁"}], "is not a turn"),
        ("history", [{"role": "system", "content": "谁"}], "is not a turn"),
        ("history", [{"role": "user"}], "is not a text"),
        ("history", [{"role": "user", "content": 5}], "is not a text"),
        ("answerable", "true", "is neither true nor false"),
        ("answerable", 1, "is neither true nor false"),
        ("gold_cites", "M1", "is not a list"),
        ("gold_cites", {"M1": 1}, "is not a list"),
        ("gold_cites", [1], "is not a text"),
        ("gold_cites", [["M1"]], "is not a text"),
        ("gold_cites", [""], "is blank"),
        ("gold_cites", ["M1|"], "is blank"),
        ("gold_facts", "甲", "is not a list"),
        ("gold_facts", [5], "is not a list"),
        ("gold_facts", [["甲", 5]], "is not a text"),
        ("gold_facts", [""], "is blank"),
        ("gold_facts", ["甲", []], "holds a fact without a wording"),
        ("gold_agencies", "各区", "is not a list"),
        ("gold_agencies", [None], "is not a text"),
        ("note", 5, "is not a text"),
    ],
)
def test_a_field_of_another_form_is_named_with_its_file_and_line(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(map(json.dumps, [PLAIN, {**ROW, field: value}])), encoding="utf-8")
    with pytest.raises(QuestionFileError) as caught:
        read_questions(path)
    assert str(caught.value).startswith(f"{path}, line 2: field '{field}' {said}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("x", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        ("1", "not a JSON"),
    ],
    ids=["cut off", "text", "deep", "list", "number"],
)
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f"{json.dumps(PLAIN)}\n\n{line}", encoding="utf-8")
    for read in (read_questions, read_asked):
        with pytest.raises(QuestionFileError) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}, line 3: {said}")


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "q.jsonl", [PLAIN, ROW, {**PLAIN, "question": "y"}])
    for read in (read_questions, read_asked):
        with pytest.raises(QuestionFileError) as caught:
            read(path)
        assert str(caught.value) == f"{path}: the id 0 stands twice"


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_skipped(tmp_path: Path) -> None:
    rows = [PLAIN, {**PLAIN, "id": "1"}]
    text = "\r\n \r\n".join(map(json.dumps, rows))
    (tmp_path / "q.jsonl").write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n")
    assert [question.id for question in read_questions(tmp_path / "q.jsonl")] == ["0", "1"]


def test_odd_characters_are_kept(tmp_path: Path) -> None:
    odd = "甲\u2028乙\x85\u200b\u0000丙😀\x0b"
    path = write_rows(tmp_path / "q.jsonl", [{**PLAIN, "question": odd}])
    assert [question.question for question in read_questions(path)] == [odd]
    assert [question.question for question in read_asked(path)] == [odd]


@pytest.mark.parametrize("typed", ["", " ", "？"])
def test_a_user_may_say_nothing(tmp_path: Path, typed: str) -> None:
    path = write_rows(tmp_path / "q.jsonl", [{**PLAIN, "question": typed, "answerable": False}])
    assert read_questions(path)[0].question == typed
    assert read_asked(path) == [Asked("0", typed)]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(b"\xff")
    for path in (tmp_path / "none.jsonl", tmp_path, tmp_path / "q.jsonl"):
        for read in (read_questions, read_asked):
            with pytest.raises(QuestionFileError, match=str(path.name)):
                read(path)


def test_a_file_to_be_answered_may_carry_nothing_else(tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "q.jsonl", [{"id": "1", "question": "谁"}, {"id": "2", "question": "哪", "history": []}]
    )
    assert read_asked(path) == [Asked("1", "谁"), Asked("2", "哪")]


def test_only_what_is_asked_is_read_of_a_file_to_be_answered(tmp_path: Path) -> None:
    absurd = {
        "category": 5,
        "answerable": "perhaps",
        "gold_cites": {"M1": [None]},
        "gold_facts": 7,
        "gold_agencies": [[]],
        "note": ["x"],
        "unknown": 1e999,
    }
    path = write_rows(tmp_path / "q.jsonl", [{**ROW, **absurd}])
    assert read_asked(path) == [Asked("Q1", "谁", (Turn("user", "附件有什么"), Turn("assistant", "25 项")))]
    assert [field.name for field in fields(Asked)] == ["id", "question", "history", "document"]
    with pytest.raises(QuestionFileError):
        read_questions(path)
