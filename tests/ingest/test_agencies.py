from __future__ import annotations

import pytest

from ingest.agencies import (
    LONGEST_NAME,
    AgencyList,
    begins_with_agencies,
    ends_with_agencies,
    find_annotations,
    merge,
    split_agencies,
)
from ingest.parser import parse_policy


@pytest.mark.parametrize(
    ("text", "names", "is_open"),
    [
        ("市科技局", ["市科技局"], False),
        ("市科技局、市财政局等", ["市科技局", "市财政局"], True),
        ("市科技局，市财政局;市教育局,市工信局", ["市科技局", "市财政局", "市教育局", "市工信局"], False),
        ("市科技局等有关部门", ["市科技局"], True),
        ("市科技局等相关单位。", ["市科技局"], True),
        ("各区（县、市）政府、市科技局", ["各区（县、市）政府", "市科技局"], False),
        ("市科技局、、市科技局、", ["市科技局"], False),
        ("等", [], True),
        ("", [], False),
        ("市住房建设局 市工业和信息化局", ["市住房建设局 市工业和信息化局"], False),
    ],
)
def test_split(text: str, names: list[str], is_open: bool) -> None:
    assert split_agencies(text) == AgencyList(tuple(names), is_open)


def test_split_at_spaces_in_table_cells() -> None:
    found = split_agencies("市住房建设局 市工业和信息化局　市科协", spaces_separate=True)
    assert found.names == ("市住房建设局", "市工业和信息化局", "市科协")


def test_merge_keeps_order_and_drops_doubles() -> None:
    lists = [AgencyList(("乙", "甲")), AgencyList(("甲", "丙"), open=True)]
    assert merge(lists) == AgencyList(("乙", "甲", "丙"), open=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支持。（责任单位：甲局、乙局）", [("（责任单位：甲局、乙局）", ["甲局", "乙局"])]),
        ("支持。[ 责任单位: 甲局]", [("[ 责任单位: 甲局]", ["甲局"])]),
        ("支持。（牵头单位：甲局；配合单位：乙局）", [("（牵头单位：甲局；配合单位：乙局）", ["甲局", "乙局"])]),
        ("支持。（责任单位：甲局。列第一位的为牵头单位）", [("（责任单位：甲局。列第一位的为牵头单位）", ["甲局"])]),
        ("支持。（负责部门：甲部；适用范围：全国）", [("（负责部门：甲部；适用范围：全国）", ["甲部"])]),
        ("支持。（责任单位：甲局（乙局））后文", [("（责任单位：甲局（乙局））", ["甲局（乙局）"])]),
        ("支持。（甲局、乙局按职责分工负责）", [("（甲局、乙局按职责分工负责）", ["甲局", "乙局"])]),
        ("支持。（由甲局牵头，乙局负责）", [("（由甲局牵头，乙局负责）", ["甲局", "乙局"])]),
        ("支持。责任单位：甲局、乙局", [("责任单位：甲局、乙局", ["甲局", "乙局"])]),
        ("支持。\n牵头部门：甲局\n配合部门：乙局", [("牵头部门：甲局", ["甲局"]), ("配合部门：乙局", ["乙局"])]),
        (
            "一。（责任单位：甲局）二。（责任单位：乙局）",
            [("（责任单位：甲局）", ["甲局"]), ("（责任单位：乙局）", ["乙局"])],
        ),
        ("明确责任单位：由各区报送。", []),
        ("支持企业（含个体户）发展。", []),
    ],
)
def test_find(text: str, found: list[tuple[str, list[str]]]) -> None:
    shown = [(text[item.start : item.end], list(item.agencies.names)) for item in find_annotations(text)]
    assert shown == found


@pytest.mark.parametrize(
    "text", ["支持。（责任单位：甲局、乙局", "支持。（责任单位：甲局、乙局\n再支持。", "支持。【\n责任单位：甲局、乙局"]
)
def test_list_that_nobody_closed_ends_with_its_line(text: str) -> None:
    (annotation,) = find_annotations(text)
    assert annotation.agencies.names == ("甲局", "乙局")
    assert not annotation.closed
    assert not ends_with_agencies(text)


def test_lists_never_overlap() -> None:
    text = "（责任单位：甲局（牵头单位：乙局）、丙局（丁局负责））"
    (annotation,) = find_annotations(text)
    assert (annotation.start, annotation.end) == (0, len(text))


@pytest.mark.parametrize("text", ["支持。（责任单位：甲局）", "支持（责任单位：甲局）。\n", "支持。\n责任单位：甲局"])
def test_ends_with_agencies(text: str) -> None:
    assert ends_with_agencies(text)


@pytest.mark.parametrize("text", ["支持。", "（责任单位：甲局）支持。", ""])
def test_does_not_end_with_agencies(text: str) -> None:
    assert not ends_with_agencies(text)


@pytest.mark.parametrize(
    ("text", "begins"), [("责任单位：甲", True), ("（ 牵头单位：甲）", True), ("明确责任单位：", False)]
)
def test_begins_with_agencies(text: str, begins: bool) -> None:
    assert begins_with_agencies(text) is begins


def test_text_whose_list_never_ended_is_no_agency() -> None:
    # Dictionaries of names keep every beginning of each: an endless one would fill the memory.
    assert split_agencies("甲局、" + "乙" * (LONGEST_NAME + 1)).names == ("甲局",)
    assert split_agencies("乙" * LONGEST_NAME).names == ("乙" * LONGEST_NAME,)


def test_list_without_a_readable_agency_is_reported() -> None:
    (warning,) = parse_policy(f"（一）甲。\n（二）丙。（责任单位：{'乙' * 5000}）").warnings
    assert (warning.kind, warning.line) == ("no_agencies", 2)
    assert "读不出单位" in warning.message
