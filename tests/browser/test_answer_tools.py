"""What one can do with an answer and with a conversation, and the page in English."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from ingest.corpus_files import load_policy
from tests.browser.test_chat_window import BY_NUMBER, FACT, NOT_STATED, TWO_PARTS, ask
from ui import words, words_en

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

MOBILE = "13800138000"


@pytest.fixture(scope="module")
def app_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {"POLICYQA_LIBRARY": str(tmp_path_factory.mktemp("tools") / "library")}


@pytest.fixture
def votes_file(app_settings: dict[str, str]) -> Path:
    return Path(app_settings["POLICYQA_LIBRARY"]).with_name("feedback.sqlite3")


def whole(page: Page, number: int) -> None:
    page.locator("#chat .acts").nth(number).wait_for()


def test_chips_are_numbered_without_gaps_and_open_their_cards(open_page: OpenPage) -> None:
    page = open_page()
    row = ask(page, TWO_PARTS)
    whole(page, 0)
    chips = row.locator(".cited sup").all_inner_texts()
    first_seen = list(dict.fromkeys(chips))
    assert first_seen == [str(number) for number in range(1, len(first_seen) + 1)]
    assert len(first_seen) >= 2
    assert row.locator("summary .number").all_inner_texts() == first_seen
    last = row.locator(".cited").last
    last.click()
    opened = row.locator("details[class^=cite][open]")
    assert opened.count() == 1
    label = last.inner_text().splitlines()[0].strip("〔〕0123456789")
    assert label in opened.locator("summary").inner_text()


def test_an_answer_is_copied_with_its_references_and_without_numbers(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = ask(page, FACT)
    whole(page, 0)
    row.locator(".copy-answer").click()
    page.get_by_text(words.COPIED).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "形成规模 1000 亿元的人工智能基金群。〔（十六）〕\n" in copied + "\n"
    assert f"《{load_policy().title}》第（十六）条 " in copied
    assert copied.endswith("#m16")
    assert words.USEFUL not in copied


def test_the_last_answer_can_be_asked_for_again(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FACT)
    whole(page, 0)
    ask(page, BY_NUMBER)
    whole(page, 1)
    before = page.locator("#chat .bot-row").nth(1).locator(".said").inner_text()
    assert [button.is_visible() for button in page.locator("#chat .retry").all()] == [False, True]
    page.fill("#composer textarea", "正在写的话")
    page.locator("#chat .retry").last.click()
    page.locator("#chat .acts").nth(1).wait_for(state="detached")
    whole(page, 1)
    assert page.locator("#chat .user-row").count() == 2
    assert page.locator("#chat .bot-row").nth(1).locator(".said").inner_text() == before
    assert page.input_value("#composer textarea") == "正在写的话"  # what one is typing is not lost


def test_votes_are_kept_without_numbers_that_name_a_person(open_page: OpenPage, votes_file: Path) -> None:
    page = open_page()
    row = ask(page, f"我的手机是{MOBILE}，{FACT}")
    whole(page, 0)
    row.locator(".vote.down").click()
    page.get_by_text(words.NOTED).wait_for()
    row.locator(".reason.incomplete").click()
    row.locator('.reason.incomplete[aria-pressed="true"]').wait_for()
    second = ask(page, NOT_STATED)
    whole(page, 1)
    second.locator(".vote.up").click()
    second.get_by_text(words.NOTED).wait_for()
    connection = sqlite3.connect(votes_file)
    kept = connection.execute("SELECT verdict, reason, question, status FROM feedback ORDER BY verdict").fetchall()
    connection.close()
    assert [row[:2] for row in kept] == [("down", "incomplete"), ("up", "")]
    assert "手机号" in kept[0][2]
    assert kept[1][3].startswith("unanswerable")
    assert not any(MOBILE.encode() in path.read_bytes() for path in votes_file.parent.glob("feedback*"))


def test_a_conversation_is_exported_and_cleared(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#export").click()
    page.get_by_text(words.NOTHING_TO_EXPORT).wait_for()
    ask(page, FACT)
    whole(page, 0)
    ask(page, NOT_STATED)
    whole(page, 1)
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename == words.TRANSCRIPT
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert f"## {FACT}" in written
    assert "> **（十六）加强资金保障**" in written
    assert words.HEADINGS["unanswerable"] in written
    page.locator("#clear").click()
    page.locator("#chat .user-row").first.wait_for(state="detached")
    assert page.locator("#chat .user-row").count() == 0


def test_the_page_is_english_where_the_browser_is(open_page: OpenPage) -> None:
    page = open_page(locale="en-GB")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("h1").inner_text() == words_en.NAME
    assert page.get_by_role("tab", name=words_en.OWNERSHIP_TAB).count() == 1
    assert page.get_by_role("textbox", name=words_en.BOX).count() == 1
    row = ask(page, FACT)
    whole(page, 0)
    assert "1000 亿元" in row.inner_text()  # the answer is the policy's
    for word in (words_en.BY_EXTRACT, words_en.SOURCES, words_en.RETRY, words_en.USELESS, words_en.WHY):
        assert word in row.inner_text()
    row.locator(".trace summary").click()
    assert words_en.OUTCOMES["answered"] in row.locator(".trace").inner_text()
    page.locator("#ownership-tab-button").click()
    shown = page.locator("#tasks").inner_text()
    assert words_en.SHOWN.format(measures=18, scenarios=25) in shown
    assert page.evaluate(LEFT_CHINESE) == []
    page.locator("#agency-filter input").fill("火星局")
    page.get_by_text(words_en.NO_SUCH_AGENCY.format(typed="火星局")).wait_for()


LEFT_CHINESE = """() => {
  const left = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element.closest('body [lang], script, style, textarea, option, .trace dd')) continue;
    if (/[\\u4e00-\\u9fff]/.test(node.data.replace('等', ''))) left.push(node.data.trim());
  }
  return left;
}"""
"""Chinese text on the page (but for the 等 that English words speak of) that is not marked as the document's, an answer's or the reader's."""


