from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus_files import load_policy
from ingest.facts import Fact, FactKind, facts_in
from ingest.models import Notice, PolicyDocument

GOLD = [file for file in sorted((Path(__file__).parent / "gold").glob("*.md")) if file.stem != "README"]


def only(text: str) -> Fact:
    (fact,) = facts_in(text)
    return fact


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "bound"),
    [
        ("给予补助20万元", "amount", 200_000, "元", ""),
        ("给予补助不超过20万元", "amount", 200_000, "元", "<="),
        ("形成规模1000亿元的基金群", "amount", 10**11, "元", ""),
        ("一千亿元", "amount", 10**11, "元", ""),
        ("增长30%", "share", 30, "%", ""),
        ("增长３０％", "share", 30, "%", ""),
        ("百分之三十五", "share", 35, "%", ""),
        ("百分之12.5", "share", "12.5", "%", ""),
        ("三分之一", "share", Decimal(100) / 3, "%", ""),
        ("千分之五", "share", "0.5", "%", ""),
        ("达到八成", "share", 80, "%", ""),
        ("到2026年12月31日", "date", 20261231, "", ""),
        ("2026年底前", "date", 20260000, "", ""),
        ("2026年6月", "date", 20260600, "", ""),
        ("二〇二六年三月", "date", 20260300, "", ""),
        ("有效期3年", "duration", 3, "年", ""),
        ("十五个工作日内", "duration", 15, "工作日", "<="),
        ("培育5家以上企业", "count", 5, "家", ">="),
        ("每年举办两次培训", "frequency", 2, "次/年", ""),
        ("每季度通报一次", "frequency", 4, "次/年", ""),
        ("每半年评估一次", "frequency", 2, "次/年", ""),
        ("每两年修订一次", "frequency", "0.5", "次/年", ""),
        ("一年一次", "frequency", 1, "次/年", ""),
        ("每月召开例会", "frequency", 12, "次/年", ""),
    ],
)
def test_what_is_stated_is_read(text: str, kind: str, value: object, unit: str, bound: str) -> None:
    found = [fact for fact in facts_in(text) if fact.kind is FactKind(kind)]
    assert [(fact.value, fact.unit, fact.bound) for fact in found] == [(Decimal(str(value)), unit, bound)] or (
        len(found) == 1 and abs(found[0].value - Decimal(str(value))) < Decimal("1e-9")
    )


@pytest.mark.parametrize(
    "text", ["第四条", "一站式服务", "第三方机构", "一带一路", "一体化", "统一调度", "成立专班", "三成立", ""]
)
def test_ordinals_and_idioms_are_no_facts(text: str) -> None:
    assert facts_in(text) == ()


def test_facts_are_in_the_order_of_the_text() -> None:
    found = facts_in("到2026年培育5家企业，补助20万元，增长30%，每年评估一次。")
    assert [fact.kind.value for fact in found] == ["date", "count", "amount", "share", "frequency"]
    assert [fact.text for fact in found] == ["2026年", "5家", "20万元", "30%", "每年评估一次"]


def text_of(document: PolicyDocument, key: str) -> str:
    item = document.item(key)
    return "\n".join(part.text for part in item.parts) if isinstance(item, Notice) else item.text


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_every_fact_is_a_slice_of_its_text_and_none_overlap(file: Path) -> None:
    document = load_policy(file)
    for key in document.ids:
        text = text_of(document, key)
        end = 0
        for fact in facts_in(text):
            assert text[fact.start : fact.end] == fact.text
            assert fact.text
            assert fact.start >= end
            end = fact.end


@given(
    st.text(
        alphabet="一二三四十百千万亿两半每年月日季度次元%家人0123456789.,，。第之分成余上下以内不超过 前底", max_size=40
    )
)
def test_whatever_the_text_facts_are_slices_in_order(text: str) -> None:
    end = 0
    for fact in facts_in(text):
        assert text[fact.start : fact.end] == fact.text
        assert fact.start >= end
        end = fact.end


@given(st.integers(1, 9999), st.sampled_from(["万元", "家", "%", "个月"]), st.sampled_from(["", "，", "；另有"]))
def test_a_number_is_read_wherever_it_stands(number: int, unit: str, around: str) -> None:
    fact = only(f"安排{around}共{number}{unit}{around}。")
    assert fact.value == number * (10_000 if unit == "万元" else 1)


@pytest.mark.parametrize("text", ["2026年13月1日", "1月45日"])
def test_what_is_no_day_is_no_date_of_that_day(text: str) -> None:
    assert all(fact.kind is not FactKind.DATE or fact.value % 10_000 <= 1231 for fact in facts_in(text))
