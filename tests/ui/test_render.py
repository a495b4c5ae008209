"""What is shown of a question, an answer, a source and a document, and that none of it can be markup."""

from __future__ import annotations

import html
import re
from typing import Any, cast, get_args

import pytest

from answer import messages as answer_messages
from answer.models import Answer, Quote, Trace
from answer.phrasing.models import Failure, Fault, Rejection, Writing
from ingest.corpus_files import load_policy
from tests.ui.samples import Tags, answered, citation, refused, short_policy, text_of
from ui import words
from ui.escape import safe
from ui.render import (
    answer_message,
    examples_html,
    head_html,
    progress_message,
    question_message,
    validity_html,
)

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</div></details><h1>标题</h1>",
    "[点我](javascript:alert(1))",
    "![图](http://example.com/x.png)",
    "第一行\n\n# 标题\n\n- 项目\n\n<b>粗</b>",
    "第一行\r\r<svg onload=alert(1)>\u2028\u2029<i>",
    "**粗** _斜_ `码` ~~删~~ | 表 | 格 |",
    "$$\\frac{1}{2}$$ \\(x\\) $y$",
    "http://example.com www.example.com a@example.com",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "${value} {{value}} {% raw %}",
    "```mermaid\ngraph TD;\n```",
    "\x00\x1b[31m\u202e\u2066倒着\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_markup(text: str) -> None:
    shown = safe(text)
    assert set(Tags(shown).found) <= {"br"}
    # Nothing is left that would end an HTML block of Markdown, or that Markdown, LaTeX or a template would read.
    assert not re.search(r"[\n\r\x00-\x1f\x7f-\x9f\u2028\u2029`*_~$\\\[\]{}|!:.@]", shown.replace("<br>", ""))
    shown.encode()


