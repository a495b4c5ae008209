"""The whole text: its addresses, what leads to them, and finding words in it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from ingest.models import PolicyDocument
from tests.browser.conftest import OpenPage
from tests.browser.test_chat_window import ask, scrolls_sideways
from ui import words

pytestmark = pytest.mark.slow

IS_IN_VIEW = (
    "element => { const box = element.getBoundingClientRect(); return box.top >= -2 && box.top < innerHeight; }"
)


def test_everything_is_there_in_order(open_page: OpenPage, document: PolicyDocument) -> None:
    page = open_page()
    page.get_by_role("tab", name=words.READING_TAB).click()
    page.locator("#reading article").first.wait_for()
    names = page.eval_on_selector_all("#reading :is(section, article, tr)[id]", "all => all.map(one => one.id)")
    assert names == [
        "p",
        *(measure.id.lower() for measure in document.measures),
        *(row.id.lower() for row in document.scenarios),
    ]
    for measure in document.measures:
        shown = page.locator(f"#{measure.id.lower()}").inner_text()
        assert "".join(measure.body.split()) in "".join(shown.split())


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", ["m12", "a25", "p", "s3", "annex"])
def test_an_address_opens_the_text_there(open_page: OpenPage, app_url: str, width: int, name: str) -> None:
    page = open_page(width, 812)
    page.goto(f"{app_url}/#{name}")
    page.reload()
    item = page.locator(f"#reading [id={name}]")
    item.wait_for()
    page.wait_for_function("name => document.getElementById(name).classList.contains('flash')", arg=name)
    assert item.evaluate(IS_IN_VIEW)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("name", ["x", "m1'),alert(1)//", "%3Cimg%20src=x%3E"])
def test_an_address_of_nothing_does_nothing(open_page: OpenPage, app_url: str, name: str) -> None:
    page = open_page()
    page.goto(f"{app_url}/#{name}")
    page.reload()
    page.locator("#composer textarea").wait_for()
    page.wait_for_timeout(500)
    ask(page, "第四条写了什么")


def test_a_shared_question_is_asked(open_page: OpenPage, app_url: str) -> None:
    page = open_page()
    question = '创投日是每月几号？<>&"'
    page.goto(f"{app_url}/?q={quote(question)}")
    page.locator("#chat .answer details").first.wait_for()
    assert "每月 8 日" in page.locator("#chat .answer").inner_text()
    assert page.locator("#chat .question").inner_text() == question


def test_a_card_leads_to_its_clause(open_page: OpenPage) -> None:
    page = open_page()
    said = ask(page, "人工智能基金群规模有多大")
    said.locator(".trace").wait_for()
    said.locator("details summary").first.click()
    said.get_by_role("link", name=words.SEE_WHOLE).first.click()
    item = page.locator("#m16")
    item.wait_for()
    page.wait_for_function("document.getElementById('m16')?.classList.contains('flash')")
    assert item.evaluate(IS_IN_VIEW)
    assert page.url.endswith("#m16")


def test_a_reference_is_copied_as_one_writes_it(open_page: OpenPage, app_url: str, document: PolicyDocument) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said = ask(page, "人工智能基金群规模有多大")
    said.locator(".trace").wait_for()
    said.locator("details summary").first.click()
    said.get_by_role("button", name=words.COPY).first.click()
    said.get_by_role("button", name=words.COPIED).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"《{document.title}》第（十六）条 {app_url}/#m16"


def test_words_are_found(open_page: OpenPage, document: PolicyDocument) -> None:
    page = open_page(375, 812)
    page.get_by_role("tab", name=words.READING_TAB).click()
    box = page.locator("#find-text")
    box.fill("揭榜挂帅")
    assert page.locator("#reading .found").inner_text() == words.FOUND.format(count=1)
    box.press("Enter")
    page.wait_for_function("document.querySelector('#m5').getBoundingClientRect().top < innerHeight")
    assert page.evaluate("CSS.highlights.get('found').size") == 1
    box.fill("蜂蜜")
    assert page.locator("#reading .found").inner_text() == words.FOUND_NONE
    assert not scrolls_sideways(page)


def test_what_is_typed_is_counted(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#composer textarea", "四个字啊")
    assert page.locator("#composer .counter").inner_text() == "4/300"
    ask(page, "第四条写了什么")
    page.wait_for_function("document.querySelector('#composer .counter').textContent === ''")
