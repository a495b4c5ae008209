"""axe-core finds nothing serious on any tab; the page serves large type, 200 % zoom, phones and the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.test_chat_window import FACT, NOT_STATED, OFF_TOPIC, ask, scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TABS = ("chat", "ownership", "reading")


def serious_faults(page: Page) -> dict[str, list[str]]:
    """Run axe-core on the page as it is; returns its serious and critical findings with the elements concerned."""
    page.mouse.move(0, 0)
    # As a function, not as a script element: the page's own policy for scripts stays as it is.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return {
        f"{fault['id']}: {fault['help']}": [node["html"][:200] for node in fault["nodes"]]
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
    }


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_axe_finds_nothing_serious_on_any_tab(
    open_page: OpenPage, color_scheme: Literal["light", "dark"], locale: str
) -> None:
    page = open_page(color_scheme=color_scheme, locale=locale)
    assert serious_faults(page) == {}
    for question in (FACT, NOT_STATED, OFF_TOPIC):
        ask(page, question)
    page.locator("#chat .acts").nth(2).wait_for()
    page.locator("#chat .trace summary").first.click()
    page.locator("#chat details summary").first.click()
    page.locator("#chat .vote.down").first.click()
    page.locator("#chat .noted").first.wait_for()
    assert serious_faults(page) == {}
    page.locator("#ownership-tab-button").click()
    page.locator("#tasks details summary").first.click()
    assert serious_faults(page) == {}
    page.locator("#views").get_by_role("tab").nth(1).click()
    page.locator("#views .js-plotly-plot").first.wait_for()
    assert serious_faults(page) == {}
    page.locator("#reading-tab-button").click()
    page.locator("#reading article").first.wait_for()
    assert serious_faults(page) == {}


@pytest.mark.parametrize(
    ("width", "height", "large"), [(360, 640, False), (360, 640, True), (640, 430, False), (320, 560, False)]
)
def test_nothing_is_cut_off_on_a_phone_or_zoomed(open_page: OpenPage, width: int, height: int, large: bool) -> None:
    """A window of 1280 by 860 at 200 % has 640 by 430 pixels for the page; WCAG asks for 320 at 400 %."""
    page = open_page(width, height)
    if large:
        page.locator("#large").click()
    row = ask(page, FACT)
    row.locator("details summary").first.click()
    row.locator(".vote.down").click()
    ask(page, NOT_STATED)
    for tab in TABS:
        page.locator(f"#{tab}-tab-button").click()
        page.wait_for_timeout(300)
        assert not scrolls_sideways(page), tab
        outside = page.evaluate(
            """() => [...document.querySelectorAll('#head button, #composer button, #chat button, #filters input, .find button')]
              .filter((e) => e.offsetParent && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML)"""
        )
        assert outside == []


def test_large_type_is_larger_and_remembered(open_page: OpenPage) -> None:
    page = open_page()
    drawn = "document.querySelector('h1').getBoundingClientRect().height"
    before = page.evaluate(drawn)
    button = page.get_by_role("button", name="大字")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert page.evaluate(drawn) >= before * 1.2
    assert button.get_attribute("aria-pressed") == "true"
    page.reload()
    page.locator("#composer textarea").wait_for()
    assert page.evaluate(drawn) >= before * 1.2
    page.get_by_role("button", name="大字").click()
    assert page.evaluate(drawn) == before


def test_the_keyboard_alone_does_everything(open_page: OpenPage) -> None:
    """From an example to the clause in the text, with Tab and Enter only, seeing where one is at every step."""
    page = open_page()
    press_until(page, "#examples button")
    page.keyboard.press("Enter")
    page.locator("#chat .acts").wait_for()
    press_until(page, "#chat .cited")
    page.keyboard.press("Enter")
    page.locator("#chat details[class^=cite][open]").wait_for()
    # The chip leads into the card: the next stop is within it.
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    press_until(page, "#chat .tools a")
    page.keyboard.press("Enter")
    page.locator("#reading .flash").wait_for()
    assert page.evaluate("document.activeElement.closest('article') !== null")
    page.locator("#chat-tab-button").focus()
    page.keyboard.press("Enter")
    press_until(page, "#chat .vote.down")
    page.keyboard.press("Enter")
    press_until(page, "#chat .reason")
    page.keyboard.press("Enter")
    page.get_by_text("已记下，谢谢。").wait_for()
    press_until(page, "#composer textarea")
    page.keyboard.type("第十二条写了什么？")
    page.keyboard.press("Enter")
    page.locator("#chat .acts").nth(1).wait_for()
    press_until(page, "#export")
    with page.expect_download():
        page.keyboard.press("Enter")


def press_until(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until an element has the focus; every stop on the way shows that it has it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        visible = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), w = e.closest('.input-container, label') || e;
              return e === document.body || s.outlineStyle !== 'none' || s.boxShadow !== 'none' || getComputedStyle(w).boxShadow !== 'none'; }"""
        )
        assert visible, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")
