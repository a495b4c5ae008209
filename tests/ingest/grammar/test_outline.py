from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar.blocks import read_blocks
from ingest.grammar.lines import LineKind
from ingest.grammar.outline import Node, build_tree, find_headings
from ingest.grammar.settling import settle_labels

Tree = dict[str, "Tree"]


def tree_of(text: str) -> Tree:
    return _shown(build_tree(settle_labels(read_blocks(text))))


def _shown(node: Node) -> Tree:
    return {child.head.text[:6]: _shown(child) for child in node.children}


@pytest.mark.parametrize(
    ("lines", "tree"),
    [
        ("一、甲\n（一）乙。\n（二）丙。\n二、丁\n（三）戊。", {"一、甲": {"（一）乙。": {}, "（二）丙。": {}}, "二、丁": {"（三）戊。": {}}}),
        ("一、甲\n1.乙。\n2.丙。\n二、丁\n1.戊。", {"一、甲": {"1.乙。": {}, "2.丙。": {}}, "二、丁": {"1.戊。": {}}}),
        ("（一）甲\n1.乙。\n（1）丙。\n①丁。\n2.戊。", {"（一）甲": {"1.乙。": {"（1）丙。": {"①丁。": {}}}, "2.戊。": {}}}),
        ("第一章 甲\n第一条 乙。\n（一）丙；\n（二）丁。\n第二条 戊。", {"第一章 甲": {"第一条 乙。": {"（一）丙；": {}, "（二）丁。": {}}, "第二条 戊。": {}}}),
        ("一、甲\n第一条 乙。\n二、丙\n第二条 丁。", {"一、甲": {"第一条 乙。": {}}, "二、丙": {"第二条 丁。": {}}}),
        ("第一条 甲：\n一、乙；\n二、丙。\n第二条 丁。", {"第一条 甲：": {"一、乙；": {}, "二、丙。": {}}, "第二条 丁。": {}}),
        ("第一编 甲\n第一章 乙\n第一节 丙\n第一条 丁。\n第二编 戊\n第二条 己。", {"第一编 甲": {"第一章 乙": {"第一节 丙": {"第一条 丁。": {}}}}, "第二编 戊": {"第二条 己。": {}}}),
        ("1.甲\n1.1 乙。\n1.2 丙。\n2.丁\n2.1 戊。", {"1.甲": {"1.1 乙。": {}, "1.2 丙。": {}}, "2.丁": {"2.1 戊。": {}}}),
        ("1 总则\n1.1 目的\n1.1.1 甲。\n1.2 依据", {"1 总则": {"1.1 目的": {"1.1.1 ": {}}, "1.2 依据": {}}}),
    ],
)  # fmt: skip
def test_what_stands_under_what(lines: str, tree: Tree) -> None:
    assert tree_of(lines) == tree


def test_a_list_in_an_item_although_its_form_usually_stands_further_out() -> None:
    text = "1.甲。\n2.下列情形：\n（一）乙；\n（二）丙。\n3.丁。"
    assert tree_of(text) == {"1.甲。": {}, "2.下列情形": {"（一）乙；": {}, "（二）丙。": {}}, "3.丁。": {}}


def test_lines_without_a_label_belong_to_the_label_above() -> None:
    root = build_tree(settle_labels(read_blocks("前言。\n一、甲\n乙。\n（一）丙。\n丁。")))
    assert [block.text for block in root.blocks] == ["前言。"]
    (section,) = root.children
    assert [block.text for block in section.lead] == ["乙。"]
    (item,) = section.children
    assert [block.text for block in item.every_block()] == ["（一）丙。", "丁。"]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("技术攻关\n1.甲。\n人才引进\n2.乙。", ["技术攻关", "人才引进"]),
        ("技术攻关\n（一）甲。（责任单位：乙局）\n人才引进\n（二）丙。", ["技术攻关", "人才引进"]),
        ("（一）甲。\n（市财政局牵头，市贸促会按职责分工负责）\n（二）乙。", []),
        ("（一）甲。\n【责任单位】市科技局\n（二）乙。", []),
        ("（一）甲。\n责任单位：市科技局\n（二）乙。", []),
        ("支持企业。\n（一）甲。", []),
        ("符合下列条件：\n（一）甲。", []),
        ("支持企业牵头组建\n（一）甲。", ["支持企业牵头组建"]),
    ],
)
def test_headings_without_a_label(text: str, headings: list[str]) -> None:
    blocks = read_blocks(text)
    assert [blocks[index].text for index in sorted(find_headings(blocks))] == headings


LINES = (
    "一、甲",
    "（一）乙。",
    "1.丙。",
    "（1）丁。",
    "①戊。",
    "第一条 己。",
    "第一章 庚",
    "辛。",
    "壬",
    "2.2025年",
    "| 癸 |",
)


@settings(derandomize=True, database=None, max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_every_line_stands_in_the_tree_once(lines: list[str]) -> None:
    blocks = settle_labels(read_blocks("\n".join(lines)))
    root = build_tree(blocks)
    assert root.every_block() == blocks
    for node in root.walk():
        assert node.block is None or node.kind is LineKind.TEXT or node.number is not None
        assert all(child.rank > node.rank for child in node.children)
