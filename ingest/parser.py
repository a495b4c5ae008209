"""From source text to a `PolicyDocument`: the list of the steps.

Lines become blocks; what pages and crawlers put between them goes; the head and the signature are parted from the body;
the body's labels become a tree; it is decided which of them are the measures; each line goes to the item it belongs to;
tables become rows; what the document declares for all its lists of agencies is applied.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.body import Body, read_body
from ingest.checks import check
from ingest.duties import apply_conventions, declared
from ingest.errors import NoMeasuresError
from ingest.grammar.blocks import Block, read_blocks
from ingest.grammar.dates import read_date, read_dates
from ingest.grammar.furniture import Front, contents, find_frame, find_front, running_heads
from ingest.grammar.levels import find_levels
from ingest.grammar.lines import LineKind
from ingest.grammar.notice import Head, parse_head
from ingest.grammar.outline import build_tree
from ingest.grammar.parts import Parts, Text, find_parts, split_texts
from ingest.grammar.settling import settle_labels
from ingest.grammar.titles import TitleStyle, find_style
from ingest.grammar.unit_lists import is_unit
from ingest.grammar.words import CLOSING
from ingest.items import Draft, build_goal, build_measure
from ingest.models import (
    Closing,
    Dates,
    Goal,
    Measure,
    Metadata,
    Noise,
    Notice,
    ParseWarning,
    PolicyDocument,
    Reading,
    Sentence,
)
from ingest.tables.annex import Annex, read_annex
from ingest.tables.grid import group_tables
from ingest.tables.rows import TableLines, read_tables
from ingest.telling_apart import tell_apart

_HARD_WRAPPED = 20
"""Broken lines from which on a text is taken to be broken everywhere."""

_FROM_PRINT = re.compile("自(?:印发|发布|公布)之日起")

PARSER_VERSION = "5"
"""Raise it whenever the same text, or its typed facts, are read differently: an index built before is then stale."""


def parse_policy(
    source: str,
    metadata: Metadata | None = None,
    warnings: Sequence[ParseWarning] = (),
) -> PolicyDocument:
    r"""Parse the text of a policy.

    Args:
        source: decoded text with ``\\n`` line ends, as `ingest.reader.read_source` gives it.
        metadata: what is known of the document beside its text; it may name the level of the measures.
        warnings: what was noticed while the source was read.

    Raises:
        NoMeasuresError: if nothing is found that states something.
    """
    blocks, front, noise, noticed = _without_furniture(read_blocks(source))
    above = front.blocks if front.is_official else 0
    parts = find_parts(settle_labels(blocks), above, front.title.text.strip("# ") if front.title else "")
    body = _body(source, split_texts(parts.body), metadata.measures if metadata else None)
    annex = read_annex(parts.annex)
    tables = read_tables(source, [*_tables_of(body, parts), *annex.tables])
    head = parse_head(source, parts.head, parts.tail, above, front.title)
    measures = _measures(source, body)
    goals = _goals(source, body, annex)
    says_something = any(measure.text.strip() != measure.label for measure in measures)
    if not (says_something or tables.rows or len(goals) > 1):
        raise NoMeasuresError(_nothing(blocks))
    closing = _closing(source, [*body.closing, *annex.closing])
    title = head.title
    metadata = metadata or Metadata(doc_id="", short_title=f"《{title}》" if title else "这份文件")
    notice = _notice(head, front, metadata)
    conventions = declared(notice, [*measures, *goals], closing)
    measures, rows = apply_conventions(measures, tables.rows, body.sections, conventions)
    found = PolicyDocument(
        title=title,
        notice=notice,
        sections=tuple(body.sections),
        measures=measures,
        annex_title=annex.title,
        scenarios=rows,
        noise=_in_order(noise, body.noise, annex.noise, tables.noise),
        warnings=(),
        headings=(*body.headings, *annex.headings, *tables.headings),
        source=source,
        metadata=metadata,
        goals=goals,
        closing=closing,
        tables=tuple(tables.tables),
        conventions=conventions,
        document_number=head.document_number or front.value("发文字号", "文号", "文件编号"),
        status=head.status,
        dates=_dates(notice, measures, closing, front),
        reading=Reading(tuple(body.reasons), tuple(body.doubts)),
    )
    noticed = [*warnings, *noticed, *body.warnings, *annex.warnings, *tables.warnings]
    return replace(found, warnings=_warnings(found, body, noticed))


def _body(source: str, texts: Sequence[Text], wanted: LineKind | None) -> Body:
    """Read the bodies of all texts that are published together, in order."""
    body = Body(source)
    for text in texts:
        root = build_tree(text.body)
        body.headings += [block.span for block in text.title]
        body.add(read_body(source, root, find_levels(root, wanted)))
    return body


def _without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], Front, list[Noise], list[ParseWarning]]:
    """Take out what is no part of the document, and record it."""
    front = find_front(blocks)
    start = 0 if front.is_official else front.blocks
    end = max(find_frame(blocks), front.blocks)
    around = [*blocks[:start], *blocks[end:]]
    kept = list(blocks[start:end])
    warnings = []
    for index in contents(kept):
        kept[index] = replace(kept[index], kind=LineKind.CONTENTS)
    for index in sorted(running_heads(kept)):
        kept[index] = replace(kept[index], kind=LineKind.RUNNING_HEAD)
        message = f"页眉或页脚混入正文，未采用：{kept[index].text[:40]}"
        warnings.append(ParseWarning("running_head", kept[index].line, message))
    return kept, front, [Noise("page_frame", block.span, block.text) for block in around], warnings


def _nothing(blocks: Sequence[Block]) -> str:
    last = blocks[-1].line if blocks else 0
    return (
        f"没有找到编号的措施（如“（一）”“第一条”“一、”），也没有成段的正文：读到第 {last} 行为止。请确认这是政策正文。"
    )


def _tables_of(body: Body, parts: Parts) -> list[TableLines]:
    return group_tables(parts.body, body.rows)


def _measures(source: str, body: Body) -> tuple[Measure, ...]:
    """Build the measures, each with the style of titles of those beside it."""
    rests = [draft.rest(source) for draft in body.measures]
    groups: dict[object, list[str]] = {}
    for draft, rest in zip(body.measures, rests, strict=True):
        for key in (_beside(draft), draft.blocks[0].kind):
            groups.setdefault(key, []).append(rest)
    styles = {key: find_style(found, are_all=isinstance(key, LineKind)) for key, found in groups.items()}
    measures = [build_measure(source, draft, n, _style(draft, styles)) for n, draft in enumerate(body.measures, 1)]
    return tell_apart(measures, body.sections)


def _style(draft: Draft, styles: Mapping[object, TitleStyle]) -> TitleStyle:
    """Join how the measures beside one give their titles with how those of its form do; articles keep to one style."""
    kind = draft.blocks[0].kind
    if kind is LineKind.ARTICLE:
        return replace(styles[kind], only_if_usual=True)
    return styles[_beside(draft)].or_as(styles[kind])


def _beside(draft: Draft) -> object:
    return tuple(section.span for section in draft.path), draft.blocks[0].kind


def _goals(source: str, body: Body, annex: Annex) -> tuple[Goal, ...]:
    drafts = sorted([*body.goals, *annex.goals], key=lambda draft: draft.span.start)
    behind = {id(draft) for draft in annex.goals}
    return tuple(build_goal(source, draft, n, in_annex=id(draft) in behind) for n, draft in enumerate(drafts, 1))


def _closing(source: str, drafts: Sequence[Draft]) -> Closing | None:
    parts = [Sentence(text.text, draft.span.start, draft.span.end) for draft in drafts for text in [draft.text(source)]]
    return Closing(tuple(parts)) if parts else None


def _notice(head: Head, front: Front, metadata: Metadata) -> Notice:
    """Fill in what the text does not say of itself: the fields above it do, or what is known beside it."""
    issued = head.notice.date or read_date(front.value("成文日期", "发文日期", "发布日期", "发布时间")) or metadata.date
    issuers = head.notice.issuers or _field_issuers(front) or metadata.issuers
    return replace(head.notice, issuers=issuers, date=issued)


def _field_issuers(front: Front) -> tuple[str, ...]:
    named = front.value("发文机关", "发文机构", "发布机构", "发布单位")
    return tuple(name for name in re.split(r"[\s、，,]+", named) if is_unit(name) and not re.search("[有相]关", name))


def _dates(notice: Notice, measures: Sequence[Measure], closing: Closing | None, front: Front) -> Dates:
    """Read when it applies off the closing provisions, the last articles and the notice, in this order."""
    provisions = [closing.text] if closing else []
    provisions += [measure.text for measure in reversed(measures) if CLOSING.search(measure.text)]
    provisions += [part.text for part in notice.parts if part.kind == "paragraph"]
    printed = read_dates(provisions, notice.date, _printed(notice, provisions))
    effective = printed.effective or read_date(front.value("生效日期", "实施日期"))
    until = printed.until or read_date(front.value("失效日期"))
    return Dates(notice.date, effective, until or read_dates(provisions, notice.date, effective).until)


def _printed(notice: Notice, provisions: Sequence[str]) -> datetime.date | None:
    """Return the day on which it was printed (……2021年12月6日印发), where it applies from that day on."""
    if not any(_FROM_PRINT.search(text) for text in provisions):
        return None
    lines = (line for part in notice.parts if part.kind == "signature" for line in part.text.splitlines())
    return next((date for line in lines if line.rstrip().endswith("印发") and (date := read_date(line))), None)


def _in_order(*noise: Sequence[Noise]) -> tuple[Noise, ...]:
    return tuple(sorted((one for found in noise for one in found), key=lambda one: one.span.start))


def _warnings(document: PolicyDocument, body: Body, noticed: Sequence[ParseWarning]) -> tuple[ParseWarning, ...]:
    found = dict.fromkeys((*_summed(noticed), *check(document, body.trees)))
    return tuple(sorted(found, key=lambda warning: warning.line))


def _summed(warnings: Sequence[ParseWarning]) -> list[ParseWarning]:
    """Say once that a text is broken at a fixed width, instead of at every line."""
    broken = [warning for warning in warnings if warning.kind == "page_break"]
    if len(broken) < _HARD_WRAPPED:
        return list(warnings)
    message = f"全文在固定宽度处断行，已把 {len(broken)} 处断开的行接上，请留意段落是否接对"
    return [*(one for one in warnings if one.kind != "page_break"), ParseWarning("page_break", broken[0].line, message)]
