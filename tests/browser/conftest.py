"""The real app as a process of its own, and Chromium to look at it with."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.watch import DENY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

    from index.search_index import SearchIndex
    from index.settings import IndexSettings

ROOT = Path(__file__).parents[2]
BINARIES = ("chromium", "chromium-browser", "google-chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# No sandbox inside containers; and a browser that calls home would spoil the test of what the page requests.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 600
WAIT_MILLISECONDS = 180_000

OpenPage = Callable[..., "Page"]


def _browser_binary() -> str | None:
    found = next(filter(None, map(shutil.which, BINARIES)), None)
    return found or (str(MAC_CHROME) if MAC_CHROME.is_file() else None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="浏览器测试需要 playwright：pip install playwright")
    binary = _browser_binary()
    if binary is None:
        pytest.skip("浏览器测试需要 Chromium：apt-get install chromium fonts-noto-cjk，或安装 Google Chrome")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def app_settings() -> dict[str, str]:
    """Further environment variables of the app; a module that needs some has a fixture of its own."""
    return {}


@pytest.fixture(scope="module")
def app_url(
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    app_settings: dict[str, str],
    search_index: SearchIndex,
    index_settings: IndexSettings,
) -> Iterator[str]:
    """Start ``app.py`` on a free port with a copy of the session's library, unless the module names a folder of its own;
    it is up when it says so.
    """
    folder = tmp_path_factory.mktemp("app")
    shutil.copytree(index_settings.library, folder / "library")
    environment = os.environ | {"POLICYQA_LIBRARY": str(folder / "library"), "PYTHONUNBUFFERED": "1"} | app_settings
    log = folder / "stderr.txt"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            # Under watch: a connection to anywhere else would end it.
            [sys.executable, "-c", DENY, "app.py", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            line = _first_line(process)
            assert line.startswith("打开 http://127.0.0.1:"), log.read_text()
            yield line.split()[1]
        finally:
            process.terminate()
            process.wait(START_SECONDS)
    # A handler that failed leaves its traceback there even if the page looked right.
    assert "Traceback" not in log.read_text(), log.read_text()


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda out: lines.put(out.readline()), args=(process.stdout,), daemon=True).start()
    try:
        return lines.get(timeout=START_SECONDS)
    except queue.Empty:
        pytest.fail(f"app.py did not come up within {START_SECONDS} s")


@pytest.fixture
def requests_made() -> list[str]:
    """The address of every request of the pages that `open_page` opened."""
    return []


@pytest.fixture
def open_page(browser: Browser, app_url: str, requests_made: list[str]) -> Iterator[OpenPage]:
    """Open the app as a new visitor, ``width`` pixels wide; fails at the end if a page had a script error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        requests_made.append(request.url)

    def open_(
        width: int = 1280,
        height: int = 860,
        color_scheme: Literal["light", "dark"] = "light",
        locale: str = "zh-CN",
        address: str = "",
    ) -> Page:
        viewport: ViewportSize = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, locale=locale, color_scheme=color_scheme)
        contexts.append(context)
        context.set_default_timeout(WAIT_MILLISECONDS)
        context.on("request", note)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(app_url + address)
        page.locator("#composer textarea").wait_for()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors
