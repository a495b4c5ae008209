"""Why a document was read as it was: for each of its parts which level holds the measures, and what is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ingest.grammar.labels import read_label
from ingest.grammar.lines import LineKind
from ingest.models import Measure, PolicyDocument
from ingest.report.lines import one_line
from ingest.report.sureness import sentence

_LINE = re.compile(r"第 (\d+) 行")


@dataclass(slots=True)
class _Part:
    """What stands under one of the outermost headings, or outside of them.

    Attributes:
        name: how it is called here.
        measures: in order.
        reasons: why these lines are, or are not, measures.
        goals, closing: how many paragraphs of either it has.
    """

    name: str
    measures: list[Measure] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    goals: int = 0
    closing: int = 0


def explanation(document: PolicyDocument) -> str:
    """Say in plain words which level holds the measures in each part and why, and what was taken as no measure."""
    lines = [one_line(document.title) or "（没有标题）", sentence(document), "", "措施是怎样认定的"]
    lines += [f"  {reason}" for reason in document.reading.reasons if not _LINE.search(reason)]
    articles = _has_only_articles(document.measures)
    if articles:
        lines.append("  这是分条的文件：每一条是一项措施，条内的编号都属于它。")
    is_plain = not articles and document.metadata.measures is None
    for part in _parts(document):
        lines += _explained(part, is_plain=is_plain)
    lines += _annex_prose(document)
    if document.tables:
        lines.append(f"  表格：{len(document.tables)} 张，每一行是一项内容，不算措施。")
    return "\n".join(lines)


def _parts(document: PolicyDocument) -> list[_Part]:
    """Sort all that was decided into the parts that it is about."""
    outermost = [section for section in document.sections if section.level == 0]
    starts = [section.span.start for section in outermost]
    parts = [_Part("章节之外" if outermost else "正文")]
    parts += [_Part(f"“{one_line(section.heading)}”") for section in outermost]

    def around(offset: int) -> _Part:
        return parts[bisect_right(starts, offset)]

    for measure in document.measures:
        around(measure.span.start).measures.append(measure)
    for goal in document.goals:
        around(goal.span.start).goals += not goal.in_annex
    for piece in document.closing.parts if document.closing else ():
        around(piece.start).closing += 1
    ends = list(accumulate(len(line) + 1 for line in document.source.split("\n")))
    for reason in document.reading.reasons:
        if named := _LINE.search(reason):
            # The end of the line, since a heading may be set in.
            around(ends[min(int(named[1]), len(ends)) - 1] - 1).reasons.append(reason)
    return parts


def _explained(part: _Part, *, is_plain: bool) -> Iterator[str]:
    """Yield the lines on a part; ``is_plain`` where measures may be such without a decision that is worth a word."""
    said = list(_levels(part.measures))
    said += [f"{part.goals} 段目标、原则等正文，不算措施"] if part.goals else []
    said += [f"{part.closing} 段附则，不算措施"] if part.closing else []
    if said or part.reasons:
        yield f"  {part.name}：{'；'.join(said) or '没有收入内容'}。"
        yield from (f"    {reason}" for reason in part.reasons)
    if is_plain and part.measures and not part.reasons:
        yield "    各条下面没有更细的编号，本身就说明要做什么。"
    if part.goals and not part.measures and not part.reasons:
        yield "    这里没有编号的条目，只有成段的文字。"


def _levels(measures: Sequence[Measure]) -> Iterator[str]:
    """Say which forms of label the measures bear, and how many each."""
    forms = [read[0] for measure in measures if (read := read_label(measure.label))]
    for form in dict.fromkeys(forms):
        yield f"措施是“{form.value}”一级，{forms.count(form)} 条"


def _has_only_articles(measures: Sequence[Measure]) -> bool:
    forms = {read[0] for measure in measures if (read := read_label(measure.label))}
    return forms == {LineKind.ARTICLE}


def _annex_prose(document: PolicyDocument) -> Iterator[str]:
    annex = [goal.section for goal in document.goals if goal.in_annex]
    for section in dict.fromkeys(annex):
        name = f"“{one_line(section)}”" if section else "附件"
        yield f"  {name}：{annex.count(section)} 段附件中的正文，不算措施。"
