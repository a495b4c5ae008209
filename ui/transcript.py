"""A conversation as a Markdown file to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answer import messages
from answer.models import Answer, Citation
from ingest.models import PolicyDocument
from ingest.ownership import as_listed
from ui import words
from ui.conversation import Exchange
from ui.source_html import in_order

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
"""What Markdown or HTML in it could read; all of it may stand behind a backslash (CommonMark 2.4)."""


def to_markdown(exchanges: Sequence[Exchange], document: PolicyDocument | None = None) -> str:
    """Write what was asked and answered, each answer with the clauses that it rests on, word by word.

    Args:
        exchanges: the conversation.
        document: the only one that is open; None where several are: then each answer names its own.
    """
    named = any(exchange.answer and exchange.answer.documents for exchange in exchanges)
    title = _plain(document.title) if document and not named else words.CHAT
    parts = [f"# {words.NAME}：{title}", words.TRANSCRIPT_NOTE]
    for exchange in exchanges:
        parts += _exchange(exchange)
    return "\n\n".join(parts) + "\n"


def _exchange(exchange: Exchange) -> Iterator[str]:
    yield f"## {_plain(exchange.question) or words.BLANK}"
    answer = exchange.answer
    if answer is None:
        yield words.HEADINGS["error"]
        return
    if answer.refused and not answer.is_small_talk:
        yield f"**{words.HEADINGS[answer.status.partition('_')[0]]}**"
    yield from _document(answer)
    for line in answer.body.splitlines():
        if line.strip():
            # Our own marks for what an answer comes to are Markdown, too.
            yield "**".join(_plain(piece) for piece in line.split("**"))
    # Each of several documents has marks of its own, and its sources stand together.
    for citation in answer.citations if answer.parts else in_order(answer.citations, answer.body):
        yield from _source(citation)


def _document(answer: Answer) -> Iterator[str]:
    """Name the document of an answer, and say what must be known of it, or of each of several."""
    if answer.documents and not answer.parts:
        yield f"**{_plain(answer.documents[0].name)}**"
    if answer.caveats:
        yield _plain("；".join(answer.caveats))
    for part in answer.parts:
        if part.caveats:
            yield _plain(messages.CAVEATS.format(document=part.name, caveats="；".join(part.caveats)))


def _source(citation: Citation) -> Iterator[str]:
    owners = as_listed(citation)
    where = "　".join(_plain(text) for text in (citation.section, citation.document_name) if text)
    yield f"> **{_plain(citation.label)}{_plain(citation.title)}**　{where}"
    for quote in citation.quotes:
        yield f"> {_plain(quote.text)}"
    if owners:
        yield f"> {_plain(messages.AGENCIES.format(agencies=owners))}"


def _plain(text: str) -> str:
    """Write a text so that nothing in it is markup, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
