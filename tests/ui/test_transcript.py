from __future__ import annotations

import re

import pytest

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
