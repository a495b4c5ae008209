from __future__ import annotations

import pytest

from answer.scope import foreign_batches, foreign_names, speaks_of_subject
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.models import PolicyDocument
from ingest.parser import parse_policy


def named(question: str, document: PolicyDocument) -> list[str]:
    return foreign_names(normalize(question), PolicyTokenizer().words(question), document)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("北京的算力补贴", ["北京"]),
        ("上海和杭州有什么政策", ["上海", "杭州"]),
        ("上海跟深圳比哪个力度大", ["上海"]),
        ("2025年的目标", ["2025年"]),
        ("2025年和2026年，2025年底", ["2025年", "2026年"]),
        ("what about beijing", ["beijing"]),
        ("第二批场景清单", ["第二批"]),
        ("第3批清单里有什么", ["第3批"]),
        ("下一步，第二期和第二批", ["第二期", "第二批"]),
        ("第三批清单什么时候出", ["第三批"]),
    ],
)
def test_places_and_years_outside(document: PolicyDocument, question: str, expected: list[str]) -> None:
    assert named(question, document) == expected


@pytest.mark.parametrize(
    "question",
    [
        "深圳的算力平台",
        "联合香港企业",
        "广东省人形机器人",
        "2023年年底",
        "2024年",
        "从成都搬到深圳有没有支持",
        "规模2000亿元",
        "2000 家企业",
        "2050万",
        "编号120255",
        "东西安全吗",
        "中山大学能参与吗",
        "第一批场景清单",
        "第十二条",
        "第二课堂",
        "鹏城云脑第三期",
        "",
    ],
)
def test_inside(document: PolicyDocument, question: str) -> None:
    assert named(question, document) == []


def test_the_document_decides_what_is_outside() -> None:
    hangzhou = parse_policy("杭州市若干措施\n（一）支持企业。2026 年完成。")
    assert named("杭州的措施", hangzhou) == []
    assert named("2026年完成吗", hangzhou) == []
    assert named("深圳的措施", hangzhou) == ["深圳"]


@pytest.mark.parametrize(("question", "expected"), [("第2期", ["第2期"]), ("第三期", []), ("第一期", []), ("三期", [])])
def test_batches_may_be_counted_in_roman_numerals(question: str, expected: list[str]) -> None:
    assert foreign_batches(normalize(question), parse_policy("某市措施\n（一）养蜂。建设蜂谷III。")) == expected


@pytest.mark.parametrize("question", ["公园里有智能设备吗", "哪个部门管", "AI体验", "a smart city", "附件写了公园吗"])
def test_speaks_of_technology_or_of_the_document(question: str) -> None:
    assert speaks_of_subject(normalize(question))


@pytest.mark.parametrize("question", ["", "公园几点关门", "地铁末班车", "the main gate", "said"])
def test_speaks_of_something_else(question: str) -> None:
    assert not speaks_of_subject(normalize(question))
