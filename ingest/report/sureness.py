"""How sure a parse is: what a person should check, and that in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.grammar.labels import read_label
from ingest.models import PolicyDocument, WarningKind
from ingest.report.lines import Places

_LEVELS = "哪一级编号是措施"
_SUBJECTS: Mapping[WarningKind, str] = {
    "unnumbered": "没有编号的正文",
    "numbering": "措施编号",
    "no_agencies": "责任单位",
    "agency": "单位名称",
    "truncated_row": "表格不完整的行",
    "unreadable_row": "表格读不清的行",
    "unattached_text": "没有归属的文字",
    "lost_characters": "缺字",
    "encoding": "文字编码",
    "format": "图片等没有读入的内容",
}
"""What is to be checked where there is such a warning; of the other kinds a reader should only know."""
_NOWHERE = 0
_LINE = re.compile(r"第 (\d+) 行")


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One thing for a person to check: what, and on which line; 0 if on none."""

    what: str
    line: int


def to_check(document: PolicyDocument) -> tuple[ToCheck, ...]:
    """Return what a person should check in a parse, in the order in which it is said."""
    return tuple(_all(document))


def is_sure(document: PolicyDocument) -> bool:
    """Tell whether nothing is to be checked."""
    return not to_check(document)


def sentence(document: PolicyDocument) -> str:
    """Say in one sentence how sure the parse is, and if it is not, what to check and where."""
    found = to_check(document)
    if not found:
        return "解析把握较大。"
    places = Places(document)
    kinds = []
    for what in dict.fromkeys(one.what for one in found):
        lines = [one.line for one in found if one.what == what]
        kinds.append(f"{what} {len(lines)} 处（{places.of_all(lines)}）" if all(lines) else what)
    return f"有 {len(found)} 处请人工核对：{'、'.join(kinds)}。"


def _all(document: PolicyDocument) -> Iterator[ToCheck]:
    wanted = document.metadata.measures
    labels = [read_label(measure.label) for measure in document.measures]
    if wanted and not any(label and label[0] is wanted for label in labels):
        yield ToCheck(f"没有找到指定为措施的“{wanted.value}”一级", _NOWHERE)
    for doubt in document.reading.doubts:
        line = _LINE.search(doubt)
        yield ToCheck(_LEVELS, int(line[1]) if line else _NOWHERE)
    for kind, what in _SUBJECTS.items():
        yield from (ToCheck(what, warning.line) for warning in document.warnings if warning.kind == kind)
