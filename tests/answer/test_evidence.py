from __future__ import annotations

import math

import pytest

from answer.assistant import Assistant
from answer.evidence import Coverage, Evidence, gather, measure_support
from answer.question import Question
from answer.thresholds import COSINE_WEIGHT, COVERAGE_WEIGHT
from index.models import SearchResult
from ingest.models import Chunk, ChunkKind
from ingest.parser import parse_policy

SMALL = parse_policy("某市措施\n（一）算力。建设算力平台。\n（二）人才。培养人才，建设基地。\n（三）资金。设立基金。")


def result(key: str, rank: int, score: float, dense: float | None = None, kind: ChunkKind = "sentence") -> SearchResult:
    chunk = Chunk(key, key.partition(".")[0], kind, key, "", 0, 1)
    return SearchResult(chunk, rank, score, dense, None, None, None)


def test_results_are_grouped_by_item_and_ordered_by_the_two_best() -> None:
    results = [
        result("M1.1", 1, 5.0),
        result("M2.1", 2, 4.0),
        result("M2.2", 3, 3.5),
        result("M1.2", 4, 1.0),
        result("M1", 5, 0.9),
    ]
    evidence = gather(results, SMALL)
    # M2: (4 + 3.5) / 2 = 3.75; M1: (5 + 1) / 2 = 3, the third does not count.
    assert [(found.citation_id, found.score) for found in evidence] == [("M2", 3.75), ("M1", 3.0)]
    assert [r.chunk.id for r in evidence[1].results] == ["M1.1", "M1.2", "M1"]
    assert evidence[0].item is SMALL.measures[1]


def test_one_chunk_counts_alone() -> None:
    assert Evidence("M1", SMALL.measures[0], (result("M1", 1, 2.0),)).score == 2.0


def test_nothing_found_is_no_evidence() -> None:
    assert gather([], SMALL) == []


def test_rarity_is_the_idf_of_bm25() -> None:
    coverage = Coverage(SMALL)
    items = len({"P", "M1", "M2", "M3"})
    assert coverage.occurrences("建设") == 2
    assert coverage.rarity("建设") == pytest.approx(math.log(1 + (items - 2 + 0.5) / 2.5))
    assert coverage.rarity("没有") == pytest.approx(math.log(1 + (items + 0.5) / 0.5))
    assert coverage.rarity("没有") > coverage.rarity("算力") > coverage.rarity("建设")


def question(words: tuple[str, ...], synonyms: dict[str, tuple[str, ...]] | None = None) -> Question:
    return Question("", "", words, synonyms or {}, None, None, several=False)


def test_coverage_weighs_words_by_rarity() -> None:
    coverage = Coverage(SMALL)
    common, rare = coverage.rarity("建设"), coverage.rarity("基金")
    assert coverage.share(question(("建设", "基金")), "M1") == pytest.approx(common / (common + rare))
    assert coverage.share(question(("建设", "基金")), "M3") == pytest.approx(rare / (common + rare))
    assert coverage.share(question(("算力",)), "M1") == 1.0
    assert coverage.share(question(("没有",)), "M1") == 0.0
    assert coverage.share(question(()), "M1") == 0.0


def test_a_synonym_counts_as_the_word() -> None:
    coverage = Coverage(SMALL)
    assert coverage.share(question(("显卡",), {"显卡": ("算力",)}), "M1") == 1.0
    assert coverage.share(question(("显卡",), {"显卡": ("算力",)}), "M3") == 0.0


def test_a_long_word_counts_by_its_pairs() -> None:
    # 算力, 力平, 平台 and 台里: three of four stand in the text.
    assert Coverage(SMALL).share(question(("算力平台里",)), "M1") == pytest.approx(3 / 4)


def test_support_adds_both_legs() -> None:
    results = [result("M1.1", 1, 2.0, 0.8), result("P.1", 2, 1.0, 0.99, "formality"), result("M2.1", 3, 0.5, 0.7)]
    evidence = gather(results, SMALL)
    # The title is nearer than anything, and is no evidence.
    assert [found.citation_id for found in evidence] == ["M1", "M2"]
    signals = measure_support(question(("算力",)), evidence, Coverage(SMALL), 0.8)
    assert (signals.cosine, signals.coverage) == (0.8, 1.0)
    assert signals.support == pytest.approx(COSINE_WEIGHT * 0.8 + COVERAGE_WEIGHT * 1.0)


def test_no_evidence_is_no_support() -> None:
    signals = measure_support(question(("算力",)), [], Coverage(SMALL), 0.0)
    assert (signals.cosine, signals.coverage, signals.support) == (0.0, 0.0, 0.0)


def test_signals_of_the_policy_are_absolute(
    assistant: Assistant,
) -> None:
    def support(raw: str) -> float:
        return assistant.measure(raw).support

    assert support("人工智能基金群规模有多大") > support("红烧肉怎么做才不腻") + 0.03
    # The name of the city makes nothing nearer.
    assert support("深圳红烧肉怎么做才不腻") == pytest.approx(support("红烧肉怎么做才不腻"), abs=0.01)
