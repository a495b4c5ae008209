from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from index.catalogue.models import Correction, Edits, Entry, name_of
from index.library import Library

TODAY = datetime.date(2026, 6, 30)
YESTERDAY, TOMORROW = TODAY - datetime.timedelta(1), TODAY + datetime.timedelta(1)


@pytest.fixture
def entry(filled: Library) -> Entry:
    """Give a document without dates."""
    return filled.snapshot().entry("chips")


@pytest.mark.parametrize("stage", ["征求意见稿", "公开征求意见稿", "草案", "草案征求意见稿"])
def test_what_is_not_issued_yet_says_so(entry: Entry, stage: str) -> None:
    assert replace(entry, stage=stage).caveats(TODAY) == ("征求意见稿，尚未正式印发",)


@pytest.mark.parametrize("stage", ["", "试行", "暂行", "修订"])
def test_another_stage_is_no_caveat(entry: Entry, stage: str) -> None:
    assert replace(entry, stage=stage).caveats(TODAY) == ()


@pytest.mark.parametrize(("until", "is_over"), [(YESTERDAY, True), (TODAY, False), (TOMORROW, False), (None, False)])
def test_the_last_day_still_counts(entry: Entry, until: datetime.date | None, is_over: bool) -> None:
    said = ("有效期已于2026年6月29日届满",) if is_over else ()
    assert replace(entry, until=until).caveats(TODAY) == said


@pytest.mark.parametrize(("effective", "waits"), [(YESTERDAY, False), (TODAY, False), (TOMORROW, True)])
def test_the_first_day_counts(entry: Entry, effective: datetime.date, waits: bool) -> None:
    said = ("2026年7月1日起施行，尚未生效",) if waits else ()
    assert replace(entry, effective=effective).caveats(TODAY) == said


def test_what_another_one_replaced_says_so_whatever_else(entry: Entry) -> None:
    replaced = replace(entry, edits=Edits(replaced_by="bees"), until=YESTERDAY)
    assert replaced.caveats(TODAY) == ("已被新文件取代", "有效期已于2026年6月29日届满")


def test_the_end_of_a_planning_period_is_no_caveat(library: Library) -> None:
    (plan,) = library.snapshot().published
    assert library.document(plan).metadata.valid_until == 2024
    for day in (datetime.date(2023, 6, 1), TODAY, datetime.date(2099, 1, 1)):
        assert plan.caveats(day) == ()


def test_documents_are_called_by_their_short_titles(entry: Entry) -> None:
    assert name_of(replace(entry, short_title="《措施》")) == "《措施》"
    assert name_of(replace(entry, short_title="", title="若干措施")) == "《若干措施》"


FIRST = Correction("M2", "（二）", "支持企业", "agencies", ("市财政局",))


def test_a_correction_takes_the_place_of_an_earlier_one() -> None:
    again = replace(FIRST, values=("市科技局",))
    assert Edits().corrected(FIRST).corrected(again).corrections == (again,)


@pytest.mark.parametrize(
    "other",
    [replace(FIRST, field="lead"), replace(FIRST, item="M3", label="（三）"), replace(FIRST, title="发展旅游")],
    ids=["field", "item", "what is there now"],
)
def test_a_correction_of_something_else_stands_beside_it(other: Correction) -> None:
    assert Edits().corrected(FIRST).corrected(other).corrections == (FIRST, other)


def test_an_item_whose_name_was_corrected_is_known_by_what_the_parser_called_it() -> None:
    named = replace(FIRST, field="name", values=("扶持企业",))
    seen = replace(FIRST, title="扶持企业")
    renamed = replace(named, title="扶持企业", values=("帮扶企业",))
    edits = Edits().corrected(named).corrected(seen)
    assert edits.corrections == (named, FIRST)
    assert edits.corrected(renamed).corrections == (FIRST, replace(named, values=("帮扶企业",)))
