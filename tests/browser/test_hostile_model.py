"""What a model writes, and what it is called, is text as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.answer.phrasing.llm_server import LLMServer, Request, Says
from tests.browser.hostile import ALL, FUND, HTML, ask, untouched

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

AT_ONCE = 8
"""Texts in one answer."""


@pytest.fixture(scope="module")
def app_settings() -> Iterator[dict[str, str]]:
    written = iter([ALL[start : start + AT_ONCE] for start in range(0, len(ALL), AT_ONCE)] * 2)

    def behave(request: Request) -> Says:
        texts = next(written)
        return Says(
            lambda body: "".join(f"{text}基金群规模是1000亿元。[{_key(body)}]{text}[{_key(body)}]" for text in texts)
        )

    with LLMServer(behave) as server:
        yield {"POLICYQA_LLM_BASE_URL": server.base_url, "POLICYQA_LLM_MODEL": HTML[3], "POLICYQA_LLM_TIMEOUT": "600"}


def test_it_is_shown_and_nothing_runs(open_page: OpenPage, requests_made: list[str]) -> None:
    page = open_page()
    for _ in range(0, len(ALL), AT_ONCE):
        ask(page, FUND)
    for summary in page.locator("#chat .trace summary").all()[:5]:
        summary.click()
    untouched(page, requests_made)


def _key(body: dict[str, list[dict[str, str]]]) -> str:
    return str(re.findall(r"^\[([a-z]\d\d)\]", body["messages"][1]["content"], re.MULTILINE)[0])
