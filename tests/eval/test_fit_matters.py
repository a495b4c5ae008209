from __future__ import annotations

import numpy as np
import pytest

from answer.answerability import Observed
from answer.matters import Matters
from answer.runs import BUCKETS, runs
from eval.fit_matters import Lesson, lessons_of_lexicon, lessons_of_question, train_matters, wording
from eval.questions import JudgedQuestion
from ingest.lexicon import read_plain_words
from ingest.models import PREAMBLE_ID, PolicyDocument

RNG = np.random.default_rng(3)
CENTRES = {"A1": (1, 0, 0), "M1": (0, 1, 0), "M2": (0, 0, 1)}


def lessons(words: dict[str, str], spread: float = 0.1) -> list[Lesson]:
    """Return twenty lessons on each item, around its centre, each with its word and some noise."""
    made = []
    for item, centre in CENTRES.items():
        for number in range(20):
            vector = np.array(centre) + RNG.normal(0, spread, 3)
            made.append(Lesson(f"{number}{words[item]}", (vector / np.linalg.norm(vector)).astype(np.float32), item))
    return made


def best(model: Matters | None, text: str, vector: tuple[float, ...]) -> str:
    assert model is not None
    logs = model.log_probabilities(text, np.array(vector, dtype=np.float32))
    assert sum(np.exp(list(logs.values()))) == pytest.approx(1.0, abs=0.01)
    return max(logs, key=lambda item: logs[item])


def test_a_text_is_about_the_item_of_texts_that_mean_the_same() -> None:
    model = train_matters(lessons(dict.fromkeys(CENTRES, "句")), "model")
    assert {item: best(model, "句", centre) for item, centre in CENTRES.items()} == {item: item for item in CENTRES}
    assert model is not None
    assert (model.items, model.fingerprint) == (("A1", "M1", "M2"), "model")


def test_a_text_is_about_the_item_of_texts_that_are_put_the_same() -> None:
    words = {"A1": "看片子", "M1": "算力", "M2": "孩子"}
    model = train_matters(lessons(words, spread=5.0), "model")
    nothing = (0.0, 0.0, 0.0)
    assert {item: best(model, word, nothing) for item, word in words.items()} == {item: item for item in words}


def test_nothing_is_learned_of_fewer_than_three_items() -> None:
    taught = lessons(dict.fromkeys(CENTRES, "句"))
    assert train_matters([lesson for lesson in taught if lesson.item != "M2"], "model") is None
    assert train_matters([], "model") is None


def test_the_lexicon_teaches_its_plain_words(document: PolicyDocument) -> None:
    taught = lessons_of_lexicon(document, lambda texts: np.ones((len(texts), 2), dtype=np.float32))
    assert len(taught) >= sum(len(line.expressions) for line in read_plain_words())
    assert {lesson.item for lesson in taught} == {
        *(measure.id for measure in document.measures),
        *(scenario.id for scenario in document.scenarios),
        PREAMBLE_ID,
    }


def test_of_items_that_are_equally_right_a_question_teaches_one() -> None:
    question = JudgedQuestion(
        id="Y1",
        question="两件事",
        history=(),
        category="comparison_multi",
        answerable=True,
        gold_cites=(frozenset({"M2"}), frozenset({"M5", "M3"})),
        gold_facts=(),
    )
    vector = np.array([1, 0], dtype=np.float32)
    assert [lesson.item for lesson in lessons_of_question(question, Observed("两件事", vector, []))] == ["M2", "M3"]


def test_texts_of_any_length_weigh_the_same() -> None:
    table = wording(iter(["ab", "一句长得多的话"]), scale=2.0)
    assert table.shape == (2, BUCKETS)
    assert np.sqrt(table.multiply(table).sum(axis=1)).ravel().tolist() == [pytest.approx([2.0, 2.0])]
    assert table.getrow(0).nonzero()[1].tolist() == runs("ab").tolist()
