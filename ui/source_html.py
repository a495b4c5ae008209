"""The sources of an answer as cards to open, numbered as the text first cites them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from answer import messages
from ingest.ownership import as_listed
from ui import words
from ui.escape import marked, safe
from ui.reading_html import anchor

if TYPE_CHECKING:
    from answer.models import Citation


def in_order(citations: Sequence[Citation], text: str) -> tuple[Citation, ...]:
    """Put citations in the order in which a text first cites them; those that it does not cite come last."""
    places = {citation.id: text.find(messages.CITED.format(label=citation.label)) for citation in citations}
    return tuple(sorted(citations, key=lambda citation: (places[citation.id] < 0, places[citation.id])))


def sources_html(citations: Sequence[Citation]) -> str:
    """Show the sources of an answer, the first as number 1."""
    cards = "".join(card(citation, number) for number, citation in enumerate(citations, 1))
    return f'<h3 class="sources">{safe(words.SOURCES)}</h3>{cards}'


def related_html(citations: Sequence[Citation]) -> str:
    """Show what comes nearest to a question that the policy does not answer, apart from any answer's sources."""
    if not citations:
        return ""
    return f'<div class="related"><h3>{safe(words.RELATED)}</h3>{"".join(map(card, citations))}</div>'


def card_class(citation: Citation) -> str:
    """Return the class that a source's card and its chips share, by which ``acts.js`` finds the card of a chip."""
    of = f"{citation.document.encode().hex()}-" if citation.document else ""
    return f"cite-{of}{citation.item.lower()}"


def card(citation: Citation, number: int = 0) -> str:
    """Show a source: label and title, section, the whole clause with what was quoted marked, whose it is.

    Args:
        citation: what to show.
        number: what its chips in the text show; 0 where it has none.
    """
    shown = f'<span class="number">{number}</span>' if number else ""
    title = f'<b lang="zh-CN">{safe(citation.label)}</b><span lang="zh-CN">{safe(citation.title)}</span>'
    of = f'<small class="of" lang="zh-CN">{safe(citation.document_name)}</small>' if citation.document_name else ""
    summary = f'{shown}{title}<small lang="zh-CN">{safe(citation.section)}</small>{of}'
    listed = as_listed(citation)
    owners = (
        f'<span lang="zh-CN">{safe(messages.AGENCIES.format(agencies=listed))}</span>'
        if listed
        else safe(words.NO_OWNERS)
    )
    # Only measures and rows are somebody's task.
    line = f'<p class="owners">{owners}</p>' if citation.item.startswith(("M", "A")) else ""
    name = safe(anchor(citation.id))
    tools = (
        f'<p class="tools"><a href="#{name}">{safe(words.SEE_WHOLE)}</a>'
        f'<button type="button" class="copy">{safe(words.COPY)}</button></p>'
    )
    clause = f'<p class="clause" lang="zh-CN">{marked_text(citation)}</p>'
    return f'<details class="{card_class(citation)}"><summary>{summary}</summary>{clause}{line}{tools}</details>'


def marked_text(citation: Citation) -> str:
    """Show the text of a source with the quotes in it marked."""
    # The longest first: a quote may begin as another one does.
    quotes = sorted((re.escape(quote.text) for quote in citation.quotes if quote.text), key=len, reverse=True)
    found = re.finditer("|".join(quotes), citation.text) if quotes else ()
    return marked(citation.text, [match.span() for match in found])
