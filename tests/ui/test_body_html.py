"""The lines of an answer keep their order and show what they are: a lead, a sentence, an item of a list, a remark."""

from __future__ import annotations

import html
import re

import pytest

from answer import messages
from answer.assistant import Assistant
from tests.ui.samples import Tags, citation, text_of
from ui.body_html import body_html

SOURCES = (citation(), citation(id="A1", label="附件第1项"))


def test_each_part_of_a_question_has_its_lead_and_its_sentences_in_order() -> None:
    shown = body_html(
        "**每月 8 日**\n\n创投日在每月 8 日。〔（二）〕\n\n**按季度**\n\n按季度发布。〔附件第1项〕", SOURCES
    )
    assert shown == (
        '<p class="leading"><strong class="lead">每月 8 日</strong></p>'
        '<p>创投日在每月 8 日。<button type="button" class="cited cite-m2">〔（二）〕<sup>1</sup></button></p>'
        '<p class="leading"><strong class="lead">按季度</strong></p>'
        '<p>按季度发布。<button type="button" class="cited cite-a1">〔附件第1项〕<sup>2</sup></button></p>'
    )


def test_what_stands_beside_a_lead_is_set_smaller_and_may_cite() -> None:
    shown = body_html(
        "**推进“千行百业”**（四、打造场景；责任单位：甲局等）〔（二）〕\n\n第一句。\n第二句。〔（二）〕", SOURCES
    )
    assert (
        '<strong class="lead">推进“千行百业”</strong> <span class="beside">（四、打造场景；责任单位：甲局等）' in shown
    )
    assert "〔（二）〕<sup>1</sup></button></span></p><p>第一句。</p><p>第二句。" in shown


def test_a_lead_may_begin_a_line_anywhere() -> None:
    shown = body_html("第一句。〔（二）〕\n**保障资金**（一、保障）\n\n第二句。〔（二）〕", SOURCES)
    assert re.findall(r"<p[^>]*>", shown) == ["<p>", '<p class="leading">', "<p>"]


@pytest.mark.parametrize("shown", ["**10 亿", "**10 亿*", "**10 亿**"])
def test_a_lead_that_is_still_appearing_shows_no_asterisks(shown: str) -> None:
    assert body_html(shown, ()) == '<p class="leading"><strong class="lead">10 亿</strong></p>'


def test_a_long_lead_is_set_smaller() -> None:
    agencies = "、".join(["市某某局"] * 7)
    assert f'<strong class="lead long">{agencies}</strong>' in body_html(f"**{agencies}**", ())


def test_names_with_their_citations_are_a_list_and_sentences_are_not() -> None:
    shown = body_html(
        "**甲局：措施 2 条**\n保障资金〔（二）〕\n导诊（应用领域：医疗）〔附件第1项〕\n\n设立基金。〔（二）〕", SOURCES
    )
    assert Tags(shown).found == ["p", "strong", "ul", *["li", "button", "sup"] * 2, "p", "button", "sup"]
    assert "<li>保障资金<button" in shown
    assert Tags(body_html("保障资金〔（二）〕", SOURCES)).found == ["p", "button", "sup"]


def test_a_remark_on_how_to_take_the_answer_stands_back() -> None:
    assert body_html("（“甲委”按“甲局”理解）", ()) == '<p class="note">（“甲委”按“甲局”理解）</p>'


def test_what_does_not_answer_stands_apart_within_an_answer_too() -> None:
    shown = body_html(f"没有写明。\n\n{messages.RELATED}\n（二）保障资金：设立基金。\n\n**每月 8 日**", SOURCES)
    related = shown.partition('<div class="related">')[2].partition("</div>")[0]
    assert text_of(related) == f"{messages.RELATED}（二）保障资金：设立基金。"
    assert shown.startswith("<p>没有写明。</p><div")
    assert shown.endswith('</div><p class="leading"><strong class="lead">每月 8 日</strong></p>')


@pytest.mark.parametrize(
    "question",
    [
        "第十二条写了什么？",
        "市科技创新委和市工业和信息化局各有哪些任务？",
        "创投日是每月几号？人工智能统计数据多久发布一次？",
        "哪些措施提到数据？",
        "发改委管什么？",
        "第二十条写了什么？",
    ],
)
def test_every_word_of_a_real_answer_is_shown_in_its_order(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    shown = html.unescape(text_of(body_html(answer.body, answer.citations)))
    assert "".join(shown.split()) == "".join(answer.body.replace("**", "").split())
