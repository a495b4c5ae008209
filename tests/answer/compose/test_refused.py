"""Whom a refusal names: only units that the document names for the item, or for itself."""

from __future__ import annotations

import pytest

from answer.compose.refused import whom_to_ask
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.answer.understand.recognisers.conftest import names_of

OWNED, CONSULTED, INTERPRETED, SILENT = (
    "sports-events-2018",
    "qingdao-opc-list-2",
    "lingang-super-individual-2026",
    "accounting-law",
)


def document_of(document_id: str) -> PolicyDocument:
    return names_of(document_id).document


@pytest.mark.parametrize("document_id", [OWNED, "guangdong-opc-2026", "sichuan-opc-2026"])
def test_the_agencies_of_the_nearest_item_are_to_be_asked(document_id: str) -> None:
    document = document_of(document_id)
    for measure in document.measures:
        line = whom_to_ask(measure, document)
        assert measure.agencies[0] in line
        assert sum(agency in line for agency in measure.agencies) >= min(3, len(measure.agencies))


def test_who_is_named_for_questions_comes_first() -> None:
    document = document_of(CONSULTED)
    lines = [whom_to_ask(measure, document) for measure in document.measures if measure.duties]
    assert lines
    assert all("咨询" in line for line in lines)


def test_else_who_interprets_the_document() -> None:
    document = document_of(INTERPRETED)
    assert "临港新片区管委会" in whom_to_ask(document.measures[0], document)


def test_nobody_is_made_up() -> None:
    document = document_of(SILENT)
    assert {whom_to_ask(measure, document) for measure in document.measures} == {""}


def test_of_many_agencies_the_first_are_named() -> None:
    document = parse_policy(
        "某市措施\n（一）修路。修路。（责任单位：甲局、乙局、丙局、丁局、戊局）\n（二）架桥。架桥。"
    )
    line = whom_to_ask(document.measures[0], document)
    assert "甲局、乙局、丙局等" in line
    assert "丁局" not in line
