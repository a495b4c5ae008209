from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from eval import splits
from eval.categories import Category
from eval.questions import QuestionFileError
from eval.splits import SPLITS, files_of, load, split_of
from tests.eval.making import write_rows

FILES: dict[splits.Split, list[str]] = {
    "dev": ["forms.jsonl", "further.jsonl", "general.jsonl", "general_2.jsonl", "ownership.jsonl", "stated.jsonl"],
    "test": ["general.jsonl", "ownership.jsonl"],
}
ROW = {"category": "fact", "question": "x", "answerable": True}


@pytest.mark.parametrize(
    ("question_id", "split"),
    [
        ("T001", "test"),
        ("J090", "test"),
        ("F001", "dev"),
        ("O320", "dev"),
        ("V001", "dev"),
        ("t1", "dev"),
        ("F-T1", "dev"),
        ("1", "dev"),
    ],
)
def test_the_initial_decides(question_id: str, split: str) -> None:
    assert split_of(question_id) == split


@pytest.mark.parametrize("split", SPLITS)
def test_committed_files_hold_only_their_split(split: splits.Split) -> None:
    questions = load(split)
    assert {split_of(question.id) for question in questions} == {split}
    assert [path.name for path in files_of(split)] == FILES[split]
    assert {question.category for question in questions} == set(get_args(Category))


def test_there_are_enough_questions_and_none_stands_twice() -> None:
    questions = [question for split in SPLITS for question in load(split)]
    assert len(questions) >= 320
    assert len({question.id for question in questions}) == len(questions)
    assert len({(question.question, question.history) for question in questions}) == len(questions)


def test_files_are_read_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dev").mkdir()
    write_rows(tmp_path / "dev" / "b.jsonl", [{"id": "1", **ROW}])
    write_rows(tmp_path / "dev" / "a.jsonl", [{"id": "3", **ROW}, {"id": "2", **ROW}])
    monkeypatch.setattr(splits, "DATA_DIR", tmp_path)
    assert [question.id for question in load("dev")] == ["3", "2", "1"]


@pytest.mark.parametrize(("split", "question_id", "other"), [("dev", "T1", "test"), ("test", "F1", "dev")])
def test_a_question_in_the_wrong_split_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, split: splits.Split, question_id: str, other: str
) -> None:
    (tmp_path / split).mkdir()
    path = write_rows(tmp_path / split / "x.jsonl", [{"id": question_id, **ROW}])
    monkeypatch.setattr(splits, "DATA_DIR", tmp_path)
    with pytest.raises(QuestionFileError) as caught:
        load(split)
    assert str(caught.value) == f"{path}: {question_id} belongs to {other}"