@pytest.mark.parametrize("text", HOSTILE[:4] + HOSTILE[7:12])
def test_text_is_shown_as_it_is(text: str) -> None:
    assert html.unescape(safe(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_messages_are_one_block_of_html(text: str) -> None:
    hostile = citation(
        label=text, title=text, section=text, text=f"{text}。引文", quotes=(Quote("引文", 0, 2),), agencies=(text,)
    )
    messages = [
        question_message(text),
        answer_message(answered(text=f"**{text}**\n{text}〔{text}〕", citations=(hostile,))),
        answer_message(Answer(text, text, "blocked_input", "intake", suggestions=(text,), related=(hostile,))),
        answer_message(answered(resolved=text, trace=Trace(text, changes=((text, text),)))),
        answer_message(answered(trace=Trace(text, original=text))),
        progress_message(0.5, text),
    ]
    allowed = {
        "div",
        "p",
        "strong",
        "span",
        "h3",
        "details",
        "summary",
        "b",
        "small",
        "mark",
        "sup",
        "button",
        "br",
        "a",
        "progress",
        "ul",
        "li",
        *("dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
    }
    for message in messages:
        assert message["content"].startswith("<div ")
        assert not re.search(r"[\n\r]", message["content"])
        assert set(Tags(message["content"]).found) <= allowed
        assert all(re.fullmatch("#[a-z0-9]+", link) for link in re.findall(r'href="([^"]*)"', message["content"]))


def test_head_escapes_the_document() -> None:
    head = head_html(short_policy("关于<script>alert(1)</script>的措施"))
    assert "script" not in Tags(head).found
    assert "关于<script>alert(1)</script>的措施" in text_of(head)


# --- Answers and cards


def test_an_answer_leads_with_the_fact_and_marks_its_citations() -> None:
    content = answer_message(answered())["content"]
    assert '<strong class="lead">10 亿元</strong>' in content
    assert 'class="cited cite-m2">〔（二）〕' in content


def test_only_what_is_cited_looks_like_a_citation() -> None:
    content = answer_message(answered(text="规模 10 亿元。〔（九）〕"))["content"]
    assert 'class="cited' not in content
    assert "〔（九）〕" in content


def test_a_line_that_only_names_a_source_is_left_to_its_card() -> None:
    shown = text_of(answer_message(answered())["content"])
    assert shown.startswith("10 亿元规模 10 亿元。〔（二）〕")
    assert shown.count("保障资金") == 2  # the card's title and its clause


@pytest.mark.parametrize("status", ["unanswerable_off_topic", "unanswerable_not_stated", "blocked_input"])
def test_a_refusal_has_no_sources_and_offers_questions(status: str) -> None:
    content = answer_message(refused(status))["content"]
    tags = Tags(content).found
    assert 'class="answer refusal"' in content
    assert not {"details", "mark"} & set(tags)
    assert tags.count("button") == 2


def test_an_answer_grows_and_its_cards_come_last() -> None:
    states = [answer_message(answered(), shown=shown)["content"] for shown in (4, 12)]
    states.append(answer_message(answered())["content"])
    lengths = [len(text_of(state)) for state in states]
    assert lengths == sorted(lengths)
    assert ["<details " in state for state in states] == [False, False, True]


# --- What the page says of a document


def test_the_page_names_the_document_its_issuers_and_its_period() -> None:
    document = load_policy()
    head = text_of(head_html(document))
    assert all(part in head for part in (document.title, *document.notice.issuers, "2023年5月31日"))
    assert text_of(validity_html(document)) == "规划期 2023—2024，仅供参考，以原文为准"


def test_a_document_without_a_period_still_has_the_caution() -> None:
    assert text_of(validity_html(short_policy())) == "仅供参考，以原文为准"


def test_examples_can_be_clicked() -> None:
    assert Tags(examples_html([short_policy()])).found.count("button") == 2


# --- How a question was taken, and why


def notes(content: str) -> list[str]:
    return [text_of(note) for note in re.findall(r'<p class="understood">(.*?)</p>', content)]


def test_a_question_that_leans_on_the_one_before_is_shown_whole_above_its_answer() -> None:
    content = answer_message(answered(question="那责任单位呢？", resolved="第十六条“资金”责任单位呢?"))["content"]
    assert notes(content) == ["承接上文，按“第十六条‘资金’责任单位呢”理解"]
    assert content.startswith('<div class="answer"><p class="understood">')


def test_a_question_that_takes_nothing_from_before_is_not_said_to() -> None:
    assert notes(answer_message(answered())["content"]) == []
    content = answer_message(answered(question="换个话题：创投日是几号？", resolved="创投日是几号?"))["content"]
    assert notes(content) == []


def test_slips_that_were_put_right_and_translations_are_said() -> None:
    mended = answered(trace=Trace("诊断", changes=(("珍断", "诊断"), ("算利", "算力"))))
    assert notes(answer_message(mended)["content"]) == ["已按“诊断”理解“珍断”；已按“算力”理解“算利”"]
    translated = refused(trace=Trace("基金规模多大?", original="how large?"))
    assert notes(answer_message(translated)["content"]) == ["已按中文“基金规模多大”理解"]


def test_a_follow_up_in_english_is_said_once() -> None:
    follow_up = answered(question="and who?", resolved="第十六条谁负责?", trace=Trace("第十六条谁负责?", "and who?"))
    assert notes(answer_message(follow_up)["content"]) == ["承接上文，按“第十六条谁负责”理解"]


def test_notes_are_there_while_the_answer_appears() -> None:
    assert notes(answer_message(answered(resolved="第二条规模"), shown=3)["content"])


def test_the_explanation_closes_every_answer_and_every_refusal_that_has_one() -> None:
    for answer in (answered(trace=Trace("问")), refused(trace=Trace("问"), related=(citation(),))):
        content = answer_message(answer)["content"]
        assert content.endswith("</dl></details></div>")
        assert content.count('<details class="trace">') == 1
        assert 'class="trace"' not in answer_message(answer, shown=99)["content"]


# --- What comes nearest to a question without an answer

RELATED = f"没有写明这一点。\n\n{answer_messages.RELATED}\n（二）保障资金：设立基金。"


def test_a_refusal_comes_first_then_what_is_related_then_what_to_ask() -> None:
    content = answer_message(refused("unanswerable_not_stated", text=RELATED, related=(citation(),)))["content"]
    parts = [
        "<p>没有写明这一点。</p>",
        '<div class="related">',
        '<b lang="zh-CN">（二）',
        "您可以这样问",
        '<button type="button" class="ask"',
    ]
    places = [content.index(part) for part in parts]
    assert places == sorted(places)
    assert text_of(content).count("相关条款（供参考，不是对所问的回答）") == 1
    assert "设立基金。" not in content[: content.index("<details ")]  # only its card has it


def test_what_is_related_does_not_look_like_the_sources_of_an_answer() -> None:
    content = answer_message(refused("unanswerable_not_stated", text=RELATED, related=(citation(),)))["content"]
    assert 'class="sources"' not in content
    assert words.SOURCES not in text_of(content)
    assert " open" not in content


def test_what_is_related_appears_only_with_the_whole_refusal() -> None:
    content = answer_message(refused("unanswerable_not_stated", text=RELATED, related=(citation(),)), shown=999)[
        "content"
    ]
    assert text_of(content) == "文件中没有答案没有写明这一点。"


@pytest.mark.parametrize(
    ("writing", "mode"),
    [
        (None, words.BY_EXTRACT),
        (Writing(by_model=True, model="m"), words.BY_MODEL),
        *(
            (Writing(by_model=False, model="m", failure=cast(Any, failure)), words.NOT_BY_MODEL.format(reason=reason))
            for failure, reason in answer_messages.MODEL_FAILURES.items()
        ),
    ],
)
def test_it_says_who_wrote_an_answer(writing: Writing | None, mode: str) -> None:
    content = answer_message(answered(writing=writing))["content"]
    assert re.findall(r'<p class="mode">(.*?)</p>', content) == [safe(mode)]
    assert 'class="mode"' not in answer_message(answered(writing=writing), shown=3)["content"]


def test_every_reason_has_words() -> None:
    assert set(answer_messages.MODEL_FAILURES) == {*get_args(Failure), *get_args(Rejection), "refused"}
    assert set(words.FAULTS) == set(get_args(Fault))


def test_what_the_assistant_has_to_do_without_stands_over_its_answers() -> None:
    content = answer_message(answered(degraded="without_model"))["content"]
    assert words.DEGRADED["without_model"] in text_of(content)
    assert content.index("lacking") < content.index("said")
    assert "lacking" in answer_message(refused(degraded="without_model"))["content"]
    assert "lacking" not in answer_message(answered())["content"]


def test_small_talk_has_no_frame_of_a_refusal_and_no_heading() -> None:
    shown = answer_message(Answer("你好", "您好！", "small_talk", "intake", suggestions=("问什么？",)))["content"]
    assert text_of(shown).startswith("您好！")
    assert "refusal" not in shown
    assert "<h3" not in shown
    assert words.SUGGEST in text_of(shown)
    assert words.SUGGEST not in text_of(answer_message(Answer("谢谢", "不客气！", "small_talk", "intake"))["content"])
