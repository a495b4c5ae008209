"""Expressions over a document: what they give, and that nothing else can be said in them."""

from __future__ import annotations

import pytest

from eval.selections import SelectionError, select
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

PLAN = load_policy()


@pytest.fixture(scope="module")
def small() -> PolicyDocument:
    return parse_policy(
        "某市若干措施\n\n一、技术\n\n（一）加强攻关。支持企业。（牵头单位：市科技局；配合单位：市财政局）\n\n"
        "（二）建设平台。给予资助。（责任单位：市科技局等）\n\n二、人才\n\n（三）引进人才。发放补贴。（责任单位：市人社局）\n"
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[m.id for m in measures if '市科技局' in m.agencies]", ["M1", "M2"]),
        ("[m.id for m in measures if len(m.agencies) > 1]", ["M1"]),
        ("[m.label for m in measures if m.open]", ["（二）"]),
        ("[m.leads + m.withs for m in measures][0]", ["市科技局", "市财政局"]),
        ("unique(a for m in measures for a in m.agencies)", ["市科技局", "市财政局", "市人社局"]),
        ("count(m.section for m in measures)", {"一、技术": 2, "二、人才": 1}),
        ("[s for s in sections if sum(m.section == s for m in measures) == 1]", ["二、人才"]),
        ("max(len(m.agencies) for m in measures)", 2),
        ("[m.title for m in measures if not any(a.endswith('科技局') for a in m.agencies)]", ["引进人才"]),
        ("sorted(set(measures[0].agencies) & set(measures[1].agencies))", ["市科技局"]),
        ("agencies[-1]", "市人社局"),
        ("len([m for m in measures if '资助' in m.text or '补贴' in m.text])", 2),
    ],
)
def test_what_an_expression_gives(expression: str, value: object, small: PolicyDocument) -> None:
    assert select(expression, small) == value


def test_rows_have_names_domains_and_agencies() -> None:
    found = select("[r.name for r in rows if r.domain == '智慧医疗' and r.agencies == ['市卫生健康委']]", PLAN)
    assert found == ["临床辅助决策", "医学影像辅助诊断", "医用机器人"]
    assert select("len(rows)", PLAN) == len(PLAN.scenarios)


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os').system('true')",
        "().__class__",
        "[m.__class__ for m in measures]",
        "open('x')",
        "(lambda: 1)()",
        "[m for m in measures",
        "x := 1",
        "'a' * 10**9",
        "f'{measures}'",
        "measures[0].text.format(1)",
        "nothing",
        "measures[99]",
        "",
        "(" * 500,
    ],
)
def test_nothing_else_can_be_said(expression: str, small: PolicyDocument) -> None:
    with pytest.raises(SelectionError):
        select(expression, small)
