"""Which lines of cells make one table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.lines import LineKind, cells, plain
from ingest.tables.columns import is_head
from ingest.tables.rows import TableLines

_RULE = re.compile(r"[\s|:\-]+")
_CAPTION_LENGTH = 40
_CAPTION_LINES = 3


def group_tables(blocks: Sequence[Block], rows: Sequence[tuple[Block, str]]) -> list[TableLines]:
    """Group lines of cells into tables: other text between them, or a new head, begins another one.

    Args:
        blocks: of the part of the document that the rows stand in, in order.
        rows: the lines of cells with the heading that each stands under.
    """
    place = {block.start: index for index, block in enumerate(blocks)}
    tables: list[TableLines] = []
    group: list[Block] = []
    section = ""
    for index, (block, heading) in enumerate(rows):
        following = rows[index + 1][0] if index + 1 < len(rows) else None
        parted = bool(group) and _is_parted(blocks, place, group[-1], block)
        goes_on = parted and section == heading and not is_head(cells(block.text)) and _is_alike(group, block)
        if group and ((parted and not goes_on) or _begins_table(group, block, following)):
            tables.append(TableLines(tuple(group), _caption(blocks, place, group[0]), section))
            group = []
        section = heading
        group.append(block)
    if group:
        tables.append(TableLines(tuple(group), _caption(blocks, place, group[0]), section))
    return tables


def _is_parted(blocks: Sequence[Block], place: dict[int, int], last: Block, block: Block) -> bool:
    between = blocks[place[last.start] + 1 : place[block.start]]
    return any(one.kind not in STRAY for one in between)


def _begins_table(group: Sequence[Block], block: Block, following: Block | None) -> bool:
    """Tell the head of the next table by the rule below it, or by the other kind of cells."""
    if block.text.lstrip().startswith("|") != group[-1].text.lstrip().startswith("|"):
        return True
    ruled = following is not None and _RULE.fullmatch(following.text) is not None
    return ruled and _RULE.fullmatch(block.text) is None


def _is_alike(group: Sequence[Block], block: Block) -> bool:
    """Tell a row that goes on with a table behind a note: it has no more cells than the table's head."""
    head = next((one for one in group if not _RULE.fullmatch(one.text)), group[0])
    return 1 < len(cells(block.text)) <= len(cells(head.text))


def _caption(blocks: Sequence[Block], place: dict[int, int], first: Block) -> str:
    """Return the short line right above a table that names it; empty if there is none."""
    index = place[first.start]
    for above in reversed(blocks[max(0, index - _CAPTION_LINES) : index]):
        if above.kind is not LineKind.TEXT or above.finished or len(above.text) > _CAPTION_LENGTH:
            break
        # （2024年）, 单位：万元 and the like stand between a caption and its table.
        if len(re.findall(r"[一-龥]", above.text)) >= 2 and not re.search("[：:]|^[（(].*[）)]$", above.text):
            return plain(above.text)
    return ""
