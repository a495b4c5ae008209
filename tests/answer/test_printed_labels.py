"""Whatever a document prints as its labels: each leads back to exactly the items that bear it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.addressing import find_address, find_addresses, find_named, name_items, name_neighbour, read_address
from index.normalize import normalize
from ingest.grammar.labels import Number
from ingest.models import Measure, PolicyDocument
from ingest.parser import parse_policy
from tests.ingest.grammar_of_policies import Labelled, labelled

FIXTURES = Path(__file__).parents[1] / "ingest" / "fixtures"
LABELS = parse_policy((FIXTURES / "labels.md").read_text(encoding="utf-8"))
"""Articles with gaps, and two that were put in between."""
RESTARTS = parse_policy((FIXTURES / "shapes" / "numbering_that_restarts.md").read_text(encoding="utf-8"))
CHAPTERS = parse_policy(
    "某市办法\n\n第一章 总则\n\n第一条 制定本办法。\n\n第二条 适用本市。\n\n第二章 奖励\n\n第一条 奖励一百万元。\n奖励在六十日内支付。\n\n第三条 不得重复奖励。\n"
)
POINTS = parse_policy("某市措施\n\n1.支持企业。\n\n3.支持高校，包括：①学费；②住宿费。\n\n4.支持院所。\n")
NUMBERED_ANEW = parse_policy(
    "某市方案\n\n一、内容\n\n（一）甲事。做甲事。\n（二）乙事。做乙事。\n\n二、形式\n\n（一）丙事。做丙事。\n\n"
    "（二）丁事。分工如下：\n1.监督组。负责监督。\n2.专家组。负责论证。\n\n三、组织\n\n（一）戊事。做戊事。\n"
)
FILES = [
    parse_policy(path.read_text(encoding="utf-8"))
    for path in [FIXTURES / "labels.md", *sorted((FIXTURES / "shapes").glob("*.md"))]
]
bounded = settings(
    derandomize=True, database=None, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)


def ids(question: str, document: PolicyDocument) -> list[str]:
    found, _ = read_address(normalize(question), document)
    return list(found.citation_ids) if found else []


def absent(question: str, document: PolicyDocument) -> list[str]:
    found, _ = read_address(normalize(question), document)
    assert found is not None
    return [one.label for one in found.absent]


def parts(question: str, document: PolicyDocument) -> list[str]:
    found, _ = read_address(normalize(question), document)
    assert found is not None
    return [piece.text for _, piece in found.pieces]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第三条写了什么", ["M3"]),
        ("第五条写了什么", ["M4"]),
        ("第5条", ["M4"]),
        ("第七条讲什么", ["M5"]),
        ("第七条之一讲什么", ["M6"]),
        ("第7条之2", ["M7"]),
        ("第七之二条", ["M7"]),
        ("第7-1条", ["M6"]),
        ("7.1条", ["M6"]),
        ("第7.2条讲什么", ["M7"]),
        ("第5-9条", ["M4", "M5", "M6", "M7", "M8"]),
        ("第九条", ["M8"]),
        ("第十二条什么时候施行", ["M9"]),
        ("第五条至第九条", ["M4", "M5", "M6", "M7", "M8"]),
        ("第七条到第七条之二各讲什么", ["M5", "M6", "M7"]),
        ("第五条、第七条之一和第十二条", ["M4", "M6", "M9"]),
        ("第二章第九条", ["M8"]),
        # Places in the order stay places.
        ("最后一条", ["M9"]),
        ("倒数第二条", ["M8"]),
        ("前四条", ["M1", "M2", "M3", "M4"]),
        ("M4", ["M4"]),
    ],
)
def test_a_number_is_that_of_the_printed_label(question: str, expected: list[str]) -> None:
    assert ids(question, LABELS) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第四条", ["第四条"]),
        ("第十条讲什么", ["第十条"]),
        ("第七条之三", ["第七条之三"]),
        ("第十七条之一", ["第十七条之一"]),
        ("（四）讲什么", ["（四）"]),
        ("第一章第九条", ["第一章第九条"]),
        ("第四条和第六条", ["第四条", "第六条"]),
        ("倒数第20条讲什么", ["倒数第20条"]),
        ("第七条第四项", ["第七条第四项"]),
        ("第七条第二款", ["第七条第二款"]),
        ("第三条第（一）项", ["第三条第一项"]),
        ("第六条第一款", ["第六条"]),
        ("7.3条", ["第七条之三"]),
        ("第3-2条", ["第三条之二"]),
    ],
)
def test_what_is_not_printed_is_not_there(question: str, expected: list[str]) -> None:
    assert (ids(question, LABELS), absent(question, LABELS)) == ([], expected)


def test_of_a_range_what_is_left_out_is_named() -> None:
    assert absent("第五条至第九条", LABELS) == ["第六条", "第八条"]


@pytest.mark.parametrize(
    ("question", "document", "expected"),
    [
        ("第七条第二项", LABELS, ["（二）有条件共享的数据；"]),
        ("第七条第（二）项", LABELS, ["（二）有条件共享的数据；"]),
        ("第七条（三）", LABELS, ["（三）无条件共享的数据。"]),
        ("第七条第一款第（一）项", LABELS, ["（一）不予共享的数据；"]),
        ("第七条第（一）、（三）项", LABELS, ["（一）不予共享的数据；", "（三）无条件共享的数据。"]),
        ("第七条第二项至第三项", LABELS, ["（二）有条件共享的数据；", "（三）无条件共享的数据。"]),
        ("第二章第一条第二款", CHAPTERS, ["奖励在六十日内支付。"]),
        # Only one of the two has a second paragraph.
        ("第一条第2款", CHAPTERS, ["奖励在六十日内支付。"]),
        ("第一条第二段", CHAPTERS, ["奖励在六十日内支付。"]),
        ("第3点第2项", POINTS, ["②住宿费。"]),
        ("二、（二）第1项", NUMBERED_ANEW, ["1.监督组。负责监督。"]),
        ("第二部分（二）第二项", NUMBERED_ANEW, ["2.专家组。负责论证。"]),
    ],
)
def test_a_part_of_an_item_is_quoted_alone(question: str, document: PolicyDocument, expected: list[str]) -> None:
    assert parts(question, document) == expected


@pytest.mark.parametrize(
    ("question", "document", "expected", "marks"),
    [
        ("第一条", CHAPTERS, ["M1", "M3"], ["第一章第一条", "第二章第一条"]),
        ("（一）讲什么", RESTARTS, ["M1", "M4"], ["一、（一）", "二、（一）"]),
        ("（二）", RESTARTS, ["M2", "M3"], ["一、第1个（二）", "一、第2个（二）"]),
        ("第二部分的（一）", RESTARTS, ["M4"], ["二、（一）"]),
        ("二、（一）", RESTARTS, ["M4"], ["二、（一）"]),
        ("第二章（奖励）里的第一条", CHAPTERS, ["M3"], ["第二章第一条"]),
        ("第一章第一条和第二章第一条", CHAPTERS, ["M1", "M3"], ["第一章第一条", "第二章第一条"]),
        # As people say it where the items of each section are numbered anew.
        ("第二条第（一）项", RESTARTS, ["M4"], ["二、（一）"]),
        # What is printed as a mark is an address, too.
        ("一、第2个（二）", RESTARTS, ["M3"], ["一、第2个（二）"]),
        ("〔一、第1个（二）〕", RESTARTS, ["M2"], ["一、第1个（二）"]),
        ("第一部分的第二个（二）由谁负责", RESTARTS, ["M3"], ["一、第2个（二）"]),
        ("一、第2个（二）和二、（一）", RESTARTS, ["M3", "M4"], ["一、第2个（二）", "二、（一）"]),
        ("二、第一条", RESTARTS, ["M4"], ["二、（一）"]),
        ("一、第一条和二、第一条", RESTARTS, ["M1", "M4"], ["一、（一）", "二、（一）"]),
        # A number in brackets is no 1., and 第二条 is rather all of 二、 than some （二）.
        ("第二条第（一）项", NUMBERED_ANEW, ["M3"], ["二、（一）"]),
        ("第二条第1项", NUMBERED_ANEW, ["M3"], ["二、（一）"]),
        ("第三条第一项", NUMBERED_ANEW, ["M5"], ["三、（一）"]),
        # Whoever asks may number what he asks.
        ("一、（一）讲什么？二、第一条讲什么？", RESTARTS, ["M1", "M4"], ["一、（一）", "二、（一）"]),
        ("二、第二条讲什么", CHAPTERS, ["M2"], ["第二条"]),
    ],
)
def test_items_that_bear_one_label(
    question: str, document: PolicyDocument, expected: list[str], marks: list[str]
) -> None:
    items = [document.item(one) for one in ids(question, document)]
    assert (
        [item.id for item in items if isinstance(item, Measure)],
        [getattr(item, "mark", "") for item in items],
    ) == (
        expected,
        marks,
    )


@pytest.mark.parametrize(
    ("label", "document", "expected"),
    [
        ("1.", POINTS, ["M1"]),
        ("3.", POINTS, ["M2"]),
        ("3、", POINTS, ["M2"]),
        ("第三条", POINTS, ["M2"]),
        ("2.", POINTS, []),
        ("3", LABELS, ["M3"]),
        ("四", LABELS, []),
        ("第四条", LABELS, []),
        ("第七条之一", LABELS, ["M6"]),
        ("（三）", LABELS, []),
        ("（一）", RESTARTS, ["M1", "M4"]),
        ("一、（一）", RESTARTS, ["M1"]),
    ],
)
def test_a_label_is_looked_up(label: str, document: PolicyDocument, expected: list[str]) -> None:
    assert list(find_named(normalize(label), document)) == expected


@pytest.mark.parametrize(
    ("citation_id", "step", "expected"),
    [
        ("M3", 1, "第五条"),
        ("M4", -1, "第三条"),
        ("M5", 1, "第七条之一"),
        ("M8", -1, "第七条之二"),
        ("M9", 1, "第十三条"),
        ("M1", -1, "第零条"),
    ],
)
def test_the_neighbour_stands_beside_it_and_is_called_by_its_label(citation_id: str, step: int, expected: str) -> None:
    assert name_neighbour(citation_id, step, LABELS) == expected


def test_behind_the_last_item_there_is_none_though_another_section_has_that_number() -> None:
    document = parse_policy("某市办法\n\n一、研发\n\n（一）甲。\n\n（二）乙。\n\n二、保障\n\n（一）丙。\n")
    name = name_neighbour("M3", 1, document)
    assert ids(name, document) == []


def leads_back(document: PolicyDocument) -> None:
    """Assert that each label stands for all that bear it, and each name of an item for it alone."""
    marks = [measure.mark for measure in document.measures]
    assert len(set(marks)) == len(marks)
    for measure in document.measures:
        bearing = [one.id for one in document.measures if one.spoken == measure.spoken]
        for written in (measure.spoken, measure.label):
            assert list(find_named(normalize(written), document)) == bearing
        name = name_items([measure.id], document)
        address = find_address(normalize(f"{name}由谁负责"), document)
        assert address is not None
        assert (address.citation_ids, address.start, address.end) == ((measure.id,), 0, len(normalize(name)))
    for number in range(32):
        known = [one.id for one in document.measures if document.number_of(one) == Number(number)]
        assert ids(f"第{number}条讲什么", document) == known


@bounded
@given(labelled())
def test_labels_of_any_document_lead_back_to_what_bears_them(written: Labelled) -> None:
    document = parse_policy(written.text)
    printed = tuple(
        (measure.label, number.whole, number.inserted)
        for measure in document.measures
        if (number := document.number_of(measure))
    )
    assert printed == tuple(label[:3] for label in written.labels)
    leads_back(document)


@pytest.mark.parametrize("document", FILES, ids=lambda document: document.title)
def test_labels_of_the_fixtures_lead_back_to_what_bears_them(document: PolicyDocument) -> None:
    leads_back(document)


def test_labels_of_the_built_in_policy_lead_back_to_what_bears_them(document: PolicyDocument) -> None:
    leads_back(document)


@bounded
@given(labelled(), st.data())
def test_names_of_several_items_are_read_as_written(written: Labelled, data: st.DataObject) -> None:
    document = parse_policy(written.text)
    known = [measure.id for measure in document.measures]
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True))
    assert find_addresses(normalize(name_items(chosen, document)), document) == chosen
