"""Every rule can fail, and the committed questions break none."""

from __future__ import annotations

from typing import Any

import pytest

from eval.check import find_faults
from eval.questions import JudgedQuestion, Turn
from eval.splits import load
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

TASKS = "市国资委"
"""Named by M2, M10 and A6 to A9, everywhere but in A6 to A9 beside others."""


@pytest.fixture(scope="module")
def dev() -> list[JudgedQuestion]:
    return load("plan-dev")


@pytest.fixture(scope="module")
def test() -> list[JudgedQuestion]:
    return load("plan-test")


def ask(question_id: str = "Q", *, cites: str = "M16", facts: Any = (), agencies: str = "", **changes: Any) -> Any:
    """Return a question on M16; the cites, facts (wordings with ``|``) and agencies are given as words."""
    values = {
        "category": "fact",
        "question": f"第{question_id}问",
        "answerable": True,
        "gold_cites": tuple(frozenset(cite.split("|")) for cite in cites.split()),
        "gold_facts": tuple(tuple(fact.split("|")) for fact in facts),
        "gold_agencies": tuple(agencies.split()),
    }
    return JudgedQuestion(question_id, **{**values, **changes})


def refuse(question_id: str = "Q", category: str = "unanswerable_near", **changes: Any) -> Any:
    return ask(question_id, cites="", category=category, answerable=False, **changes)


def faults(document: PolicyDocument, *dev: JudgedQuestion, test: tuple[JudgedQuestion, ...] = ()) -> list[str]:
    """Return the faults of the questions themselves, not those of sets as small as these."""
    return [line for line in find_faults(dev, test, document) if not line.startswith(("dev:", "test:", "all:"))]


@pytest.mark.slow
def test_the_committed_questions_have_no_fault(
    dev: list[JudgedQuestion], test: list[JudgedQuestion], document: PolicyDocument
) -> None:
    assert list(find_faults(dev, test, document)) == []


def test_right_questions_have_no_fault(document: PolicyDocument) -> None:
    assert faults(document, ask("Q1", facts=["1000亿元|一千亿"]), refuse("Q2"), refuse("Q3", "unanswerable_far")) == []


def test_ids_are_unique_over_both_splits(document: PolicyDocument) -> None:
    twice = ask(question="基金群多大")
    assert faults(document, ask(), test=(twice,)) == ["Q: the id stands 2 times"]


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (ask(cites=""), "Q: is answerable without gold_cites"),
        (refuse(gold_cites=(frozenset({"M1"}),)), "Q: is unanswerable but has gold_cites"),
        (refuse(gold_facts=(("第1条",),)), "Q: is unanswerable but has gold"),
        (refuse(gold_agencies=("市科协",)), "Q: is unanswerable but has gold"),
        (ask(category="unanswerable_far"), "Q: is answerable but of the category unanswerable_far"),
    ],
)
def test_gold_fits_whether_the_question_can_be_answered(
    question: JudgedQuestion, fault: str, document: PolicyDocument
) -> None:
    assert fault in faults(document, question)


@pytest.mark.parametrize("cite", ["M1", "M18", "A1", "A25", "P"])
def test_cites_that_exist(cite: str, document: PolicyDocument) -> None:
    assert faults(document, ask(cites=cite)) == []


@pytest.mark.parametrize("cite", ["M0", "M19", "A26", "P1", "m1", "M1|M19"])
def test_cites_that_do_not_exist(cite: str, document: PolicyDocument) -> None:
    (fault,) = faults(document, ask(cites=cite, facts=["不查"]))
    assert fault == f"Q: cites what does not exist: {cite.removeprefix('M1|')}"


@pytest.mark.parametrize(
    ("cites", "facts"),
    [
        ("M16", ["１０００ 亿元"]),
        ("M16", ["100billion|1000亿"]),
        ("M13", ["采、存、洗、标、训"]),
        ("P", ["2023年5月31日", "国家人工智能创新应用先导区"]),
        ("A15", ["智慧城市基础设施与智能网联汽车协同发展试点", "城市治理"]),
        ("M1|A8", ["地铁站"]),
        ("M13", ["强化数据和人才要素供给|第五部分"]),
        ("M4 M5", ["科技研发攻关|第四条|第四项|措施（四）", "创新产品研发|第五条"]),
        ("M10", ["公共服务+AI|第十条|Measure 10|M10|Article 10"]),
        ("A19", ["序号19|序号为19|序号是19|第19|第十九|19号|19行"]),
        ("A6 A7 A8 A9", ["4个|四个|4项", "机场"]),
        ("A23 A24 A25", ["三项"]),
        ("A1|A2|A3", ["3"]),
        ("M17", ["六家"]),
        ("M3 M4 M5", ["2个", "软件云服务应用示范扶持计划", "揭榜挂帅"]),
    ],
)
def test_facts_that_the_cited_items_bear_out(cites: str, facts: list[str], document: PolicyDocument) -> None:
    assert faults(document, ask(cites=cites, facts=facts)) == []


