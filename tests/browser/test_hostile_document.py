"""A policy whose every part is hostile is shown as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.hostile import ALL, FUND, ask, untouched

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def app_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
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


def test_it_is_shown_and_nothing_runs(open_page: OpenPage, requests_made: list[str]) -> None:
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
