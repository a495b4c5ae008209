"""A parsed policy as an outline for people: its head, its items by section, its tables, and what to look at."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.models import (
    Convention,
    Goal,
    Measure,
    Notice,
    PolicyDocument,
    Role,
    Scenario,
    Section,
    Sentence,
    Table,
    sections_over,
)
from ingest.ownership import as_listed
from ingest.report.duties import NOT_STATED, agency_lines, listed
from ingest.report.lines import Places, one_line
from ingest.report.sureness import sentence

_SHOWN = 60
_MEANING = {
    "first_leads": "名单中列第一位的单位牵头",
    "mark_leads": "名单中带“{mark}”的单位牵头",
    "also_responsible": "不再逐条列出的负责单位：{agencies}",
}


def outline(document: PolicyDocument) -> str:
    """Return a readable outline, the warnings at its end."""
    return "\n".join(
        [
            *_head(document),
            *_items(document),
            *_tables(document),
            *_closing(document),
            *_conventions(document),
            *_warnings(document),
        ]
    )


def numbered_name(label: str, name: str) -> str:
    """Write a label and what it is called; a label of words is set off."""
    return label + ("" if label.endswith(tuple("、）).．")) else "　") + one_line(name)


def counts(document: PolicyDocument) -> str:
    """Say in one line how much there is of everything, of measures and sections also if there are none."""
    found = [f"{len(document.sections)} 个部分", f"{len(document.measures)} 条措施"]
    if document.tables:
        found.append(f"{len(document.tables)} 张表（{len(document.scenarios)} 行）")
    if document.goals:
        found.append(f"{len(document.goals)} 段目标、原则等正文")
    if document.closing:
        found.append(f"{len(document.closing.parts)} 条附则")
    return "，".join(found)


def _head(document: PolicyDocument) -> list[str]:
    notice, dates, wanted = document.notice, document.dates, document.metadata.measures
    days = {"发文日期": dates.issued or notice.date, "施行日期": dates.effective, "有效期至": dates.until}
    return [
        one_line(document.title) or "（没有标题）",
        f"文号：{document.document_number or NOT_STATED}",
        f"发文机关：{'、'.join(notice.issuers) or NOT_STATED}",
        *(f"{name}：{day.isoformat() if day else NOT_STATED}" for name, day in days.items()),
        *([f"状态：{document.status}"] if document.status else []),
        *([f"措施的编号：{wanted.value}（人工指定）"] if wanted else []),
        f"主送：{'、'.join(notice.addressees) or NOT_STATED}",
        counts(document),
        sentence(document),
    ]


def _items(document: PolicyDocument) -> Iterator[str]:
    """Yield the sections with what stands under them, each level set in by two places; prose of annexes follows."""
    items: list[Measure | Goal] = [*document.measures, *(goal for goal in document.goals if not goal.in_annex)]
    items.sort(key=lambda item: item.span.start)
    paths = sections_over(document.sections, [item.span for item in items])
    lines = {section.span.start: _section(section) for section in document.sections}
    with_agencies = any(measure.duties for measure in document.measures)
    for item, path in zip(items, paths, strict=True):
        lines[item.span.start] = _item(document, item, path, with_agencies=with_agencies)
    starts = sorted(lines)
    above = {
        starts[bisect(starts, part.start) - 1] for part in _closing_parts(document) if starts and part.start > starts[0]
    }
    for section in document.sections:
        if section.span.start in above:
            lines[section.span.start].append(f"{'  ' * section.level}  （附则，见下）")
    if paths and not paths[0]:
        yield from ("", "（无章节）")
    yield from (line for start in starts for line in lines[start])
    annex = [goal for goal in document.goals if goal.in_annex]
    for section, goals in groupby(annex, key=lambda goal: goal.section):
        yield from ("", f"附件：{one_line(section)}" if section else "附件")
        yield from (_goal(goal, "  ") for goal in goals)


def _item(document: PolicyDocument, item: Measure | Goal, path: Sequence[Section], *, with_agencies: bool) -> list[str]:
    indent = "  " * max(len(path), 1)
    if isinstance(item, Goal):
        return [_goal(item, indent)]
    lines = [indent + numbered_name(item.label, item.name)]
    if with_agencies:
        lines += [f"{indent}    {line}" for line in agency_lines(document, item, path)]
    return lines


def _goal(goal: Goal, indent: str) -> str:
    return f"{indent}· {one_line(goal.text, _SHOWN)}"


def _section(section: Section) -> list[str]:
    indent = "  " * section.level
    lines = ["", indent + one_line(section.heading)] if section.level == 0 else [indent + one_line(section.heading)]
    if section.roles:
        lines.append(f"{indent}    以下各条：{listed(section.roles)}")
    return lines


def _tables(document: PolicyDocument) -> Iterator[str]:
    rows_of = {number: list(rows) for number, rows in groupby(document.scenarios, key=lambda row: row.table)}
    for table in document.tables:
        rows = rows_of.get(table.number, [])
        yield from ("", _table_title(table), f"  {_heads(table)}，{len(rows)} 行")
        if any(row.agencies for row in rows):
            yield from (_row(document, row) for row in rows)


def _table_title(table: Table) -> str:
    title = table.title or table.section
    return f"表{table.number}" + (f"：{one_line(title)}" if title else "（没有标题）")


def _heads(table: Table) -> str:
    return " | ".join(one_line(head) or "（空）" for head in table.head) if any(table.head) else "没有表头"


def _row(document: PolicyDocument, row: Scenario) -> str:
    """Write a row with its agencies; what these are called only where it says more than that they are responsible."""
    lines = agency_lines(document, row)
    is_plain = all(one.role is Role.RESPONSIBLE for one in row.roles)
    first = as_listed(row) or NOT_STATED if is_plain else lines[0]
    return f"  {row.number:>2}  {row.domain}  {one_line(row.name)}  （{'；'.join([first, *lines[1:]])}）"


def _closing(document: PolicyDocument) -> Iterator[str]:
    parts = _closing_parts(document)
    if parts:
        yield from ("", f"附则（{len(parts)} 条）")
        yield from (f"  {one_line(part.text, _SHOWN)}" for part in parts)


def _closing_parts(document: PolicyDocument) -> Sequence[Sentence]:
    return document.closing.parts if document.closing else ()


def _conventions(document: PolicyDocument) -> Iterator[str]:
    if document.conventions:
        yield from ("", f"全文统一约定（{len(document.conventions)} 条）")
        yield from (f"  {_convention(document, one)}" for one in document.conventions)


def _convention(document: PolicyDocument, convention: Convention) -> str:
    item = document.item(convention.citation_id) if convention.citation_id else document.notice
    where = "开头" if isinstance(item, Notice) else item.mark
    meaning = _MEANING[convention.kind].format(mark=convention.mark, agencies="、".join(convention.agencies))
    return f"“{convention.text}”：{meaning}；写在{where}，{'从那里起' if convention.from_here else '全文'}适用"


def _warnings(document: PolicyDocument) -> Iterator[str]:
    places = Places(document)
    yield from ("", f"解析提示（{len(document.warnings)} 条）")
    yield from [f"  {places.of(one.line)}：{one.message}" for one in document.warnings] or ["  无"]
