"""The text that the user reads."""

from __future__ import annotations

from collections.abc import Sequence

from answer import messages
from answer.answer_kinds import AnswerKind
from answer.details import with_details
from answer.lead import Rarity, find_lead
from answer.models import Citation
from answer.question import Question
from answer.selection import Passage
from ingest.models import Item, Measure, Scenario
from ingest.ownership import as_listed

_MOST_WITHOUT_TITLES = 3


def compose_body(
    question: Question,
    passages: Sequence[Passage],
    citations: Sequence[Citation],
    lead: str = "",
    rarity: Rarity = len,
) -> str:
    """Write an answer in the policy's own sentences, each with its citation.

    Args:
        question: what was asked.
        passages: the sentences that answer.
        citations: the citation of each passage.
        lead: the fact to put first, where it is known already; else it is looked for in the sentences.
        rarity: weighs a word of the question, the higher the more it says.
    """
    lead = f"**{lead}**" if lead else _lead(question, passages, citations, rarity)
    between = "\n\n" if any(passage.is_whole for passage in passages) else "\n"
    lines = between.join(
        passage_lines(passage, citation) for passage, citation in zip(passages, citations, strict=True)
    )
    return "\n\n".join(part for part in (lead, lines) if part)


def compose_sources(citations: Sequence[Citation]) -> str:
    """Write what was cited and whose it is, a line each."""
    return "\n".join(_source(citation) for citation in citations)


def related_line(citation: Citation) -> str:
    """Write an item that does not answer with the sentence that comes nearest."""
    text = " ".join(citation.quotes[0].text.split())
    return messages.RELATED_LINE.format(name=_name(citation), text=text)


def _lead(question: Question, passages: Sequence[Passage], citations: Sequence[Citation], rarity: Rarity) -> str:
    """Put first what was asked for: where it stands, whose the best item is, a fact that a sentence of it states."""
    if question.asks_place:
        return f"**{'；'.join(place_of(passage.item, citation) for passage, citation in zip(passages, citations, strict=True))}**"
    if question.kind is AnswerKind.AGENCY and citations[0].agencies:
        lead = f"**{as_listed(citations[0])}**"
        return lead + messages.OPEN_LIST if citations[0].agencies_open else lead
    if passages[0].is_whole or len(passages) > _MOST_WITHOUT_TITLES:
        return ""
    best = passages[0].best
    beside = [chunk.text for passage in passages for chunk in passage.chunks if chunk is not best]
    fact = find_lead(question, best.text, beside, passages[0].item, rarity)
    return f"**{fact}**" if fact else ""


def place_of(item: Item, citation: Citation) -> str:
    """Say where an item stands, and what it is called."""
    if not isinstance(item, Measure):
        return _name(citation)
    within = messages.WITHIN.format(section=item.section) if item.section else ""
    return f"{item.spoken} {item.title}{within}"


def passage_lines(passage: Passage, citation: Citation) -> str:
    """Write the sentences of a passage, each with its citation; of a row what it names, of a whole text its title first."""
    item = passage.item
    if isinstance(item, Scenario):
        return with_details(item.name, item, citation) + _mark(citation)
    if passage.is_whole:
        text = "\n".join(" ".join(quote.text.split()) for quote in citation.quotes)
        return f"{_gist(item, citation)}{text}{_mark(citation)}"
    return "\n".join(" ".join(quote.text.split()) + _mark(citation) for quote in citation.quotes)


def _gist(item: Item, citation: Citation) -> str:
    """Say in the policy's own words what a whole text is about, before it: its title, where it stands, whose it is."""
    if not isinstance(item, Measure) or not item.title:
        return ""
    owned = messages.AGENCIES.format(agencies=as_listed(citation)) if citation.agencies else ""
    known = "；".join(filter(None, (item.section, owned)))
    return f"**{item.title}**{f'（{known}）' if known else ''}\n\n"


def _source(citation: Citation) -> str:
    if not citation.agencies:
        return _name(citation)
    return f"{_name(citation)} · {messages.AGENCIES.format(agencies=as_listed(citation))}"


def _name(citation: Citation) -> str:
    space = " " if not citation.label.endswith("）") else ""
    return f"{citation.label}{space}{citation.title}"


def _mark(citation: Citation) -> str:
    return messages.CITED.format(label=citation.label)
