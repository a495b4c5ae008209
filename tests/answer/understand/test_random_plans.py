"""Questions that two writers made for random plans, neither of whom had seen what reads them, are read as these plans."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from tests.answer.understand import question_templates_a, question_templates_b
from tests.answer.understand.asked_documents import NamedCases, Reader, asked_of, brief, readers_of_documents

pytestmark = pytest.mark.slow

OF_EACH_DOCUMENT, SEED = 225, 2100
LEAST_ASKED, LEAST_RIGHT = 2000, 0.95
MOST_SHOWN = 10
WRITERS = [
    pytest.param(question_templates_a.FAMILIES, question_templates_a.named_cases, id="first writer"),
    pytest.param(question_templates_b.FAMILIES, question_templates_b.named_cases, id="second writer"),
]


@pytest.fixture(scope="module")
def readers() -> dict[str, Reader]:
    return readers_of_documents()


@pytest.mark.parametrize(("families", "named_cases"), WRITERS)
def test_questions_are_read_as_the_plans_that_they_were_made_for(
    readers: dict[str, Reader], families: Collection[str], named_cases: NamedCases
) -> None:
    asked = list(asked_of(readers, named_cases, of_each=OF_EACH_DOCUMENT, seed=SEED))
    assert len(asked) >= LEAST_ASKED
    assert {one.family for one in asked} == set(families)
    wrong = [(one, read) for one in asked if not one.reader.agree(read := one.reader.plan(one.question), one.plan)]
    shown = [
        f"{one.family}, {one.reader.document.title}: {one.question}\n  asks for {brief(one.plan)}\n  read as  {brief(read)}"
        for one, read in wrong[:MOST_SHOWN]
    ]
    right = 1 - len(wrong) / len(asked)
    assert right >= LEAST_RIGHT, "\n".join([f"{right:.1%} of {len(asked)} are read right. These are not:", *shown])


@pytest.mark.parametrize(("families", "named_cases"), WRITERS)
def test_a_seed_gives_the_same_questions_every_time_and_none_twice(
    readers: dict[str, Reader], families: Collection[str], named_cases: NamedCases
) -> None:
    once, again = (list(asked_of(readers, named_cases, of_each=60, seed=SEED)) for _ in range(2))
    assert once == again
    assert len({(id(one.reader), one.question) for one in once}) == len(once)
