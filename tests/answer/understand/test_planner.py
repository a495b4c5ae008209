"""Which reading of a question wins: the surest, less what it leaves out, whatever the order of those that read."""

from __future__ import annotations

from functools import partial
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.models import Candidate, Definition, DocumentFact, DocumentFacts, Gist, Plan, Question, SmallTalk, Token
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from answer.understand.planner import LEAST, candidates
from answer.understand.recognisers import RECOGNISERS, Recogniser
from answer.words import word_classes
from index.normalize import normalize
from tests.answer.understand.recognisers.conftest import names_of

PLAN = "shenzhen-ai-action-plan-2023-2024"
NAMES = names_of(PLAN)
FEW = "工信局在“大模型”里和量子有什么"
"""Names an agency, quotes a word of the plan, and has one that is none of its."""
WORDS = [
    *sorted(word_classes().by_entry),
    *NAMES.document.agencies,
    *"，。？、；",
    "第三条",
    "第二部分",
    "口岸",
    "三",
    "“算力”",
]
GREETING, FACT, TERM = SmallTalk("greeting"), DocumentFacts((DocumentFact.TITLE,)), Definition("大模型")


def read(question: str) -> Question:
    text = normalize(question)
    return annotate(question, text, NAMES)


def reading(plan: Plan, score: float, question: Question, *left_out: str) -> Recogniser:
    """Give a recogniser with one reading that leaves out some tokens, named by their text."""
    used = frozenset(token for token in question.tokens if token.text not in left_out)
    return lambda asked, names: [Candidate(plan, score, "", used)]


def best(question: Question, *recognisers: Recogniser) -> Candidate:
    return candidates(question, NAMES, recognisers)[0][1]


def counting(question: Question) -> list[Token]:
    return [token for token in question.tokens if token.counts]


# What wins


def test_the_surest_reading_wins() -> None:
    question = read(FEW)
    ranked = candidates(
        question, NAMES, [reading(plan, score, question) for plan, score in ((FACT, 0.7), (TERM, 0.9), (GREETING, 0.8))]
    )
    assert [one.plan for _, one in ranked] == [TERM, GREETING, FACT]
    assert [score for score, _ in ranked] == [0.9, 0.8, 0.7]


def test_all_readings_of_one_recogniser_compete() -> None:
    question = read(FEW)
    several = [Candidate(plan, score, "", frozenset(question.tokens)) for plan, score in ((FACT, 0.6), (TERM, 0.8))]
    assert best(question, lambda asked, names: several, reading(GREETING, 0.7, question)).plan == TERM


@pytest.mark.parametrize("text", ["工信局", "大模型", "量子"])
def test_a_surer_reading_that_leaves_something_out_loses(text: str) -> None:
    question = read(FEW)
    assert text in [token.text for token in counting(question)]
    assert best(question, reading(FACT, 0.9, question, text), reading(TERM, 0.8, question)).plan == TERM


def test_what_says_nothing_may_be_left_out() -> None:
    question = read(FEW)
    idle = [token.text for token in question.tokens if not token.counts]
    assert idle
    ((score, _),) = candidates(question, NAMES, [reading(FACT, 0.9, question, *idle)])
    assert score == 0.9


def cost(text: str, question: Question) -> float:
    ((score, _),) = candidates(question, NAMES, [reading(FACT, 1.0, question, text)])
    return 1.0 - score


def test_a_word_of_the_document_costs_more_than_one_that_it_does_not_know() -> None:
    question = read("算力和蟑螂有什么关系，第三条、工信局、“蟑螂”、3家")
    known, unknown = cost("算力", question), cost("蟑螂", read("算力和蟑螂有什么关系"))
    assert known > unknown > 0
    for name in ("第三条", "工信局", "3"):
        assert cost(name, question) >= known
    assert cost("蟑螂", question) >= known  # quoted as well


def test_what_is_left_out_adds_up() -> None:
    question = read("算力和芯片有什么")
    one, two = cost("算力", question), cost("芯片", question)
    ((score, _),) = candidates(question, NAMES, [reading(FACT, 1.0, question, "算力", "芯片")])
    assert 1.0 - score == pytest.approx(one + two)


