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


def compose(question: Question, passages: Sequence[Passage], citations: Sequence[Citation]) -> str:
    """Write an answer in the policy's own sentences, each with its citation, then what was cited and whose it is."""
    lines = "\n".join(_lines(passage, citation) for passage, citation in zip(passages, citations, strict=True))
    sources = "\n".join(_source(citation) for citation in citations)
    return "\n\n".join(part for part in (_lead(question, passages, citations), lines, sources) if part)


def _lead(question: Question, passages: Sequence[Passage], citations: Sequence[Citation]) -> str:
    """Put first what was asked for: the agencies of the best item, or a fact that a sentence of it states."""
    if question.kind is AnswerKind.AGENCY and citations[0].agencies:
        lead = f"**{_agencies(citations[0])}**"
        return lead + messages.OPEN_LIST if citations[0].agencies_open else lead
    facts = (find_lead(question, chunk.text) for chunk in passages[0].chunks)
    fact = next(filter(None, facts), "")
    return f"**{fact}**" if fact else ""


def _lines(passage: Passage, citation: Citation) -> str:
    item = passage.item
    if isinstance(item, Scenario):
        return messages.SCENARIO_LINE.format(name=item.name, domain=item.domain) + _mark(citation)
    return "\n".join(" ".join(quote.text.split()) + _mark(citation) for quote in citation.quotes)


def _source(citation: Citation) -> str:
    if not citation.agencies:
        return _name(citation)
    return f"{_name(citation)} · {messages.AGENCIES.format(agencies=_agencies(citation))}"


def _name(citation: Citation) -> str:
    space = " " if not citation.label.endswith("）") else ""
    return f"{citation.label}{space}{citation.title}"


def _mark(citation: Citation) -> str:
    return messages.CITED.format(label=citation.label)


def _agencies(citation: Citation) -> str:
    return "、".join(citation.agencies) + ("等" if citation.agencies_open else "")
