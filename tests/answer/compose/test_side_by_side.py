"""What is written of several sides: each with its sentences, no sentence twice, all of them in the document."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.compose.side_by_side import write_sides
from answer.find.sides import FoundSide
from ingest.chunks import make_chunks
from ingest.models import PolicyDocument


def side(document: PolicyDocument, name: str, item_id: str, *places: int, is_named: bool = True) -> FoundSide:
    chunks = [chunk for chunk in make_chunks(document) if chunk.citation_id == item_id and not chunk.is_whole]
    return FoundSide(name, document.item(item_id), tuple(chunks[place] for place in places), is_named)


def test_each_side_stands_above_its_sentences(document: PolicyDocument) -> None:
    found = [side(document, "人才", "M14", 0), side(document, "资金", "M16", 0)]
    answer = write_sides(found, document)
    assert answer is not None
    assert [citation.id for citation in answer.citations] == ["M14", "M16"]
    first, second = answer.body.split("\n\n")
    for block, one in ((first, found[0]), (second, found[1])):
        assert block.startswith(f"**{one.name}**\n")
        assert "".join(one.chunks[0].text.split()) in "".join(block.split())


def test_a_side_that_the_item_does_not_call_so_is_not_named(document: PolicyDocument) -> None:
    found = [side(document, "招人", "M14", 0, is_named=False), side(document, "资金", "M16", 0)]
    answer = write_sides(found, document)
    assert answer is not None
    assert "招人" not in answer.body
    assert "**资金**" in answer.body


def test_what_answers_all_sides_is_said_once(document: PolicyDocument) -> None:
    answer = write_sides([side(document, "甲", "M16", 0, 1), side(document, "乙", "M16", 0, 1)], document)
    assert answer is not None
    assert "甲" not in answer.body
    assert [citation.id for citation in answer.citations] == ["M16"]
    lines = answer.body.splitlines()
    assert len(lines) == len(set(lines)) == 2


def test_where_it_stands_is_said_if_that_was_asked(document: PolicyDocument) -> None:
    answer = write_sides([side(document, "人才", "M14", 0)], document, tells_place=True)
    assert answer is not None
    assert answer.body.startswith("**第十四条")


def test_nothing_found_is_no_answer(document: PolicyDocument) -> None:
    assert write_sides([], document) is None


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("企业联合实验室和产业联盟，各有什么安排，有何不同？", {"M4", "M15"}),
        ("智能算力芯片与语料数据，文件里分别怎么安排？", {"M4", "M13"}),
    ],
)
def test_every_quote_stands_in_its_item(assistant: Assistant, question: str, items: set[str]) -> None:
    answer = assistant.ask(question)
    assert not answer.refused
    assert {citation.id for citation in answer.citations} == items
    assert all(quote.text in citation.text for citation in answer.citations for quote in citation.quotes)
