"""The annexes: their titles, the tables in them, and their prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.lines import LineKind
from ingest.grammar.words import CLOSING
from ingest.items import Draft
from ingest.models import Noise, ParseWarning, Section, Span
from ingest.numerals import NUMERAL_CHARS
from ingest.tables.grid import group_tables
from ingest.tables.rows import TableLines

_MARKS = re.compile(
    rf"^[\s#*]*附[件表录]?\s*(?:(?:\d{{1,4}}|[{NUMERAL_CHARS}]{{1,9}}|[A-Za-z]|[^\s:：*]{{1,3}}(?=[:：]))\s*)?(?:[:：]\s*|(?<=\s)|\**$)|[\s#*]+"
)
_SHOWN_LENGTH = 60
_TITLE_LENGTH = 60


@dataclass(slots=True)
class Annex:
    """What was read of the annexes.

    Attributes:
        title: of the first one.
        tables: their lines.
        goals: drafts of their prose, a paragraph each.
        closing: drafts of provisions that close the policy and stand behind them.
        headings: where their titles stand.
    """

    title: str = ""
    tables: list[TableLines] = field(default_factory=list)
    goals: list[Draft] = field(default_factory=list)
    closing: list[Draft] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


def read_annex(blocks: Sequence[Block]) -> Annex:
    """Read the blocks behind the body, from the first line that says 附件."""
    annex = Annex()
    title, rows = "", list[tuple[Block, str]]()
    section: tuple[Section, ...] = ()
    for block in blocks:
        text = _MARKS.sub("", block.text)
        if block.kind is LineKind.TABLE_ROW:
            rows.append((block, title))
        elif block.kind in STRAY:
            _set_aside(annex, block)
        elif block.kind is LineKind.ANNEX:
            title = text
            annex.headings.append(block.span)
        elif not text or (not title and _may_be_title(block)):
            title = title or text
            annex.headings.append(block.span)
        elif text == title:
            annex.noise.append(Noise("repeated_title", block.span, block.text))
        elif block.kind is LineKind.TEXT and CLOSING.match(block.text):
            annex.closing.append(Draft(section, [block]))
        else:
            annex.goals.append(Draft(section, [block]))
        annex.title = annex.title or title
        section = (Section("", title, title, block.span),) if title else ()
    annex.tables = [replace(lines, in_annex=True) for lines in group_tables(blocks, rows)]
    return annex


def _may_be_title(block: Block) -> bool:
    return block.kind is LineKind.TEXT and not block.finished and len(block.text) <= _TITLE_LENGTH


def _set_aside(annex: Annex, block: Block) -> None:
    annex.noise.append(Noise(STRAY[block.kind], block.span, block.text))
    if block.kind not in (LineKind.LINK, LineKind.PAGE_NUMBER):
        return
    message = f"附件中夹有与内容无关的一行，未采用：{block.text[:_SHOWN_LENGTH]}"
    annex.warnings.append(ParseWarning("stray_line", block.line, message))
