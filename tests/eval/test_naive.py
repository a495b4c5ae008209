"""The ten-minute system, with the shipped model."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from eval.naive import CHUNK_OVERLAP, CHUNK_SIZE, TOP_K, Naive, main_item
from eval.questions import Asked
from eval.splits import load
from index.encoders import open_encoder
from index.llama.embedding import PolicyEmbedding
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

pytestmark = pytest.mark.slow

ASKED = [question.asked for question in load("plan-dev")[::23]]


def build(document: PolicyDocument) -> Naive:
    return Naive(document, PolicyEmbedding(open_encoder(IndexSettings())))


@pytest.fixture(scope="module")
def naive(document: PolicyDocument) -> Naive:
    return build(document)


def test_it_cuts_as_llama_index_does(naive: Naive, document: PolicyDocument) -> None:
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)
    pieces = splitter.split_text(document.source)
    assert len(pieces) > TOP_K
    answers = {naive.answer(asked).answer for asked in ASKED}
    assert answers <= set(pieces)
    assert len(answers) > 5


def test_the_answer_is_a_slice_of_the_source_and_cites_what_most_of_it_is(
    naive: Naive, document: PolicyDocument
) -> None:
    for asked in ASKED:
        response = naive.answer(asked)
        start = document.source.find(response.answer)
        assert document.source.count(response.answer) == 1
        assert response.citations == (main_item(document, start, start + len(response.answer)),)
        assert response.quotes == ((response.citations[0], response.answer),)
        assert response.ranked[0] == response.citations[0]
        assert 1 <= len(response.ranked) <= TOP_K
        assert not response.refused
        assert response.support is None


@pytest.mark.slow
def test_a_second_one_in_the_same_process_answers_the_same(naive: Naive, document: PolicyDocument) -> None:
    again = build(document)
    for asked in ASKED[:5]:
        for system in (again, naive):
            assert len(set(system.answer(asked).ranked)) == len(system.answer(asked).ranked)
        assert replace(again.answer(asked), milliseconds=None) == replace(naive.answer(asked), milliseconds=None)
    assert max(len(naive.answer(asked).ranked) for asked in ASKED) > TOP_K // 2


def test_the_item_with_the_most_characters(document: PolicyDocument) -> None:
    spans = {measure.id: measure.span for measure in document.measures}
    spans |= {scenario.id: scenario.span for scenario in document.scenarios}
    assert len(spans) == 18 + 25
    for item, span in spans.items():
        assert main_item(document, span.start, span.end) == item
    for first, second in pairwise(document.measures):
        assert main_item(document, first.span.end - 10, second.span.start + 9) == first.id
        assert main_item(document, first.span.end - 9, second.span.start + 10) == second.id


def test_what_stands_before_the_measures_is_the_preamble(document: PolicyDocument) -> None:
    first = document.measures[0]
    assert main_item(document, 0, 10) == "P"
    assert main_item(document, document.notice.span.end - 10, first.span.start + 9) == "P"
    assert main_item(document, document.notice.span.end - 9, first.span.start + 10) == first.id


def test_paragraphs_and_final_provisions_are_items_too() -> None:
    text = "某市若干措施\n\n一、总体目标\n\n到2027年，建成平台10个。\n\n二、任务\n\n（一）建设平台。给予补助。\n\n三、附则\n\n本措施自2026年1月1日起施行。\n"
    document = parse_policy(text)
    assert main_item(document, text.index("到2027"), text.index("到2027") + 10) == "G1"
    assert main_item(document, text.index("本措施"), len(text)) == "C"


def test_the_nearest_piece_is_nearer_to_what_it_answers(naive: Naive) -> None:
    far, near = (naive.nearness(Asked("1", text)) for text in ("红烧肉怎么做才不腻", "人工智能基金群的规模有多大？"))
    assert near > far
