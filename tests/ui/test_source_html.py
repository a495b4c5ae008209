"""Cards of sources: what they hold, in which order, under which number."""

from __future__ import annotations

import re

import pytest

from answer.models import Citation, Quote
from tests.ui.samples import citation, text_of
from ui import words
from ui.source_html import card, in_order, marked_text, sources_html


def test_sources_are_numbered_as_the_text_first_cites_them_without_gaps() -> None:
    sources = [citation(id=f"M{number}", label=f"（{label}）") for number, label in enumerate("一二三四", 1)]
    ordered = in_order(sources, "甲。〔（三）〕乙。〔（一）〕丙。〔（三）〕")
    assert [source.id for source in ordered] == ["M3", "M1", "M2", "M4"]
    assert re.findall(r'<span class="number">(\d+)</span>', sources_html(ordered)) == ["1", "2", "3", "4"]


def test_a_related_clause_has_no_number() -> None:
    assert "number" not in card(citation())


def test_a_card_has_clause_section_marked_text_and_agencies_in_this_order() -> None:
    shown = card(citation())
    parts = [
        "（二）",
        "保障资金",
        "一、保障",
        "设立基金。<mark>规模 10 亿元。</mark>（责任单位",
        '<p class="owners"><span lang="zh-CN">责任单位：甲局、乙委等</span></p>',
    ]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert text_of(marked_text(citation())) == citation().text


def test_a_card_says_when_no_agency_is_named() -> None:
    assert words.NO_OWNERS in card(citation(agencies=(), agencies_open=False))
    assert "owners" not in card(citation(id="P", agencies=(), agencies_open=False))
    assert "owners" not in card(citation(id="other/P", agencies=(), agencies_open=False))


def test_every_quote_is_marked_once_even_if_one_begins_as_another() -> None:
    shown = marked_text(
        citation(text="甲乙。丙。", quotes=(Quote("甲", 0, 1), Quote("甲乙。", 0, 3), Quote("丙。", 3, 5)))
    )
    assert shown == "<mark>甲乙。</mark><mark>丙。</mark>"


def test_a_row_of_a_table_keeps_its_columns_apart() -> None:
    assert marked_text(citation(text="1\t医疗\t辅助诊断", quotes=())) == "1\u3000医疗\u3000辅助诊断"


@pytest.mark.parametrize(
    ("key", "shown"), [("P", False), ("G2", False), ("C", False), ("M4", True), ("other/A1", True)]
)
def test_only_tasks_are_somebodys(key: str, shown: bool) -> None:
    assert ('class="owners"' in card(Citation(key, "某项", "", "", "某文", ()))) is shown