@pytest.mark.parametrize(
    ("cites", "fact"),
    [
        ("M16", "2000亿元"),
        ("M16", "000亿元"),
        ("M16", "鹏城云脑"),
        ("M1", "1000亿元"),
        ("M16", "8月8日"),
        ("M16", "一千亿|100billion"),
        ("P", "2023年5月3"),
        ("M16", "，"),
        ("A19", "序号18"),
        ("A19", "第19|第18"),
        ("A19", "第十九条"),
        ("M10", "第十行"),
        ("M10", "M11"),
        ("M13", "第六部分"),
        ("M4 M5", "科技研发攻关|第五条"),
        ("M4", "揭榜挂帅|第四条"),
        ("A6 A7 A8 A9", "5个"),
        ("A6 A7 A8 A9", "4个|五个"),
        ("M17", "七家"),
    ],
)
def test_facts_that_the_cited_items_do_not_bear_out(cites: str, fact: str, document: PolicyDocument) -> None:
    wordings = " / ".join(fact.split("|"))
    assert faults(document, ask(cites=cites, facts=[fact])) == [f"Q: the cited items do not say {wordings}"]


def test_the_number_of_tasks_of_each_agency_may_be_counted(document: PolicyDocument) -> None:
    both = {"cites": "A6 A7 A8 A9 A13 A16 A17", "agencies": "市国资委 市城管和综合执法局"}
    assert faults(document, ask(facts=["四个", "三个"], **both)) == []
    assert faults(document, ask(facts=["六个"], **both)) == ["Q: the cited items do not say 六个"]


MEASURES = " ".join(f"M{number}" for number in range(1, 19))
ROWS = " ".join(f"A{number}" for number in range(1, 26))


@pytest.mark.parametrize(
    ("cites", "right", "wrong"),
    [
        (MEASURES, ["六个", "18条"], "八个"),
        (ROWS, ["四个", "25行"], "六个"),
        ("M1 M4 M5 M9", ["三个", "4条"], "五个"),
        ("M1 M2 M3", ["3条"], "5个"),
        ("A3 A5 A6 A16 A17 A23", ["四类", "六行"], "三类"),
        (f"M1 M4 {ROWS}", ["二个", "4类", "25行", "27项"], "六个"),
    ],
)
def test_sections_and_domains_of_the_cited_items_may_be_counted(
    cites: str, right: list[str], wrong: str, document: PolicyDocument
) -> None:
    assert faults(document, ask(cites=cites, facts=right)) == []
    assert faults(document, ask(cites=cites, facts=[*right, wrong])) == [f"Q: the cited items do not say {wrong}"]


def test_one_section_is_no_count(document: PolicyDocument) -> None:
    assert faults(document, ask(cites="M1 M2", facts=["一个"])) == ["Q: the cited items do not say 一个"]


def test_agencies_are_those_of_the_policy_and_of_the_cited_items(document: PolicyDocument) -> None:
    assert faults(document, ask(agencies="市财政局")) == []
    assert faults(document, ask(agencies="市水务局")) == ["Q: 市水务局 is no agency of the policy"]
    assert faults(document, ask(agencies="市科协")) == ["Q: no cited item names 市科协"]


@pytest.mark.parametrize(
    ("cites", "agencies", "right"),
    [
        ("M2", "市工业和信息化局 市科技创新委 市国资委", True),
        ("M2", "市工业和信息化局 市科技创新委", False),
        ("M2", "市科技创新委 市工业和信息化局 市国资委", False),
        ("M10|A5", "市口岸办", True),
        ("M10|A5", "市卫生健康委", False),
        ("M2 M3", "市工业和信息化局 市科技创新委 市国资委 市前海管理局", True),
        ("M2 M3", "市工业和信息化局 市科技创新委 市国资委", False),
        ("M10|A10 M10|A12", "市科协 市文化广电旅游体育局", True),
        ("M2", "", False),
    ],
)
def test_who_is_responsible_is_a_whole_list(cites: str, agencies: str, right: bool, document: PolicyDocument) -> None:
    found = faults(document, ask(category="lookup_agency", cites=cites, agencies=agencies))
    assert found == ([] if right else ["Q: gold_agencies are not the whole list of a cited item, in its order"])


@pytest.mark.parametrize(
    ("agencies", "cites", "right"),
    [
        (TASKS, "M2 M10 A6 A7 A8 A9", True),
        (TASKS, "M2 M10", True),
        (TASKS, "A6 A7 A8 A9", True),
        (TASKS, "M10", True),
        (TASKS, "A6 A7 A8", False),
        (TASKS, "M2 M10 A6", False),
        (TASKS, "M2 M3", False),
        (TASKS, "A6|A7|A8|A9", False),
        ("市住房建设局", "A20 A21 A22", True),
        ("市城管和综合执法局", "A16 A17", True),
        ("各区", "M6 M9 M15", True),
        ("各区 各区各部门", "M6 M9 M15", True),
        ("各区各部门", "M15", True),
        ("市公安局 市司法局", "M18", True),
        ("市人力资源保障局 市司法局", "M18 M14", False),
        ("", "M18", False),
    ],
)
def test_tasks_are_all_of_some_scope(agencies: str, cites: str, right: bool, document: PolicyDocument) -> None:
    found = faults(document, ask(category="agency_tasks", cites=cites, agencies=agencies))
    fault = f"Q: gold_cites are not the tasks of {agencies.replace(' ', '、')} in any scope"
    assert found == ([] if right else [fault])


