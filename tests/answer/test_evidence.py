from __future__ import annotations

import math
from dataclasses import fields

import pytest

from answer.answerability import MEASUREMENTS
from answer.assistant import Assistant
from answer.evidence import Coverage, gather, measure_support
from answer.models import Signals
from answer.question import Question
from answer.thresholds import COVERAGE_BONUS, LINE, SIGNAL_WEIGHTS, WORD_LINE, WORD_WEIGHTS
from index.anchors import Nearness
from index.models import SearchResult
from ingest.models import Chunk, ChunkKind
from ingest.parser import parse_policy

SMALL = parse_policy(
    "某市措施\n（一）算力。建设算力平台。\n（二）人才。培养人才，建设基地。\n（三）资金。设立基金。\n"
    "附件：场景清单\n序号\t应用领域\t场景名称\t责任单位\n1\t农业\t病虫害识别\t市农业局\n2\t城管\t公园\t市城管局\n"
)
COVERAGE = Coverage(SMALL)
FAR = Nearness({}, 0.0, 0.0)


def question(words: tuple[str, ...] = (), synonyms: dict[str, tuple[str, ...]] | None = None) -> Question:
    return Question("", "", words, synonyms or {}, None, None, several=False)


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
    evidence = gather(question(), results, COVERAGE)
    # M2: (4 + 3.5) / 2 = 3.75; M1: (5 + 1) / 2 = 3, the third does not count.
    assert [(found.citation_id, found.score) for found in evidence] == [("M2", 3.75), ("M1", 3.0)]
    assert [r.chunk.id for r in evidence[1].results] == ["M1.1", "M1.2", "M1"]
    assert evidence[0].item is SMALL.measures[1]


def test_one_chunk_counts_alone() -> None:
    assert [found.score for found in gather(question(), [result("M1", 1, 2.0)], COVERAGE)] == [2.0]


def test_an_item_gains_by_the_words_that_it_holds() -> None:
    results = [result("M1.1", 1, 3.0), result("M3.1", 2, 3.0 - COVERAGE_BONUS / 2)]
    evidence = gather(question(("基金",)), results, COVERAGE)
    assert [(found.citation_id, found.score) for found in evidence] == [("M3", 3.0 + COVERAGE_BONUS / 2), ("M1", 3.0)]


def test_the_paragraphs_of_a_notice_count_alone() -> None:
    results = [result("P.1", 1, 5.0, kind="preamble"), result("P.2", 2, 1.0, kind="preamble")]
    assert [found.score for found in gather(question(), results, COVERAGE)] == [5.0]


def test_titles_and_signatures_are_no_evidence() -> None:
    assert gather(question(), [result("P.1", 1, 9.0, kind="formality")], COVERAGE) == []


@pytest.mark.parametrize(
    ("words", "synonyms", "rows"),
    [
        (("病虫害",), {}, ["A1"]),
        (("公园",), {}, ["A2"]),
        # A short word is but a small part of a long name.
        (("识别",), {}, []),
        (("识别", "病虫"), {}, ["A1"]),
        (("虫子",), {"虫子": ("病虫害",)}, ["A1"]),
        (("算力",), {}, []),
        ((), {}, []),
    ],
)
def test_a_row_must_be_named(words: tuple[str, ...], synonyms: dict[str, tuple[str, ...]], rows: list[str]) -> None:
    results = [result("A1", 1, 5.0, kind="scenario"), result("A2", 2, 5.0, kind="scenario")]
    assert [found.citation_id for found in gather(question(words, synonyms), results, COVERAGE)] == rows


def test_nothing_found_is_no_evidence() -> None:
    assert gather(question(), [], COVERAGE) == []


def test_rarity_is_the_idf_of_bm25() -> None:
    coverage = Coverage(SMALL)
    items = len({"P", "M1", "M2", "M3", "A1", "A2"})
    assert coverage.occurrences("建设") == 2
    assert coverage.rarity("建设") == pytest.approx(math.log(1 + (items - 2 + 0.5) / 2.5))
    assert coverage.rarity("没有") == pytest.approx(math.log(1 + (items + 0.5) / 0.5))
    assert coverage.rarity("没有") > coverage.rarity("算力") > coverage.rarity("建设")


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


