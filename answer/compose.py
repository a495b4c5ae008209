"""The text that the user reads."""

from __future__ import annotations

from collections.abc import Sequence

from answer import messages
from answer.answer_kinds import AnswerKind
from answer.lead import find_lead
from answer.models import Citation
from answer.question import Question
from answer.selection import Passage
from ingest.models import Scenario
from ingest.ownership import as_listed


def compose_body(question: Question, passages: Sequence[Passage], citations: Sequence[Citation], lead: str = "") -> str:
    """Write an answer in the policy's own sentences, each with its citation.

    Args:
        question: what was asked.
        passages: the sentences that answer.
        citations: the citation of each passage.
        lead: the fact to put first, where it is known already; else it is looked for in the sentences.
    """
    lead = f"**{lead}**" if lead else _lead(question, passages, citations)
    lines = "\n".join(_lines(passage, citation) for passage, citation in zip(passages, citations, strict=True))
    return "\n\n".join(part for part in (lead, lines) if part)


def compose_sources(citations: Sequence[Citation]) -> str:
    """Write what was cited and whose it is, a line each."""
    return "\n".join(_source(citation) for citation in citations)


def _lead(question: Question, passages: Sequence[Passage], citations: Sequence[Citation]) -> str:
    """Put first what was asked for: the agencies of the best item, or a fact that a sentence of it states."""
    if question.kind is AnswerKind.AGENCY and citations[0].agencies:
        lead = f"**{as_listed(citations[0])}**"
        return lead + messages.OPEN_LIST if citations[0].agencies_open else lead
    fact = find_lead(question, passages[0].best.text)
    return f"**{fact}**" if fact else ""


def _lines(passage: Passage, citation: Citation) -> str:
    item = passage.item
    if isinstance(item, Scenario):
        line = messages.ROW_LINE.format(name=item.name, domain=item.domain, agencies=as_listed(citation))
        return line + _mark(citation)
    return "\n".join(" ".join(quote.text.split()) + _mark(citation) for quote in citation.quotes)


def _source(citation: Citation) -> str:
    if not citation.agencies:
        return _name(citation)
    return f"{_name(citation)} · {messages.AGENCIES.format(agencies=as_listed(citation))}"


def _name(citation: Citation) -> str:
    space = " " if not citation.label.endswith("）") else ""
    return f"{citation.label}{space}{citation.title}"


def _mark(citation: Citation) -> str:
    return messages.CITED.format(label=citation.label)