def test_the_language_can_be_chosen_and_is_remembered(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FACT)
    whole(page, 0)
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == words_en.NAME
    assert page.locator("#chat .retry").last.inner_text() == words_en.RETRY
    page.reload()
    page.locator("#composer textarea").wait_for()
    assert page.locator("h1").inner_text() == words_en.NAME
    page.get_by_role("button", name="中文").click()
    assert page.locator("h1").inner_text() == words.NAME
    assert page.get_by_role("tab", name=words.READING_TAB).count() == 1


def test_no_request_leaves_the_host_through_a_whole_visit(open_page: OpenPage, requests_made: list[str]) -> None:
    page = open_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    row = ask(page, FACT)
    whole(page, 0)
    row.locator(".cited").first.click()
    row.locator(".tools a").first.click()
    page.locator("#reading .flash").wait_for()
    assert urlsplit(page.url).fragment == "m16"
    page.locator("#find-text").fill("算力")
    page.locator("#ownership-tab-button").click()
    page.locator("#agency-filter input").fill("市科协")
    page.wait_for_timeout(500)
    with page.expect_download():
        page.get_by_role("link", name=words.EXPORTS["csv"]).click()
    page.locator("#views").get_by_role("tab").nth(1).click()
    page.locator("#views .js-plotly-plot").first.wait_for()
    page.locator("#chat-tab-button").click()
    refused = ask(page, NOT_STATED)
    whole(page, 1)
    refused.locator(".ask").first.click()
    whole(page, 2)
    ask(page, "那由谁负责？")
    whole(page, 3)
    page.locator("#chat .vote.up").last.click()
    page.locator("#chat .retry").last.click()
    page.wait_for_timeout(1500)
    asked_for = [url for url in requests_made if url.startswith(("http", "ws"))]
    assert len(asked_for) > 20
    assert {urlsplit(url).hostname for url in asked_for} == {"127.0.0.1"}
    assert problems == []  # the page's own policy has forbidden nothing, and nothing failed to load
