"""Whatever is typed, now or before, is text: nothing of it runs or breaks the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.hostile import ALL, FUND, HTML, ask, untouched

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow


def test_each_is_shown_as_it_was_typed(open_page: OpenPage, requests_made: list[str]) -> None:
    assert len(ALL) >= 40
    page = open_page(390)
    for number, text in enumerate(ALL):
        if number % 10 == 9:
            # A conversation of this length is drawn slowly; what is in it was looked at.
            untouched(page, requests_made)
            page.locator("#clear").click()
            page.locator("#chat .acts").first.wait_for(state="detached")
        ask(page, text)
        shown = page.locator("#chat .question").last.inner_text()
        assert _visible(shown) == _visible(text)
    untouched(page, requests_made)


def test_each_as_history_of_a_question_that_leans_on_it(open_page: OpenPage, requests_made: list[str]) -> None:
    page = open_page()
    # Several at once: a question holds 300 characters.
    groups = [""]
    for text in ALL:
        if len(groups[-1]) + len(text) + len(FUND) > 295:
            groups.append("")
        groups[-1] += text[:250]
    for group in groups:
        ask(page, f"{group}{FUND}")
        ask(page, "那由谁负责？")
    untouched(page, requests_made)


def test_in_an_address(open_page: OpenPage, requests_made: list[str]) -> None:
    page = open_page(
        address="/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E#m12%22%3E%3Cimg%20src=x%20onerror=window.pwned=1%3E"
    )
    page.locator("#chat .acts").wait_for()
    untouched(page, requests_made)


def test_in_a_filter_and_in_what_is_looked_for(open_page: OpenPage, requests_made: list[str]) -> None:
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
    """Return the beginning of what can be seen of a text."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())[:20]
