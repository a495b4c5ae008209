from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.grammar.lines import LineKind
from ingest.models import ParseWarning, Reading, WarningKind
from ingest.report.sureness import is_sure, sentence, to_check
from tests.ingest.report.policies import led


@pytest.mark.parametrize("kind", ["page_break", "stray_line", "running_head", "invisible_characters"])
def test_what_was_mended_needs_no_check(kind: WarningKind) -> None:
    assert is_sure(replace(led(), warnings=(ParseWarning(kind, 3, "已处理"),)))


def test_what_is_to_be_checked_is_counted_by_subject() -> None:
    warnings = [ParseWarning("no_agencies", line, "没有") for line in (9, 12, 15, 18)]
    document = replace(
        led(),
        warnings=(*warnings, ParseWarning("numbering", 20, "跳号")),
        reading=Reading(doubts=("第 7 行“甲”是措施。",)),
    )
    assert len(to_check(document)) == 6
    assert sentence(document) == (
        "有 6 处请人工核对：哪一级编号是措施 1 处（第 7 行）、措施编号 1 处（第 20 行）、责任单位 4 处（第 9、12、15 行等）。"
    )


def test_a_level_that_is_not_there_is_said() -> None:
    document = led()
    document = replace(document, metadata=replace(document.metadata, measures=LineKind.CIRCLED))
    assert sentence(document) == "有 1 处请人工核对：没有找到指定为措施的“①”一级。"


def test_a_level_that_is_there_is_no_doubt() -> None:
    document = led()
    assert is_sure(replace(document, metadata=replace(document.metadata, measures=LineKind.ITEM)))
