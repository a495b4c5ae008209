from __future__ import annotations

import pytest

from ingest.parser import parse_policy

_ITEMS = [
    f"（{label}）{name}。支持企业{name}，给予奖励。（责任单位：市{unit}局、市财政局）"
    for label, name, unit in zip("一二三四五六", "甲乙丙丁戊己", "科技 教育 商务 民政 司法 审计".split(), strict=True)
]


def _kinds(lines: list[str]) -> dict[int, str]:
    return {warning.line: warning.kind for warning in parse_policy("\n".join(lines)).warnings}


def _with(place: int, line: str) -> list[str]:
    return [*_ITEMS[:place], line, *_ITEMS[place + 1 :]]


def test_a_right_text_has_no_warnings() -> None:
    assert _kinds(_ITEMS) == {}


@pytest.mark.parametrize(
    "line",
    [
        _ITEMS[2].rstrip("）"),
        _ITEMS[2].replace("（责", "责"),
        _ITEMS[2].replace("责任单位：", "贵任单住，"),
        _ITEMS[2] + "发展壮大",
        _ITEMS[2].replace("给予奖励", "给予（责任单位：市水务局、市气象局）奖励"),
        _ITEMS[2].replace("丙，", "丙。（责任单位：市水务局、市气象局）"),
    ],
    ids=["unclosed", "unopened", "role misread", "text behind", "in mid-sentence", "foreign"],
)
def test_an_odd_list_is_told_where_it_stands(line: str) -> None:
    assert _kinds(_with(2, line)) == {3: "list"}


def test_an_item_on_the_line_of_the_one_before_is_told() -> None:
    kinds = _kinds([*_ITEMS[:2], _ITEMS[2] + _ITEMS[3], *_ITEMS[4:]])
    assert kinds[3] == "label"


def test_a_paragraph_with_a_list_of_its_own_may_have_lost_its_label() -> None:
    assert "list" in _kinds([*_ITEMS[:5], _ITEMS[5].removeprefix("（六）")]).values()


def test_an_item_that_is_cut_off_is_told() -> None:
    assert 6 in _kinds([*_ITEMS[:5], "（六）己。支持企业"])
