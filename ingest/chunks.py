"""From a parsed policy to the chunks that are embedded and retrieved."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.models import (
    CLOSING_ID,
    PREAMBLE_ID,
    Chunk,
    ChunkKind,
    Closing,
    Goal,
    Measure,
    Notice,
    NoticePartKind,
    PolicyDocument,
    Scenario,
    Sentence,
    Table,
)
from ingest.tables.columns import find_columns


def make_chunks(document: PolicyDocument) -> tuple[Chunk, ...]:
    """Cut a policy into chunks: one per item and part of the notice and of the closing provisions, and one per sentence
    of a measure or goal for finer matching; the citation of a sentence stays its item.
    """
    tables = {row: table for table in document.tables for row in table.rows}
    return (
        *_notice_chunks(document.notice),
        *(chunk for measure in document.measures for chunk in _measure_chunks(measure)),
        *(_row_chunk(row, _table_context(tables.get(row.id), document.annex_title)) for row in document.scenarios),
        *(chunk for goal in document.goals for chunk in _goal_chunks(goal)),
        *(_closing_chunks(document.closing) if document.closing else ()),
    )


def citation_of(chunk_id: str) -> str:
    """Return the citation id of the chunk with an id: M4 of M4.2."""
    before, _, number = chunk_id.rpartition(".")
    return before if number.isdecimal() and before else chunk_id


_NOTICE_CONTEXT: dict[NoticePartKind, str] = {
    "title": "文件名称",
    "addressees": "主送单位（发文对象）",
    "paragraph": "通知、引言（前言、序言）",
    "signature": "发文机关、印发日期",
}
"""What a part of a notice is called; the notice itself never says so."""
_CLOSING_CONTEXT = "附则"


def _notice_chunks(notice: Notice) -> Iterator[Chunk]:
    for index, part in enumerate(notice.parts, 1):
        context = _NOTICE_CONTEXT[part.kind]
        kind: ChunkKind = "preamble" if part.kind == "paragraph" else "formality"
        yield Chunk(f"{PREAMBLE_ID}.{index}", PREAMBLE_ID, kind, part.text, context, part.span.start, part.span.end)


def _measure_chunks(measure: Measure) -> Iterator[Chunk]:
    span = measure.span
    whole = Chunk(measure.id, measure.id, "measure", measure.text, measure.section, span.start, span.end)
    yield whole
    yield from _sentence_chunks(whole, measure.sentences, measure.title)


def _goal_chunks(goal: Goal) -> Iterator[Chunk]:
    whole = Chunk(goal.id, goal.id, "goal", goal.text, goal.section, goal.span.start, goal.span.end)
    yield whole
    yield from _sentence_chunks(whole, goal.sentences, goal.section)


def _sentence_chunks(whole: Chunk, sentences: tuple[Sentence, ...], context: str) -> Iterator[Chunk]:
    """Cut an item into its sentences; what consists of no more than a title is a sentence itself, or nobody could cite it."""
    for index, sentence in enumerate(sentences or (Sentence(whole.text, whole.start, whole.end),), 1):
        yield Chunk(f"{whole.id}.{index}", whole.id, "sentence", sentence.text, context, sentence.start, sentence.end)


def _closing_chunks(closing: Closing) -> Iterator[Chunk]:
    for index, part in enumerate(closing.parts, 1):
        yield Chunk(f"{CLOSING_ID}.{index}", CLOSING_ID, "closing", part.text, _CLOSING_CONTEXT, part.start, part.end)


def _row_chunk(row: Scenario, context: str) -> Chunk:
    return Chunk(row.id, row.id, "scenario", row.text, context, row.span.start, row.span.end)


def _table_context(table: Table | None, annex_title: str) -> str:
    """Say what a row does not say itself: the title of its table, and what its columns hold.

    The heads of numbers, groups and agencies stand over every list of tasks and tell none from another.
    """
    if table is None:
        return annex_title
    is_repeated = "".join(table.title.split()) == "".join(table.section.split())
    title = " ".join(filter(None, (table.section, "" if is_repeated else table.title))) or annex_title
    columns = find_columns(table.head)
    common = (columns.number, columns.domain, *columns.agencies)
    heads = [head.removesuffix("名称") for i, head in enumerate(table.head) if i not in common]
    telling = dict.fromkeys(head for head in heads if head and head not in title)
    return "：".join(part for part in (title, "、".join(telling)) if part)
