"""Which labelled lines are the measures: decided section by section, on what each level carries, with the reason given.

A level carries the measures where its lines have agencies of their own, or a title with a body, or a whole provision;
the levels above only group, and the levels below belong to the measure that they stand in. Headings that name aims,
principles, definitions or the closing provisions hold no measures, whatever is numbered under them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from ingest.grammar.labels import match_label
from ingest.grammar.lines import HEADING_KINDS, LineKind
from ingest.grammar.outline import Node
from ingest.grammar.votes import NEAR, PROVISION_LENGTH, SENTENCE_END, Vote, stands_alone, vote
from ingest.grammar.words import AIM_HEADING, CLOSING, CLOSING_BLOCK, CLOSING_HEADING, SCOPE_HEADING


class Part(Enum):
    """What a labelled line is in the document."""

    GROUP = "group"
    MEASURE = "measure"
    AIM = "aim"
    CLOSING = "closing"


_NO_MEASURES = {Part.AIM: "讲的是目标、原则、定义或适用范围", Part.CLOSING: "是附则（施行、期限、解释）"}


@dataclass(slots=True)
class Levels:
    """The part of every node that is not inside a measure, and why.

    Attributes:
        parts: by node.
        reasons: Chinese sentences, one for each decision that another reader might question.
        doubts: those of them that were close.
    """

    parts: dict[Node, Part] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """Nodes that stand beside one another, counted once for all of them.

    Attributes:
        nodes: in order.
        outermost: whether they are the outermost level that is not a mere heading.
        votes: of those with something under them.
        alike: how many there are of each form; ``parts`` leaves out those that are named aims or closing provisions.
        down: how many of each form vote for what is under them.
    """

    nodes: Sequence[Node]
    outermost: bool
    votes: dict[Node, Vote] = field(default_factory=dict)
    alike: Counter[LineKind] = field(default_factory=Counter)
    parts: Counter[LineKind] = field(default_factory=Counter)
    down: Counter[LineKind] = field(default_factory=Counter)


def _row(nodes: Sequence[Node], *, outermost: bool) -> _Row:
    row = _Row(nodes, outermost)
    for place, node in enumerate(nodes):
        row.alike[node.kind] += 1
        row.parts[node.kind] += not _is_named(node)
        if node.children:
            row.votes[node] = vote(nodes, place, outermost=outermost)
            row.down[node.kind] += row.votes[node].down and not _is_named(node)
    return row


def find_levels(root: Node, wanted: LineKind | None = None) -> Levels:
    """Decide for a tree which of its nodes are measures.

    Args:
        root: of the body.
        wanted: the form of label that a person named as that of the measures; it overrules what is found.
    """
    levels = Levels()
    has_articles = any(node.kind is LineKind.ARTICLE for node in root.walk())
    if wanted is not None:
        levels.reasons.append(f"按指定，措施是“{wanted.value}”这一级。")
    _place(root.children, levels, has_articles=has_articles, wanted=wanted, outermost=True)
    return levels


def heading_of(node: Node) -> str:
    """Return what a labelled line is called: its words up to the first sentence end or colon."""
    return re.split("[。：:；]", node.head.rest, maxsplit=1)[0].strip("《》【】* 　")


def label_of(node: Node) -> str:
    """Return the label of a labelled line as printed; empty for a heading without one."""
    return match_label(node.kind, node.head.text)["label"] if node.number else ""


def _place(
    nodes: Sequence[Node], levels: Levels, *, has_articles: bool, wanted: LineKind | None, outermost: bool
) -> None:
    row = _row(nodes, outermost=outermost)
    closing_from = _closing_from(nodes)
    for place, node in enumerate(nodes):
        part = _named_part(node, has_articles=has_articles, wanted=wanted)
        if part is None and place >= closing_from and _is_closing(node):
            part = Part.CLOSING
        part = part or _counted_part(node, row, levels, wanted=wanted)
        levels.parts[node] = part
        if part is Part.GROUP:
            inner = outermost and node.kind in HEADING_KINDS
            _place(node.children, levels, has_articles=has_articles, wanted=wanted, outermost=inner)
        elif part in (Part.AIM, Part.CLOSING):
            levels.reasons.append(f"第 {node.head.line} 行“{node.head.text[:20]}”{_NO_MEASURES[part]}，不作措施。")
            for below in node.walk():
                levels.parts[below] = part


def _named_part(node: Node, *, has_articles: bool, wanted: LineKind | None) -> Part | None:
    if node.kind is wanted:
        return Part.MEASURE
    if node.kind is LineKind.ARTICLE:
        return Part.MEASURE if wanted is None else None
    name = heading_of(node)
    if CLOSING_HEADING.fullmatch(name) and not any(below.kind is LineKind.ARTICLE for below in node.children):
        return Part.CLOSING
    if not has_articles and (AIM_HEADING.fullmatch(name) or SCOPE_HEADING.fullmatch(name)):
        return Part.AIM
    return Part.GROUP if node.kind in (LineKind.TEXT, *HEADING_KINDS) else None


def _counted_part(node: Node, row: _Row, levels: Levels, *, wanted: LineKind | None) -> Part:
    if wanted is not None and any(below.kind is wanted for below in node.walk()):
        return Part.GROUP
    if node not in row.votes:
        return _leaf_part(node, row)
    found = row.votes[node]
    if found.down and not found.strong and not row.outermost and 2 * row.down[node.kind] < row.alike[node.kind]:
        found = Vote(down=False, strong=False, why="与它并列的各条下面没有这样的编号")
    below = label_of(node.children[0])
    name = node.head.text[:20]
    if found.down:
        levels.reasons.append(f"第 {node.head.line} 行“{name}”只作归类，措施在其下（“{below}”起）：{found.why}。")
    else:
        levels.reasons.append(f"第 {node.head.line} 行“{name}”是措施，其下的“{below}”属于它：{found.why}。")
    if found.doubtful or (not found.strong and not (row.outermost and found.down)):
        levels.doubts.append(levels.reasons[-1])
    return Part.GROUP if found.down else Part.MEASURE


def _closing_from(nodes: Sequence[Node]) -> int:
    """Return from which place on the last nodes may close the document: behind them only what belongs to a closing stands."""
    place = len(nodes)
    while place > max(0, len(nodes) - NEAR) and (
        _is_closing(nodes[place - 1]) or CLOSING_BLOCK.match(nodes[place - 1].head.rest)
    ):
        place -= 1
    return place


def _is_closing(node: Node) -> bool:
    """Tell an item that only says when the document begins and ends: 五、本措施自印发之日起施行."""
    is_leaf = not node.children and node.kind is not LineKind.ARTICLE
    return is_leaf and CLOSING.match(node.head.rest) is not None


def _leaf_part(node: Node, row: _Row) -> Part:
    """Decide on a line with nothing numbered below it; among parts that group, a heading over paragraphs groups them."""
    if not row.outermost:
        return Part.MEASURE
    # Of the other parts, this one left out.
    if stands_alone(node) and 2 * row.down[node.kind] > row.parts[node.kind] - 1 > 0:
        return Part.GROUP
    # A label alone is an item that says nothing, and no heading.
    return Part.MEASURE if _says_something(node) or not node.head.rest else Part.GROUP


def _is_named(node: Node) -> bool:
    name = heading_of(node)
    return any(pattern.fullmatch(name) for pattern in (AIM_HEADING, SCOPE_HEADING, CLOSING_HEADING))


def _says_something(node: Node) -> bool:
    return (
        any(block.kind is not LineKind.TABLE_ROW for block in node.blocks)
        or SENTENCE_END.search(node.head.rest) is not None
        or len(node.head.rest) > PROVISION_LENGTH
    )
