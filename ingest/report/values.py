"""A parsed policy as plain values for programs: all that was parsed; offsets are characters of the decoded source."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ingest.models import (
    Closing,
    Convention,
    Duty,
    Goal,
    Measure,
    PolicyDocument,
    RoleList,
    Scenario,
    Section,
    Span,
    Table,
)
from ingest.report.sureness import is_sure, sentence


def to_json(document: PolicyDocument) -> dict[str, Any]:
    """Return all that was parsed as values that JSON has; what a document does not say is null or empty."""
    return {**_head(document), **_items(document), **_reading(document)}


def _head(document: PolicyDocument) -> dict[str, Any]:
    notice, dates = document.notice, document.dates
    return {
        "title": document.title,
        "notice_title": notice.title,
        "document_number": document.document_number or None,
        "status": document.status or None,
        "issuers": list(notice.issuers),
        "addressees": list(notice.addressees),
        "date": _day(notice.date),
        "dates": {"issued": _day(dates.issued), "effective": _day(dates.effective), "until": _day(dates.until)},
        "valid_from": document.metadata.valid_from,
        "valid_until": document.metadata.valid_until,
        "notice": [{"kind": part.kind, "text": part.text, **_place(part.span)} for part in notice.parts],
    }


def _items(document: PolicyDocument) -> dict[str, Any]:
    rows = {number: list(found) for number, found in groupby(document.scenarios, key=lambda row: row.table)}
    return {
        "sections": [_section(section) for section in document.sections],
        "measures": [_measure(measure) for measure in document.measures],
        "goals": [_goal(goal) for goal in document.goals],
        "closing": _closing(document.closing) if document.closing else None,
        "annex_title": document.annex_title,
        "tables": [_table(table, rows.get(table.number, [])) for table in document.tables],
        "scenarios": [_scenario(scenario) for scenario in document.scenarios],
        "conventions": [_convention(convention) for convention in document.conventions],
    }


def _reading(document: PolicyDocument) -> dict[str, Any]:
    level = document.metadata.measures
    return {
        "reading": {
            "sure": is_sure(document),
            "summary": sentence(document),
            "level": level.value if level else None,
            "reasons": list(document.reading.reasons),
            "doubts": list(document.reading.doubts),
        },
        "noise": [{"kind": noise.kind, "text": noise.text, **_place(noise.span)} for noise in document.noise],
        "warnings": [
            {"kind": warning.kind, "line": warning.line, "message": warning.message} for warning in document.warnings
        ],
        "format": document.origin.format,
        "pages": list(document.origin.pages),
        "original_digest": document.origin.digest,
        "digest": document.digest,
        "text_digest": document.text_digest,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "label": section.label,
        "title": section.title,
        "heading": section.heading,
        "level": section.level,
        "roles": _roles(section.roles),
        **_place(section.span),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "number": measure.number,
        "label": measure.label,
        "among": measure.among,
        "mark": measure.mark,
        "title": measure.title,
        "name": measure.name,
        "section": measure.section,
        "subsection": measure.subsection,
        "text": measure.text,
        "sentences": [sentence.text for sentence in measure.sentences],
        **_agencies(measure),
        **_place(measure.span),
        "repairs": [{"start": repair.start, "end": repair.end} for repair in measure.repairs],
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "number": scenario.number,
        "table": scenario.table,
        "place": scenario.place,
        "printed": scenario.printed,
        "mark": scenario.mark,
        "domain": scenario.domain,
        "name": scenario.name,
        **_agencies(scenario),
        **_place(scenario.span),
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "id": goal.id,
        "number": goal.number,
        "section": goal.section,
        "in_annex": goal.in_annex,
        "name": goal.name,
        "text": goal.text,
        "sentences": [sentence.text for sentence in goal.sentences],
        **_place(goal.span),
        "repairs": [{"start": repair.start, "end": repair.end} for repair in goal.repairs],
    }


def _closing(closing: Closing) -> dict[str, Any]:
    parts = [{"text": part.text, "start": part.start, "end": part.end} for part in closing.parts]
    return {"id": closing.id, "text": closing.text, "parts": parts}


def _table(table: Table, rows: Sequence[Scenario]) -> dict[str, Any]:
    return {
        "number": table.number,
        "title": table.title,
        "section": table.section,
        "head": list(table.head),
        "rows": [{"id": row.id, "cells": [{"head": head, "text": text} for head, text in row.cells]} for row in rows],
    }


def _convention(convention: Convention) -> dict[str, Any]:
    return {
        "kind": convention.kind,
        "text": convention.text,
        "agencies": list(convention.agencies),
        "mark": convention.mark,
        "from_here": convention.from_here,
        "citation_id": convention.citation_id,
    }


def _agencies(item: Measure | Scenario) -> dict[str, Any]:
    return {
        "agencies": list(item.agencies),
        "agencies_open": item.agencies_open,
        "roles": _roles(item.roles),
        "duties": [_duty(duty) for duty in item.duties],
    }


def _roles(roles: Sequence[RoleList]) -> list[dict[str, Any]]:
    return [
        {
            "word": one.word,
            "role": one.role.name.lower(),
            "agencies": list(one.agencies),
            "open": one.open,
            "marked": list(one.marked),
        }
        for one in roles
    ]


def _duty(duty: Duty) -> dict[str, Any]:
    return {"agency": duty.agency, "role": duty.role.name.lower(), "declared": duty.declared}


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _day(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
