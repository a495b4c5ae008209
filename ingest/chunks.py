"""From a parsed policy to the chunks that are embedded and retrieved."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.models import PREAMBLE_ID, Chunk, ChunkKind, Measure, Notice, NoticePartKind, PolicyDocument, Scenario


def make_chunks(document: PolicyDocument) -> tuple[Chunk, ...]:
    """Cut a policy into chunks: one per measure, scenario and part of the notice, and one per sentence of a
    measure for finer matching; the citation of a sentence stays its measure.
    """
    return (
        *_notice_chunks(document.notice),
        *(chunk for measure in document.measures for chunk in _measure_chunks(measure)),
        *(_scenario_chunk(scenario, document.annex_title) for scenario in document.scenarios),
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


def _notice_chunks(notice: Notice) -> Iterator[Chunk]:
    for index, part in enumerate(notice.parts, 1):
        context = _NOTICE_CONTEXT[part.kind]
        kind: ChunkKind = "preamble" if part.kind == "paragraph" else "formality"
        yield Chunk(f"{PREAMBLE_ID}.{index}", PREAMBLE_ID, kind, part.text, context, part.span.start, part.span.end)


def _measure_chunks(measure: Measure) -> Iterator[Chunk]:
    span = measure.span
    yield Chunk(measure.id, measure.id, "measure", measure.text, measure.section, span.start, span.end)
    for index, sentence in enumerate(measure.sentences, 1):
        chunk_id = f"{measure.id}.{index}"
        yield Chunk(chunk_id, measure.id, "sentence", sentence.text, measure.title, sentence.start, sentence.end)


def _scenario_chunk(scenario: Scenario, annex_title: str) -> Chunk:
    span = scenario.span
    return Chunk(scenario.id, scenario.id, "scenario", scenario.text, annex_title, span.start, span.end)