def test_a_reading_that_leaves_out_more_is_never_better() -> None:
    question = read("除了第三条，工信局和科创委在第二部分提到“芯片”的有3条以上吗")
    left_out: list[str] = []
    before = 1.0
    for token in counting(question):
        left_out.append(token.text)
        ((score, _),) = candidates(question, NAMES, [reading(FACT, 1.0, question, *left_out)])
        assert score < before
        before = score


# Ties


def test_ties_are_decided_the_same_way_in_any_order() -> None:
    question = read(FEW)
    plans: tuple[Plan, ...] = (FACT, TERM, GREETING, Gist("overview"), Gist("purpose"), Definition("算力"))
    made = [reading(plan, 0.8, question) for plan in plans]
    orders = {tuple(repr(one.plan) for _, one in candidates(question, NAMES, order)) for order in permutations(made)}
    assert len(orders) == 1


def test_of_equally_sure_readings_the_plainer_one_wins() -> None:
    question = read(FEW)
    longer = DocumentFacts((DocumentFact.TITLE, DocumentFact.NUMBER))
    assert best(question, reading(longer, 0.8, question), reading(FACT, 0.8, question)).plan == FACT


@pytest.mark.parametrize(
    "raw",
    [
        "哪些措施由市科技创新委负责",
        "你好",
        "文号是多少",
        "具身智能是什么意思",
        "这份方案的目的是什么",
        "每个部分各有几条措施",
    ],
)
def test_the_order_of_the_recognisers_means_nothing(raw: str) -> None:
    question = read(raw)
    found = {repr(candidates(question, NAMES, order)[0][1].plan) for order in permutations(RECOGNISERS)}
    assert found == {repr(planned.plan) if (planned := planner.plan(question, NAMES)) else ""}


# What is none


@pytest.mark.parametrize(
    ("score", "is_read"), [(LEAST, True), (LEAST + 0.01, True), (LEAST - 0.01, False), (-1.0, False)]
)
def test_a_reading_below_the_least_is_none(score: float, is_read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    question = read(FEW)
    monkeypatch.setattr(planner, "candidates", partial(candidates, recognisers=[reading(FACT, score, question)]))
    found = planner.plan(question, NAMES)
    assert (found is not None) == is_read
    assert found is None or found.plan == FACT


def test_a_sure_reading_that_leaves_out_much_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    question = read("工信局和科创委负责“算力”的第三条")
    texts = [token.text for token in counting(question)]
    monkeypatch.setattr(planner, "candidates", partial(candidates, recognisers=[reading(FACT, 1.0, question, *texts)]))
    assert planner.plan(question, NAMES) is None


def test_where_nobody_reads_anything_there_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "candidates", partial(candidates, recognisers=[]))
    assert planner.plan(read(FEW), NAMES) is None


@pytest.mark.parametrize("raw", ["天气怎么样", "第三条讲什么", "人工智能基金群的规模有多大", "支持哪些企业"])
def test_what_no_recogniser_knows_is_planned_by_none(raw: str) -> None:
    assert planner.plan(read(raw), NAMES) is None


@pytest.mark.parametrize("raw", ["", "？", "（）、"])
def test_a_question_without_words_is_planned_by_none(raw: str) -> None:
    assert planner.plan(read(raw), NAMES) is None


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(raw=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join))
def test_whatever_is_asked_readings_speak_of_what_is_there(raw: str) -> None:
    question = read(raw)
    scored = candidates(question, NAMES)
    assert [score for score, _ in scored] == sorted((score for score, _ in scored), reverse=True)
    for score, candidate in scored:
        assert candidate.used <= set(question.tokens)
        assert score <= candidate.score <= 1
    found = planner.plan(question, NAMES)
    assert (found is None) == (not scored or scored[0][0] < LEAST)


def test_names_are_handed_to_every_recogniser() -> None:
    seen: list[tuple[Question, Names]] = []

    def note(asked: Question, names: Names) -> list[Candidate]:
        seen.append((asked, names))
        return []

    question = read(FEW)
    assert candidates(question, NAMES, [note, note]) == []
    assert seen == [(question, NAMES)] * 2
