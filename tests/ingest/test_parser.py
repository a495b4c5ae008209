from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.corpus_files import load_policy
from ingest.errors import NoMeasuresError
from ingest.grammar.lines import LineKind
from ingest.models import Metadata, PolicyDocument
from ingest.parser import parse_policy
from tests.ingest.invariants import check, ids_of, listing

FIXTURES = Path(__file__).parent / "fixtures"
SHAPES = sorted((FIXTURES / "shapes").glob("*.md"))
REAL_POLICIES = Path(__file__).parents[3] / "shared" / "policies"


def expected_of(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def document() -> PolicyDocument:
    return load_policy()


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return expected_of(FIXTURES / "shenzhen_expected.json")


class TestBuiltInPolicy:
    """The policy that the assistant is about, against a listing made by reading it."""

    def test_head(self, document: PolicyDocument, expected: dict[str, Any]) -> None:
        names = ("title", "notice_title", "issuers", "addressees", "date", "annex_title")
        found = listing(document)
        assert {name: found[name] for name in names} == {name: expected[name] for name in names}

    def test_notice_parts(self, document: PolicyDocument, expected: dict[str, Any]) -> None:
        shown = [[part.kind, part.text[: len(start)]] for part, (_, start) in self._parts(document, expected)]
        assert shown == expected["notice_parts"]

    def _parts(self, document: PolicyDocument, expected: dict[str, Any]) -> list[tuple[Any, Any]]:
        return list(zip(document.notice.parts, expected["notice_parts"], strict=True))

    def test_sections(self, document: PolicyDocument, expected: dict[str, Any]) -> None:
        assert [section.heading for section in document.sections] == expected["sections"]

    def test_measures(self, document: PolicyDocument, expected: dict[str, Any]) -> None:
        found = [
            {
                "id": measure.id,
                "label": measure.label,
                "title": measure.title,
                "section": measure.section,
                "line": document.source.count("\n", 0, measure.span.start) + 1,
                "agencies": list(measure.agencies),
                "agencies_open": measure.agencies_open,
                "sentence_count": len(measure.sentences),
                "first_sentence": measure.sentences[0].text,
                "last_sentence": measure.sentences[-1].text,
            }
            for measure in document.measures
        ]
        assert found == expected["measures"]

    def test_scenarios(self, document: PolicyDocument, expected: dict[str, Any]) -> None:
        found = [
            {
                "id": scenario.id,
                "domain": scenario.domain,
                "name": scenario.name,
                "agencies": list(scenario.agencies),
                "agencies_open": scenario.agencies_open,
            }
            for scenario in document.scenarios
        ]
        assert found == expected["scenarios"]

    def test_what_is_not_used_is_reported(self, document: PolicyDocument, expected: dict[str, Any]) -> None:
        found = listing(document)
        assert found["warnings"] == expected["warnings"]
        assert found["noise"] == expected["noise"]

    def test_words_broken_by_pages_are_whole_again(self, document: PolicyDocument) -> None:
        repaired = {measure.id: measure.text for measure in document.measures if measure.repairs}
        assert set(repaired) == {"M5", "M9"}
        assert "重点领域应用人工智能技术开展产业化项目" in repaired["M5"]
        assert "公共服务和城市治理等领域" in repaired["M9"]

    def test_text_begins_with_the_label_and_ends_with_the_agencies(self, document: PolicyDocument) -> None:
        for measure in document.measures:
            tail = "等" if measure.agencies_open else ""
            assert measure.text.startswith(f"{measure.label}{measure.title}。")
            assert measure.text.endswith(f"（责任单位：{'、'.join(measure.agencies)}{tail}）")

    def test_body_is_the_sentences(self, document: PolicyDocument) -> None:
        for measure in document.measures:
            assert measure.body == "".join(sentence.text for sentence in measure.sentences)

    def test_invariants(self, document: PolicyDocument) -> None:
        check(document)

    def test_parsing_twice_gives_the_same(self, document: PolicyDocument) -> None:
        assert load_policy() == document

    def test_items_are_found_by_citation_id(self, document: PolicyDocument) -> None:
        assert document.item("M4") is document.measures[3]
        assert document.item("A15") is document.scenarios[14]
        assert document.item("P") is document.notice
        with pytest.raises(KeyError):
            document.item("M19")

    def test_agencies_are_listed_once_in_order(self, document: PolicyDocument) -> None:
        assert document.agencies[:4] == ("市发展改革委", "市科技创新委", "市工业和信息化局", "市国资委")
        assert len(document.agencies) == len(set(document.agencies))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    parsed = parse_policy(path.read_text(encoding="utf-8"))
    expected = expected_of(path.with_suffix(".json"))
    found = listing(parsed)
    assert {name: found[name] for name in expected} == expected
    check(parsed)


def gold_files() -> list[Path]:
    return sorted(REAL_POLICIES.glob("*_gold.json"))


@pytest.mark.skipif(not gold_files(), reason="the real policies with gold parses are not beside this checkout")
@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem)
def test_real_policy(path: Path) -> None:
    gold = expected_of(path)
    parsed = load_policy(REAL_POLICIES / gold["file"])
    expected = [
        {
            "label": measure["label"],
            "title": measure["title"] or "",
            "section": measure["section"] or "",
            "units": measure["units"],
            "first_10_chars": measure["first_10_chars"],
            "last_10_chars": measure["last_10_chars"],
        }
        for measure in gold["measures"]
    ]
    found = [
        {
            "label": measure.label,
            "title": measure.title,
            "section": measure.section,
            "units": list(measure.agencies),
            "first_10_chars": measure.text[:10],
            "last_10_chars": measure.text[-10:],
        }
        for measure in parsed.measures
    ]
    assert found == expected
    assert parsed.title == gold["title"]
    check(parsed)


