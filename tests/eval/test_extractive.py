from __future__ import annotations

from pathlib import Path

import pytest

from eval.extractive import ExtractiveScores, as_document, measure_answers
from eval.public import PublicSet
from index.settings import IndexSettings

PASSAGES = ("养蜂场每年补助二十万元。蜂蜜节在秋天举办。", "算力平台由市里建设。", "图书馆周一闭馆。")


def test_every_passage_is_a_measure() -> None:
    document = as_document("set", PASSAGES)
    assert [(measure.id, measure.text) for measure in document.measures] == list(
        zip(("M1", "M2", "M3"), PASSAGES, strict=True)
    )
    for measure in document.measures:
        assert measure.span.of(document.source) == measure.text
    assert [sentence.text for sentence in document.measures[0].sentences] == [
        "养蜂场每年补助二十万元。",
        "蜂蜜节在秋天举办。",
    ]


@pytest.mark.slow
def test_shares_by_hand(tmp_path: Path) -> None:
    data = PublicSet(
        "set",
        PASSAGES,
        (
            ("养蜂场每年补助多少元？", frozenset({0})),  # answered rightly
            ("算力平台由谁建设？", frozenset({0})),  # answered, but the gold says of another passage and span
            ("梅西和C罗谁更厉害", frozenset({2})),  # refused
            ("图书馆周几闭馆？", frozenset({2})),  # answered with one of two gold spans
        ),
        (("二十 万元",), ("省里",), ("梅西",), ("周日", "周一")),
    )
    folder = tmp_path / "untouched"
    scores = measure_answers(data, IndexSettings(library=folder))
    assert scores == ExtractiveScores(questions=4, answered=3 / 4, found=2 / 4, right_passage=2 / 4)
    assert scores.line.startswith("  answers: 0.7500 of 4 answered, right passage 0.5000")
    assert not folder.exists()
