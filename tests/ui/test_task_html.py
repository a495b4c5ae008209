"""What 「责任分工」 shows of a selection, and that none of it can be markup."""

from __future__ import annotations

import html

import pytest

from ingest.models import PolicyDocument
from tests.ui.samples import Tags, short_policy, tasks_of, text_of
from tests.ui.test_render import HOSTILE
from ui import words
from ui.filters import Filters
from ui.task_html import choices_html, listed_html
from ui.task_shelf import TaskShelf

ALLOWED = {"div", "p", "span", "a", "details", "summary", "small", "mark", "br"}


@pytest.fixture(scope="module")
def tasks(document: PolicyDocument) -> TaskShelf:
    return tasks_of(document)


def shown(tasks: TaskShelf, **filters: str) -> str:
    return listed_html(tasks.select(Filters.read(**filters)))


def test_every_task_is_a_row_that_opens_its_whole_text(tasks: TaskShelf) -> None:
    content = shown(tasks)
    assert content.count("<details") == 43
    assert "显示 18 条措施、25 项场景" in text_of(content)
    assert tasks.first
    measures = tasks.first.table.document.measures
    assert all(text_of(measure.text.split("\n")[0]) in text_of(content) for measure in measures)
    assert all(column in text_of(content) for column in words.TABLE_COLUMNS)
    assert not {"mark"} & set(Tags(content).found)


def test_words_are_marked_in_every_part_of_a_row(tasks: TaskShelf) -> None:
    content = shown(tasks, text="財政 保障")
    assert "加强资金<mark>保障</mark>" in content
    assert "六、<mark>保障</mark>措施" in content
    assert "市<mark>财政</mark>局、市发展改革委" in content
    assert shown(tasks, text="2023年年底").count("<mark>2023 年年底</mark>") >= 2


def test_a_closed_row_shows_the_part_with_the_word(tasks: TaskShelf) -> None:
    content = shown(tasks, text="创投日")
    excerpt = content.split('class="excerpt" lang="zh-CN">')[1].split("</span>")[0]
    assert excerpt.startswith("…")
    assert "<mark>创投日</mark>" in excerpt


def test_an_open_list_is_explained_once_in_its_row(tasks: TaskShelf) -> None:
    assert shown(tasks, text="基金群").count(words.OPEN_LIST) == 1
    assert words.OPEN_LIST not in shown(tasks, place="智慧医疗")


def test_a_short_name_is_explained_and_a_full_one_is_not(tasks: TaskShelf) -> None:
    assert "“卫健委”按以下单位查找：市卫生健康委" in text_of(shown(tasks, agency="卫健委"))
    assert "查找" not in text_of(shown(tasks, agency="市卫生健康委"))
    assert "“局”在 " in text_of(shown(tasks, agency="局"))


def test_nothing_found_says_what_to_do_next(tasks: TaskShelf) -> None:
    content = text_of(shown(tasks, text="没有这样的词"))
    assert words.NOTHING in content
    assert words.CLEAR in content
    unknown = text_of(shown(tasks, agency="市税务局"))
    assert "文件没有把“市税务局”列为责任单位。名称最接近的有：" in unknown
    assert "导出" not in content + unknown


def test_the_files_have_the_filters_in_their_addresses(tasks: TaskShelf) -> None:
    content = shown(tasks, agency="卫健委", text="a&b\"' 医")
    assert "href=" not in content  # nothing is shown, so nothing can be taken away
    content = shown(tasks, agency="卫健委", text="医疗 AI")
    query = Filters(agency="卫健委", text="医疗 AI").query
    assert f'href="responsibilities.xlsx?{query}"' in html.unescape(content)
    assert f'href="responsibilities.csv?{query}"' in html.unescape(content)
    assert 'href="responsibilities.csv"' in html.unescape(shown(tasks))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_never_becomes_markup(tasks: TaskShelf, text: str) -> None:
    for filters in ({"text": text}, {"agency": text}, {"place": text}, {"text": "算力", "agency": text}):
        content = shown(tasks, **filters)
        assert set(Tags(content).found) <= ALLOWED
        content.encode()


def test_a_document_never_becomes_markup() -> None:
    from ingest.models import Metadata
    from ingest.parser import parse_policy

    hostile = "<script>alert(1)</script>"
    document = parse_policy(
        f"# 某市措施\n\n一、保障{hostile}\n\n（一）支持{hostile}。给予{hostile}补助。（责任单位：甲局{hostile}、乙委等）\n",
        Metadata("short", "《措施》"),
    )
    tasks = tasks_of(document)
    for content in (shown(tasks), shown(tasks, text="script"), shown(tasks, text="给予")):
        assert set(Tags(content).found) <= ALLOWED
    assert set(Tags(choices_html(tasks)).found) <= {"datalist", "option"}
    assert hostile in text_of(shown(tasks))


def test_a_policy_without_agencies_is_shown_too() -> None:
    content = text_of(shown(tasks_of(short_policy())))
    assert words.NO_OWNERS in content
    assert "第一条" in content


def test_the_boxes_offer_agencies_sections_and_domains(tasks: TaskShelf) -> None:
    content = choices_html(tasks)
    alone = tasks.first
    assert alone
    offered = len(alone.table.agencies) + len(alone.sections) + len(alone.table.domains)
    assert Tags(content).found.count("option") == offered


def test_where_no_document_is_meant_it_is_said() -> None:
    assert text_of(listed_html(())) == words.NOT_HELD
