"""The page under a path of another site, behind a proxy that takes the path off, and behind one that leaves it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.reverse_proxy import reverse_proxy
from tests.browser.test_chat_window import FACT, FOLLOW_UP, answer, ask
from tests.browser.test_endpoints import ask as call
from tests.browser.test_endpoints import fetch
from tests.browser.test_ownership_tab import download, open_tab
from tests.ui.test_export import read_csv, read_xlsx
from ui import words

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

PATH = "/city/policy"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def app_settings() -> dict[str, str]:
    return {"POLICYQA_ROOT_PATH": f"{PATH}/"}


@pytest.fixture(scope="module", params=[True, False], ids=["stripped", "kept"])
def app_url(app_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    with reverse_proxy(app_url, PATH, strips=request.param) as url:
        yield url


def test_a_visit(open_page: OpenPage, app_url: str, requests_made: list[str]) -> None:
    page = open_page(address="/")
    row = ask(page, FACT)
    assert "1000" in row.inner_text()
    assert "1000" not in ask(page, FOLLOW_UP).inner_text()

    row.locator("details summary").first.click()
    row.get_by_role("link", name=words.SEE_WHOLE).first.click()
    page.wait_for_function("document.getElementById('m16')?.classList.contains('flash')")
    assert page.url == f"{app_url}/#m16"

    open_tab(page)
    page.get_by_label(words.TEXT_FILTER).fill("算力 平台")
    page.get_by_text("显示 4 条措施、0 项场景").wait_for()
    for ending, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        assert len(read(download(page, words.EXPORTS[ending])[1])) == 5

    assert [url for url in requests_made if not url.startswith((f"{app_url}/", "data:", "blob:"))] == []


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_addresses_that_are_handed_on(open_page: OpenPage, app_url: str, locale: str) -> None:
    page = open_page(address=f"/?q={quote(FACT)}", locale=locale)
    assert "1000" in answer(page, 0).inner_text()
    page.goto(f"{app_url}/#a3")
    page.reload()
    page.locator("#a3").wait_for()
    page.wait_for_function("document.getElementById('a3')?.classList.contains('flash')")


def test_what_programs_ask(app_url: str) -> None:
    assert json.loads(fetch(f"{app_url}/healthz"))["status"] == "ok"
    assert call(app_url, "measure", "第四条")["text"]
    assert len(fetch(f"{app_url}/responsibilities.csv?agency={quote('市科协')}").splitlines()) > 1
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{app_url}/gradio_api/mcp/", body, headers)) as said:
        assert b'"serverInfo"' in said.read()


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/docs", "/.env", "/gradio_api/file=/etc/passwd", f"{PATH}x/"])
def test_what_is_closed_stays_closed(app_url: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(f"{app_url}{path}")
