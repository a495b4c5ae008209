"""A visitor looks up who owns what, opens a row, takes the files away and looks at the charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from ingest.corpus_files import load_policy
from tests.browser.test_chat_window import CONTRAST, HOSTILE, scrolls_sideways
from tests.ui.test_export import read_csv, read_xlsx
from ui import words

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.slow

EVERYTHING = "显示 18 条措施、25 项场景"


def open_tab(page: Page) -> Locator:
    """Open the tab and return what lists the tasks."""
    page.get_by_role("tab", name=words.OWNERSHIP_TAB).click()
    page.get_by_text(EVERYTHING).wait_for()
    return page.locator("#tasks")


def shown(tasks: Locator) -> list[tuple[str, ...]]:
    """Return number, name, place and agencies of each row as the visitor reads them."""
    return [
        tuple(row.locator(f".{cell} > span").inner_text() for cell in ("number", "name", "place", "owners"))
        for row in tasks.locator("details").all()
    ]


def download(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download() as started:
        page.get_by_role("link", name=label).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_a_visitor_filters_opens_a_row_and_takes_the_files_away(
    open_page: OpenPage, requests_made: list[str], width: int
) -> None:
    page = open_page(width)
    tasks = open_tab(page)
    assert tasks.locator("details").count() == 43
    assert not scrolls_sideways(page)

    page.get_by_label(words.TEXT_FILTER).fill("算力 平台")
    page.get_by_text("显示 4 条措施、0 项场景").wait_for()
    row = tasks.locator("details").first
    row.locator("summary").click()
    clause = row.locator(".clause")
    clause.wait_for()
    assert clause.inner_text() == load_policy().measures[0].text
    assert {mark.inner_text() for mark in clause.locator("mark").all()} == {"算力", "平台", "算力平台"}
    assert row.get_by_text(words.OPEN_LIST).is_visible()
    assert not scrolls_sideways(page)

    rows = shown(tasks)
    assert len(rows) == 4
    for ending, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        name, data = download(page, words.EXPORTS[ending])
        assert name == f"责任分工.{ending}"
        header, *exported = read(data)
        assert header == words.EXPORT_COLUMNS
        assert [(number, *cells[:3]) for number, _, *cells in exported] == rows

    page.get_by_role("button", name=words.CLEAR).click()
    page.get_by_text(EVERYTHING).wait_for()
    assert page.get_by_label(words.TEXT_FILTER).input_value() == ""
    assert {urlsplit(url).hostname for url in requests_made if url.startswith(("http", "ws"))} == {"127.0.0.1"}


def test_the_list_follows_every_character(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page)
    box = page.get_by_label(words.TEXT_FILTER)
    box.press_sequentially("基金群")
    page.get_by_text("显示 1 条措施、0 项场景").wait_for()
    box.press("Backspace")
    box.press("Backspace")
    box.press("Backspace")
    page.get_by_text(EVERYTHING).wait_for()


def test_what_an_input_method_composes_is_not_looked_for_yet(open_page: OpenPage, requests_made: list[str]) -> None:
    page = open_page()
    open_tab(page)
    before = len(filtered(requests_made))
    page.get_by_label(words.TEXT_FILTER).focus()
    keyboard = page.context.new_cdp_session(page)
    for composed in ("j", "ji", "ji jin qun"):
        length = len(composed)
        keyboard.send("Input.imeSetComposition", {"text": composed, "selectionStart": length, "selectionEnd": length})
    keyboard.send("Input.insertText", {"text": "基金群"})
    page.get_by_text("显示 1 条措施、0 项场景").wait_for()
    assert len(filtered(requests_made)) == before + 1


def filtered(requests_made: list[str]) -> list[str]:
    return [url for url in requests_made if "predict" in url]


def test_agencies_are_offered_and_short_names_understood(open_page: OpenPage) -> None:
    page = open_page()
    tasks = open_tab(page)
    box = page.get_by_label(words.AGENCY_FILTER)
    assert tuple(box.evaluate("e => [...e.list.options].map(option => option.value)")) == load_policy().agencies
    box.fill("卫健委")
    page.get_by_text("“卫健委”按以下单位查找：市卫生健康委").wait_for()
    assert [row[0] for row in shown(tasks)] == ["（十）", "附件第2项", "附件第3项", "附件第4项"]
    page.get_by_label(words.PLACE_FILTER).fill("智慧医疗")
    page.get_by_text("显示 0 条措施、3 项场景").wait_for()
    box.fill("市税务局")
    page.get_by_text("文件没有把“市税务局”列为责任单位。").wait_for()
    assert tasks.get_by_role("link").count() == 0


def test_markup_in_a_filter_is_only_text(open_page: OpenPage) -> None:
    page = open_page()
    tasks = open_tab(page)
    title = page.title()
    page.get_by_label(words.AGENCY_FILTER).fill(HOSTILE[:90])
    page.get_by_text("文件没有把").wait_for()
    assert tasks.locator(":is(img, script, h1, a)").count() == 0
    assert page.title() == title


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("tab", name=words.CHAT_TAB).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text(EVERYTHING).wait_for()
    page.get_by_label(words.TEXT_FILTER).focus()
    page.keyboard.insert_text("基金群")
    page.get_by_text("显示 1 条措施、0 项场景").wait_for()
    summary = page.locator("#tasks summary").first
    for _ in range(8):
        page.keyboard.press("Tab")
        if summary.evaluate("e => e === document.activeElement"):
            break
    assert summary.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.locator("#tasks details[open] .clause mark").first.wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_charts_are_drawn_by_the_page_itself(open_page: OpenPage, requests_made: list[str], width: int) -> None:
    page = open_page(width)
    open_tab(page)
    assert not [url for url in requests_made if "PlotlyPlot" in url]  # fetched when the charts are first looked at
    page.get_by_role("tab", name=words.CHARTS_TAB).click()
    bars, matrix = page.locator(".chart").nth(0), page.locator(".chart").nth(1)
    bars.locator(".barlayer path").first.wait_for()
    matrix.locator(".heatmaplayer image").first.wait_for()
    agencies = load_policy().agencies
    assert set(bars.locator(".ytick").all_text_contents()) == set(agencies)
    assert bars.locator(".legendtext").all_text_contents() == [words.MEASURE, words.SCENARIO]
    assert set(matrix.locator(".ytick").all_text_contents()) == set(agencies)
    assert matrix.locator(".xtick").all_text_contents()[-1] == "十八"
    assert bars.locator(".modebar").first.is_hidden()
    cells = matrix.locator(".heatmaplayer image")
    cells.scroll_into_view_if_needed()
    box = cells.bounding_box()
    assert box
    column, row = box["width"] / 18, box["height"] / len(agencies)
    cells.hover(position={"x": column * 1.5, "y": row * 0.5}, force=True)
    hover = matrix.locator(".hoverlayer .hovertext")
    hover.wait_for()
    assert "（二）打造大湾区智能算力枢纽" in (hover.text_content() or "")
    assert not scrolls_sideways(page)
    page.get_by_text(words.BARS_AS_TEXT).click()
    assert page.get_by_text("市工业和信息化局：措施 13 条，附件场景 4 项").is_visible()
    assert {urlsplit(url).hostname for url in requests_made if url.startswith(("http", "ws"))} == {"127.0.0.1"}


READ = ["#chat-tab-button", "#ownership-tab-button", "#views button[role=tab]", "#filters [data-testid=block-info]"]
READ += [
    "#filters input",
    "#clear-filters",
    "#tasks .count",
    "#tasks .files a",
    "#tasks .reading",
    "#tasks .columns span",
]
READ += [
    "#tasks .number span",
    "#tasks .name",
    "#tasks .place",
    "#tasks .owners",
    "#tasks .excerpt",
    "#tasks mark",
    "#tasks .excerpt mark",
]
READ += ["#tasks details[open] .clause", "#tasks .note"]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_contrast_is_enough_to_read(open_page: OpenPage, color_scheme: str) -> None:
    page = open_page(color_scheme=color_scheme)
    tasks = open_tab(page)
    page.get_by_label(words.AGENCY_FILTER).fill("发改委")
    page.get_by_label(words.TEXT_FILTER).fill("算力 平台")
    tasks.locator("mark").first.wait_for()
    tasks.locator(".reading").wait_for()
    tasks.locator("summary").first.click()
    page.mouse.move(0, 0)
    contrasts = page.evaluate(CONTRAST, READ)
    assert {selector: round(value, 1) for selector, value in contrasts.items() if value < 4.5} == {}
