"""「为什么这样答」 says in Chinese how a question was understood and what was measured, and none of it is markup."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, get_args

import pytest

from answer.answer_kinds import AnswerKind
from answer.assistant import Assistant
from answer.models import AskedDocument, Route, Signals, Status, Trace
from answer.phrasing.models import Writing
from index.library import Library
from index.models import SearchResult
from ingest.corpus_files import load_policy
from ingest.models import Chunk, ChunkKind, PolicyDocument
from ingest.parser import parse_policy
from tests.ui.samples import Tags, answered, refused, text_of
from ui import words
from ui.shelf import Shelf
from ui.trace_html import MOST_RESULTS, item_names, names_for, trace_html

TRACE = Trace(
    text="发改委统计诊断多久一次?",
    original="",
    changes=(("珍断", "诊断"),),
    words=("统计", "诊断"),
    synonyms={"统计数据": ("统计指标体系", "统计制度")},
    agencies={"发改委": "市发展改革委", "市科协": "市科协"},
    asks_for="时间",
    parts=("诊断是几号", "统计多久一次"),
    line=-23.5,
)
SIGNALS = Signals(
    cosine=0.87847,
    coverage=1.0,
    held=5.955,
    unknown=0.0,
    lexicon=0.93,
    other=0.84,
    subject=1.0,
    topic=2.3,
    support=-11.0682,
)


def result(rank: int, number: int = 1, bm25: float | None = 3.14159) -> SearchResult:
    chunk = Chunk(f"M2.{number}", "M2", "sentence", "规模 10 亿元。", "保障资金", 14, 23)
    return SearchResult(chunk, rank, 9.7012 - rank, 0.87847, rank, bm25, rank)


def rows(shown: str) -> dict[str, str]:
    """Return the terms of the list with what is said of them, as text."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown)
    return {text_of(term): text_of(re.sub("<br>|</tr>|</t[hd]>", "|", content)) for term, content in found}


def test_it_is_closed_at_first_and_says_how_the_question_was_understood() -> None:
    shown = trace_html(answered(trace=TRACE), {})
    assert shown.startswith('<details class="trace"><summary>为什么这样答</summary>')
    said = rows(shown)
    assert said[words.AS_ASKED] == "发改委统计诊断多久一次?"
    assert said[words.CORRECTIONS] == "珍断 → 诊断"
    assert said[words.SYNONYMS] == "统计数据 → 统计指标体系、统计制度"
    assert said[words.AGENCIES] == "发改委 → 市发展改革委|市科协"
    assert said[words.ASKS_FOR] == "时间"
    assert said[words.PARTS] == "诊断是几号|统计多久一次"
    assert (said[words.ROUTE], said[words.OUTCOME]) == ("原文检索", words.OUTCOMES["answered"])
    assert said[words.EVIDENCE] == "（二） 规模 10 亿元。"


def test_readings_stand_a_line_each() -> None:
    said = rows(
        trace_html(answered(trace=Trace("问", readings=("逐项筛选（把握 0.90）：措施", "问全文大意（把握 0.50）"))), {})
    )
    assert said[words.READINGS] == "逐项筛选（把握 0.90）：措施|问全文大意（把握 0.50）"


def test_what_there_is_nothing_of_is_left_out() -> None:
    said = rows(trace_html(refused(trace=Trace("问")), {}))
    assert said == {
        words.AS_ASKED: "问",
        words.ASKS_FOR: words.ANYTHING,
        words.ROUTE: "拒答",
        words.OUTCOME: words.OUTCOMES["unanswerable_off_topic"],
    }


def test_what_was_learned_and_is_not_used_is_told() -> None:
    said = rows(trace_html(answered(trace=Trace("问", learned="正文有改动")), {}))
    assert said[words.LEARNED] == "正文有改动"


def test_a_translation_names_its_original() -> None:
    assert rows(trace_html(answered(trace=Trace("规模多大?", "how large?")), {}))[words.TRANSLATED_FROM] == "how large?"


def test_a_question_that_was_not_read_is_not_explained() -> None:
    assert trace_html(refused("blocked_input"), {}) == ""


@pytest.mark.parametrize(
    ("support", "verdict"), [(-11.0682, "−11.07，达到门槛 −23.50"), (-29.7, "−29.70，低于门槛 −23.50")]
)
def test_the_support_is_compared_with_its_line(support: float, verdict: str) -> None:
    signals = dataclasses.replace(SIGNALS, support=support)
    said = rows(trace_html(answered(trace=Trace("问", line=-23.5), signals=signals), {}))
    assert said[words.SUPPORT] == verdict
    assert f"{words.SIGNALS['cosine']}|0.878" in said[words.SIGNALS_OF]


def test_signals_of_one_part_of_a_question_are_said_to_be_so() -> None:
    assert rows(trace_html(answered(trace=TRACE, signals=SIGNALS), {}))[words.SUPPORT].endswith(words.OF_PART)


