from __future__ import annotations

import pytest

from ingest.grammar.conventions import find_conventions
from ingest.models import Convention


def found(text: str) -> list[Convention]:
    return [convention for _, convention in find_conventions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "列第一位的为牵头单位。",
        "排在第一位的为牵头单位，下同。",
        "责任单位中排在首位的为牵头单位。",
        "（责任单位：市科技局、市财政局。列第一位的为牵头单位，下同）",
        "排名第一的责任单位为牵头单位。",
        "以下各项任务中，位列第一的单位为牵头单位。",
        "列首位的为牵头单位。",
    ],
)
def test_the_first_leads(text: str) -> None:
    (convention,) = found(text)
    assert convention.kind == "first_leads"
    assert convention.text in text


@pytest.mark.parametrize(
    ("text", "mark"),
    [("标★的为牵头单位。", "★"), ("带“*”号的为牵头单位。", "*"), ("标注▲的责任单位为牵头单位。", "▲")],
)
def test_a_mark_tells_who_leads(text: str, mark: str) -> None:
    (convention,) = found(text)
    assert (convention.kind, convention.mark, convention.from_here) == ("mark_leads", mark, False)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("以下均需各区政府、各管委会落实，不再列出", ("各区政府", "各管委会")),
        ("以下任务均需各区人民政府落实，不再列出。", ("各区人民政府",)),
        ("各项任务均由各区政府负责落实，不再一一列出。", ("各区政府",)),
    ],
)
def test_who_is_responsible_without_being_listed(text: str, agencies: tuple[str, ...]) -> None:
    (convention,) = found(text)
    assert (convention.kind, convention.agencies) == ("also_responsible", agencies)


@pytest.mark.parametrize(
    ("text", "from_here"), [("列第一位的为牵头单位，下同。", True), ("责任单位中列第一位的为牵头单位。", False)]
)
def test_from_where_on_it_counts(text: str, from_here: bool) -> None:
    (convention,) = found(text)
    assert convention.from_here is from_here


@pytest.mark.parametrize(
    "text",
    [
        "支持龙头企业排在首位。",
        "责任单位：市科技局、市财政局。",
        "对排名第一的企业给予奖励。",
        "由市科技局牵头，市财政局配合。",
        "牵头单位负责统筹。",
        "名单不再列出。",
    ],
)
def test_what_declares_nothing(text: str) -> None:
    assert found(text) == []
