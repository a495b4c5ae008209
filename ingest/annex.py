"""The annex: a table of scenarios with the agencies responsible for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from ingest.agencies import merge, split_agencies
from ingest.blocks import STRAY, Block
from ingest.grammar import ROLE, LineKind, cells
from ingest.models import Noise, NoiseKind, ParseWarning, Scenario, Span, WarningKind
from ingest.numerals import to_int

_COLUMNS = {
    "number": re.compile(r"序号|编号|^号$"),
    "agencies": re.compile(ROLE.pattern.removesuffix(r"\s*[:：]")),
    "domain": re.compile(r"领域|类别|类型|分类|行业|方向"),
    "name": re.compile(r"名称|场景|事项|任务|项目|内容|举措|措施"),
}
_MARKS = re.compile(r"^[\s#*]*附[件表录]\s*(?:[^\s:：*]{1,3}\s*)?(?:[:：]\s*|\**$)|[\s#*]+")
_SHOWN_LENGTH = 60
_NUMBER_LENGTH = 9
_NAME_LENGTH = 500
"""Characters of what a row calls its scenario; a cell with more holds something else."""
_RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class Annex:
    """What was read from the annex."""

    title: str = ""
    scenarios: tuple[Scenario, ...] = ()
    headings: tuple[Span, ...] = ()
    noise: tuple[Noise, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()


@dataclass(slots=True)
class _Reading:
    title: str = ""
    head: Sequence[str] = ()
    columns: dict[str, int] = field(default_factory=dict)
    agency_columns: Sequence[int] = ()
    numbers: set[int] = field(default_factory=set)
    scenarios: list[Scenario] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)

    def set_aside(self, block: Block, kind: NoiseKind, warning: WarningKind | None = None, message: str = "") -> None:
        self.noise.append(Noise(kind, block.span, block.text))
        if warning:
            self.warnings.append(ParseWarning(warning, block.line, message))


def parse_annex(blocks: Sequence[Block]) -> Annex:
    """Read the blocks of the annex: its title, the head of the table and the rows."""
    reading = _Reading()
    last_row = max((block.line for block in blocks if block.kind is LineKind.TABLE_ROW), default=0)
    for block in blocks:
        if block.kind is LineKind.TABLE_ROW:
            _read_row(block, reading, is_last=block.line == last_row)
        elif block.kind in STRAY:
            message = f"附件中夹有与内容无关的一行，未采用：{block.text[:_SHOWN_LENGTH]}"
            reading.set_aside(block, STRAY[block.kind], "stray_line", message)
        else:
            _read_line(block, reading)
    return Annex(
        reading.title,
        tuple(reading.scenarios),
        tuple(reading.headings),
        tuple(reading.noise),
        tuple(reading.warnings),
    )


def find_columns(row: Sequence[str]) -> dict[str, int]:
    """Say which cell of a table's head stands for what; empty if it is not the head of such a table."""
    found: dict[str, int] = {}
    for name, pattern in _COLUMNS.items():
        for index, cell in enumerate(row):
            if index not in found.values() and pattern.search(cell):
                found[name] = index
                break
    return found if {"agencies", "name"} <= found.keys() else {}


def _read_line(block: Block, reading: _Reading) -> None:
    text = _MARKS.sub("", block.text)
    if not reading.title or not text or block.kind is LineKind.ANNEX:
        reading.title = reading.title or text
        reading.headings.append(block.span)
    elif text == reading.title:
        reading.set_aside(block, "repeated_title")
    else:
        reading.set_aside(block, "annex_text", "unattached_text", "附件中的这一行不属于任何一行场景，未采用")


def _read_row(block: Block, reading: _Reading, *, is_last: bool) -> None:
    row = cells(block.text)
    if not reading.columns:
        reading.head, reading.columns = row, find_columns(row)
        reading.agency_columns = [index for index, cell in enumerate(row) if _COLUMNS["agencies"].search(cell)]
    if reading.columns and (row == reading.head or _RULE.fullmatch(block.text)):
        reading.headings.append(block.span)
        return
    number = _number(row, reading)
    scenario = _scenario(block, row, number, reading) if number is not None else None
    if scenario is None:
        kind: Literal["truncated_row", "unreadable_row"] = "truncated_row" if is_last else "unreadable_row"
        reading.set_aside(block, kind, kind, f"{_REASONS[kind]}，未采用：{_shown(row)}")
    elif scenario.number in reading.numbers:
        message = f"附件中序号 {scenario.number} 出现两次，后一行未采用：{_shown(row)}"
        reading.set_aside(block, "unreadable_row", "numbering", message)
    else:
        reading.numbers.add(scenario.number)
        reading.scenarios.append(scenario)


_REASONS = {
    "truncated_row": "附件表格最后一行不完整",
    "unreadable_row": "附件表格这一行缺少必要的单元格（序号、名称或责任单位）",
}


def _shown(row: Sequence[str]) -> str:
    return "“" + " ".join(cell for cell in row if cell)[:_SHOWN_LENGTH] + "”"


def _cell(row: Sequence[str], index: int | None) -> str:
    return row[index] if index is not None and index < len(row) else ""


def _number(row: Sequence[str], reading: _Reading) -> int | None:
    if "number" not in reading.columns:
        # A table without a column of numbers is numbered by position.
        return len(reading.scenarios) + 1 if reading.columns else None
    text = _cell(row, reading.columns["number"]).rstrip(".．、")
    try:
        return to_int(text) if len(text) <= _NUMBER_LENGTH else None
    except ValueError:
        return None


def _scenario(block: Block, row: Sequence[str], number: int, reading: _Reading) -> Scenario | None:
    name = _cell(row, reading.columns["name"])
    # A head of many cells is not walked once more for every short row.
    units = [row[index] for index in takewhile(len(row).__gt__, reading.agency_columns)]
    agencies = merge([split_agencies(unit, spaces_separate=True) for unit in units])
    if not 0 < len(name) <= _NAME_LENGTH or not agencies.names:
        return None
    # A merged cell is written once, in its first row.
    domain = _cell(row, reading.columns.get("domain"))
    domain = domain or (reading.scenarios[-1].domain if reading.scenarios else "")
    return Scenario(number, domain, name, agencies.names, agencies.open, block.text, block.span)
