"""Whatever is typed, said before, written in the document or by a model is text: nothing of it runs or breaks the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.answer.phrasing.llm_server import LLMServer, Request, Says
from tests.browser.hostile import ALL, HTML
from tests.browser.test_chat_window import scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

# What a message may be made of is named in tests/ui; here, what must never come to be in the page.
ALIEN = (
    "script, img, iframe, object, embed, video, audio, form, style, link, base, meta, svg animate, marquee, math, input"
)
FUND = "基金群规模有多大？"


def untouched(page: Page, requests_made: list[str]) -> None:
    """Fail if anything ran, came to be, was fetched or pushed the page out of shape."""
    assert page.evaluate("window.pwned") is None
    for place in ("#chat", "#head", "#examples", "#tasks", "#reading .policy"):
        allowed = page.locator(f"{place} .find input").count()
        assert page.locator(f"{place} :is({ALIEN})").count() == allowed, place
    links = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href') || '')")
    assert not [link for link in links if not link.startswith(("#", "responsibilities."))]
    assert {urlsplit(url).hostname for url in requests_made if url.startswith(("http", "ws"))} == {"127.0.0.1"}
    assert page.locator("#head h1").is_visible()
    assert page.locator("#composer textarea").is_visible()
    assert not scrolls_sideways(page)


def ask(page: Page, question: str) -> None:
    before = page.locator("#chat .acts").count()
    page.fill("#composer textarea", question)
    page.keyboard.press("Enter")
    page.locator("#chat .acts").nth(before).wait_for()


class TestAsQuestion:
    """The built-in document, and every text as a question, then as what was said before."""

    def test_each_is_shown_as_it_was_typed(self, open_page: OpenPage, requests_made: list[str]) -> None:
        assert len(ALL) >= 40
        page = open_page(390)
        for number, text in enumerate(ALL):
            ask(page, text)
            shown = page.locator("#chat .question").nth(number).inner_text()
            assert "".join(shown.split())[:20] == "".join(_visible(text).split())[:20]
        untouched(page, requests_made)

    def test_each_as_history_of_a_question_that_leans_on_it(
        self, open_page: OpenPage, requests_made: list[str]
    ) -> None:
        page = open_page()
        for text in HTML[::3]:
            ask(page, f"{text}{FUND}")
            ask(page, "那由谁负责？")
        untouched(page, requests_made)

    def test_in_an_address(self, open_page: OpenPage, requests_made: list[str]) -> None:
        page = open_page(
            address="/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E#m12%22%3E%3Cimg%20src=x%20onerror=window.pwned=1%3E"
        )
        page.locator("#chat .acts").wait_for()
        untouched(page, requests_made)

    def test_in_a_filter_and_in_what_is_looked_for(self, open_page: OpenPage, requests_made: list[str]) -> None:
        page = open_page()
        page.locator("#ownership-tab-button").click()
        for text in HTML[:8]:
            page.locator("#agency-filter input").fill(text[:100])
            page.locator("#tasks .nothing").wait_for()
        page.locator("#reading-tab-button").click()
        for text in HTML[:8]:
            page.locator("#find-text").fill(text[:40])
        page.locator("#chat-tab-button").click()
        untouched(page, requests_made)


def _visible(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char.isspace()).replace("\u200b", "\u200b")


class TestAsDocument:
    """A policy whose every part is hostile."""

    @pytest.fixture(scope="class")
    def app_settings(self, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
        path: Path = tmp_path_factory.mktemp("policy") / "policy.md"
        texts = [text.replace("\n", " ") for text in ALL]
        measures = "\n\n".join(
            f"（{numeral}）{texts[place]}。基金群规模{texts[place + 20]} 10 亿元。（责任单位：市{texts[place + 30][:40]}局、市财政局）"
            for place, numeral in enumerate("一二三四五六七八九十")
        )
        rows = "\n".join(f"{number}\t{texts[number]}\t{texts[number + 10]}\t市财政局" for number in range(1, 6))
        path.write_text(
            f"# 某市措施{texts[0]}\n\n各单位{texts[3]}：\n\n一、总则{texts[7]}\n\n{measures}\n\n附件\n应用场景清单\n"
            f"序号\t应用领域\t应用场景\t责任单位\n{rows}\n",
            encoding="utf-8",
        )
        return {"POLICYQA_DOCUMENT": str(path)}

    def test_it_is_shown_and_nothing_runs(self, open_page: OpenPage, requests_made: list[str]) -> None:
        page = open_page(390)
        for question in (FUND, "第一条写了什么？", "第三条由谁负责？", "市财政局有哪些任务？", "今天吃什么？"):
            ask(page, question)
        for summary in page.locator("#chat summary").all():
            if summary.is_visible():
                summary.click()
        untouched(page, requests_made)
        page.locator("#ownership-tab-button").click()
        page.locator("#tasks details summary").first.click()
        page.locator("#reading-tab-button").click()
        page.locator("#reading .policy").wait_for()
        assert "<script>" in page.locator("#reading .policy").inner_text()
        page.locator("#chat-tab-button").click()
        untouched(page, requests_made)


class TestAsModelOutput:
    """A model that writes every text, and is called by one."""

    @pytest.fixture(scope="class")
    def app_settings(self) -> Iterator[dict[str, str]]:
        written = iter(ALL * 3)

        def behave(request: Request) -> Says:
            text = next(written)
            return Says(lambda body: f"{text}基金群规模是1000亿元。[{_key(body)}]{text}[{_key(body)}]")

        with LLMServer(behave) as server:
            yield {"POLICYQA_LLM_BASE_URL": server.base_url, "POLICYQA_LLM_MODEL": HTML[3]}

    def test_it_is_shown_and_nothing_runs(self, open_page: OpenPage, requests_made: list[str]) -> None:
        page = open_page()
        for _ in ALL:
            ask(page, FUND)
        for summary in page.locator("#chat .trace summary").all()[:5]:
            summary.click()
        untouched(page, requests_made)


def _key(body: dict[str, list[dict[str, str]]]) -> str:
    return str(re.findall(r"^\[([a-z]\d\d)\]", body["messages"][1]["content"], re.MULTILINE)[0])
