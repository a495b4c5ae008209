"""A conversation as a Markdown file to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answer import messages
from answer.models import Citation
from ingest.models import PolicyDocument
from ingest.ownership import as_listed
from ui import words
from ui.conversation import Exchange
from ui.source_html import in_order

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
"""What Markdown or HTML in it could read; all of it may stand behind a backslash (CommonMark 2.4)."""


def to_markdown(exchanges: Sequence[Exchange], document: PolicyDocument) -> str:
    """Write what was asked and answered, each answer with the clauses that it rests on, word by word."""
    parts = [f"# {words.NAME}：{_plain(document.title)}", words.TRANSCRIPT_NOTE]
    for exchange in exchanges:
        parts += _exchange(exchange)
    return "\n\n".join(parts) + "\n"


def _exchange(exchange: Exchange) -> Iterator[str]:
    yield f"## {_plain(exchange.question) or words.BLANK}"
    answer = exchange.answer
    if answer is None:
        yield words.HEADINGS["error"]
        return
    if answer.refused:
        yield f"**{words.HEADINGS[answer.status.partition('_')[0]]}**"
    for line in answer.body.splitlines():
        if line.strip():
            # Our own marks for what an answer comes to are Markdown, too.
            yield "**".join(_plain(piece) for piece in line.split("**"))
    for citation in in_order(answer.citations, answer.body):
        yield from _source(citation)


def _source(citation: Citation) -> Iterator[str]:
    owners = as_listed(citation)
    yield f"> **{_plain(citation.label)}{_plain(citation.title)}**　{_plain(citation.section)}"
    for quote in citation.quotes:
        yield f"> {_plain(quote.text)}"
    if owners:
        yield f"> {_plain(messages.AGENCIES.format(agencies=owners))}"


def _plain(text: str) -> str:
    """Write a text so that nothing in it is markup, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
