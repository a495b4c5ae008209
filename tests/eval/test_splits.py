from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from eval import documents, splits
from eval.categories import OfThePlan
from eval.documents import documents_of
from eval.questions import QuestionFileError
from eval.splits import OF_THE_PLAN, SPLITS, Split, corpus_of, files_of, load, sample, split_of
from tests.eval.making import make_question, write_rows

PLAN_FILES: dict[Split, list[str]] = {
    "plan-dev": ["forms.jsonl", "further.jsonl", "general.jsonl", "general_2.jsonl", "ownership.jsonl", "stated.jsonl"],
    "plan-test": ["general.jsonl", "ownership.jsonl"],
}
OTHERS = [split for split in SPLITS if split not in OF_THE_PLAN]
ROW = {"category": "fact", "question": "x", "answerable": True}


@pytest.mark.parametrize(
    ("question_id", "split"),
    [
        ("T001", "plan-test"),
        ("J090", "plan-test"),
        ("F001", "plan-dev"),
        ("O320", "plan-dev"),
        ("V001", "plan-dev"),
        ("t1", "plan-dev"),
        ("F-T1", "plan-dev"),
        ("1", "plan-dev"),
    ],
)
def test_of_the_plan_the_initial_decides(question_id: str, split: str) -> None:
    assert split_of(make_question(question_id)) == split


@pytest.mark.parametrize("split", OF_THE_PLAN)
def test_committed_files_hold_only_their_split(split: Split) -> None:
    questions = load(split)
    assert {split_of(question) for question in questions} == {split}
    assert [path.name for path in files_of(split)] == PLAN_FILES[split]
    assert {question.category for question in questions} == set(get_args(OfThePlan))


@pytest.mark.parametrize("split", OTHERS)
def test_each_document_of_a_split_is_asked_about(split: Split) -> None:
    own = {document.id for document in documents_of(split)}
    asked = Counter(question.document for question in load(split) if not question.dialogue)
    assert asked.keys() - {""} == own
    assert {path.stem for path in files_of(split)} - {"dialogues", "library"} == own


def test_there_are_enough_questions_and_none_stands_twice() -> None:
    questions = [question for split in SPLITS for question in load(split)]
    assert len({question.id for question in questions}) == len(questions)
    alone = [question for question in questions if not question.dialogue]
    assert len({(one.question, one.history, one.document) for one in alone}) == len(alone)


def test_files_are_read_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan-dev").mkdir()
    write_rows(tmp_path / "plan-dev" / "b.jsonl", [{"id": "1", **ROW}])
    write_rows(tmp_path / "plan-dev" / "a.jsonl", [{"id": "3", **ROW}, {"id": "2", **ROW}])
    monkeypatch.setattr(splits, "DATA_DIR", tmp_path)
    assert [question.id for question in load("plan-dev")] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("split", "question_id", "other"), [("plan-dev", "T1", "plan-test"), ("plan-test", "F1", "plan-dev")]
)
def test_a_question_in_the_wrong_split_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, split: Split, question_id: str, other: str
) -> None:
    (tmp_path / split).mkdir()
    path = write_rows(tmp_path / split / "x.jsonl", [{"id": question_id, **ROW}])
    monkeypatch.setattr(splits, "DATA_DIR", tmp_path)
    with pytest.raises(QuestionFileError) as caught:
        load(split)
    assert str(caught.value) == f"{path}: {question_id} belongs to {other}"


def test_a_question_on_a_document_of_another_split_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dev").mkdir()
    other = documents_of("train")[0].id
    path = write_rows(tmp_path / "dev" / "x.jsonl", [{"id": "1", **ROW, "document": other}])
    monkeypatch.setattr(splits, "DATA_DIR", tmp_path)
    with pytest.raises(QuestionFileError) as caught:
        load("dev")
    assert str(caught.value) == f"{path}: 1 asks about {other}, which is not of dev"


@pytest.mark.parametrize("split", ["plan-dev", "dev", "test2"])
def test_the_documents_of_a_split_are_read_under_their_names(split: Split) -> None:
    corpus = corpus_of(split)
    expected = (
        {"shenzhen-ai-action-plan-2023-2024"} if split in OF_THE_PLAN else {one.id for one in documents_of(split)}
    )
    assert corpus.documents.keys() == expected
    assert all(document.measures for document in corpus.documents.values())


def test_a_list_of_documents_in_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "documents.json"
    path.write_text('[{"id": "a"}]', encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"documents\.json"):
        documents.catalogue(path)


def test_a_sample_is_of_all_categories_and_keeps_dialogues_whole() -> None:
    kinds = ("fact", "gist", "closing", "table")
    questions = [make_question(f"{kind}-{n}", category=kind) for kind in kinds for n in range(10)]
    turns = [make_question(f"t{n}", category="fills_in", dialogue=f"d{n // 4}") for n in range(12)]
    chosen = sample([*questions, *turns], 13)
    assert Counter(one.category for one in chosen) >= Counter(dict.fromkeys(kinds, 2))
    assert all(times == 4 for times in Counter(one.dialogue for one in chosen if one.dialogue).values())
    assert chosen == sample([*questions, *turns], 13)
    places = [[*questions, *turns].index(one) for one in chosen]
    assert places == sorted(places)
    assert sample(questions, 1000) == questions
