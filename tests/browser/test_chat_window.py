"""A visitor asks, reads the answer and its source, is refused, asks again: in a real browser, on the real app."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from ingest.corpus_files import load_policy

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator, Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

FACT = "人工智能基金群规模有多大？"
OFF_TOPIC = "今天晚饭吃什么好？"
BY_NUMBER = "第十二条写了什么？"
SHORT = "基金群规模有多大？"
FOLLOW_UP = "那责任单位呢？"
NOT_STATED = "鹏城云脑III总投资多少钱？"
TWO_PARTS = "创投日是每月几号？人工智能统计数据多久发布一次？"
HOSTILE = (
    '<img src=x onerror="document.title=1"><script>document.title=2</script>\n\n# 标题 [链接](javascript:alert(1))'
    " ![图](http://example.com/x.png) $$x^2$$ **粗** </div></details><a href='http://example.com'>a</a>"
)


def ask(page: Page, question: str) -> Locator:
    """Type a question and return its answer once it is whole."""
    # While an answer is being finished the box takes no other question, however it looks.
    page.locator("#composer [data-testid=submit-button]").first.wait_for()
    before = page.locator("#chat .user-row").count()
    page.fill("#composer textarea", question)
    page.keyboard.press("Enter")
    return answer(page, before)


def answer(page: Page, number: int) -> Locator:
    """Return the answer of a turn (from 0) once it is whole: its cards, or what can be asked instead."""
    row = page.locator("#chat .bot-row").nth(number)
    row.locator("details, .ask").first.wait_for()
    return row


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_a_visit(open_page: OpenPage, requests_made: list[str], width: int) -> None:
    page = open_page(width)
    document = load_policy()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.title().startswith("问政策")
    assert page.locator("h1").inner_text() == "问政策"
    assert document.title in page.locator("#head").inner_text()
    assert page.locator("#examples button").count() == 6
    assert page.get_by_role("textbox", name="您的问题").count() == 1
    assert not scrolls_sideways(page)

    first = ask(page, FACT)
    assert page.get_by_role("group", name="回答").count() == 1
    assert first.locator(".lead").inner_text() == "1000 亿元"
    assert first.locator(".cited").first.inner_text().startswith("〔（十六）〕")
    card = first.locator("details").first
    card.locator("summary").click()
    assert "1000 亿元" in card.locator("mark").first.inner_text()
    assert "（十六）加强资金保障" in card.locator("summary").inner_text()
    assert "六、保障措施" in card.locator("summary").inner_text()
    assert "市财政局" in card.locator(".owners").inner_text()
    # The line on validity stays in sight wherever one reads.
    assert page.locator(".validity").inner_text() == "规划期 2023—2024，仅供参考，以原文为准"
    assert page.locator(".validity").evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
    assert not scrolls_sideways(page)

    second = ask(page, OFF_TOPIC)
    assert second.locator(".refusal").count() == 1
    assert second.locator("details:not(.trace)").count() == 0
    assert not scrolls_sideways(page)

    # A suggestion asks itself; what was shown before is still there, and still open.
    second.locator(".ask").first.click()
    third = answer(page, 2)
    assert third.locator("details:not(.trace)").count() >= 1
    assert first.locator("details[open] mark").first.is_visible()
    assert not scrolls_sideways(page)
    assert {urlsplit(url).hostname for url in requests_made if url.startswith(("http", "ws"))} == {"127.0.0.1"}


def test_every_example_is_answered(open_page: OpenPage) -> None:
    page = open_page()
    for number in range(6):
        page.locator("#examples button").nth(number).click()
        row = answer(page, number)
        assert row.locator("details:not(.trace)").count() >= 1, page.locator("#chat .user-row").nth(number).inner_text()


def test_a_question_may_lean_on_the_one_before(open_page: OpenPage) -> None:
    page = open_page()
    first = ask(page, SHORT)
    assert first.locator(".lead").inner_text() == "1000 亿元"
    assert first.locator(".understood").count() == 0
    second = ask(page, FOLLOW_UP)
    assert "市财政局" in second.locator(".lead").inner_text()
    note = second.locator(".understood")
    assert note.inner_text().startswith("承接上文，按“")
    assert "第十六条" in note.inner_text()
    assert note.evaluate(
        "e => e.getBoundingClientRect().bottom <= e.parentElement.querySelector('.lead').getBoundingClientRect().top"
    )


def test_nothing_is_leant_on_once_the_conversation_is_cleared(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, SHORT)
    page.locator("#clear").click()
    page.locator("#chat .user-row").wait_for(state="detached")
    row = ask(page, FOLLOW_UP)
    assert row.locator(".understood").count() == 0
    assert "（十六）" not in row.inner_text()


def test_visitors_do_not_lean_on_each_other(open_page: OpenPage) -> None:
    one, other = open_page(), open_page()
    ask(one, SHORT)
    row = ask(other, FOLLOW_UP)
    assert row.locator(".understood").count() == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_the_explanation_opens_and_its_tables_stay_inside_the_page(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    row = ask(page, TWO_PARTS)
    assert row.locator(".lead").all_inner_texts() == ["每月 8 日", "按季度"]
    trace = row.locator(".trace")
    assert trace.locator("dl").is_hidden()
    trace.locator("summary").click()
    terms = dict(zip(trace.locator("dt").all_inner_texts(), trace.locator("dd").all_inner_texts(), strict=True))
    assert terms["途径"] == "原文检索"
    assert "达到门槛" in terms["支持度"]
    assert "（十六）加强资金保障" in terms["检索结果（第 1 次）"]
    assert "出台后按季度发布相关数据" in terms["依据的句子"]
    assert trace.locator("table").count() == 3
    assert not scrolls_sideways(page)
    inside = "e => e.getBoundingClientRect().right <= e.closest('.answer').getBoundingClientRect().right"
    assert all(box.evaluate(inside) for box in trace.locator(".wide").all())


@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_related_to_a_refusal_is_no_source_of_it(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    row = ask(page, NOT_STATED)
    assert row.locator(".refusal .said p").first.inner_text() == "《行动方案》未载明投资金额，我不能替它作答。"
    related = row.locator(".related")
    assert related.locator("h3").inner_text() == "相关条款（供参考，不是对所问的回答）"
    assert row.locator(".sources").count() == 0
    card = related.locator("details").first
    assert card.locator(".clause").is_hidden()
    card.locator("summary").click()
    assert "鹏城云脑III项目 2023 年年底启动建设" in card.locator("mark").inner_text()
    below = "e => e.getBoundingClientRect().bottom <= document.querySelector('#chat .ask').getBoundingClientRect().top"
    assert related.evaluate(below)
    assert not scrolls_sideways(page)


def test_two_visitors_do_not_see_each_other(open_page: OpenPage) -> None:
    one, other = open_page(), open_page(390)
    ask(one, FACT)
    assert other.locator("#chat .user-row").count() == 0
    ask(other, BY_NUMBER)
    ask(one, OFF_TOPIC)
    assert other.locator("#chat .user-row").all_inner_texts() == [BY_NUMBER]
    assert one.locator("#chat .user-row").all_inner_texts() == [FACT, OFF_TOPIC]


def test_markup_in_a_question_is_only_text(open_page: OpenPage, requests_made: list[str]) -> None:
    page = open_page()
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    title = page.title()
    ask(page, HOSTILE)
    shown = page.locator("#chat .question").inner_text()
    assert shown.split() == HOSTILE.split()
    assert page.locator("#chat :is(img, script, a, h1, em, strong:not(.lead), .katex)").count() == 0
    assert page.title() == title
    assert not dialogs
    assert not [url for url in requests_made if "example.com" in url]


def test_an_empty_question_is_told_what_to_do(open_page: OpenPage) -> None:
    row = ask(open_page(), "   ")
    assert row.locator(".refusal").count() == 1
    assert row.locator("details").count() == 0  # nothing was read, so there is nothing to explain


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#examples button").first.focus()
    page.keyboard.press("Enter")
    row = answer(page, 0)
    summary = row.locator("summary").first
    summary.focus()
    assert summary.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    row.locator("details[open] mark").first.wait_for()


def test_a_cleared_conversation_stays_cleared(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FACT)
    page.locator("#clear").click()
    page.locator("#chat .user-row").wait_for(state="detached")
    ask(page, BY_NUMBER)
    assert page.locator("#chat .user-row").all_inner_texts() == [BY_NUMBER]


# Colours are compared where they are drawn, over the nearest background that is not transparent.
CONTRAST = """(selectors) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { while (e) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)|transparent/.test(c)) return c; e = e.parentElement; } return 'white'; };
  return Object.fromEntries(selectors.map((selector) => {
    const e = document.querySelector(selector);
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(rgb(ground(e)))].sort((x, y) => y - x);
    return [selector, (a + 0.05) / (b + 0.05)];
  }));
}"""
READ = [".kicker", "h1", ".document", ".issued", "#examples h2", "#examples .ask", "#composer textarea"]
READ += ["#composer .submit-button", ".validity", ".question", ".lead", ".answer p", ".cited", ".sources"]
READ += ["summary b", "summary small", ".clause", "mark", ".owners", ".refusal h3", ".refusal .ask"]
READ += [".understood", ".beside", ".related h3", ".related summary b", ".trace summary", ".trace dt", ".trace dd"]
READ += [".trace thead th", ".trace td"]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_contrast_is_enough_to_read(open_page: OpenPage, color_scheme: str) -> None:
    page = open_page(color_scheme=color_scheme)
    ask(page, FACT)
    ask(page, OFF_TOPIC)
    ask(page, BY_NUMBER)
    ask(page, FOLLOW_UP)
    ask(page, NOT_STATED)
    page.mouse.move(0, 0)
    contrasts = page.evaluate(CONTRAST, READ)
    assert {selector: round(value, 1) for selector, value in contrasts.items() if value < 4.5} == {}