@pytest.mark.parametrize(
    ("question", "facts", "given"),
    [
        ("人工智能基金群有多大？", ["1000亿元"], None),
        ("基金群是不是 1,000 亿元？", ["1000亿元"], "1000亿元"),
        ("基金群是不是一千亿元？", ["1000亿元|一千亿元"], "一千亿元"),
        ("8日有什么活动？", ["8日"], None),
        ("是市发展改革委还是市财政局负责？", ["市发展改革委"], None),
    ],
)
def test_no_question_gives_its_answer_away(
    question: str, facts: list[str], given: str | None, document: PolicyDocument
) -> None:
    found = faults(document, ask(question=question, facts=facts))
    assert found == ([] if given is None else [f"Q: the question itself says {given}"])


def test_no_turn_before_gives_it_away_either(document: PolicyDocument) -> None:
    asked = ask(facts=["1000亿元"], history=(Turn("assistant", "形成规模1000亿元的基金群"),))
    assert faults(document, asked) == ["Q: the question itself says 1000亿元"]


def test_near_duplicates_across_the_splits(document: PolicyDocument) -> None:
    mine, yours = ask("F1", question="人工智能基金群的规模有多大"), ask("T1", question="人工智能基金群，规模有多大？")
    assert faults(document, mine, test=(yours,)) == ["T1: 0.77 alike to F1 of the other split"]
    assert faults(document, mine, yours) == []
    assert faults(document, mine, test=(ask("T1", question="基金要凑到多少钱"),)) == []


def test_what_went_before_tells_questions_apart(document: PolicyDocument) -> None:
    first, second = (Turn("user", "口岸的人工智能归谁管"),), (Turn("user", "鹏城云脑什么时候动工"),)
    mine = ask("F1", question="那机场呢", history=first)
    assert faults(document, mine, test=(ask("T1", question="那机场呢", history=second),)) == []
    assert len(faults(document, mine, test=(ask("T1", question="那机场呢", history=first),))) == 1


def test_exact_duplicates_within_a_split(document: PolicyDocument) -> None:
    twins = ask("F1", question="基金群多大？"), ask("F2", question="基金群 多大")
    assert faults(document, *twins) == ["F2: the same question as F1"]
    assert faults(document, test=twins) == ["F2: the same question as F1"]


@pytest.mark.slow
def test_every_category_is_in_either_split(
    dev: list[JudgedQuestion], test: list[JudgedQuestion], document: PolicyDocument
) -> None:
    without = [question for question in test if question.category != "preamble"]
    assert list(find_faults(dev, without, document)) == ["test: no question of the category preamble"]
    without = [question for question in dev if question.category != "annex"]
    assert list(find_faults(without, test, document)) == ["dev: no question of the category annex"]


def test_there_are_enough_questions(document: PolicyDocument) -> None:
    unanswerable = [refuse(f"Q{number}") for number in range(59)]
    found = [line for line in find_faults(unanswerable, [], document) if line.startswith("all:")]
    assert found == [
        "all: 59 questions, at least 320 are needed",
        "all: 59 unanswerable questions, at least 60 are needed",
    ]


def test_half_of_the_unanswerable_are_near(document: PolicyDocument) -> None:
    questions = [refuse(f"Q{number}", "unanswerable_far") for number in range(260)]
    questions += [refuse(f"N{number}") for number in range(60)]
    found = [line for line in find_faults(questions, [], document) if line.startswith("all:")]
    assert found == ["all: 60 of 320 unanswerable questions are near, at least half of them must be"]


WHOLE = parse_policy(
    "某市若干措施\n\n一、总体目标\n\n到2027年，建成平台10个。\n\n二、重点任务\n\n（一）建设平台。给予补助。\n\n"
    "三、附则\n\n本措施自2026年1月1日起施行，有效期3年。\n"
)


def test_paragraphs_and_final_provisions_may_be_cited() -> None:
    right = [ask("Q1", cites="G1", facts=["10个平台|建成平台10个"]), ask("Q2", cites="C", facts=["有效期3年"])]
    assert faults(WHOLE, *right) == []
    assert faults(WHOLE, ask("Q3", cites="G2")) == ["Q3: cites what does not exist: G2"]
    assert faults(WHOLE, ask("Q4", cites="C", facts=["有效期5年"])) == ["Q4: the cited items do not say 有效期5年"]
