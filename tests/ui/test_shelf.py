from __future__ import annotations

from index.library import Library
from ingest.models import PolicyDocument
from ui.shelf import Shelf


def test_all_that_is_published_is_shown(several_library: Library, document: PolicyDocument) -> None:
    shelf = Shelf(several_library.catalogue, document)
    assert [entry.id for entry in shelf.entries()] == [entry.id for entry in several_library.snapshot().published]
    assert len(shelf.documents()) > 1


def test_the_document_of_the_settings_alone_is_shown_where_there_are_others(several_library: Library) -> None:
    alone = several_library.document(several_library.snapshot().entry("bees"))
    shelf = Shelf(several_library.catalogue, alone, is_alone=True)
    assert shelf.documents() == (alone,)
    assert shelf.first == alone


def test_it_is_shown_in_whatever_state_it_is_in_the_library(several_library: Library) -> None:
    draft = several_library.document(several_library.snapshot().entry("tea"))
    assert Shelf(several_library.catalogue, draft, is_alone=True).documents() == (draft,)


def test_nothing_is_shown_where_everything_is_withdrawn(one_library: Library, document: PolicyDocument) -> None:
    with one_library.writing() as writer:
        writer.set_status("tea", "withdrawn")
    shelf = Shelf(one_library.catalogue, document)
    assert (shelf.documents(), shelf.first, shelf.awaited) == ((), None, None)


def test_it_is_shown_before_the_library_has_it(several_library: Library, document: PolicyDocument) -> None:
    shelf = Shelf(several_library.catalogue, document, is_alone=True)
    assert shelf.entries() == ()
    assert shelf.documents() == (document,)
    assert Shelf(None, document).first is document