@pytest.mark.parametrize("text", ["", "\n\n", "没有编号的一段话。", "（一）", "某市若干措施", "序号\t名称\t责任单位"])
def test_text_that_states_nothing_is_refused(text: str) -> None:
    with pytest.raises(NoMeasuresError, match="没有找到编号的措施"):
        parse_policy(text)


def test_mark_that_only_looks_like_a_number_is_text() -> None:
    digits = "1" * 5000  # int() refuses more than 4300 digits
    parsed = parse_policy(f"（一）甲。\n第{digits}条\n{digits}、乙。")
    assert [measure.id for measure in parsed.measures] == ["M1"]
    check(parsed)


def test_metadata_fill_what_the_text_leaves_out() -> None:
    parsed = load_policy()
    bare = parse_policy("（一）甲。", parsed.metadata)
    assert bare.notice.issuers == parsed.metadata.issuers
    assert bare.notice.date == parsed.metadata.date


def test_the_text_wins_over_metadata() -> None:
    parsed = parse_policy("乙市人民政府关于甲的通知\n\n2020年1月2日\n\n（一）甲。", load_policy().metadata)
    assert parsed.notice.issuers == ("乙市人民政府",)
    assert str(parsed.notice.date) == "2020-01-02"


def test_digest_tells_texts_apart() -> None:
    assert parse_policy("（一）甲。").digest != parse_policy("（一）乙。").digest


def test_document_without_a_title_has_a_name() -> None:
    assert parse_policy("（一）甲。").metadata.short_title == "这份文件"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("序号\t名称\t责任单位\n1\t甲\t乙局", ["A1"]),
        ("某市通知\n支持企业发展，给予奖励。\n支持高校发展，给予奖励。", ["G1", "G2"]),
        ("（一）甲。\n| 名称 | 单位 |\n|---|---|\n| 乙 | 丙局 |", ["M1", "A1"]),
    ],
)
def test_what_states_something_is_an_item(text: str, ids: list[str]) -> None:
    parsed = parse_policy(text)
    assert ids_of(parsed) == ids
    assert all(parsed.has(one) for one in ids)
    check(parsed)


def test_a_person_names_the_level_of_the_measures() -> None:
    text = "（一）甲\n1.乙乙。支持企业发展。（责任单位：甲局）\n2.丙丙。支持高校发展。（责任单位：乙局）"
    assert [measure.label for measure in parse_policy(text).measures] == ["1.", "2."]
    overruled = parse_policy(text, Metadata("a", "《甲》", measures=LineKind.ITEM))
    assert [measure.label for measure in overruled.measures] == ["（一）"]
    assert overruled.measures[0].agencies == ("甲局", "乙局")
    check(overruled)


@pytest.mark.parametrize("line", ["第五条和第七条之一处理的除外。", "第三条第二款的规定处理。", "第三条规定办理。"])
def test_an_article_named_in_mid_sentence_is_none(line: str) -> None:
    parsed = parse_policy(f"第一章 甲\n第一条　甲。\n第二条　依照\n{line}\n第三条　丙。\n")
    assert [measure.label for measure in parsed.measures] == ["第一条", "第二条", "第三条"]
    assert parsed.measures[1].text.endswith(f"依照{line}")
    check(parsed)


def test_an_article_behind_a_title_without_a_full_stop_is_one() -> None:
    parsed = parse_policy("第一条　目的\n为了甲。\n第二条　范围\n适用于乙。\n第三条　和谐\n丙。\n")
    assert [measure.label for measure in parsed.measures] == ["第一条", "第二条", "第三条"]


def test_labels_with_gaps_and_insertions_are_kept_and_ids_are_in_order() -> None:
    parsed = load_policy(FIXTURES / "labels.md")
    assert [(measure.id, measure.label) for measure in parsed.measures] == [
        ("M1", "第一条"),
        ("M2", "第二条"),
        ("M3", "第三条"),
        ("M4", "第五条"),
        ("M5", "第七条"),
        ("M6", "第七条之一"),
        ("M7", "第七条之二"),
        ("M8", "第九条"),
        ("M9", "第十二条"),
    ]
