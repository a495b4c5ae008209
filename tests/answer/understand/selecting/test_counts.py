"""Groups of one size, both ends of a ranking, some of those that are counted: over several documents."""

from __future__ import annotations

import pytest

from answer.models import All, Has, Is, Not, Plan, SameNumber, Says, Select, Several
from answer.understand import planner
from answer.understand.annotate import annotate
from index.normalize import normalize
from ingest.models import sections_over
from tests.answer.understand.recognisers.conftest import names_of
from tests.answer.understand.selecting.test_facts import ids

FAMILY, CULTURE, HANGZHOU = (
    "family-education-promotion-law",
    "public-cultural-services-guarantee-law",
    "hangzhou-opc-plan-2026",
)


def read(document: str, question: str) -> Plan:
    names, text = names_of(document), normalize(question)
    best = planner.plan(annotate(question, text, names), names)
    assert best is not None, question
    return best.plan


def sizes(document: str) -> dict[str, int]:
    """Count the measures of each chapter."""
    parsed = names_of(document).document
    held = [path[0].heading for path in sections_over(parsed.sections, [one.span for one in parsed.measures]) if path]
    return {f"S{place}": held.count(one.heading) for place, one in enumerate(parsed.sections) if one.heading in held}


@pytest.mark.parametrize("document", [FAMILY, CULTURE])
@pytest.mark.parametrize(
    "question", ["哪几章的条数一样多？", "你数数看有哪几章的条数是一模一样多的", "按章统计条数：哪几章的条文数量并列？"]
)
def test_groups_of_one_size(document: str, question: str) -> None:
    plan = read(document, question)
    assert isinstance(plan, Select)
    assert isinstance(plan.where, All)
    assert any(isinstance(one, SameNumber) for one in plan.where.conditions)
    numbers = sizes(document)
    assert ids(document, plan) == [one for one, size in numbers.items() if list(numbers.values()).count(size) > 1]


@pytest.mark.parametrize(
    "question",
    [
        "条数最多的是哪章，最少的又是哪章？",
        "这些章里条数最多的是哪章有多少条最少的又是哪章几条",
        "条数最少的是哪一章，最多的是哪一章？",
    ],
)
def test_both_ends_are_two_selections(question: str) -> None:
    plan = read(FAMILY, question)
    assert isinstance(plan, Several)
    numbers = sizes(FAMILY)
    ends = {max(numbers.values()), min(numbers.values())}
    found = [ids(FAMILY, one) for one in plan.plans if isinstance(one, Select)]
    assert [{numbers[one] for one in several} for several in found] == [
        {end} for end in sorted(ends, reverse="最少" not in question[:5])
    ]


def test_some_of_those_that_are_counted() -> None:
    plan = read(FAMILY, "“法律责任”那一章总共几条？其中哪几条写了“训诫”？")
    assert isinstance(plan, Several)
    whole, some = plan.plans
    assert isinstance(whole, Select)
    assert isinstance(some, Select)
    assert whole.show[0] == "count"
    assert set(ids(FAMILY, some)) <= set(ids(FAMILY, whole))
    assert isinstance(some.where, All)
    assert Says(("训诫",)) in some.where.conditions


def test_a_document_has_its_own_word_for_its_parts() -> None:
    plan = read(HANGZHOU, "举措最多的是哪几个工程？")
    assert isinstance(plan, Select)
    assert plan.what == "section"
    sections = names_of(HANGZHOU).document.sections
    found = [sections[int(one[1:])] for one in ids(HANGZHOU, plan)]
    assert found
    assert all(section.title.endswith("工程") for section in found)


def test_a_number_of_measures_names_the_section_that_has_them() -> None:
    plan = read("dongguan-opc-2026", "十条政策里，有哪几条通篇没出现“万元”二字？")
    assert isinstance(plan, Select)
    assert isinstance(plan.where, All)
    assert Not(Says(("万元",), every=False)) in plan.where.conditions
    assert any(
        isinstance(one, Has) and one.what == "section" and isinstance(one.where, Is) for one in plan.where.conditions
    )


@pytest.mark.parametrize(
    ("question", "scoped"),
    [
        ("我把“社会协同”那章看过了。除那一章以外，还有哪几条写了“社区”？", True),
        ("我看过不少法律。哪几条写了“社区”？", False),
    ],
)
def test_a_chapter_is_meant_again(question: str, scoped: bool) -> None:
    plan = read(FAMILY, question)
    assert isinstance(plan, Select)
    conditions = plan.where.conditions if isinstance(plan.where, All) else (plan.where,)
    assert any(isinstance(one, Not) and isinstance(one.condition, Has) for one in conditions) is scoped
