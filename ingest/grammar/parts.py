"""Where the head of a document ends, where its body ends, and where its annexes begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.grammar.agencies import ends_with_agencies
from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.document_title import TITLE_END, find_title_lines, is_above_title, policy_title_blocks
from ingest.grammar.labels import match_label, number_of
from ingest.grammar.lines import LineKind, plain
from ingest.grammar.notice import PUBLICATION, find_tail, is_addressees
from ingest.grammar.outline import find_headings
from ingest.grammar.words import AIM_HEADING

_TITLE_LINES = 4
_SHORTEST_TITLE = 8
_PREAMBLE = 8
_LAST_LINES = 3
_OUTER = (LineKind.BOOK, LineKind.CHAPTER, LineKind.SECTION, LineKind.ARTICLE)
_LISTED = 12
"""Lines of a list of attachments; what is longer is an annex."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The blocks of a document by the part that they stand in."""

    head: Sequence[Block]
    body: Sequence[Block]
    tail: Sequence[Block]
    annex: Sequence[Block]


def find_parts(blocks: Sequence[Block], above: int = 0, outer_title: str = "") -> Parts:
    """Part the settled blocks of a document.

    Args:
        blocks: of the document, without what pages and crawlers put between them.
        above: how many of them stand above the title, as the fields of a portal do.
        outer_title: that a crawler's front block gives it, where the text itself begins without one.
    """
    blocks = [_published(blocks, index) for index in range(len(blocks))]
    start = above + _body_start(blocks[above:], outer_title)
    annex = _annex_start(blocks, start)
    body = blocks[start:annex]
    tail = find_tail(body)
    end = len(blocks)
    while tail == len(body) and end > annex and blocks[end - 1].kind is LineKind.STAMP:
        end -= 1
    return Parts(blocks[:start], body[:tail], body[tail:] or blocks[end:], blocks[annex:end])


@dataclass(frozen=True, slots=True)
class Text:
    """One of the texts that a notice publishes together: the lines of its title, none of the first one, and its body."""

    title: Sequence[Block]
    body: Sequence[Block]


def split_texts(blocks: Sequence[Block]) -> list[Text]:
    """Part the body where another text begins: a title of its own, and numbers that begin again."""
    texts: list[Text] = []
    title: Sequence[Block] = ()
    start, seen, index = 0, set[LineKind](), 0
    while index < len(blocks):
        block = blocks[index]
        if block.is_labelled:
            seen.add(block.kind)
        lines = _title_of_a_text(blocks, index, seen)
        if lines:
            texts.append(Text(title, blocks[start:index]))
            title, start, seen = blocks[index : index + lines], index + lines, set()
        index += max(1, lines)
    return [*texts, Text(title, blocks[start:])]


def _title_of_a_text(blocks: Sequence[Block], index: int, seen: set[LineKind]) -> int:
    """Return how many lines the title of a further text takes that begins at a place; 0 if none does."""
    block = blocks[index]
    is_first = seen and block.kind is LineKind.TEXT and not block.finished and index
    if not is_first or not (blocks[index - 1].finished or blocks[index - 1].kind in STRAY):
        return 0
    lines = len(find_title_lines(blocks[index : index + _TITLE_LINES]))
    name = "".join(plain(one.text) for one in blocks[index : index + lines])
    following = next((one for one in blocks[index + lines : index + lines + _PREAMBLE] if one.is_labelled), None)
    if not lines or len(name) < _SHORTEST_TITLE or not TITLE_END.search(name) or following is None:
        return 0
    begins = number_of(match_label(following.kind, following.text)).whole == 1
    return lines if begins and following.kind in seen and following.kind in _OUTER else 0


def _published(blocks: Sequence[Block], index: int) -> Block:
    """Take what a collector wrote on the last lines, who published it when, for the stamp that it is."""
    block = blocks[index]
    is_last = index >= len(blocks) - _LAST_LINES and block.kind is LineKind.TEXT
    return replace(block, kind=LineKind.STAMP) if is_last and PUBLICATION.fullmatch(block.text) else block


def _body_start(blocks: Sequence[Block], outer_title: str) -> int:
    skipped = next((i for i, block in enumerate(blocks) if not is_above_title(block)), 0)
    title = [*blocks[:skipped], *find_title_lines(blocks[skipped:])]
    name = "".join(plain(block.text) for block in title[skipped:]) or outer_title
    policy = policy_title_blocks(name, blocks[len(title) : _own_part(blocks)])
    # Numbered lines above the title of the policy itself are of the notice that publishes it.
    after = blocks.index(policy[-1]) + 1 if policy else len(title)
    first = next((i for i in range(after, len(blocks)) if _begins_body(blocks, i)), None)
    headings = {i + after for i in find_headings(blocks[after:])}
    names = {i for i in headings if not TITLE_END.search(plain(blocks[i].text)) or blocks[i].text.startswith("##")}
    aims = next((i for i in range(after, len(blocks)) if _says_aims(blocks[i])), None)
    starts = [i for i in (first, min(names, default=None), aims) if i is not None]
    if starts:
        return min(starts)
    return next((i for i in range(after, len(blocks)) if _says_something(blocks[i])), len(blocks))


def _says_aims(block: Block) -> bool:
    """Tell a paragraph that begins with what it is about: 总体要求与目标：坚持…."""
    name = re.match("[^，。：:]{2,12}(?=[：:].)", block.text)
    return block.kind is LineKind.TEXT and name is not None and AIM_HEADING.fullmatch(name.group()) is not None


def _own_part(blocks: Sequence[Block]) -> int:
    """Return where the annexes begin of a notice that has numbered demands of its own; the end if it has none."""
    annex = next((i for i, block in enumerate(blocks) if block.kind is LineKind.ANNEX), len(blocks))
    demands = any(block.is_labelled and block.finished for block in blocks[:annex])
    return annex if demands else len(blocks)


def _begins_body(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if block.kind is LineKind.TABLE_ROW:
        return True
    return block.is_labelled and not _is_attachment(blocks, index)


def _is_attachment(blocks: Sequence[Block], index: int) -> bool:
    """Tell an entry of 附件：1.…⏎2.…, which begins on the line that says 附件."""
    while index and blocks[index].kind is LineKind.POINT and not blocks[index].finished:
        index -= 1
        if blocks[index].kind is LineKind.ANNEX:
            return True
    return False


def _says_something(block: Block) -> bool:
    return block.kind is LineKind.TEXT and block.finished and not is_addressees(block)


def _annex_start(blocks: Sequence[Block], start: int) -> int:
    """Return where the first annex begins that is one: a list of attachments only names them."""
    places = [i for i in range(start + 1, len(blocks)) if blocks[i].kind is LineKind.ANNEX]
    for place, following in pairwise([*places, len(blocks)]):
        if not _only_names(blocks[place:following]):
            return place
    return len(blocks)


def _only_names(lines: Sequence[Block]) -> bool:
    if len(lines) > _LISTED or any(block.kind is LineKind.TABLE_ROW for block in lines):
        return False
    return all(block.kind in STRAY or not _says_what_to_do(block) for block in lines[1:])


def _says_what_to_do(block: Block) -> bool:
    return block.finished or "。" in block.text or ends_with_agencies(block.text)
