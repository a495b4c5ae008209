"""Citations: made from an item and its sentences, and checked before anyone sees them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from answer.messages import NOTICE_LABEL
from answer.models import Citation, Item, Quote
from ingest.models import PREAMBLE_ID, Chunk, Measure, PolicyDocument, Scenario, Sentence
from ingest.ownership import Task

_log = logging.getLogger(__name__)


def cite(item: Item, chunks: Iterable[Chunk], document: PolicyDocument) -> Citation | None:
    """Cite an item by the chunks of it that were used.

    Returns:
        The citation with those quotes that are literally in the item's text; None if there are none.
    """
    quotes = [Quote(chunk.text, chunk.start, chunk.end) for chunk in chunks]
    return _verified(_citation(item, tuple(quotes), document))


def whole_item(item: Item, document: PolicyDocument, parts: Iterable[Sentence] = ()) -> Citation:
    """Return an item as a citation of all of it, with those parts as quotes that were asked for."""
    return _citation(item, tuple(Quote(part.text, part.start, part.end) for part in parts), document)


def cite_task(task: Task, sentences: Iterable[Sentence], document: PolicyDocument, *, lists: bool = True) -> Citation:
    """Cite a task by sentences of it and, if ``lists``, by its list of agencies; a row of the annex is quoted whole."""
    if isinstance(task, Scenario):
        pieces = [Sentence(task.text, task.span.start, task.span.end)]
    else:
        pieces = [*sentences, *(task.agency_lists if lists else ())]
    quotes = tuple(Quote(piece.text, piece.start, piece.end) for piece in pieces)
    return _verified(_citation(task, quotes, document)) or _citation(task, (), document)


def _citation(item: Item, quotes: tuple[Quote, ...], document: PolicyDocument) -> Citation:
    if isinstance(item, Measure):
        return Citation(
            item.id, item.mark, item.title, item.section, item.text, quotes, item.agencies, item.agencies_open
        )
    if isinstance(item, Scenario):
        return Citation(
            item.id, item.mark, item.name, item.domain, item.text, quotes, item.agencies, item.agencies_open
        )
    return Citation(PREAMBLE_ID, NOTICE_LABEL, document.title, "", item.span.of(document.source), quotes)


def _verified(citation: Citation) -> Citation | None:
    kept = tuple(quote for quote in citation.quotes if quote.text and quote.text in citation.text)
    if len(kept) < len(citation.quotes):
        _log.error("dropped a quote that is not in the text of %s", citation.id)
    return replace(citation, quotes=kept) if kept else None
