"""The annex: a table of scenarios with the agencies responsible for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.agencies import split_agencies
from ingest.blocks import Block
from ingest.grammar import ROLE, LineKind, cells
from ingest.models import Noise, NoiseKind, ParseWarning, Scenario, Span, WarningKind

_COLUMNS = {
    "number": re.compile(r"序号|编号|^号$"),
    "agencies": re.compile(ROLE.pattern.removesuffix(r"\s*[:：]")),
    "domain": re.compile(r"领域|类别|类型|分类|行业|方向"),
    "name": re.compile(r"名称|场景|事项|任务|项目|内容|举措|措施"),
}
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
    columns: dict[str, int] = field(default_factory=dict)
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
    for position, block in enumerate(blocks):
        if block.kind is LineKind.TABLE_ROW:
            _read_row(block, reading, is_last=position == len(blocks) - 1)
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
    text = re.sub(r"^附[件表录]\s*\S{0,3}?\s*[:：]\s*|[\s　#*]", "", block.text)
    if not reading.title or not text or block.kind is LineKind.ANNEX:
        reading.title = reading.title or text
        reading.headings.append(block.span)
    elif text == reading.title:
        reading.set_aside(block, "repeated_title")
    else:
        reading.set_aside(block, "annex_text", "unattached_text", "附件中的这一行不属于任何一行场景，未采用")


def _read_row(block: Block, reading: _Reading, *, is_last: bool) -> None:
    row = cells(block.text)
    if not reading.columns or _RULE.fullmatch(block.text):
        reading.columns = reading.columns or find_columns(row)
        reading.headings.append(block.span)
        return
    scenario = _scenario(block, row, reading)
    if scenario:
        reading.scenarios.append(scenario)
    elif is_last:
        reading.set_aside(block, "truncated_row", "truncated_row", f"附件表格最后一行不完整，未采用：{_shown(row)}")
    else:
        reading.set_aside(
            block, "unreadable_row", "unreadable_row", f"附件表格这一行缺少必要的单元格，未采用：{_shown(row)}"
        )


def _shown(row: Sequence[str]) -> str:
    return "“" + " ".join(cell for cell in row if cell) + "”"


def _scenario(block: Block, row: Sequence[str], reading: _Reading) -> Scenario | None:
    def cell(name: str) -> str:
        index = reading.columns.get(name)
        return row[index] if index is not None and index < len(row) else ""

    # A table without a column of numbers is numbered by position.
    number = cell("number") if "number" in reading.columns else str(len(reading.scenarios) + 1)
    agencies = split_agencies(cell("agencies"), spaces_separate=True)
    if not number.isdigit() or not cell("name") or not agencies.names:
        return None
    if any(known.number == int(number) for known in reading.scenarios):
        message = f"附件中序号 {number} 出现两次，后一行未采用"
        reading.warnings.append(ParseWarning("numbering", block.line, message))
        return None
    # A merged cell is written once, in its first row.
    domain = cell("domain") or (reading.scenarios[-1].domain if reading.scenarios else "")
    return Scenario(int(number), domain, cell("name"), agencies.names, agencies.open, block.text, block.span)
