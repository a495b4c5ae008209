from __future__ import annotations

import re

import pytest

from answer.models import AnswerPart, AskedDocument
from tests.ui.samples import answered, citation, refused, short_policy
from ui import words
from ui.conversation import Exchange
from ui.transcript import to_markdown


def test_it_holds_the_question_the_answer_and_the_quoted_clause() -> None:
    written = to_markdown([Exchange("规模多大？", answered())], short_policy())
    assert "## 规模多大？" in written
    assert "**10 亿元**" in written
    assert "> **（二）保障资金**　一、保障" in written
    assert "> 规模 10 亿元。" in written
    assert "> 责任单位：甲局、乙委等" in written


def test_refusals_and_failures_are_told_apart() -> None:
    written = to_markdown([Exchange("问", refused()), Exchange("再问", None)], short_policy())
    assert words.HEADINGS["unanswerable"] in written
    assert written.endswith(f"## 再问\n\n{words.HEADINGS['error']}\n")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "![图](http://example.com/a.png)",
        "# 标题",
        "`x`",
        "a\n\n# b",
    ],
)
def test_nothing_that_was_typed_is_markup_in_the_file(text: str) -> None:
    hostile = answered(text=f"{text}", sources="", citations=(citation(title=text, section=text),))
    written = to_markdown([Exchange(text, hostile)], short_policy())
    lines = [line for line in written.splitlines() if line]
    assert not re.search(r"(?<!\\)(?:<img|\]\(|`)", written)
    # Two headings only: the file's and the question's.
    assert sum(line.startswith("#") for line in lines) == 2


def test_the_only_document_is_in_the_heading() -> None:
    assert to_markdown([Exchange("问", refused())], short_policy("某市措施")).startswith(f"# {words.NAME}：某市措施\n")


DRAFT = AskedDocument("draft", "《草案》")
TEA, BEES = AskedDocument("tea", "《制茶措施》"), AskedDocument("bees", "《养蜂措施》")


def test_an_answer_of_one_of_several_documents_names_it_and_what_must_be_known_of_it() -> None:
    own = citation(document="draft", document_name="《草案》")
    answer = answered(citations=(own,), documents=(DRAFT,), caveats=("征求意见稿，尚未正式印发",))
    written = to_markdown([Exchange("问", answer)])
    assert written.startswith(f"# {words.NAME}：{words.CHAT}\n")
    assert written.index("**《草案》**") < written.index("征求意见稿，尚未正式印发") < written.index("**10 亿元**")
    assert "> **（二）保障资金**　一、保障　《草案》" in written
    # Whatever alone is open when it is exported.
    assert to_markdown([Exchange("问", answer)], short_policy("别的措施")) == written


def test_answers_of_several_documents_keep_their_caveats_and_each_source_its_document() -> None:
    parts = (
        AnswerPart("tea", "《制茶措施》", "每亩补助。〔（二）〕", ("已被新文件取代",)),
        AnswerPart("bees", "《养蜂措施》", "每箱补助。〔（二）〕"),
    )
    cited = tuple(citation(document=one.id, document_name=one.name) for one in (TEA, BEES))
    text = "\n\n".join(f"**{part.name}**\n\n{part.body}" for part in parts)
    answer = answered(text=text, sources="", citations=cited, documents=(TEA, BEES), parts=parts)
    written = to_markdown([Exchange("问", answer)])
    assert written.index("已被新文件取代") < written.index("每亩补助")
    assert [line.rpartition("　")[2] for line in written.splitlines() if line.startswith("> **")] == [
        "《制茶措施》",
        "《养蜂措施》",
    ]


def test_a_caveat_of_the_only_document_is_there_too() -> None:
    written = to_markdown([Exchange("问", answered(caveats=("已被新文件取代",)))], short_policy())
    assert written.index("已被新文件取代") < written.index("**10 亿元**")
