"""A parsed policy as an outline for people and as JSON for programs."""

from __future__ import annotations

from typing import Any

from ingest.models import Measure, PolicyDocument, Scenario
from ingest.ownership import as_listed

_NOT_STATED = "未写明"


def to_json(document: PolicyDocument) -> dict[str, Any]:
    """Return all that was parsed as plain values; offsets are characters of the decoded source."""
    notice = document.notice
    return {
        "title": document.title,
        "notice_title": notice.title,
        "issuers": list(notice.issuers),
        "addressees": list(notice.addressees),
        "date": notice.date.isoformat() if notice.date else None,
        "valid_from": document.metadata.valid_from,
        "valid_until": document.metadata.valid_until,
        "notice": [
            {"kind": part.kind, "text": part.text, "start": part.span.start, "end": part.span.end}
            for part in notice.parts
        ],
        "sections": [{"label": section.label, "title": section.title} for section in document.sections],
        "measures": [_measure(measure) for measure in document.measures],
        "annex_title": document.annex_title,
        "scenarios": [_scenario(scenario) for scenario in document.scenarios],
        "noise": [
            {"kind": noise.kind, "text": noise.text, "start": noise.span.start, "end": noise.span.end}
            for noise in document.noise
        ],
        "warnings": [
            {"kind": warning.kind, "line": warning.line, "message": warning.message} for warning in document.warnings
        ],
        "digest": document.digest,
        "text_digest": document.text_digest,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "number": measure.number,
        "label": measure.label,
        "title": measure.title,
        "section": measure.section,
        "text": measure.text,
        "sentences": [sentence.text for sentence in measure.sentences],
        "agencies": list(measure.agencies),
        "agencies_open": measure.agencies_open,
        "start": measure.span.start,
        "end": measure.span.end,
        "repairs": [{"start": repair.start, "end": repair.end} for repair in measure.repairs],
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "number": scenario.number,
        "domain": scenario.domain,
        "name": scenario.name,
        "agencies": list(scenario.agencies),
        "agencies_open": scenario.agencies_open,
        "start": scenario.span.start,
        "end": scenario.span.end,
    }


def outline(document: PolicyDocument) -> str:
    """Return a readable outline: head, measures by section, scenarios, and the warnings at the end."""
    notice = document.notice
    lines = [document.title]
    lines += [f"发文机关：{'、'.join(notice.issuers) or '未写明'}"]
    lines += [f"发文日期：{notice.date.isoformat() if notice.date else '未写明'}"]
    counts = f"{len(document.sections)} 个部分，{len(document.measures)} 条措施，{len(document.scenarios)} 项场景"
    lines += [counts]
    section = None
    for measure in document.measures:
        if measure.section != section:
            section = measure.section
            lines += ["", section or "（无章节）"]
        lines.append(f"  {measure.label}{_name(measure)}")
        lines.append(f"      责任单位：{as_listed(measure) or _NOT_STATED}")
    if document.scenarios:
        lines += ["", f"附件：{document.annex_title}"]
    for scenario in document.scenarios:
        agencies = as_listed(scenario) or _NOT_STATED
        lines.append(f"  {scenario.number:>2}  {scenario.domain}  {scenario.name}  （{agencies}）")
    lines += ["", f"解析提示（{len(document.warnings)} 条）"]
    lines += [f"  第 {warning.line} 行：{warning.message}" for warning in document.warnings] or ["  无"]
    return "\n".join(lines)


def _name(measure: Measure) -> str:
    return measure.title or measure.body[:24] + ("……" if len(measure.body) > 24 else "")
