"""Questions that put several things beside each other, and others that only join words."""

from __future__ import annotations

import pytest

from answer.models import SideBySide
from answer.understand.planner import plan
from answer.understand.recognisers.comparison import recognise
from tests.answer.understand.recognisers.conftest import Annotated

READ = (
    ("archives-law", "丢了档案，档案馆和档案服务企业各罚多少？", ["档案馆", "档案服务企业"]),
    ("standardization-law", "团体标准与企业标准，由谁制定，有什么不同？", ["团体标准", "企业标准"]),
    (
        "data-security-law",
        "一个是没建管理制度，一个是拒绝配合调取数据，罚款差多少？",
        ["没建管理制度", "拒绝配合调取数据"],
    ),
    ("market-entity-registration", "虚假登记，跟没登记就开业，各罚多少？", ["虚假登记", "没登记就开业"]),
    ("shenzhen-opc-2026", "训力券、模型券、语料券三种，上限各是多少？", ["训力券", "模型券", "语料券"]),
    ("zero-waste-cities-2018", "“装”和“联”分别指什么？", ["装", "联"]),
    ("agricultural-machinery-2018", "2020年和2025年的农机总动力目标差多少？", ["2020", "2025"]),
    ("guangzhou-temporary-relief", "临时救助有支出型的和急难型的，两者的上限有何区别？", ["支出型的", "急难型的"]),
)
NOT_READ = (
    ("archives-law", "档案馆和档案服务企业丢了档案怎么办？"),
    ("standardization-law", "行业标准由谁制定？"),
    ("data-security-law", "各地区、各部门负什么责任？"),
    ("market-entity-registration", "登记要交哪些材料，分别交给谁？"),
)


@pytest.mark.parametrize(("document", "question", "names"), READ)
def test_the_sides_are_cut_out(annotated: Annotated, document: str, question: str, names: list[str]) -> None:
    found = plan(*annotated(document, question))
    assert found is not None
    assert isinstance(found.plan, SideBySide)
    assert [side.name for side in found.plan.sides] == names


@pytest.mark.parametrize(("document", "question", "names"), READ)
def test_each_is_asked_of_alone(annotated: Annotated, document: str, question: str, names: list[str]) -> None:
    asked, known = annotated(document, question)
    (candidate,) = recognise(asked, known)
    assert isinstance(candidate.plan, SideBySide)
    for side in candidate.plan.sides:
        others = {name for name in names if name not in side.name}
        assert side.name in side.question
        assert not any(other in side.question and side.name not in other for other in others if len(other) > 1)
        assert side.question.endswith(asked.text[-4:])


@pytest.mark.parametrize(("document", "question"), NOT_READ)
def test_what_only_joins_words_is_no_comparison(annotated: Annotated, document: str, question: str) -> None:
    assert recognise(*annotated(document, question)) == []