def test_the_share_of_plain_words_and_the_tasks_that_hold_one() -> None:
    coverage = Coverage(SMALL)
    assert coverage.share_of_words(["算力", "平台"], "M1") == 1.0
    assert coverage.share_of_words(["算力", "基金"], "M1") == pytest.approx(0.5)
    assert coverage.share_of_words([], "M1") == 0.0
    assert set(coverage.ids) == {"P", "M1", "M2", "M3", "A1", "A2"}
    assert coverage.occurrences("措施") == 1
    assert coverage.tasks_with("措施") == 0
    assert coverage.tasks_with("建设") == 2


def test_what_neither_the_document_nor_the_lexicon_has_is_unknown() -> None:
    coverage = Coverage(SMALL)
    assert coverage.unknown(question(("算力", "基金"))) == 0.0
    assert coverage.unknown(question(("算力", "火锅"))) == 0.5
    assert coverage.unknown(question(("算力", "显卡"), {"买显卡": ("算力",)})) == 0.0
    assert coverage.unknown(question()) == 0.0


def test_counting_remembers_but_does_not_grow_without_end() -> None:
    coverage = Coverage(SMALL)
    for number in range(20_100):
        coverage.occurrences(str(number))
    assert len(coverage._known) <= 20_000
    assert coverage.occurrences("算力") == 1


def test_support_adds_all_signals() -> None:
    results = [result("M1.1", 1, 2.0, 0.8), result("P.1", 2, 1.0, 0.99, "formality"), result("M2.1", 3, 0.5, 0.7)]
    asked = Question("", "人工智能算力", ("算力", "火锅"), {}, None, None, several=False)
    evidence = gather(asked, results, COVERAGE)
    # The title is nearer than anything, and is no evidence.
    assert [found.citation_id for found in evidence] == ["M1", "M2"]
    signals = measure_support(asked, evidence, COVERAGE, Nearness({"M1.1": 0.9}, 0.9, 0.6, covers=True))
    held = COVERAGE.rarity("算力")
    assert (signals.cosine, signals.held, signals.unknown) == (0.8, held, 0.5)
    assert (signals.lexicon, signals.other, signals.subject) == (0.9, 0.6, 1.0)
    assert signals.coverage == pytest.approx(held / (held + COVERAGE.rarity("火锅")))
    weights = SIGNAL_WEIGHTS
    expected = (
        weights["cosine"] * 0.8
        + weights["held"] * held
        + weights["unknown"] * 0.5
        + weights["lexicon"] * 0.9
        + weights["other"] * 0.6
        + weights["subject"]
    )
    assert signals.topic == signals.support == pytest.approx(expected - LINE)


def test_without_a_model_words_alone_support() -> None:
    asked = Question("", "人工智能算力", ("算力", "火锅"), {}, None, None, several=False)
    signals = measure_support(asked, gather(asked, [result("M1.1", 1, 2.0, 0.8)], COVERAGE), COVERAGE, None)
    expected = sum(weight * getattr(signals, name) for name, weight in WORD_WEIGHTS.items()) - WORD_LINE
    assert signals.topic == signals.support == pytest.approx(expected)
    assert not {"cosine", "lexicon", "other"} & WORD_WEIGHTS.keys()


def test_every_weight_is_of_a_signal() -> None:
    assert set(SIGNAL_WEIGHTS) <= {field.name for field in fields(Signals)} - {"topic", "support"}


def test_no_evidence_is_no_support() -> None:
    signals = measure_support(question(("算力",)), [], COVERAGE, FAR)
    assert (signals.cosine, signals.coverage, signals.held) == (0.0, 0.0, 0.0)
    assert signals.support < 0


def test_signals_of_the_policy_are_absolute(assistant: Assistant) -> None:
    def topic(raw: str) -> float:
        observed = assistant.observe(raw)
        assert observed is not None
        return observed.measured[MEASUREMENTS.index("topic")]

    assert topic("人工智能基金群规模有多大") > topic("红烧肉怎么做才不腻") + 5
    # The name of the city makes nothing nearer.
    assert topic("深圳红烧肉怎么做才不腻") == pytest.approx(topic("红烧肉怎么做才不腻"), abs=1)
