"""Amounts and shares that items must state, over several documents: what is read, and what that finds."""

from __future__ import annotations

from functools import cache

import pytest

from answer.find.table import Table
from answer.models import All, Comparison, Condition, Has, Is, Not, Order, Says, Select, States
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.planner import LEAST
from index.normalize import normalize
from ingest.facts import FactKind, facts_in
from tests.answer.understand.recognisers.conftest import names_of

JIASHAN, LINGANG, XIANGZHOU = "jiashan-opc-2026", "lingang-super-individual-2026", "xiangzhou-opc-2026"


@cache
def table_of(document: str) -> Table:
    return Table.of_document(names_of(document).document)


def read(document: str, question: str) -> Select:
    names, text = names_of(document), normalize(question)
    best = planner.plan(annotate(question, text, names), names)
    assert best is not None, question
    assert isinstance(best.plan, Select), question
    return best.plan


def conditions(plan: Select) -> tuple[Condition, ...]:
    return plan.where.conditions if isinstance(plan.where, All) else (plan.where,)


def ids(document: str, plan: Select) -> list[str]:
    return [row.id for row in table_of(document).select(plan).rows]


def amount(comparison: Comparison, value: float) -> States:
    return States(FactKind.AMOUNT, comparison, value, "元")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("哪几条写明了金额？", States(FactKind.AMOUNT)),
        ("有具体金额的措施是哪几条？", States(FactKind.AMOUNT)),
        ("哪些措施没有写百分比？", Not(States(FactKind.SHARE))),
        ("完全不带数额的是哪一条？", Not(States(FactKind.AMOUNT))),
        ("有没有哪条从头到尾一个多少万元都没提的？", Not(States(FactKind.AMOUNT))),
        ("金额不低于100万元的措施有哪些？", amount(">=", 1e6)),
        ("写到的金额超过五十万的有哪几条？", amount(">", 5e5)),
        ("金额在30万元以下的措施有哪些？", amount("<=", 3e5)),
        # What only says what is written means this very number.
        ("写着不超过一百万元的有几条，都是哪几条？", amount("=", 1e6)),
        ("比例超过50%的措施有哪些？", States(FactKind.SHARE, ">", 50, "%")),
    ],
)
@pytest.mark.parametrize("document", [JIASHAN, LINGANG, XIANGZHOU])
def test_which_numbers_must_be_stated(document: str, question: str, wanted: Condition) -> None:
    plan = read(document, question)
    assert wanted in conditions(plan)
    assert plan.what in ("measure", "task", "item")


def test_what_is_found_states_the_number() -> None:
    document = names_of(LINGANG).document
    stating = {
        one.id
        for one in document.measures
        if any(fact.kind is FactKind.AMOUNT and fact.value >= 1_000_000 for fact in facts_in(one.text))
    }
    assert set(ids(LINGANG, read(LINGANG, "金额达到100万元的措施有哪些？"))) == stating
    assert 0 < len(stating) < len(document.measures)


@pytest.mark.parametrize("document", [JIASHAN, LINGANG, XIANGZHOU])
def test_what_states_none_is_the_rest(document: str) -> None:
    stated = ids(document, read(document, "哪些措施写明了金额？"))
    unstated = ids(document, read(document, "哪些措施没有写金额？"))
    assert {*stated, *unstated} == {one.id for one in names_of(document).document.measures}
    assert set(stated).isdisjoint(unstated)


def test_it_goes_with_words_and_places() -> None:
    plan = read(XIANGZHOU, "第四部分支持内容里头，哪几条写了“符合条件”，可压根没写几万块钱、也没写百分之几的？")
    assert set(conditions(plan)) == {
        Says(("符合条件",)),
        Has("section", Is(("S3",))),
        Not(States(FactKind.AMOUNT)),
        Not(States(FactKind.SHARE)),
    }


def test_the_largest_is_ranked_by_value() -> None:
    plan = read(LINGANG, "写到的金额最大的是哪一条？")
    assert plan.order == Order("value", fact=FactKind.AMOUNT)
    assert plan.take == 1


@pytest.mark.parametrize(
    "question", ["补贴多少钱？", "第三条写的金额是多少？", "具体比例在第几项里定的、是多少？", "没金额就算了"]
)
def test_what_asks_for_a_number_is_no_list(question: str) -> None:
    names, text = names_of(LINGANG), normalize(question)
    found = planner.candidates(annotate(question, text, names), names)
    assert not [one.plan for score, one in found if score >= LEAST and isinstance(one.plan, Select)]
