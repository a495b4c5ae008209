"""``make screenshots``: take the README's pictures of the real page, so that they stay true."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
QUESTION = "人工智能基金群规模有多大？"
NOT_STATED = "鹏城云脑Ⅲ总投资多少钱？"
AGENCY = "市科协"


def main() -> int:
    """Start the app, take the pictures, stop it."""
    binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if binary is None:
        print("no Chromium here: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    app = [sys.executable, "app.py", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own program
        app, cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            address = process.stdout.readline().split()[-1] if process.stdout else ""
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
                for name, width, height, look, take in (
                    ("desktop", 1100, 1060, {}, _answer),
                    ("phone", 390, 844, {}, _answer),
                    ("refusal", 1100, 900, {}, _refusal),
                    ("ownership", 1100, 900, {}, _ownership),
                    ("reading", 1100, 900, {}, _reading),
                    ("dark-english", 1100, 1060, {"color_scheme": "dark", "locale": "en-US"}, _answer),
                    ("phone-large", 390, 844, {}, _large),
                ):
                    page = browser.new_page(viewport={"width": width, "height": height}, **{"locale": "zh-CN", **look})
                    page.goto(address)
                    take(page)
                    page.screenshot(path=FOLDER / f"screenshot-{name}.png")
                browser.close()
        finally:
            process.terminate()
    return 0


def _answer(page: Page) -> None:
    _ask(page, QUESTION)
    page.locator("#chat .cited").first.click()
    page.locator("#chat .acts").scroll_into_view_if_needed()
    page.wait_for_timeout(800)


def _refusal(page: Page) -> None:
    _ask(page, NOT_STATED)
    page.wait_for_timeout(800)


def _large(page: Page) -> None:
    page.locator("#large").click()
    _ask(page, QUESTION)
    page.wait_for_timeout(800)


def _reading(page: Page) -> None:
    page.locator("#reading-tab-button").click()
    page.locator("#find-text").fill("算力")
    page.locator("#m1").scroll_into_view_if_needed()
    page.wait_for_timeout(800)


def _ask(page: Page, question: str) -> None:
    page.fill("#composer textarea", question)
    page.keyboard.press("Enter")
    page.locator("#chat .acts").wait_for(timeout=120_000)


def _ownership(page: Page) -> None:
    page.locator("#ownership-tab-button").click()
    page.locator("#agency-filter input").fill(AGENCY)
    page.wait_for_timeout(1500)
    page.locator("#tasks details summary").first.click()
    page.wait_for_timeout(500)


if __name__ == "__main__":
    sys.exit(main())
