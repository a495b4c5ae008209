from __future__ import annotations

from dataclasses import replace

import pytest

from answer.answer_kinds import kind_of
from answer.evidence import Coverage, gather
from answer.question import Question
from answer.selection import Passage, select, select_whole, select_within, with_list
from answer.thresholds import ITEM_MARGIN, SENTENCE_MARGIN, SEVERAL_ITEM_MARGIN, STATED_BONUS
from index.models import SearchResult
from ingest.chunks import make_chunks
from ingest.parser import parse_policy

SMALL = parse_policy(
    "某市措施\n"
    "（一）甲。甲一建设平台。甲二给予补助。甲三奖励500万元。甲四监督。\n"
    "（二）乙。乙一建设基地。乙二培养人才。\n（三）丙。丙一设立基金。\n（四）丁。丁一宣传。"
)
CHUNKS = {chunk.id: chunk for chunk in make_chunks(SMALL)}
COVERAGE = Coverage(SMALL)


def question(text: str = "", *, several: bool = False) -> Question:
    return Question(text, text, (), {}, kind_of(text), None, several)


def chosen(asked: Question, scores: dict[str, float], *most: int) -> list[list[str]]:
    results = [
        SearchResult(CHUNKS[key], rank, score, None, None, None, None)
        for rank, (key, score) in enumerate(sorted(scores.items(), key=lambda pair: -pair[1]), 1)
    ]
    passages = select(asked, gather(asked, results, COVERAGE), *most)
    return [[chunk.id for chunk in passage.chunks] for passage in passages]


def test_nothing_found_nothing_chosen() -> None:
    assert select(question(), []) == []


def test_the_whole_measure_is_never_quoted() -> None:
    assert chosen(question(), {"M1": 9.0, "M1.2": 1.0}) == [["M1.2"]]


def test_an_item_of_which_only_the_whole_was_found_gives_nothing() -> None:
    assert chosen(question(), {"M1": 9.0}) == []


def test_further_sentences_within_the_margin_in_the_order_of_the_text() -> None:
    scores = {"M1.3": 9.0, "M1.1": 9.0 - SENTENCE_MARGIN, "M1.2": 9.0 - SENTENCE_MARGIN - 0.01}
    assert chosen(question(), scores) == [["M1.1", "M1.3"]]


def test_at_most_three_sentences() -> None:
    scores = {"M1.1": 9.0, "M1.2": 8.9, "M1.3": 8.8, "M1.4": 8.7}
    assert chosen(question(), scores) == [["M1.1", "M1.2", "M1.3"]]


@pytest.mark.parametrize(("behind", "count"), [(ITEM_MARGIN * 0.9, 2), (ITEM_MARGIN * 1.1, 1)])
def test_a_second_item_only_if_nearly_as_good(behind: float, count: int) -> None:
    assert len(chosen(question(), {"M1.1": 5.0, "M2.1": 5.0 - behind})) == count


def test_two_items_at_most_unless_more_are_asked_about() -> None:
    scores = {"M1.1": 5.0, "M2.1": 5.0, "M3.1": 5.0, "M4.1": 5.0}
    assert len(chosen(question(), scores)) == 2
    assert len(chosen(question("两处", several=True), scores)) == 2
    assert len(chosen(question("三处", several=True), scores)) == 3
    assert len(chosen(question("宣传、培养、设立", several=True), scores)) == 3


def test_a_third_item_must_have_a_word_that_the_first_two_have_not() -> None:
    scores = {"M1.2": 5.0, "M2.2": 5.0, "M3.2": 5.0}
    for words, count in ((("平台", "基地"), 2), (("平台", "基地", "基金"), 3)):
        asked = replace(question("三处", several=True), words=words)
        assert len(chosen(asked, scores)) == count


def test_fewer_items_and_sentences_for_one_part_of_a_question() -> None:
    scores = {"M1.1": 9.0, "M1.2": 8.9, "M1.3": 8.8, "M2.1": 8.9}
    assert chosen(question(), scores, 1, 2) == [["M1.1", "M1.2"]]
    assert chosen(question(), scores, 2, 2) == [["M1.1"], ["M2.1"]]


@pytest.mark.parametrize(("behind", "count"), [(SEVERAL_ITEM_MARGIN * 0.9, 2), (SEVERAL_ITEM_MARGIN * 1.1, 1)])
def test_several_matters_allow_a_wider_margin(behind: float, count: int) -> None:
    assert len(chosen(question(several=True), {"M1.1": 5.0, "M2.1": 5.0 - behind})) == count


def test_each_item_keeps_its_best_sentence() -> None:
    scores = {"M1.1": 9.0, "M1.2": 9.0, "M1.3": 9.0, "M2.1": 9.1, "M2.2": 8.9}
    passages = chosen(question(), scores)
    assert sorted(len(ids) for ids in passages) == [1, 2]


def test_a_sentence_that_states_what_is_asked_for_gains() -> None:
    scores = {"M1.2": 9.0, "M1.4": 9.0 - SENTENCE_MARGIN - STATED_BONUS * 0.9}
    assert chosen(question("支持哪些"), scores) == [["M1.2"]]
    assert chosen(question("奖励金额"), scores) == [["M1.2", "M1.4"]]


def test_within_a_named_item_the_best_found_sentences() -> None:
    item = SMALL.measures[0]
    chunks = [chunk for chunk in CHUNKS.values() if chunk.citation_id == "M1"]
    results = [SearchResult(CHUNKS[key], rank, 1.0, None, None, None, None) for rank, key in enumerate(["M1.4"], 1)]
    passage = select_within(question(), item, chunks, results)
    assert passage.item is item
    assert [chunk.id for chunk in passage.chunks] == ["M1.1", "M1.2", "M1.4"]


