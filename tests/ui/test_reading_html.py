from __future__ import annotations

import re

import pytest

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.ui.samples import Tags, short_policy, text_of
from ui import words
from ui.reading_html import anchor, reading_html

ALLOWED = {
    *("div", "label", "input", "span", "button", "nav", "ul", "li", "a", "section", "article", "p", "b", "br"),
    *("h2", "h3", "table", "thead", "tbody", "tr", "th", "td"),
}


@pytest.mark.parametrize(("key", "name"), [("M12", "m12"), ("A3", "a3"), ("P", "p"), ("other/M4", "m4")])
def test_the_name_of_an_address(key: str, name: str) -> None:
    assert anchor(key) == name


def test_every_item_has_one_address_and_the_policys_words(document: PolicyDocument) -> None:
    shown = reading_html(document)
    names = re.findall(r'\bid="([^"]+)"', shown)
    assert len(set(names)) == len(names)
    items = [*(measure.id for measure in document.measures), *(row.id for row in document.scenarios), "P"]
    assert {anchor(item) for item in items} < set(names)
    text = "".join(text_of(shown).split())
    for measure in document.measures:
        assert "".join(measure.body.split()) in text
    for row in document.scenarios:
        assert row.name in text


def test_every_link_leads_somewhere(document: PolicyDocument) -> None:
    shown = reading_html(document)
    links = re.findall(r'href="#([^"]+)"', shown)
    assert len(links) == len(document.sections) + 2
    assert set(links) <= set(re.findall(r'\bid="([^"]+)"', shown))


def test_nothing_of_the_document_is_markup() -> None:
    shown = reading_html(short_policy('一<script>alert(1)</script>"><img src=x onerror=alert(2)>'))
    assert set(Tags(shown).found) <= ALLOWED


def test_without_sections_or_annex_there_are_none() -> None:
    shown = reading_html(parse_policy("某市若干措施\n（一）建设平台。建设算力平台。\n（二）支持企业。给予补助。\n"))
    assert words.ANNEX not in shown
    assert "建设算力平台。" in text_of(shown)
