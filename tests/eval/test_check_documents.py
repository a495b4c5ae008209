"""Faults of questions on many documents, each made by hand in a set that has none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.check_documents import Split, faults_of_documents
from eval.documents import Corpus, documents_in
from eval.questions import JudgedQuestion, Turn
from tests.eval.making import make_question
from tests.eval.test_documents import TEXTS

ALL_OF = (("cites", "[m.id for m in measures if '乙局' in m.agencies]"),)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return documents_in(tmp_path, ())


def question(name: str, document: str = "one", **changes: Any) -> JudgedQuestion:
    plain = make_question(
        name, question=f"{name}怎样办理", document=document, gold_facts=(("平台",),), evidence="建设算力平台"
    )
    return replace(plain, **changes)


def near(name: str, document: str, evidence: str) -> JudgedQuestion:
    return question(
        name,
        document,
        category="unanswerable_near",
        answerable=False,
        gold_cites=(),
        gold_facts=(),
        gold_status="not_stated",
        evidence=evidence,
    )


@pytest.fixture
def sound() -> list[JudgedQuestion]:
    history = (Turn("user", "甲甲甲怎样办理"), Turn("assistant", "建设算力平台。"))
    both = (frozenset({"one/M1"}), frozenset({"two/M1"}))
    return [
        question("甲"),
        near("乙", "one", "给予补贴"),
        question("丙", category="list_aggregate", gold_cites=(frozenset({"M1"}), frozenset({"M2"})), gold_set=ALL_OF),
        question("丁", "two", gold_facts=(("航线",),), evidence="开通航线"),
        near("戊", "two", "开通航线"),
        question("己", "", category="library", gold_cites=both, gold_facts=(("平台",), ("航线",))),
        question("甲甲甲", category="stands_alone", dialogue="d"),
        question("甲甲乙", category="fills_in", dialogue="d", history=history),
    ]


def faults(questions: list[JudgedQuestion], corpus: Corpus) -> list[str]:
    return list(faults_of_documents({"dev": Split(questions, corpus)}))


def test_a_sound_set_has_no_faults(sound: list[JudgedQuestion], corpus: Corpus) -> None:
    assert faults(sound, corpus) == []


@pytest.mark.parametrize(
    ("place", "changes", "said"),
    [
        (0, {"evidence": "这句话哪里也没有"}, "the evidence is not in the document"),
        (0, {"gold_cites": (frozenset({"M9"}),)}, "cites what does not exist: M9"),
        (0, {"gold_facts": (("飞船",),)}, "the cited items do not say 飞船"),
        (1, {"gold_status": ""}, "says not how it should be refused"),
        (1, {"category": "fact", "answerable": True, "gold_cites": (frozenset({"M1"}),)}, "has 0 near misses"),
        (2, {"gold_cites": (frozenset({"M1"}),)}, "cites are ['M1'], but"),
        (2, {"gold_set": (("cites", "[m.id for m in measure]"),)}, "fails"),
        (5, {"gold_cites": (frozenset({"one/M1"}),)}, "no cited item says 航线"),
        (5, {"gold_cites": (frozenset({"one/M7"}),), "gold_facts": ()}, "cites what does not exist: M7"),
        (5, {"gold_cites": (frozenset({"three/M1"}),)}, "not of its split: three"),
        (7, {"history": ()}, "its history is not what was asked before"),
        (3, {"id": "甲"}, "stands 2 times"),
        (2, {"question": "甲怎样办理"}, "the same question as 甲"),
    ],
)
def test_a_fault_is_named(
    place: int, changes: dict[str, Any], said: str, sound: list[JudgedQuestion], corpus: Corpus
) -> None:
    sound[place] = replace(sound[place], **changes)
    found = faults(sound, corpus)
    assert any(said in line for line in found), found


def test_a_dialogue_is_not_interrupted(sound: list[JudgedQuestion], corpus: Corpus) -> None:
    sound.insert(7, question("庚"))
    assert any("other questions stand between the turns" in line for line in faults(sound, corpus))


def test_a_document_that_nobody_asks_about(sound: list[JudgedQuestion], corpus: Corpus) -> None:
    assert "dev: no question is about two" in faults([one for one in sound if one.document != "two"], corpus)


def test_near_duplicates_stay_in_one_split(sound: list[JudgedQuestion], corpus: Corpus) -> None:
    other = Corpus([replace(corpus.documents["one"], source=corpus.documents["one"].source + "后来又加了一句话。")])
    found = list(faults_of_documents({"dev": Split(sound, corpus), "test": Split([], other)}))
    assert any("of its text with" in line for line in found)
