"""What was put into a drawn policy comes back, whatever its form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.ingest.drawn.bodies import Body, Item
from tests.ingest.drawn.odd_forms import levels_that_differ, several_lists, titles_that_differ, with_scope
from tests.ingest.drawn.policies import Written, policies, with_annexes
from tests.ingest.drawn.tables import DrawnRow
from tests.ingest.invariants import check

bounded = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def items_of(document: PolicyDocument) -> list[Item]:
    return [
        Item(
            one.label,
            one.title,
            one.section,
            one.subsection,
            one.body,
            tuple((listed.role, listed.agencies) for listed in one.roles),
            one.agencies,
            one.agencies_open,
        )
        for one in document.measures
    ]


def rows_of(document: PolicyDocument) -> list[DrawnRow]:
    return [
        DrawnRow(one.cells, one.domain, one.name, tuple((listed.role, listed.agencies) for listed in one.roles))
        for one in document.scenarios
    ]


def compare(written: Written) -> None:
    """Assert that a policy parses to what was put into it, without a warning."""
    document = parse_policy(written.text)
    notice = document.notice
    assert items_of(document) == written.body.items
    assert [section.heading for section in document.sections] == written.body.sections
    assert [goal.text for goal in document.goals] == written.body.goals
    assert ([part.text for part in document.closing.parts] if document.closing else []) == written.body.closing
    assert (document.title, document.document_number) == (written.title, written.number)
    assert (notice.issuers, notice.addressees, notice.date) == (written.issuers, written.addressees, written.issued)
    assert [len(table.rows) for table in document.tables] == [len(table.rows) for table in written.tables]
    assert rows_of(document) == [row for table in written.tables for row in table.rows]
    # That paragraphs with lists of their own may have lost their numbers is a hint, and right to give.
    assert [warning for warning in document.warnings if warning.kind != "layout"] == []
    check(document)


@bounded
@given(policies())
def test_what_was_put_in_comes_back(written: Written) -> None:
    compare(written)


@bounded
@given(with_annexes())
def test_what_was_put_into_tables_comes_back(written: Written) -> None:
    compare(written)


@pytest.mark.parametrize("body", [levels_that_differ, titles_that_differ, several_lists, with_scope])
@bounded
@given(data=st.data())
def test_what_is_not_of_one_form_comes_back(body: Callable[[], st.SearchStrategy[Body]], data: st.DataObject) -> None:
    compare(data.draw(policies(body())))


@pytest.mark.slow
@settings(bounded, max_examples=1200)
@given(policies() | with_annexes())
def test_what_was_put_into_many_comes_back(written: Written) -> None:
    compare(written)
