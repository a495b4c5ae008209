"""Which line stands under which: the labelled lines of a text as a tree, by their forms and by how their numbers go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.grammar.agencies import begins_with_agencies, ends_with_agencies
from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.document_title import DOCUMENT_NUMBER
from ingest.grammar.labels import Number, match_label
from ingest.grammar.lines import HEADING_KINDS, LineKind, plain
from ingest.grammar.settling import number_in

_HEADING_LENGTH = 32
_SHORT_HEADING = 12
_NO_HEADING = re.compile(r"[：:；;。！？!?|]|^[—\-·•●]")
_IN_BRACKETS = re.compile(r"^[（(【\[〔].*[）)】\]〕]。?$|^[^（(]*[）)]|[（(][^）)]*$")
"""What stands in brackets as a whole, or opens or closes one that is not paired."""
_UNDER_A_HEADING = (LineKind.ITEM, LineKind.POINT, LineKind.SECTION, LineKind.ARTICLE)
_SUPPLEMENT = re.compile(r"附[\s　]*则")
_UNIT_LINE = re.compile(r"(?:局|委|厅|会|办|室|院|政府|中心|公司|集团|大学|（代章）|园|厦|岛|谷)$")


@dataclass(slots=True, eq=False)
class Node:
    """A labelled line or a heading without a label, what follows it, and what stands under it.

    Attributes:
        block: the line; None for the root.
        kind: the form of its label, `LineKind.TEXT` for a heading without one.
        number: in its label, None without one.
        rank: how far inside it stands; smaller is further out.
        blocks: the lines without a label that follow it, before what stands under it and behind.
        children: what stands under it.
    """

    block: Block | None
    kind: LineKind
    number: Number | None
    rank: float
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def head(self) -> Block:
        """The line; of a node that is not the root."""
        if self.block is None:
            raise ValueError("the root has no line")
        return self.block

    @property
    def lead(self) -> list[Block]:
        """The lines that follow it before what stands under it."""
        if not self.children:
            return self.blocks
        first = self.children[0].head.start
        return [block for block in self.blocks if block.start < first]

    def every_block(self) -> list[Block]:
        """All its lines, those of what stands under it too, in order."""
        own = [*([self.block] if self.block else []), *self.blocks]
        for child in self.children:
            own += child.every_block()
        return sorted(own, key=lambda block: block.start)

    def walk(self) -> Iterator[Node]:
        """Yield it and all that stands under it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


_ORDER = (
    LineKind.BOOK,
    LineKind.SUBBOOK,
    LineKind.CHAPTER,
    LineKind.DIVISION,
    LineKind.SECTION,
    LineKind.ITEM,
    LineKind.POINT,
    LineKind.DECIMAL,
    LineKind.SUBPOINT,
    LineKind.HALF_POINT,
    LineKind.CIRCLED,
)


def build_tree(blocks: Sequence[Block]) -> Node:
    """Put every line under the label or heading that it belongs to.

    Args:
        blocks: of the body, settled; stray lines among them belong to whatever is open.
    """
    order = _ranks(blocks)
    headings = find_headings(blocks)
    root = Node(None, LineKind.TEXT, None, -1)
    stack = [root]
    for index, block in enumerate(blocks):
        if not block.is_labelled and index not in headings:
            stack[-1].blocks.append(block)
            continue
        number = number_in(block) if block.is_labelled else None
        kind = block.kind if block.is_labelled else LineKind.TEXT
        rank = order[kind] + (_depth(block) if kind is LineKind.DECIMAL else 0)
        if number and _is_nested(blocks, index, stack, kind, number, rank):
            rank = stack[-1].rank + 0.1
        elif number is None and _is_inside(blocks, index, stack):
            rank = stack[-1].rank + 0.05
        else:
            rank = _rank_beside(stack, kind, number, rank)
        while stack[-1].rank >= rank:
            stack.pop()
        node = Node(block, kind, number, rank)
        stack[-1].children.append(node)
        stack.append(node)
    return root


def _rank_beside(stack: Sequence[Node], kind: LineKind, number: Number | None, usual: float) -> float:
    """Return the rank of the open label of the same form whose number goes on; the usual one if there is none."""
    if number is None or kind is LineKind.DECIMAL:
        return usual
    open_ones = (node for node in reversed(stack) if node.kind is kind and node.number)
    return next((node.rank for node in open_ones if node.number and number.follows(node.number)), usual)


