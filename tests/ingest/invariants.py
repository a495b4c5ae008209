"""What holds for every parsed document, whatever its text: used by the tests of the parser and of the chunks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.models import Goal, Measure, Noise, PolicyDocument, Repair, Scenario, Span


def without_repairs(source: str, start: int, end: int, repairs: tuple[Repair, ...]) -> str:
    """Return ``source[start:end]`` with the repairs that lie in it taken out."""
    text, position = "", start
    for repair in repairs:
        if start <= repair.start and repair.end <= end:
            text += source[position : repair.start]
            position = repair.end
    return text + source[position:end]


def misplaced(document: PolicyDocument) -> list[tuple[int, str, int]]:
    """Return the characters that do not belong to exactly one part: offset, character, number of owners."""
    owners = [0] * len(document.source)
    for span in _parts(document):
        for offset in range(span.start, span.end):
            owners[offset] += 1
    return [
        (offset, char, owners[offset])
        for offset, char in enumerate(document.source)
        if not char.isspace() and owners[offset] != 1
    ]


def _parts(document: PolicyDocument) -> Iterator[Span]:
    yield document.notice.span
    if document.notice.tail:
        yield document.notice.tail
    for measure in document.measures:
        yield from _kept(measure)
    for goal in document.goals:
        yield from _kept(goal)
    if document.closing:
        yield from (Span(part.start, part.end) for part in document.closing.parts)
    yield from (section.span for section in document.sections)
    yield from (scenario.span for scenario in document.scenarios)
    yield from document.headings
    yield from (noise.span for noise in document.noise)


def _kept(measure: Measure | Goal) -> Iterator[Span]:
    start = measure.span.start
    for repair in measure.repairs:
        yield Span(start, repair.start)
        start = repair.end
    yield Span(start, measure.span.end)


def ids_of(document: PolicyDocument) -> list[str]:
    """Return the citation ids of measures, rows and goals."""
    items: tuple[Measure | Scenario | Goal, ...] = (*document.measures, *document.scenarios, *document.goals)
    return [item.id for item in items]


def check(document: PolicyDocument) -> None:
    """Assert the invariants that need nothing but the document."""
    source = document.source
    assert misplaced(document) == []
    for measure in document.measures:
        assert without_repairs(source, measure.span.start, measure.span.end, measure.repairs) == measure.text
        assert measure.body in measure.text
        for sentence in measure.sentences:
            assert without_repairs(source, sentence.start, sentence.end, measure.repairs) == sentence.text
            assert sentence.text in measure.text
    for goal in document.goals:
        assert without_repairs(source, goal.span.start, goal.span.end, goal.repairs) == goal.text
    verbatim: list[Scenario | Noise] = [*document.scenarios, *document.noise]
    for item in verbatim:
        assert item.span.of(source) == item.text
    for part in document.notice.parts:
        assert without_repairs(source, part.span.start, part.span.end, part.repairs) == part.text
        for sentence in part.sentences:
            assert without_repairs(source, sentence.start, sentence.end, part.repairs) == sentence.text
    ids = ids_of(document)
    assert len(ids) == len(set(ids))
    noise_lines = {_line(source, noise.span.start) for noise in document.noise if noise.kind not in _EXPECTED_NOISE}
    assert noise_lines <= {warning.line for warning in document.warnings}


_EXPECTED_NOISE = ("stamp", "repeated_title", "page_frame", "contents", "markup")
"""Lines that any policy may carry: set aside without a warning in the body."""


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


def listing(document: PolicyDocument) -> dict[str, Any]:
    """Return what the fixtures state, as the JSON files beside them write it."""
    notice = document.notice
    return {
        "title": document.title,
        "notice_title": notice.title,
        "issuers": list(notice.issuers),
        "addressees": list(notice.addressees),
        "date": notice.date.isoformat() if notice.date else None,
        "notice_parts": [[part.kind, part.text] for part in notice.parts],
        "sections": [section.heading for section in document.sections],
        "measures": [
            {
                "number": measure.number,
                "label": measure.label,
                "title": measure.title,
                "section": measure.section,
                "text": measure.text,
                "sentences": [sentence.text for sentence in measure.sentences],
                "agencies": list(measure.agencies),
                "agencies_open": measure.agencies_open,
            }
            for measure in document.measures
        ],
        "annex_title": document.annex_title,
        "scenarios": [
            {
                "number": scenario.number,
                "domain": scenario.domain,
                "name": scenario.name,
                "agencies": list(scenario.agencies),
                "agencies_open": scenario.agencies_open,
            }
            for scenario in document.scenarios
        ],
        "goals": [goal.text for goal in document.goals],
        "closing": [part.text for part in document.closing.parts] if document.closing else [],
        "noise": [[noise.kind, noise.text] for noise in document.noise],
        "warnings": [[warning.kind, warning.line] for warning in document.warnings],
    }
