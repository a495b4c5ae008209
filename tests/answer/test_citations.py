from __future__ import annotations

import logging

import pytest

from answer.citations import cite, cite_task
from answer.messages import NOTICE_LABEL
from ingest.chunks import make_chunks
from ingest.models import Chunk, Measure, PolicyDocument, Scenario, Sentence
from ingest.parser import parse_policy


def chunks_of(document: PolicyDocument, citation_id: str) -> list[Chunk]:
    return [chunk for chunk in make_chunks(document) if chunk.citation_id == citation_id]


def test_a_measure(document: PolicyDocument) -> None:
    citation = cite(document.item("M16"), chunks_of(document, "M16")[1:3], document)
    assert citation is not None
    assert (citation.id, citation.label, citation.title) == ("M16", "（十六）", "加强资金保障")
    assert citation.section == "六、保障措施"
    assert citation.agencies[0] == "市财政局"
    assert citation.agencies_open
    assert [quote.text[:8] for quote in citation.quotes] == ["加大财政资金投入", "发挥政府投资引导"]


def test_a_row_of_the_annex(document: PolicyDocument) -> None:
    citation = cite(document.item("A15"), chunks_of(document, "A15"), document)
    assert citation is not None
    assert (citation.id, citation.label, citation.section) == ("A15", "附件第15项", "城市治理")
    assert citation.agencies == ("市住房建设局", "市工业和信息化局")
    assert not citation.agencies_open


def test_the_notice(document: PolicyDocument) -> None:
    citation = cite(document.item("P"), chunks_of(document, "P"), document)
    assert citation is not None
    assert (citation.id, citation.label, citation.title) == ("P", NOTICE_LABEL, document.title)
    assert citation.agencies == ()


def test_every_chunk_can_be_cited(document: PolicyDocument) -> None:
    for chunk in make_chunks(document):
        citation = cite(document.item(chunk.citation_id), [chunk], document)
        assert citation is not None, chunk.id
        assert [quote.text for quote in citation.quotes] == [chunk.text]


def test_what_the_item_does_not_say_is_dropped(document: PolicyDocument, caplog: pytest.LogCaptureFixture) -> None:
    good = chunks_of(document, "M16")[1]
    invented = Chunk("M16.9", "M16", "sentence", "奖励一百万元。", "", good.start, good.end)
    empty = Chunk("M16.8", "M16", "sentence", "", "", good.start, good.start)
    with caplog.at_level(logging.ERROR):
        citation = cite(document.item("M16"), [invented, good, empty], document)
    assert citation is not None
    assert [quote.text for quote in citation.quotes] == [good.text]
    assert "M16" in caplog.text


def test_without_a_true_quote_there_is_no_citation(document: PolicyDocument) -> None:
    other = chunks_of(document, "M4")[1]
    assert cite(document.item("M16"), [other], document) is None
    assert cite(document.item("M16"), [], document) is None


@pytest.mark.parametrize("number", range(1, 19))
def test_a_measure_is_cited_by_its_list_of_agencies(document: PolicyDocument, number: int) -> None:
    measure = document.measures[number - 1]
    citation = cite_task(measure, (), document)
    (quote,) = citation.quotes
    assert quote.text.startswith(f"（责任单位：{'、'.join(measure.agencies)}")
    assert document.source[quote.start : quote.end] == quote.text
    assert (citation.agencies, citation.agencies_open) == (measure.agencies, measure.agencies_open)


def test_sentences_stand_before_the_list(document: PolicyDocument) -> None:
    measure = document.item("M16")
    assert isinstance(measure, Measure)
    citation = cite_task(measure, measure.sentences[1:2], document)
    assert [quote.text[:6] for quote in citation.quotes] == ["发挥政府投资", "（责任单位："]


@pytest.mark.parametrize("number", range(1, 26))
def test_a_row_is_quoted_whole(document: PolicyDocument, number: int) -> None:
    row = document.scenarios[number - 1]
    citation = cite_task(row, (), document)
    (quote,) = citation.quotes
    assert document.source[quote.start : quote.end] == quote.text == row.text
    assert quote.text.startswith(f"{number}\t{row.domain}\t{row.name}\t")


def test_sentences_are_of_no_use_for_a_row(document: PolicyDocument) -> None:
    row = document.item("A15")
    assert isinstance(row, Scenario)
    assert cite_task(row, [Sentence("不在其中。", 0, 5)], document) == cite_task(row, (), document)


def test_a_sentence_of_another_measure_is_dropped(document: PolicyDocument, caplog: pytest.LogCaptureFixture) -> None:
    measure, other = document.measures[15], document.measures[3]
    with caplog.at_level(logging.ERROR):
        citation = cite_task(measure, other.sentences[:1], document)
    assert [quote.text[:6] for quote in citation.quotes] == ["（责任单位："]
    assert "M16" in caplog.text


def test_a_measure_without_agencies_is_cited_without_quotes() -> None:
    policy = parse_policy("某市若干措施\n\n（一）支持养蜂。新建蜂场。\n")
    citation = cite_task(policy.measures[0], (), policy)
    assert (citation.id, citation.quotes, citation.agencies) == ("M1", (), ())
