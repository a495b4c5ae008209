"""An answer as plain values, for ``--json`` and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from answer import messages
from answer.models import Answer, Citation
from answer.phrasing.models import Writing
from index.models import SearchResult


def to_json(answer: Answer) -> dict[str, Any]:
    """Return the whole answer; offsets are characters of the decoded source, times are milliseconds."""
    return {
        # Half a character (from a broken source) has no place in a JSON text.
        "question": answer.question.encode("utf-8", "replace").decode("utf-8"),
        "answer": answer.text,
        "status": answer.status,
        "refused": answer.refused,
        "route": answer.route,
        "citations": [_citation(citation) for citation in answer.citations],
        "suggestions": list(answer.suggestions),
        "related": [_citation(citation) for citation in answer.related],
        "resolved": answer.resolved,
        "trace": asdict(answer.trace) if answer.trace else None,
        "signals": _signals(answer),
        "results": [_result(result) for result in answer.results],
        "writing": asdict(answer.writing) if answer.writing else None,
        "degraded": answer.degraded,
        "documents": [asdict(document) for document in answer.documents],
        "parts": [asdict(part) for part in answer.parts],
        "caveats": list(answer.caveats),
        "timings_ms": answer.timings,
    }


def written_by(writing: Writing) -> str:
    """Say in a line who wrote the text of an answer."""
    if writing.by_model:
        return messages.BY_MODEL.format(model=writing.model)
    return messages.BY_EXTRACT.format(model=writing.model, reason=messages.MODEL_FAILURES[writing.failure])


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.document,
        "id": citation.item if citation.document else citation.id,
        "label": citation.label,
        "title": citation.title,
        "section": citation.section,
        "quotes": [{"text": quote.text, "start": quote.start, "end": quote.end} for quote in citation.quotes],
        "agencies": list(citation.agencies),
        "agencies_open": citation.agencies_open,
    }


def _signals(answer: Answer) -> dict[str, float] | None:
    if answer.signals is None:
        return None
    return asdict(answer.signals)


def _result(result: SearchResult) -> dict[str, Any]:
    return {
        "rank": result.rank,
        "id": result.chunk.id,
        "citation_id": result.chunk.citation_id,
        "score": result.score,
        "dense": result.dense,
        "dense_rank": result.dense_rank,
        "bm25": result.bm25,
        "bm25_rank": result.bm25_rank,
    }
