"""Several documents on one page: each text at its address, whichever came last, and the library as it is now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eval.libraries import library_of
from index.library import Library
from index.settings import IndexSettings
from tests.browser.test_chat_window import ask
from ui import words

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

TEA = (
    "# 某市支持制茶业发展的若干措施（征求意见稿）\n\n（一）建设茶园。每亩补助七千七百元。（责任单位：市茶叶局）\n\n"
    "（二）打造品牌。举办茶叶节。（责任单位：市商务局）\n"
)
NEW_CLAUSE = "\n（三）开设茶馆。每家补助三万三千元。（责任单位：市文旅局）\n"
BEES = Path(__file__).parents[1] / "answer" / "whole_policy.md"
FACT = "某市支持制茶业发展的若干措施中，建设茶园每亩补助多少？"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("several")
    (folder / "tea.md").write_text(TEA, encoding="utf-8")
    return library_of({"tea": folder / "tea.md", "bees": BEES}, IndexSettings(), folder / "library")


@pytest.fixture(scope="module")
def app_settings(pair: Library) -> dict[str, str]:
    return {"POLICYQA_LIBRARY": str(pair.settings.library)}


def read(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address; }", address)


def heading(page: Page) -> str:
    return page.locator("#reading #text").inner_text()


def test_the_text_that_was_asked_for_last_is_shown(open_page: OpenPage) -> None:
    page = open_page()
    read(page, "tea/p")
    page.locator("#text").get_by_text("建设茶园").first.wait_for()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/texts/bees", hold)
    read(page, "bees/m2")
    page.wait_for_timeout(500)
    assert len(held) == 1  # however often it is looked for
    read(page, "tea/m2")
    page.wait_for_function("document.querySelector('#m2').classList.contains('flash')")
    held[0].continue_()
    page.wait_for_timeout(500)
    assert "举办茶叶节" in heading(page)
    read(page, "bees/m2")
    page.wait_for_timeout(500)
    held[-1].continue_()
    page.locator("#text").get_by_text("培育龙头企业").first.wait_for()


def test_a_dead_link_gives_way_to_the_next_one(open_page: OpenPage) -> None:
    page = open_page()
    read(page, "gone/m1")
    page.get_by_text(words.NOT_HELD).wait_for()
    read(page, "tea/m2")
    page.wait_for_function("document.querySelector('#m2')?.classList.contains('flash')")
    page.wait_for_timeout(1000)
    assert "举办茶叶节" in heading(page)


@pytest.mark.parametrize("status", [429, 500])
def test_what_the_server_says_of_a_failure_is_no_text(open_page: OpenPage, status: int) -> None:
    page = open_page()
    read(page, "tea/p")
    page.locator("#text").get_by_text("建设茶园").first.wait_for()
    page.route("**/texts/bees", lambda route: route.fulfill(status=status, body=json.dumps({"detail": "<b>busy</b>"})))
    read(page, "bees/m2")
    page.get_by_text(words.NO_TEXT).wait_for()
    assert "busy" not in heading(page)
    page.unroute("**/texts/bees")
    read(page, "bees/m1")
    page.locator("#text").get_by_text("建设良种基地").first.wait_for()


def test_what_must_be_known_of_a_document_goes_with_its_answer(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = ask(page, FACT)
    page.locator("#chat .acts").wait_for()
    row.locator(".copy-answer").click()
    page.get_by_text(words.COPIED).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("征求意见稿，尚未正式印发")
    assert "七千七百元" in copied
    row.locator(".trace summary").click()
    assert "（一）建设茶园" in row.locator(".trace").inner_text()
    with page.expect_download() as download:
        page.locator("#export").click()
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert written.startswith(f"# {words.NAME}：{words.CHAT}\n")
    assert written.index("征求意见稿，尚未正式印发") < written.index("七千七百元")
    assert "> **（一）建设茶园**" in written


def test_text_and_tasks_follow_the_library(open_page: OpenPage, pair: Library, tmp_path: Path) -> None:
    """The last test of this module: it changes the library."""
    newer = tmp_path / "tea.md"
    newer.write_text(TEA + NEW_CLAUSE, encoding="utf-8")
    with pair.writing() as writer:
        writer.replace("tea", newer)
    page = open_page()
    # Nothing of the server's start is kept in the page itself.
    assert "七千七百" not in page.request.get(page.url).text()
    assert "市茶叶局" not in page.request.get(page.url).text()
    page.goto(f"{page.url}#m3")
    page.reload()
    page.wait_for_function("document.querySelector('#m3')?.classList.contains('flash')")
    assert "开设茶馆" in page.locator("#m3").inner_text()
    assert "征求意见稿，尚未正式印发" in page.locator("#text .caveat").inner_text()
    page.locator("#ownership-tab-button").click()
    page.locator("#tasks").get_by_text("市文旅局").first.wait_for()
    with pair.writing() as writer:
        writer.set_status("tea", "withdrawn")
        writer.set_status("bees", "withdrawn")
    empty = open_page()
    empty.locator("#ownership-tab-button").click()
    empty.locator("#tasks").get_by_text(words.NOT_HELD).wait_for()
    empty.get_by_role("tab", name=words.READING_TAB).click()
    empty.locator("#text").get_by_text(words.NOT_HELD).wait_for()
