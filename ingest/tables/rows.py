"""The rows of the tables of a document, each an item with named cells and the agencies that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ingest.grammar.agencies import AgencyList, merge
from ingest.grammar.blocks import Block
from ingest.grammar.lines import cells
from ingest.grammar.roles import read_roles
from ingest.grammar.unit_lists import is_organisation, split_units
from ingest.models import Noise, NoiseKind, ParseWarning, Role, RoleList, Scenario, Span, Table, WarningKind
from ingest.numerals import to_int
from ingest.tables.columns import Columns, find_columns, is_head, join_heads

_SHOWN_LENGTH = 60
_NUMBER_LENGTH = 9
_NAME_LENGTH = 500
"""Characters of what a row is called; a cell with more holds something else."""
_RULE = re.compile(r"[\s|:\-—]+")
_HEAD_LENGTH = 40
_NOTHING = re.compile(r"[\s/／\\\-—－–无〃]*")
_AMBIGUOUS = re.compile(r"(?:计量)?单位(?:名称)?|部门")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_UNFINISHED = re.compile(r"[、，,（(：:]$")


@dataclass(frozen=True, slots=True)
class TableLines:
    """The lines of one table with the title and the heading that it stands under."""

    blocks: tuple[Block, ...]
    title: str = ""
    section: str = ""
    in_annex: bool = False


@dataclass(slots=True)
class Tables:
    """What was read of all tables."""

    tables: list[Table] = field(default_factory=list)
    rows: list[Scenario] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    blocks: list[Block]
    cells: list[str]
    domain: str = ""


def read_tables(source: str, tables: Sequence[TableLines]) -> Tables:
    """Read tables in the order of the document."""
    read = Tables()
    for number, lines in enumerate(tables, 1):
        _read_table(source, number, lines, read, is_last=number == len(tables))
    return read


def _read_table(source: str, number: int, lines: TableLines, read: Tables, *, is_last: bool) -> None:
    first = len(read.rows)
    columns, body = _head(lines.blocks, read)
    if columns is None:
        return
    columns = _without_measures(columns, [[_plain(cell) for cell in cells(block.text)] for block in body])
    printed: set[int] = set()
    for place, row in enumerate(_rows(body, columns, read, is_last=is_last), 1):
        _check_number(row, columns, read, printed)
        found = _scenario(source, row, columns, read, (number, place))
        read.rows.append(replace(found, in_annex=lines.in_annex))
    ids = tuple(row.id for row in read.rows[first:])
    read.tables.append(Table(number, lines.title, columns.heads, ids, lines.section))


def _head(blocks: Sequence[Block], read: Tables) -> tuple[Columns | None, list[Block]]:
    """Take the head off the lines of a table: one row or two, with the rule of a Markdown table."""
    rows = [block for block in blocks if not _RULE.fullmatch(block.text)]
    read.headings += [block.span for block in blocks if _RULE.fullmatch(block.text)]
    if not rows:
        return None, []
    heads = [_BREAK.sub("", _plain(cell)) for cell in cells(rows[0].text)]
    ruled = len(blocks) > 1 and _RULE.fullmatch(blocks[1].text) is not None
    if not (is_head(heads) or (ruled and _may_be_head(heads)) or find_columns(heads).agencies):
        columns = _headless([[_plain(cell) for cell in cells(block.text)] for block in rows])
        if columns.agencies:
            _warn(read, rows[0], "unreadable_row", "表格没有表头，责任单位是按单元格的内容认出的，请核对")
        return columns, rows
    read.headings.append(rows[0].span)
    body = rows[1:]
    joined = join_heads([_BREAK.sub("", _plain(cell)) for cell in cells(body[0].text)], heads) if body else None
    if joined:
        read.headings.append(body[0].span)
        body = body[1:]
    return find_columns(joined or heads), body


def _headless(rows: Sequence[Sequence[str]]) -> Columns:
    """Return columns without names; the first one counts where it holds nothing but numbers."""
    width = max(map(len, rows))
    numbered = width > 1 and all(re.fullmatch(r"[\d.．、]+", row[0]) for row in rows)
    agencies = tuple(i for i in range(int(numbered), width) if _are_agencies([row[i] for row in rows if i < len(row)]))
    names = [i for i in range(int(numbered), width) if i not in agencies]
    return Columns(("",) * width, number=0 if numbered else None, name=names[-1] if names else None, agencies=agencies)


def _are_agencies(column: Sequence[str]) -> bool:
    """Tell a column of agencies by what stands in it."""
    filled = [cell for cell in column if not _NOTHING.fullmatch(cell)]
    lists = [split_units(_BREAK.sub("、", cell), spaces_separate=True)[0] for cell in filled]
    return bool(filled) and 3 * sum(bool(names) and all(map(is_organisation, names)) for names in lists) >= 2 * len(
        filled
    )


def _without_measures(columns: Columns, rows: Sequence[Sequence[str]]) -> Columns:
    """Leave out a column headed 单位 that holds units of measure: %, 家, 万元."""
    kept = tuple(
        i
        for i in columns.agencies
        if not _AMBIGUOUS.fullmatch(columns.heads[i]) or _are_agencies([row[i] for row in rows if i < len(row)])
    )
    return replace(columns, agencies=kept)


def _may_be_head(row: Sequence[str]) -> bool:
    """Tell a row over a rule that names columns: most of its cells are filled, with words and no sentences."""
    filled = [cell for cell in row if cell]
    is_data = any(len(cell) > _HEAD_LENGTH or re.search(r"^\d+(?:\.\d+)?%?$|。", cell) for cell in filled)
    return 2 * len(filled) > len(row) and not is_data


def _rows(body: Sequence[Block], columns: Columns, read: Tables, *, is_last: bool) -> Iterator[_Row]:
    """Yield the rows that say something: section rows stand over those below, continued ones are joined."""
    domain = ""
    last: _Row | None = None
    for index, block in enumerate(body):
        row = [_plain(cell) for cell in cells(block.text)]
        is_head_again = any(columns.heads) and tuple(_BREAK.sub("", cell) for cell in row) == columns.heads
        if is_head_again or not any(row) or (last is not None and _repeats(row, last)):
            read.headings.append(block.span)
        elif (title := _section_title(row, columns)) is not None:
            domain = title
            read.headings.append(block.span)
        elif last is not None and _continues(row, last, columns):
            _join(last, row, block)
        else:
            if index == len(body) - 1 and is_last and _is_cut_off(row, columns):
                _set_aside(read, block, row, "truncated_row", "表格最后一行不完整")
                continue
            if last is not None:
                yield last
            last = _Row([block], _inherit(row, last, columns), domain)
    if last is not None:
        yield last


def _repeats(row: Sequence[str], last: _Row) -> bool:
    """Tell an empty line of a form: nothing but cells that span it from the row above."""
    filled = [i for i, cell in enumerate(row) if cell]
    return len(filled) < len(row) and all(i < len(last.cells) and row[i] == last.cells[i] for i in filled)


def _section_title(row: Sequence[str], columns: Columns) -> str | None:
    filled = [cell for cell in row if cell]
    if len(columns.heads) < 2 or not any(columns.heads) or len(set(filled)) != 1:
        return None
    if len(filled) >= 2 and len(filled) == len(row):
        return filled[0]
    is_first_alone = len(filled) == 1 and bool(row[0]) and not re.fullmatch(r"[\d.．、]+", row[0])
    return filled[0] if is_first_alone and len(row) > 2 and len(row) == len(columns.heads) else None


def _continues(row: Sequence[str], last: _Row, columns: Columns) -> bool:
    """Tell a row that goes on with the cells of the one before, as page breaks leave them."""
    filled = [i for i, cell in enumerate(row) if cell]
    if columns.number in filled or len(filled) > max(1, len(row) - 2):
        return False
    return all(
        i < len(last.cells)
        and (_UNFINISHED.search(last.cells[i]) or last.cells[i].count("（") > last.cells[i].count("）"))
        for i in filled
    )


def _join(last: _Row, row: Sequence[str], block: Block) -> None:
    for i, cell in enumerate(row):
        if cell:
            last.cells[i] += cell
    last.blocks.append(block)


def _inherit(row: list[str], last: _Row | None, columns: Columns) -> list[str]:
    """Fill in what a merged cell says for the rows below the first: it stands in the columns on the left."""
    if last is None:
        return row
    for i in range(len(row)):
        if i == columns.number:
            continue
        if row[i] or i in columns.agencies:
            break
        row[i] = last.cells[i] if i < len(last.cells) else ""
    return row


def _is_cut_off(row: Sequence[str], columns: Columns) -> bool:
    filled = [i for i, cell in enumerate(row) if cell]
    lacks_number = columns.number is not None and columns.number not in filled
    lacks_agencies = bool(columns.agencies) and not set(columns.agencies) & set(filled)
    return (lacks_agencies and (lacks_number or len(row) < len(columns.heads))) or (
        len(row) < len(columns.heads) and len(columns.heads) > 2 and lacks_number
    )


def _check_number(row: _Row, columns: Columns, read: Tables, printed: set[int]) -> None:
    """Warn of a row whose number cannot be read or stands there a second time."""
    number = _number(row.cells, columns)
    if columns.number is not None and number is None and any(columns.heads):
        _warn(read, row.blocks[0], "unreadable_row", f"表格这一行没有可读的序号，请核对：{_shown(row.cells)}")
    elif number is not None and number in printed:
        _warn(read, row.blocks[0], "numbering", f"表格中序号 {number} 出现两次：{_shown(row.cells)}")
    if number is not None:
        printed.add(number)


def _scenario(source: str, row: _Row, columns: Columns, read: Tables, place: tuple[int, int]) -> Scenario:
    """Make an item of a row; ``place`` is that of its table, and its own in it."""
    roles = tuple(_roles(row.cells, columns))
    agencies = merge([AgencyList(one.agencies, one.open) for one in roles if one.role is not Role.CONSULTED])
    said = [row.cells[i] for i in takewhile(len(row.cells).__gt__, columns.agencies)]
    if columns.agencies and not agencies.names and (not any(said) or not all(map(_NOTHING.fullmatch, said))):
        _warn(read, row.blocks[0], "no_agencies", f"表格这一行的责任单位读不出单位，请核对：{_shown(row.cells)}")
    span = Span(row.blocks[0].start, row.blocks[-1].end)
    heads = [columns.heads[i] if i < len(columns.heads) else "" for i in range(len(row.cells))]
    return Scenario(
        number=len(read.rows) + 1,
        domain=_cell(row.cells, columns.domain) or row.domain,
        name=_name(row.cells, columns),
        agencies=agencies.names,
        agencies_open=agencies.open,
        text=span.of(source),
        span=span,
        cells=tuple(zip(heads, row.cells, strict=True)),
        table=place[0],
        place=place[1],
        printed=_cell(row.cells, columns.number),
        roles=roles,
    )


def _name(row: Sequence[str], columns: Columns) -> str:
    name = _cell(row, columns.name)
    if name and len(name) <= _NAME_LENGTH:
        return name
    others = (i for i in range(len(row)) if i not in columns.agencies and i != columns.number)
    return next((row[i] for i in others if row[i] and len(row[i]) <= _NAME_LENGTH), name[:_NAME_LENGTH])


def _cell(row: Sequence[str], index: int | None) -> str:
    return row[index] if index is not None and index < len(row) else ""


def _roles(row: Sequence[str], columns: Columns) -> Iterator[RoleList]:
    for i in columns.agencies:
        if i >= len(row):
            # A head of many cells is not walked once more for every short row.
            break
        text = row[i]
        if _NOTHING.fullmatch(text):
            continue
        word = columns.heads[i].rsplit("/", 1)[-1] or "责任单位"
        # Agencies may stand side by side or below each other in a cell.
        listed = re.sub(r"(?<=[^\s、，；：:])\s+(?=[^\s、，；])", "、", _BREAK.sub("、", text))
        yield from read_roles(listed, trusted=True, word=word).lists


def _number(row: Sequence[str], columns: Columns) -> int | None:
    if columns.number is None or columns.number >= len(row):
        return None
    text = row[columns.number].strip("（）() ").rstrip(".．、")
    try:
        return to_int(text) if len(text) <= _NUMBER_LENGTH else None
    except ValueError:
        return None


def _plain(cell: str) -> str:
    return re.sub(r"\*\*|\s*\n\s*", "", cell).strip()


def _set_aside(read: Tables, block: Block, row: Sequence[str], kind: NoiseKind, message: str) -> None:
    read.noise.append(Noise(kind, block.span, block.text))
    _warn(read, block, "truncated_row", f"{message}，未采用：{_shown(row)}")


def _warn(read: Tables, block: Block, kind: WarningKind, message: str) -> None:
    read.warnings.append(ParseWarning(kind, block.line, message))


def _shown(row: Sequence[str]) -> str:
    return "“" + " ".join(cell for cell in row if cell)[:_SHOWN_LENGTH] + "”"
