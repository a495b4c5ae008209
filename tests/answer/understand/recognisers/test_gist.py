"""Questions about a document as a whole, and questions about one matter of it, which are none."""

from __future__ import annotations

import pytest

from answer.models import Definition, Gist, Plan, Several
from answer.understand.planner import LEAST, plan
from answer.understand.recognisers.gist import recognise
from tests.answer.understand.recognisers.conftest import Annotated

LAW, METHOD, OPINION = "accounting-law", "tianhe-hk-macao-youth", "sports-events-2018"
PLAN, MEASURES, PILOT = "yangpu-innovation-belt-2025", "jiashan-opc-2026", "drug-procurement-2019"

READ = (
    (LAW, "这部法到底在管什么？", ["overview"]),
    (LAW, "一句话讲讲，这部法图什么？", ["purpose"]),
    (LAW, "这部法主要讲什么？", ["overview"]),
    (LAW, "立这部法是想达成哪些目的？", ["goals"]),
    (LAW, "这部法律适用于哪些人？", ["applies_to"]),
    (METHOD, "这份办法大体上讲的是什么事、面向哪些人？", ["overview", "applies_to"]),
    (METHOD, "天河给港澳年轻人创业大概有哪些好处？", ["benefits"]),
    (METHOD, "求个大白话总结，这办法对我们学生有什么好处？", ["benefits"]),
    (OPINION, "为什么要出台这份意见？", ["purpose"]),
    (OPINION, "这份意见分哪几块？", ["outline"]),
    (OPINION, "这份意见的目的是什么，对小公司有啥好处？", ["purpose", "benefits"]),
    (PLAN, "这份方案想把杨浦建成什么样？", ["goals"]),
    (PLAN, "这个方案主要从哪些方面发力？", ["outline"]),
    (PLAN, "用地、融资、办事三样，这方案能给小公司什么好处？", ["benefits"]),
    (MEASURES, "别整那些虚的，这文件都给一人公司啥实惠？", ["benefits"]),
    (MEASURES, "请概述该文的主要利好。", ["benefits"]),
    (PILOT, "这个试点到底要干成什么？", ["goals"]),
    (PILOT, "这份方案想解决什么问题？", ["purpose"]),
    # Spaces stand for commas.
    (PLAN, "市里搞这个方案 想把杨浦弄成啥样 主要从哪几方面发力呀", ["goals", "outline"]),
    # 它, 个啥 and 哪路人.
    (LAW, "这部法律出来是要办成个啥事，它又图个什么？", ["purpose"]),
    (MEASURES, "这个东西是想扶持哪路人？", ["applies_to"]),
    # A word of a list beside another one that the dictionary takes for one with it.
    (MEASURES, "这份文件主要从哪些方面帮一人公司？", ["outline"]),
    (MEASURES, "对一人公司能帮到哪些方面？这份措施图啥？", ["benefits", "purpose"]),
    # As many headings have the word as the question counts.
    ("hangzhou-opc-plan-2026", "这个计划里五个工程都在忙些啥？", ["outline"]),
    # No interrogative at all.
    (LAW, "请概括这部法律的主要内容。", ["overview"]),
    (OPINION, "三句话总结这份意见", ["overview"]),
    (METHOD, "写一段摘要", ["overview"]),
)
NOT_READ = (
    (LAW, "账必须建吗？谁对账的真假负责？"),
    (LAW, "会计主管由谁监交？"),
    (LAW, "为什么要设置总会计师？"),
    (LAW, "第三条讲什么？"),
    (METHOD, "租金补贴有什么条件？"),
    (METHOD, "离岸孵化服务中心一年给多少钱？"),
    (METHOD, "落户奖金给谁？什么时候申请？"),
    (OPINION, "各级工商部门管什么？"),
    (OPINION, "总规模要做到多大？"),
    (OPINION, "哪些措施提到融资？"),
    (PLAN, "科技创新策源区面积多大？"),
    (PLAN, "到2035年，独角兽企业定的目标是多少家？"),
    (MEASURES, "OPC社区运营主体最高奖励多少？"),
    (MEASURES, "电视剧讲的啥？"),
    (PILOT, "医院不按规定采购，会在哪几个方面受到惩戒？"),
    (PILOT, "为什么医保基金要预付？"),
    (PLAN, "十个工程都在忙些啥？"),
    (LAW, "请概括第三条。"),
    (METHOD, "总结租金补贴的条件。"),
    (METHOD, "十几个人的港澳团队，给多少租金补贴？"),
    ("law-enforcement-publicity-2018", "为什么要配备法制审核人员？"),
    ("law-enforcement-publicity-2018", "除了收备案，它还要做什么？"),
    ("shanghai-key-laboratories-2025", "水利部在这份文件里要干些啥？"),
)


def asks(found: Plan | None) -> list[str]:
    plans = found.plans if isinstance(found, Several) else (found,)
    return [one.ask for one in plans if isinstance(one, Gist)]


@pytest.mark.parametrize(("document", "question", "expected"), READ)
def test_it_is_read_as_a_question_about_the_whole(
    annotated: Annotated, document: str, question: str, expected: list[str]
) -> None:
    found = plan(*annotated(document, question))
    assert found is not None
    assert asks(found.plan) == expected


@pytest.mark.parametrize(("document", "question"), NOT_READ)
def test_a_question_about_one_matter_is_not(annotated: Annotated, document: str, question: str) -> None:
    assert all(candidate.score < LEAST for candidate in recognise(*annotated(document, question)))


def test_a_group_is_called_as_documents_call_it(annotated: Annotated) -> None:
    found = plan(*annotated(OPINION, "这份意见对小公司有什么好处？"))
    assert found is not None
    assert isinstance(found.plan, Gist)
    assert "中小企业" in found.plan.audience


def test_a_list_of_matters_bounds_what_is_told(annotated: Annotated) -> None:
    found = plan(*annotated(PLAN, "用地、融资、办事三样，这方案能给小公司什么好处？"))
    assert found is not None
    assert isinstance(found.plan, Gist)
    assert found.plan.words == ("用地", "融资", "办事")


def test_a_term_and_the_reason_are_asked_at_once(annotated: Annotated) -> None:
    found = plan(*annotated("anti-food-waste-law", "“食品浪费”是什么意思，立这个法图什么？"))
    assert found is not None
    assert found.plan == Several((Definition("食品浪费"), Gist("purpose")))


def test_a_term_that_is_asked_after_comes_with_the_rest(annotated: Annotated) -> None:
    found = plan(*annotated("law-enforcement-publicity-2018", "这份意见说的“三项制度”是哪三项，推行它图个什么？"))
    assert found is not None
    assert found.plan == Several((Definition("三项制度"), Gist("purpose")))


def test_a_matter_may_be_named_before_a_mere_noun(annotated: Annotated) -> None:
    found = plan(*annotated("meizhou-opc-2026", "这份方案从住宿地方、补贴、融资几方面能给一人公司什么？"))
    assert found is not None
    assert isinstance(found.plan, Gist)
    assert found.plan.words == ("住宿", "补贴", "融资")
