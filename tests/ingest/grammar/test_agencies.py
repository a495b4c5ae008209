from __future__ import annotations

import pytest
from hypothesis import given, settings

from ingest.grammar.agencies import (
    AgencyList,
    begins_with_agencies,
    ends_with_agencies,
    find_annotations,
    merge,
)
from tests.ingest.drawn.lists import Listed, listed


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
        ("支持。（甲局、乙局）", [("（甲局、乙局）", ["甲局", "乙局"])]),
        ("支持。（各有关单位）", [("（各有关单位）", ["各有关单位"])]),
        ("支持。（市贸促会、临江海关）", [("（市贸促会、临江海关）", ["市贸促会", "临江海关"])]),
        ("支持。\n由甲局牵头，乙局配合。", [("由甲局牵头，乙局配合。", ["甲局", "乙局"])]),
        ("支持。\n【责任单位】甲局、乙局", [("【责任单位】甲局、乙局", ["甲局", "乙局"])]),
        ("明确责任单位：由各区报送。", []),
        ("支持企业（含个体户）发展。", []),
        ("在龙岗区（含坪地街道、园山街道）开展试点。", []),
        ("支持高校（北京大学、清华大学）与企业合作。", []),
        ("由项目单位负责日常管理，主管部门加强指导。", []),
        ("见《办法》（市政府令第5号）的规定。", []),
        ("（责任单位：（）", []),
    ],
)
def test_find(text: str, found: list[tuple[str, list[str]]]) -> None:
    shown = [(text[item.start : item.end], list(item.agencies.names)) for item in find_annotations(text)]
    assert [one for one in shown if one[1]] == found


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(listed())
def test_every_form_of_list_is_found_whole(written: Listed) -> None:
    text = "支持企业开展攻关。" + ("\n" if written.own_lines else "") + written.text
    found = find_annotations(text)
    assert [(role.role, role.agencies) for one in found for role in one.roles] == list(written.roles)
    assert any(one.agencies.open for one in found) is written.open
    assert text[: found[0].start].strip() == "支持企业开展攻关。"
    assert ends_with_agencies(text)
    if written.own_lines and "：" in written.text:
        assert begins_with_agencies(written.text)


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


def test_who_is_only_to_be_asked_is_not_responsible() -> None:
    (annotation,) = find_annotations("支持。（责任单位：甲局；政策咨询：创业服务中心）")
    assert annotation.agencies.names == ("甲局",)
    assert [role.agencies for role in annotation.roles] == [("甲局",), ("创业服务中心",)]


@pytest.mark.parametrize("text", ["支持。（责任单位：甲局）", "支持（责任单位：甲局）。\n", "支持。\n责任单位：甲局"])
def test_ends_with_agencies(text: str) -> None:
    assert ends_with_agencies(text)


@pytest.mark.parametrize("text", ["支持。", "（责任单位：甲局）支持。", ""])
def test_does_not_end_with_agencies(text: str) -> None:
    assert not ends_with_agencies(text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("责任单位：甲", True),
        ("（ 牵头单位：甲）", True),
        ("【责任单位】甲", True),
        ("明确责任单位：", False),
        ("", False),
    ],
)
def test_begins_with_agencies(text: str, begins: bool) -> None:
    assert begins_with_agencies(text) is begins
