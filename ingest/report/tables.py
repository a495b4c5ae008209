"""Many documents as a table, one line each: what was found in them, or how they differ from parses by hand."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.comparison import PARTS
from ingest.gold_files import Checked
from ingest.models import PolicyDocument
from ingest.policy_files import Loaded
from ingest.report.lines import columns, one_line
from ingest.report.sureness import to_check

_TITLE = 30
_SAME, _NOT_SAID = "✓", "–"
_LONGEST = 300


def overview(files: Sequence[Loaded]) -> str:
    """Return a table of documents, a line each, and below it the files that could not be read, each with the reason."""
    head = ("文件", "措施", "表格行", "目标", "单位", "提示", "把握", "名称")
    rows = [_row(file.name, file.document) for file in files if file.document]
    bad = [file for file in files if not file.document]
    lines = columns([head, *rows]) if rows else []
    lines += (
        [*([""] if rows else []), f"未能读取（{len(bad)} 个）", *(f"  {file.complaint}" for file in bad)] if bad else []
    )
    return "\n".join(lines)


def _row(name: str, document: PolicyDocument) -> tuple[str, ...]:
    counts = (document.measures, document.scenarios, document.goals, document.agencies, document.warnings)
    doubts = len(to_check(document))
    sure = f"请核对 {doubts} 处" if doubts else "较大"
    return (name, *(str(len(found)) for found in counts), sure, one_line(document.title, _TITLE))


def comparison(checked: Sequence[Checked]) -> str:
    """Return a table of documents compared with parses by hand, a column for each part, and below it what differs."""
    compared = [one for one in checked if not one.error]
    exact = sum(not one.differences for one in compared)
    lines = columns([("文件", *PARTS, "结果"), *map(_compared, compared)]) if compared else []
    lines.append(f"{len(checked)} 份中 {exact} 份与手工解析完全一致。")
    for one in checked:
        if one.error:
            lines += ["", f"{one.name}：没有比较", f"  {one.error}"]
        elif one.differences:
            lines += ["", one.name, *(f"  {one_line(str(difference), _LONGEST)}" for difference in one.differences)]
    return "\n".join(lines)


def _compared(checked: Checked) -> tuple[str, ...]:
    counts = [sum(one.part == part for one in checked.differences) for part in PARTS]
    cells = [
        str(n) if n else _SAME if part in checked.parts else _NOT_SAID for n, part in zip(counts, PARTS, strict=True)
    ]
    total = sum(counts)
    return (checked.name, *cells, f"{total} 处不同" if total else "一致")