def find_headings(blocks: Sequence[Block]) -> set[int]:
    """Return the places of headings without a label: short lines on their own, right above a label that begins or goes on."""
    found: set[int] = set()
    supplements: set[int] = set()
    for index, (block, following) in enumerate(pairwise(blocks)):
        if not _may_be_heading(block, _HEADING_LENGTH) or not (index == 0 or _is_whole(blocks[index - 1])):
            continue
        if block.text.startswith("#") or following.kind in _UNDER_A_HEADING:
            found.add(index)
        elif _SUPPLEMENT.fullmatch(plain(block.text)) and following.kind is LineKind.TEXT:
            supplements.add(index)
    # Where some stand above labels, one above paragraphs alone may stand before them: 适用范围.
    first = min(found, default=0)
    found |= {index for index in range(first) if _heads_paragraphs(blocks, index)}
    return found | supplements


def _heads_paragraphs(blocks: Sequence[Block], index: int) -> bool:
    block, following = blocks[index], blocks[index + 1]
    is_short = _may_be_heading(block, _SHORT_HEADING) and not _UNIT_LINE.search(block.text)
    is_above_text = following.kind is LineKind.TEXT and following.finished
    return is_short and is_above_text and (index == 0 or _is_whole(blocks[index - 1]))


def _is_whole(block: Block) -> bool:
    """Tell a line behind which something new may begin: it is finished, or closes with its agencies."""
    return block.finished or block.kind in STRAY or ends_with_agencies(block.text)


def _may_be_heading(block: Block, longest: int) -> bool:
    text = plain(block.text)
    if DOCUMENT_NUMBER.fullmatch(text) or _IN_BRACKETS.search(text) or begins_with_agencies(block.text):
        return False
    return block.kind is LineKind.TEXT and 2 <= len(text) <= longest and not _NO_HEADING.search(text)


def _ranks(blocks: Sequence[Block]) -> dict[LineKind, float]:
    ranks: dict[LineKind, float] = {kind: place for place, kind in enumerate(_ORDER)}
    sections = [index for index, block in enumerate(blocks) if block.kind is LineKind.SECTION]
    articles = [index for index, block in enumerate(blocks) if block.kind is LineKind.ARTICLE]
    # 一、总则 above 第一条 groups; behind it, it is a list within an article.
    outside = bool(sections and articles) and sections[0] < articles[0]
    ranks[LineKind.ARTICLE] = ranks[LineKind.SECTION] + (0.5 if outside else -0.5)
    first = {kind: next((i for i, block in enumerate(blocks) if block.kind is kind), len(blocks)) for kind in _ORDER}
    begins = {kind: sum(block.kind is kind and number_in(block).whole == 1 for block in blocks) for kind in _ORDER}
    for outer, inner in (
        (LineKind.SECTION, LineKind.ITEM),
        (LineKind.ITEM, LineKind.POINT),
        (LineKind.SECTION, LineKind.POINT),
    ):
        # What begins again under each of the others stands inside, whatever is usual.
        if begins[outer] > 1 and begins[inner] == 1 and first[inner] < first[outer]:
            ranks[outer], ranks[inner] = ranks[inner], ranks[outer]
    ranks[LineKind.TEXT] = ranks[LineKind.SECTION] if not articles or outside else ranks[LineKind.CHAPTER]
    return ranks


def _is_nested(
    blocks: Sequence[Block], index: int, stack: Sequence[Node], kind: LineKind, number: Number, rank: float
) -> bool:
    """Tell a list that begins inside an item although its form usually stands further out: the item's own numbers go on behind it."""
    top = stack[-1]
    if number.whole != 1 or top.number is None or rank > top.rank or top.kind in (kind, *HEADING_KINDS):
        return False
    for block in blocks[index + 1 :]:
        if block.kind is top.kind:
            return number_in(block).follows(top.number)
        if block.is_labelled and block.kind is not kind and block.kind in _ORDER[:5]:
            return False
    return False


def _is_inside(blocks: Sequence[Block], index: int, stack: Sequence[Node]) -> bool:
    """Tell a heading without a label inside an item: a list of its own begins below, and the item's numbers go on behind it."""
    top = stack[-1]
    labelled = (block for block in blocks[index + 1 :] if block.is_labelled)
    first = next(labelled, None)
    if top.number is None or first is None or first.kind is top.kind or number_in(first).whole != 1:
        return False
    behind = next((block for block in labelled if block.kind is top.kind or block.kind in HEADING_KINDS), None)
    return behind is not None and behind.kind is top.kind and number_in(behind).follows(top.number)


def _depth(block: Block) -> float:
    return 0.1 * match_label(LineKind.DECIMAL, block.text)["label"].replace("．", ".").count(".")
