"""What a reader should know of a parse: numbers that do not go on, names that look like no unit, lists that are missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.checks.lists import check_lists
from ingest.checks.names import doubt_of
from ingest.checks.rows import check_rows
from ingest.checks.text import check_text
from ingest.grammar.labels import Number
from ingest.grammar.levels import Levels, Part
from ingest.grammar.lines import LineKind
from ingest.grammar.outline import Node
from ingest.models import Measure, ParseWarning, PolicyDocument, Role, Scenario, WarningKind

_MOST = 0.8
"""Share of the measures of one form with a list of agencies from which on one without is worth a word."""
_COMPARED = 300
"""Names that each one is compared with: more than a policy has, and no more, since a text may have as many as lines."""
_SIGN = re.compile("中的“(.{1,3})”可能是错字")
_USED = 2
"""Times that a sign stands outside of a name, from which on it is one of the document's own."""
_SEVERAL = 2
"""Doubtful names from which on no name is beyond doubt."""


def check(document: PolicyDocument, trees: Sequence[tuple[Node, Levels]]) -> Iterator[ParseWarning]:
    """Yield what should be looked at in a parsed document."""
    for root, levels in trees:
        yield from _numbering(root, levels)
    yield from _without_agencies(document)
    names = _names(document)
    yield from _odd_names(document, names)
    yield from check_lists(document, names)
    yield from check_rows(document)
    yield from check_text(document)
    if not document.measures and not document.scenarios:
        yield _at(document, 0, "unnumbered", "没有找到编号的措施（如“（一）”“第一条”“一、”），正文按自然段收入，请核对")


def _numbering(root: Node, levels: Levels) -> Iterator[ParseWarning]:
    """Warn of numbers that are repeated, go back or leave some out; the labels stay as printed."""
    last: dict[LineKind, Number] = {}
    for parent in root.walk():
        if parent is not root and levels.parts.get(parent) not in (Part.GROUP, Part.AIM, Part.CLOSING):
            continue
        if (swapped := _swapped(parent.children)) is not None:
            # Nothing is missing: one word about the place is enough.
            yield _gap(*swapped)
            continue
        before: Node | None = None
        unlabelled = 0
        for node in parent.children:
            if node.number is None:
                unlabelled += 1
                continue
            if before is None and node.number.whole == unlabelled + 1:
                # The headings before it carry no number, but are counted.
                last[node.kind] = Number(unlabelled)
            begins = before is None or before.kind is not node.kind
            other = last.get(node.kind, Number(0))
            goes_on = node.number.follows(other) or (begins and node.number.whole == 1) or node.number == Number(1)
            if not goes_on:
                yield _gap(node, other)
            last[node.kind] = node.number
            before = node


def _swapped(nodes: Sequence[Node]) -> tuple[Node, Number] | None:
    """Return where numbers of one form go back that are complete but for their order, with the number before."""
    numbers = [node.number.whole for node in nodes if node.number]
    alike = len({node.kind for node in nodes}) == 1 and len(numbers) == len(nodes) > 1
    if not alike or sorted(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
        return None
    back = next((i for i in range(1, len(nodes)) if numbers[i] < numbers[i - 1]), None)
    return None if back is None else (nodes[back], Number(numbers[back - 1]))


def _gap(node: Node, other: Number) -> ParseWarning:
    line = node.head.line
    if node.number is not None and node.number.whole > other.whole:
        message = f"措施编号从 {other.whole} 跳到 {node.number.whole}，中间可能有缺漏"
    else:
        number = node.number.whole if node.number else 0
        message = f"措施编号从 {other.whole} 到 {number}，有重复、倒退或重新开始，同一编号可能不止一条"
    return ParseWarning("numbering", line, message)


def _without_agencies(document: PolicyDocument) -> Iterator[ParseWarning]:
    by_form: dict[str, list[Measure]] = {}
    for measure in document.measures:
        by_form.setdefault(measure.section + _form(measure), []).append(measure)
    for measures in by_form.values():
        having = [measure for measure in measures if measure.agencies]
        expected = len(measures) > 1 and len(having) >= _MOST * len(measures)
        for measure in measures:
            if not measure.agencies and measure.agency_lists and not measure.roles:
                message = f"措施{measure.label}的责任单位名单读不出单位，请检查括号和顿号"
                yield _at(document, measure.span.start, "no_agencies", message)
            elif not measure.agencies and expected:
                yield _at(document, measure.span.start, "no_agencies", f"措施{measure.label}没有写明责任单位")


def _form(measure: Measure) -> str:
    return "".join(char for char in measure.label if not char.isalnum())


def _names(document: PolicyDocument) -> Counter[str]:
    tasks: tuple[Measure | Scenario, ...] = (*document.measures, *document.scenarios)
    lists = [listed for task in tasks for listed in task.roles if listed.role is not Role.CONSULTED]
    return Counter(name for listed in lists for name in listed.agencies)


def _is_used(doubt: str, name: str, source: str) -> bool:
    """Tell a sign that is doubted in a name, but that the document writes elsewhere, too: 澜 of 澜州市."""
    sign = _SIGN.match(doubt)
    return sign is not None and source.count(sign[1]) >= source.count(name) + _USED


def _shared(document: PolicyDocument) -> set[str]:
    """Return the agencies that are responsible for more items than the one that names them."""
    said = {name for section in document.sections for listed in section.roles for name in listed.agencies}
    return said | {name for convention in document.conventions for name in convention.agencies}


def _odd_names(document: PolicyDocument, names: Counter[str]) -> Iterator[ParseWarning]:
    """Warn of names that were read wrongly; several of them say that others may have been, too."""
    shared = _shared(document)
    usual = dict(names.most_common(_COMPARED))
    doubts = {name: doubt for name in (*names, *shared) if (doubt := doubt_of(name, usual))}
    doubts = {name: doubt for name, doubt in doubts.items() if not _is_used(doubt, name, document.source)}
    tasks: tuple[Measure | Scenario, ...] = (*document.measures, *document.scenarios)
    for task in tasks:
        odd = [name for name in task.agencies if name in doubts]
        if odd:
            message = f"{task.label}的责任单位中，“{odd[0][:20]}”{doubts[odd[0]]}，请对照原文核对"
            yield _at(document, task.span.start, "agency", message)
    for name in sorted(shared & set(doubts)):
        yield ParseWarning("layout", 1, f"适用于多条的单位“{name[:20]}”{doubts[name]}，请对照原文核对")
    if len(doubts) >= _SEVERAL:
        first, second = list(doubts)[:2]
        message = (
            f"有 {len(doubts)} 个单位名称可疑（如“{first[:20]}”“{second[:20]}”），"
            "原文可能是扫描识别或转换来的，其余单位名称也请对照原文核对"
        )
        yield ParseWarning("layout", 1, message)


def _at(document: PolicyDocument, offset: int, kind: WarningKind, message: str) -> ParseWarning:
    return ParseWarning(kind, document.source.count("\n", 0, offset) + 1, message)