def test_the_best_results_are_listed_with_every_score() -> None:
    results = tuple(result(rank, rank) for rank in range(1, MOST_RESULTS + 3))
    said = rows(trace_html(answered(trace=Trace("问"), results=results), {"M2": "（二）保障资金"}))
    lines = said[words.RESULTS].strip("|").split("||")
    assert lines[0] == "|".join(words.RESULT_COLUMNS)
    assert lines[1] == "（二）保障资金 第 1 句|8.70|0.878|3.14"
    assert len(lines) == 1 + MOST_RESULTS


def test_a_score_that_there_is_not_is_a_dash_and_an_unnamed_item_has_its_id() -> None:
    shown = trace_html(answered(trace=Trace("问"), results=(result(1, bm25=None),)), {})
    assert "M2 第 1 句|8.70|0.878|—" in rows(shown)[words.RESULTS]


def test_the_results_of_several_searches_are_kept_apart() -> None:
    results = (result(1), result(2), result(1, 7), result(2, 8))
    said = rows(trace_html(answered(trace=TRACE, results=results), {}))
    assert words.RESULTS not in said
    assert "第 7 句" not in said[words.RESULTS_OF.format(number=1)]
    assert "第 7 句" in said[words.RESULTS_OF.format(number=2)]


def test_tables_can_scroll_by_themselves() -> None:
    shown = trace_html(answered(trace=TRACE, signals=SIGNALS, results=(result(1),)), {})
    assert shown.count('<div class="wide"><table>') == shown.count("<table>") == 2


def test_every_name_in_the_code_has_its_chinese() -> None:
    assert words.ROUTES.keys() == set(get_args(Route))
    assert words.OUTCOMES.keys() == set(get_args(Status))
    assert words.PIECES.keys() == set(get_args(ChunkKind))
    assert {*words.SIGNALS, "support"} == {field.name for field in dataclasses.fields(Signals)}
    assert not [kind.value for kind in AnswerKind if kind.value.isascii() and kind.value]


def test_items_are_called_what_a_reader_calls_them() -> None:
    names = item_names(load_policy())
    assert names["M16"] == "（十六）加强资金保障"
    assert names["A25"] == "附件第25项 智能分拣"
    assert names["P"] == "通知和引言"
    assert len(names) == 18 + 25 + 1
    of_another = item_names(
        parse_policy("某市方案\n\n一、目标\n\n建成平台10个。\n\n二、任务\n\n（一）建设平台。给予补助。\n")
    )
    assert of_another["G1"] == "一、目标"


def test_items_have_the_names_of_the_document_that_answers(several_library: Library, document: PolicyDocument) -> None:
    shelf = Shelf(several_library.catalogue, document)
    rules, bees = AskedDocument("rules", "《规定》"), AskedDocument("bees", "《措施》")
    asked_too = dataclasses.replace(rules, answered=False)
    assert names_for(answered(documents=(bees,)), shelf)["M2"] == "（二）培育龙头企业"
    assert names_for(answered(documents=(bees, asked_too)), shelf)["M2"] == "（二）培育龙头企业"
    assert names_for(refused(documents=(asked_too,)), shelf)["M2"].startswith("第二条")
    # Whose M2 it is, nobody can tell.
    assert names_for(answered(documents=(rules, bees)), shelf) == {}
    assert names_for(refused(), shelf) == {}
    assert names_for(answered(documents=(AskedDocument("gone", "《撤下》"),)), shelf) == {}


def test_items_of_the_only_document_have_its_names(document: PolicyDocument) -> None:
    assert names_for(answered(), Shelf(None, document)) == item_names(document)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</dd></dl><h1>x</h1>", "a\n\n# b | c |", "\u202e倒"])
def test_no_text_in_it_is_markup(text: str) -> None:
    chunk = Chunk(text, text, "sentence", text, text, 0, 1)
    hostile: dict[str, Any] = {
        "trace": Trace(text, text, ((text, text + "x"),), (text,), {text: (text,)}, {text: text + "x"}, text, (text,)),
        "results": (SearchResult(chunk, 1, 1.0, None, None, None, None),),
    }
    shown = trace_html(answered(**hostile), {text: text})
    allowed = {
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
        "b",
        "br",
    }
    assert set(Tags(shown).found) <= allowed
    assert not re.search(r"[\n\r\u202e]", shown)


@pytest.mark.parametrize(
    "question", ["人工智能基金群规模有多大？", "今天晚饭吃什么好？", "第三条写了什么？", "发改委管什么？"]
)
def test_real_answers_are_explained(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    said = rows(trace_html(answer, item_names(assistant.document)))
    assert said[words.ROUTE] == words.ROUTES[answer.route]
    assert (words.SUPPORT in said) == (answer.signals is not None)
    assert (words.RESULTS in said) == bool(answer.results)
    assert (words.EVIDENCE in said) == bool(answer.citations)


def test_what_a_model_did() -> None:
    writing = Writing(True, "m<b>", 2, ("number", "mixed"), "", 800, 60, 1234.0, 2500.0)
    shown = text_of(trace_html(answered(trace=Trace("问"), writing=writing), {}))
    assert "m<b>：显示 2 句，舍弃 2 句" in shown
    assert words.FAULTS["number"] in shown
    assert "2.5 秒，第一句 1.2 秒" in shown
    assert "输入 800，输出 60" in shown
    assert words.MODEL not in text_of(trace_html(answered(trace=Trace("问")), {}))
