"""The window with a model behind it: who wrote an answer, what is shown meanwhile, and that it can be stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from answer import messages
from tests.answer.phrasing.llm_server import Behaviour, LLMServer, Request, Says, Status
from tests.browser.conftest import OpenPage
from tests.browser.test_chat_window import answer, ask
from ui import words

pytestmark = pytest.mark.slow

FUND, DATA, PROMPT = "人工智能基金群的规模有多大", "公共数据怎么开放", "content"


def _key(body: Any) -> str:
    return str(re.findall(r"^\[([a-z]\d\d)\]", body["messages"][1][PROMPT], re.MULTILINE)[0])


def behave(request: Request) -> Behaviour:
    asked = request.body["messages"][1][PROMPT]
    if "慢慢" in asked:
        return Says(lambda body: f"人工智能基金群的规模是1000亿元。[{_key(body)}]" + "基金" * 500, delay=1.0)
    if "坏了" in asked:
        return Status(401)
    return Says(
        lambda body: (
            f"人工智能基金群的规模是1000亿元。[{_key(body)}]<img src=x onerror=alert(1)>由市科协负责。[{_key(body)}]"
        )
    )


@pytest.fixture(scope="module")
def app_settings() -> Iterator[dict[str, str]]:
    with LLMServer(behave) as server:
        yield {"POLICYQA_LLM_BASE_URL": server.base_url, "POLICYQA_LLM_MODEL": "m", "POLICYQA_LLM_TIMEOUT": "600"}


def test_it_says_who_wrote_an_answer_and_why_a_sentence_is_missing(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FUND)
    said = answer(page, 0)
    said.locator(".trace").wait_for()
    assert said.locator(".mode").inner_text() == words.BY_MODEL
    assert "人工智能基金群的规模是1000亿元。" in said.inner_text()
    assert said.locator("details").first.is_visible()
    said.locator(".trace summary").click()
    explained = said.locator(".trace").inner_text()
    assert words.MODEL_USE.format(model="m", shown=1, dropped=1) in explained
    assert page.locator("#stop").is_hidden()


def test_a_table_is_no_models(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "智能分拣由谁负责")
    said = answer(page, 0)
    said.locator(".trace").wait_for()
    assert said.locator(".mode").inner_text() == words.BY_EXTRACT


def test_where_the_model_fails_the_extract_stands_and_says_so(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, f"坏了，{FUND}")
    said = answer(page, 0)
    said.locator(".trace").wait_for()
    reason = messages.MODEL_FAILURES["unauthorized"]
    assert said.locator(".mode").inner_text() == words.NOT_BY_MODEL.format(reason=reason)
    assert "1000 亿元" in said.inner_text()


def test_sources_come_first_and_stop_works(open_page: OpenPage) -> None:
    page = open_page(375, 812)
    ask(page, f"慢慢说，{FUND}")
    said = answer(page, 0)
    said.locator("details").first.wait_for()
    page.locator("#stop").wait_for()
    said.get_by_text("人工智能基金群的规模是1000亿元。").wait_for()
    assert said.locator(".trace").count() == 0
    page.locator("#stop").click()
    page.locator("#stop").wait_for(state="hidden")
    page.wait_for_timeout(500)
    # What was verified stays, and the next question is answered.
    assert "人工智能基金群的规模是1000亿元。" in said.inner_text()
    assert said.locator(".mode").inner_text() == words.STOPPED
    ask(page, FUND)
    answer(page, 1).locator(".trace").wait_for()
