from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from answer.library_assistant import LibraryAssistant
from answer.models import Route, Status
from eval.answer_files import answer_file
from eval.questions import Asked, Turn
from eval.splits import load
from eval.systems import Full
from ingest.models import PolicyDocument
from tests.eval.making import FailsAfter, read_rows

FIELDS = {
    "id": str,
    "answer": str,
    "citations": list,
    "quotes": list,
    "refused": bool,
    "status": str,
    "route": str,
    "latency_ms": float,
}


def test_every_line_has_the_fields_of_the_format(
    tmp_path: Path, library_assistant: LibraryAssistant, document: PolicyDocument
) -> None:
    questions = [question.asked for question in load("plan-dev")[::40]]
    answer_file(Full(library_assistant), questions, tmp_path / "new" / "a.jsonl")
    rows = read_rows(tmp_path / "new" / "a.jsonl")
    assert [row["id"] for row in rows] == [question.id for question in questions]
    for row in rows:
        assert {name: type(value) for name, value in row.items()} == FIELDS
        assert list(row) == list(FIELDS)
        assert row["status"] in get_args(Status)
        assert row["route"] in get_args(Route)
        assert row["refused"] is (row["status"] != "answered")
        assert bool(row["citations"]) is not row["refused"]
        assert row["latency_ms"] > 0
        for quote in row["quotes"]:
            assert quote.keys() == {"id", "text"}
            assert quote["id"] in row["citations"]
            squeezed = "".join(document.source.split())
            assert "".join(quote["text"].split()) in squeezed


def test_one_line_by_hand(tmp_path: Path, library_assistant: LibraryAssistant) -> None:
    asked = Asked("甲", "基金群规模多大", (Turn("user", "你好"),))
    answer_file(Full(library_assistant), [asked, Asked("乙", "")], tmp_path / "a.jsonl")
    first, second = read_rows(tmp_path / "a.jsonl")
    for row in (first, second):
        row.pop("latency_ms")
    quote = "发挥政府投资引导基金作用，统筹整合基金资源，形成规模 1000 亿元的人工智能基金群。"
    assert first == {
        "id": "甲",
        "answer": f"**1000 亿元**\n\n{quote}〔（十六）〕",
        "citations": ["M16"],
        "quotes": [{"id": "M16", "text": quote}],
        "refused": False,
        "status": "answered",
        "route": "retrieval",
    }
    assert second == {
        "id": "乙",
        "answer": library_assistant.ask("").text,
        "citations": [],
        "quotes": [],
        "refused": True,
        "status": "blocked_input",
        "route": "intake",
    }
    assert '"甲"' in (tmp_path / "a.jsonl").read_text(encoding="utf-8")


def test_nothing_is_half_written(tmp_path: Path, library_assistant: LibraryAssistant) -> None:
    out = tmp_path / "a.jsonl"
    out.write_text("old", encoding="utf-8")
    questions = [question.asked for question in load("plan-dev")[:3]]
    with pytest.raises(ConnectionError):
        answer_file(FailsAfter(Full(library_assistant), 2), questions, out)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    assert out.read_text(encoding="utf-8") == "old"


def test_questions_are_asked_one_by_one(tmp_path: Path, library_assistant: LibraryAssistant) -> None:
    system = FailsAfter(Full(library_assistant), 3)

    def questions() -> Iterator[Asked]:
        for number in range(3):
            assert len(system.asked) == number
            yield Asked(str(number), "基金群规模多大")

    answer_file(system, questions(), tmp_path / "a.jsonl")
    assert len(read_rows(tmp_path / "a.jsonl")) == 3


def test_no_questions_no_lines(tmp_path: Path, library_assistant: LibraryAssistant) -> None:
    answer_file(Full(library_assistant), [], tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == ""
