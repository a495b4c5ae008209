"""``make screenshots``: take the README's pictures of the real page, so that they stay true."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
QUESTION = "人工智能基金群规模有多大？"
NOT_STATED = "鹏城云脑Ⅲ总投资多少钱？"
AGENCY = "市科协"
DOCUMENTS = FOLDER.parent / "eval" / "data" / "documents"
SEVERAL = ("jiashan-opc-2026.md", "suzhou-park-opc-2026.md", "shenzhen-opc-2026.md")
TWO_DOCUMENTS = "嘉善和苏州工业园区给OPC的办公场地，租金各减免多少？"

Picture = tuple[str, int, int, dict[str, Any], Callable[[Page], None]]
"""Name, width, height, how the browser is set up, and what is done on the page."""


def main() -> int:
    """Start the app, take the pictures, stop it; then the same with a library of several documents."""
    binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if binary is None:
        print("no Chromium here: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    _take(binary, ALONE, os.environ)
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"POLICYQA_LIBRARY": str(Path(folder) / "library")}
        documents = [str(DOCUMENTS / name) for name in SEVERAL]
        for command in (["build"], ["add", *documents, "--publish"]):
            # Our own program.
            subprocess.run([sys.executable, "-m", "index", *command], cwd=FOLDER.parent, env=environment, check=True)  # noqa: S603
        _take(binary, TOGETHER, environment)
    return 0


def _take(binary: str, pictures: Sequence[Picture], environment: Mapping[str, str]) -> None:
    """Take pictures of an app of its own."""
    app = [sys.executable, "app.py", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own program
        app, cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True, env=dict(environment)
    ) as process:
        try:
            address = process.stdout.readline().split()[-1] if process.stdout else ""
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
                for name, width, height, look, act in pictures:
                    page = browser.new_page(viewport={"width": width, "height": height}, **{"locale": "zh-CN", **look})
                    page.goto(address)
                    act(page)
                    page.screenshot(path=FOLDER / f"screenshot-{name}.png")
                browser.close()
        finally:
            process.terminate()


def _library(page: Page) -> None:
    _ask(page, TWO_DOCUMENTS)
    page.locator("#chat .question").last.scroll_into_view_if_needed()
    page.wait_for_timeout(800)


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


ALONE: tuple[Picture, ...] = (
    ("desktop", 1100, 1060, {}, _answer),
    ("phone", 390, 844, {}, _answer),
    ("refusal", 1100, 900, {}, _refusal),
    ("ownership", 1100, 900, {}, _ownership),
    ("reading", 1100, 900, {}, _reading),
    ("dark-english", 1100, 1060, {"color_scheme": "dark", "locale": "en-US"}, _answer),
    ("phone-large", 390, 844, {}, _large),
)
TOGETHER: tuple[Picture, ...] = (("library", 1100, 1300, {}, _library),)


if __name__ == "__main__":
    sys.exit(main())
