"""Citations: made from an item and its sentences, and checked before anyone sees them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from answer.labels import label_of
from answer.models import Citation, Quote
from ingest.models import (
    PREAMBLE_ID,
    Chunk,
    Closing,
    Convention,
    Goal,
    Item,
    Measure,
    Notice,
    PolicyDocument,
    Scenario,
    Sentence,
)

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


def cite_task(
    task: Measure | Scenario | Goal, sentences: Iterable[Sentence], document: PolicyDocument, *, lists: bool = True
) -> Citation:
    """Cite a task, or a goal, by sentences of it and, if ``lists``, by its list of agencies; a row is quoted whole."""
    if isinstance(task, Scenario):
        pieces = [Sentence(task.text, task.span.start, task.span.end)]
    else:
        pieces = [*sentences, *(task.agency_lists if lists and isinstance(task, Measure) else ())]
    quotes = tuple(Quote(piece.text, piece.start, piece.end) for piece in pieces)
    return _verified(_citation(task, quotes, document)) or _citation(task, (), document)


def cite_convention(convention: Convention, document: PolicyDocument) -> Citation | None:
    """Cite the item that declares something for all lists of agencies; None where the words are broken by a repair."""
    item = document.item(convention.citation_id)
    start = document.source.find(convention.text, item.parts[0].start if isinstance(item, Closing) else item.span.start)
    quote = Quote(convention.text, start, start + len(convention.text))
    return _verified(_citation(item, (quote,), document)) if start >= 0 else None


def text_of(item: Item, document: PolicyDocument) -> str:
    """Return all that an item says, verbatim; of the notice its signature, too, where that stands behind the body."""
    if not isinstance(item, Notice):
        return item.text
    spans = (item.span, item.tail) if item.tail else (item.span,)
    return "\n".join(span.of(document.source) for span in spans)


def joined(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Make one citation of those of one item, with the quotes of all of them."""
    found: dict[str, Citation] = {}
    for citation in citations:
        known = found.get(citation.id)
        quotes = dict.fromkeys([*(known.quotes if known else ()), *citation.quotes])
        found[citation.id] = replace(citation, quotes=tuple(quotes))
    return tuple(found.values())


def _citation(item: Item, quotes: tuple[Quote, ...], document: PolicyDocument) -> Citation:
    if isinstance(item, Measure):
        return Citation(
            item.id, item.mark, item.title, item.section, item.text, quotes, item.agencies, item.agencies_open
        )
    if isinstance(item, Scenario):
        return Citation(
            item.id, item.mark, item.name, item.domain, item.text, quotes, item.agencies, item.agencies_open
        )
    label = label_of(item, document)
    if isinstance(item, Goal):
        return Citation(item.id, label, item.name, "", item.text, quotes)
    if isinstance(item, Closing):
        return Citation(item.id, label, document.title, "", item.text, quotes)
    return Citation(PREAMBLE_ID, label, document.title, "", text_of(item, document), quotes)


def _verified(citation: Citation) -> Citation | None:
    kept = tuple(quote for quote in citation.quotes if quote.text and quote.text in citation.text)
    if len(kept) < len(citation.quotes):
        _log.error("dropped a quote that is not in the text of %s", citation.id)
    return replace(citation, quotes=kept) if kept else None
