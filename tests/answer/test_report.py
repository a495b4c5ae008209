from __future__ import annotations

import json

from answer.assistant import Assistant
from answer.report import to_json


def test_an_answer(assistant: Assistant) -> None:
    answer = assistant.ask("人工智能基金群规模有多大？")
    values = json.loads(json.dumps(to_json(answer), ensure_ascii=False))
    assert (values["question"], values["answer"]) == (answer.question, answer.text)
    assert (values["status"], values["refused"], values["route"]) == ("answered", False, "retrieval")
    assert values["citations"][0]["id"] == "M16"
    quote, cited = answer.citations[0].quotes[0], values["citations"][0]["quotes"][0]
    assert cited == {"text": quote.text, "start": quote.start, "end": quote.end}
    assert answer.signals is not None
    assert values["signals"]["support"] == answer.signals.support
    assert [row["rank"] for row in values["results"]] == list(range(1, len(answer.results) + 1))
    assert all(value >= 0 for value in values["timings_ms"].values())
    assert values["suggestions"] == []


def test_a_refusal(assistant: Assistant) -> None:
    values = to_json(assistant.ask(""))
    assert (values["status"], values["refused"]) == ("blocked_input", True)
    assert values["citations"] == []
    assert values["signals"] is None
    assert len(values["suggestions"]) in (2, 3)


def test_half_a_character_can_be_written(assistant: Assistant) -> None:
    json.dumps(to_json(assistant.ask("基金\ud800规模")), ensure_ascii=False).encode()