def test_within_a_named_item_the_first_sentences_if_nothing_was_asked() -> None:
    item = SMALL.measures[0]
    chunks = [chunk for chunk in CHUNKS.values() if chunk.citation_id == "M1"]
    assert [chunk.id for chunk in select_within(question(), item, chunks, []).chunks] == ["M1.1", "M1.2", "M1.3"]


def test_within_a_named_item_only_what_states_the_fact_asked_for() -> None:
    item = SMALL.measures[0]
    chunks = [chunk for chunk in CHUNKS.values() if chunk.citation_id == "M1"]
    passage = select_within(question("奖励金额"), item, chunks, [])
    assert [chunk.id for chunk in passage.chunks] == ["M1.4"]


def test_within_one_of_several_named_items_one_sentence() -> None:
    chunks = [chunk for chunk in CHUNKS.values() if chunk.citation_id == "M1"]
    passage = select_within(question(), SMALL.measures[0], chunks, [], 1)
    assert [chunk.id for chunk in passage.chunks] == ["M1.1"]
    assert (passage.item_id, passage.is_whole) == ("M1", False)


def test_the_whole_of_an_item_is_all_its_sentences_in_order() -> None:
    chunks = [chunk for chunk in reversed(CHUNKS.values()) if chunk.citation_id == "M1"]
    passage = select_whole(SMALL.measures[0], chunks)
    assert [chunk.id for chunk in passage.chunks] == ["M1.1", "M1.2", "M1.3", "M1.4", "M1.5"]
    assert passage.is_whole


def test_the_item_whose_best_sentence_states_what_is_asked_for_comes_first() -> None:
    policy = parse_policy("某市措施\n（一）甲。甲给予支持。\n（二）乙。乙奖励500万元。")
    chunks = {chunk.id: chunk for chunk in make_chunks(policy)}
    results = [
        SearchResult(chunks["M1.2"], 1, 5.0, None, None, None, None),
        SearchResult(chunks["M2.2"], 2, 5.0 - STATED_BONUS / 2, None, None, None, None),
    ]

    def best(asked: str) -> str:
        found = gather(question(asked), results, Coverage(policy))
        return select(question(asked), found)[0].item_id

    assert best("怎么支持") == "M1"
    assert best("奖励多少钱") == "M2"


RULES = parse_policy(
    "某市办法\n"
    "第一条 职工有下列情形之一的，可以解除合同。\n第二条 职工患病的，单位不得解除合同。\n"
    "第三条 创业大赛获奖的，给予奖励。\n第四条 专利获奖的，给予奖励。\n"
)
RULE_CHUNKS = {chunk.id: chunk for chunk in make_chunks(RULES)}


@pytest.mark.parametrize(
    ("asked", "scores", "items"),
    [
        ("哪些情形不能解除合同", {"M1.1": 9.0, "M2.1": 8.0}, ["M2"]),
        ("什么情况下不得解除合同", {"M1.1": 9.0, "M2.1": 8.0}, ["M2"]),
        ("哪些情形可以解除合同", {"M1.1": 9.0, "M2.1": 1.0}, ["M1"]),
        ("能不能解除合同", {"M1.1": 9.0, "M2.1": 1.0}, ["M1"]),
        ("除了创业大赛,还有哪些奖励", {"M3.1": 9.0, "M4.1": 8.0}, ["M4"]),
        ("创业大赛以外还有哪些奖励", {"M3.1": 9.0, "M4.1": 8.0}, ["M4"]),
        ("除了创业大赛,获奖的还有哪些奖励", {"M3.1": 9.0, "M4.1": 8.0}, ["M4"]),
        # A sentence may name others besides the body left out.
        ("除了创业大赛,还有谁负责", {"M3.1": 9.0, "M4.1": 1.0}, ["M3"]),
        # Where nothing else was found it is all that there is.
        ("除了创业大赛,还有哪些奖励", {"M3.1": 9.0}, ["M3"]),
    ],
)
def test_neither_the_opposite_nor_what_is_left_out_answers(
    asked: str, scores: dict[str, float], items: list[str]
) -> None:
    results = [
        SearchResult(RULE_CHUNKS[key], rank, score, None, None, None, None)
        for rank, (key, score) in enumerate(scores.items(), 1)
    ]
    one = question(asked)
    passages = select(one, gather(one, results, Coverage(RULES)))
    assert [passage.item_id for passage in passages] == items


LISTING = parse_policy(
    "某市办法\n（一）条件。可以申请的人员：\n1.有学位的。\n2.有职称的。\n3.有技能的。\n申请不收费。\n（二）材料。带证件。"
)
LISTED = [chunk for chunk in make_chunks(LISTING) if chunk.citation_id == "M1"]


def listed_for(text: str) -> list[str]:
    head = next(chunk for chunk in LISTED if not chunk.is_whole and chunk.text.rstrip().endswith("："))
    passage = Passage(LISTING.item("M1"), (head,), head)
    return [chunk.text.strip() for chunk in with_list(question(text), passage, LISTED).chunks]


@pytest.mark.parametrize("text", ["哪些人可以申请？", "哪几类人能申请", "什么条件能申请", "分几种人"])
def test_a_list_that_is_announced_is_shown_where_it_is_asked_for(text: str) -> None:
    said = listed_for(text)
    assert [line[:2] for line in said[1:]] == ["1.", "2.", "3."]


def test_else_it_is_not() -> None:
    assert len(listed_for("怎么申请？")) == 1
