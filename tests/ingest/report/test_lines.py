from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import Origin
from ingest.report.lines import Places, columns, one_line
from tests.ingest.report.policies import plain


def test_columns_of_chinese_are_even() -> None:
    assert columns([("文件", "措施"), ("a.md", "3"), ("乙.md", "12")]) == ["文件   措施", "a.md   3", "乙.md  12"]


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [("甲\n 乙 ", 0, "甲乙"), ("甲乙丙", 2, "甲乙……"), ("甲乙", 2, "甲乙"), ("", 3, "")],
)
def test_one_line(text: str, longest: int, shown: str) -> None:
    assert one_line(text, longest) == shown


def test_lines_without_pages() -> None:
    assert Places(plain()).of(4) == "第 4 行"
    assert Places(plain()).of_all([4, 4, 2, 9, 8]) == "第 4、2、9 行等"


def test_every_line_is_on_the_page_that_it_begins_on() -> None:
    document = plain()
    starts = [0, *(i + 1 for i, char in enumerate(document.source) if char == "\n")]
    places = Places(replace(document, origin=Origin("pdf", (0, starts[2], starts[3]))))
    assert [places.page(line) for line in range(1, 6)] == [1, 1, 2, 3, 3]
    assert places.of_all([1, 2, 3]) == "第 1、2 页"


def test_a_line_behind_the_end_is_on_the_last_page() -> None:
    assert Places(replace(plain(), origin=Origin("pdf", (0, 5)))).page(999) == 2
