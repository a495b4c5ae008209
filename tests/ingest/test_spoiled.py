"""Of more than a hundred spoiled variants of ten documents, none gives an item an agency that it does not own without saying so."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.errors import PolicyError
from ingest.reader import read_source
from ingest.settings import DEFAULT_SOURCE
from tests.ingest.spoiled_parses import compare
from tests.ingest.spoiling import WAYS, Variant, variants
from tests.ingest.spoilings.page import Page, read_page

_FIXTURES = Path(__file__).parent / "fixtures"
_SOURCES = {
    **{path.stem: path for path in sorted((_FIXTURES / "spoiled").glob("*.md")) if path.stem != "README"},
    "labels": _FIXTURES / "labels.md",
    "plan": DEFAULT_SOURCE,
}
_KNOWN = {"beidou": 3, "labels": 5, "plan": 4}
"""How many warnings the documents carry as they are: lines that are broken, numbers that are missing, a row cut off."""
_COUNT = 120
"""Every way once, and some with a second document."""
_FEWEST_WAYS = 30


@cache
def _pages() -> dict[str, Page]:
    return {name: read_page(read_source(path).text) for name, path in _SOURCES.items()}


@cache
def _variants() -> tuple[Variant, ...]:
    return tuple(variants(_pages(), _COUNT))


@pytest.mark.parametrize("place", range(_COUNT))
def test_no_wrong_agency_without_a_warning(place: int) -> None:
    variant = _variants()[place]
    try:
        document = variant.parse()
    except PolicyError:
        return  # What cannot be read is refused with a reason.
    untold = [wrong for wrong in compare(variant.page, document) if wrong.added and not wrong.surely]
    assert untold == [], (variant.way, variant.name)


def test_the_variants_go_many_ways_with_all_documents() -> None:
    found = _variants()
    assert len({variant.way for variant in found}) >= _FEWEST_WAYS
    assert {variant.name for variant in found} == set(_SOURCES)
    assert len(_SOURCES) == 10


def test_every_way_spoils() -> None:
    kept = {variant.way for variant in _variants() if variant.text == variant.page.text}
    assert kept == set()


def test_the_same_seed_spoils_alike() -> None:
    assert [one.text for one in variants(_pages(), _COUNT)] == [one.text for one in _variants()]


@pytest.mark.parametrize("name", _SOURCES)
def test_a_document_that_is_right_carries_no_warning_of_it(name: str) -> None:
    document = _pages()[name].document
    assert len(document.warnings) == _KNOWN.get(name, 0)
    assert list(compare(_pages()[name], document)) == []


def test_ways_are_named_by_what_they_spoil() -> None:
    assert {name.partition(".")[0] for name in WAYS} == {"lines", "labels", "lists", "characters", "tables"}
