"""Which documents' tasks are listed, and which of them says why there are none."""

from __future__ import annotations

import pytest

from index.library import Library
from ingest.models import PolicyDocument
from ui.filters import Filters
from ui.shelf import Shelf
from ui.task_shelf import TaskShelf


@pytest.fixture
def tasks(several_library: Library, document: PolicyDocument) -> TaskShelf:
    return TaskShelf(Shelf(several_library.catalogue, document))


@pytest.mark.parametrize("wanted", ["没有这份", "tea"])
def test_nothing_is_listed_where_no_document_is_meant(tasks: TaskShelf, wanted: str) -> None:
    assert tasks.select(Filters(document=wanted)) == ()


def test_a_document_that_has_the_agency_says_why_nothing_is_found(tasks: TaskShelf) -> None:
    # The rules, which come first, name no agencies.
    (one,) = tasks.select(Filters(agency="市科技局", text="蜂王浆"))
    assert one.selection.tasks == ()
    assert one.selection.agency is not None
    assert one.selection.agency.agencies == ("市科技局",)


def test_of_an_agency_that_none_has_one_names_its_neighbours(tasks: TaskShelf) -> None:
    (one,) = tasks.select(Filters(agency="市税务局", text="补助"))
    assert one.selection.agency is not None
    assert one.selection.agency.closest


def test_documents_without_agencies_are_listed_where_there_are_no_others(tasks: TaskShelf) -> None:
    (one,) = tasks.select(Filters(document="rules"))
    assert len(one.selection.tasks) == one.selection.total > 0


def test_nothing_is_listed_where_everything_is_withdrawn(one_library: Library, document: PolicyDocument) -> None:
    tasks = TaskShelf(Shelf(one_library.catalogue, document))
    assert tasks.first is not None
    assert len(tasks.select(Filters())[0].selection.tasks) == 2
    with one_library.writing() as writer:
        writer.set_status("tea", "withdrawn")
    assert tasks.select(Filters()) == ()
    assert tasks.first is None
