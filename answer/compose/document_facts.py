"""Words what a document states about itself: the facts first, then the sentences that show them, then the sources."""

from __future__ import annotations

from collections.abc import Sequence

from answer import messages
from answer.citations import cite, joined
from answer.clock import Clock
from answer.compose.passages import compose_sources
from answer.find.document_facts import FoundFact
from answer.models import Answer, Citation, DocumentFact
from index.normalize import normalize
from ingest.models import Chunk, PolicyDocument

_AMENDED = ("修正", "修订")


def compose_document_facts(facts: Sequence[FoundFact], document: PolicyDocument, clock: Clock) -> Answer | None:
    """Answer with facts about a document; None where none of them is stated."""
    stated = [fact for fact in facts if fact.is_stated]
    chunks = dict.fromkeys(_chunk(fact, place) for fact in stated for place in range(len(fact.shown_by)))
    cited = [(chunk, cite(document.item(chunk.citation_id), [chunk], document)) for chunk in chunks]
    kept = [(chunk, citation) for chunk, citation in cited if citation]
    if not kept:
        return None
    citations = joined(citation for _, citation in kept)
    leads = [f"**{_lead(fact)}**" for fact in stated]
    absent = [
        messages.FACT_NOT_STATED.format(fact=messages.FACTS[fact.kind.value]) for fact in facts if fact not in stated
    ]
    shown = [_line(chunk, citation) for chunk, citation in kept]
    body = "\n\n".join("\n".join(lines) for lines in (leads, absent, shown) if lines)
    sources = compose_sources(citations)
    clock.lap("compose")
    return Answer(
        question="",
        text=f"{body}\n\n{sources}",
        status="answered",
        route="document",
        citations=citations,
        timings=clock.laps,
        sources=sources,
    )


def not_stated(facts: Sequence[FoundFact], document: PolicyDocument) -> str:
    """Say that a document states none of some facts."""
    names = "、".join(messages.FACTS[fact.kind.value] for fact in facts)
    return messages.FACTS_NOT_STATED.format(document=document.metadata.short_title, facts=names)


def _chunk(fact: FoundFact, place: int) -> Chunk:
    shown = fact.shown_by[place]
    sentence = shown.sentence
    return Chunk(shown.item, shown.item, "formality", sentence.text, "", sentence.start, sentence.end)


def _line(chunk: Chunk, citation: Citation) -> str:
    return " ".join(chunk.text.split()) + messages.CITED.format(label=citation.label)


def _lead(fact: FoundFact) -> str:
    """Name a fact and say it, with what the page prints besides."""
    said = _said(fact) if fact.values else ""
    printed = "；".join(f"{label}：{value}" for label, value in fact.printed)
    if not said:
        return messages.PRINTED_ONLY.format(printed=printed)
    lead = messages.FACT.format(fact=_name(fact), value=said)
    return lead + messages.PRINTED_TOO.format(printed=printed) if printed else lead


def _name(fact: FoundFact) -> str:
    """Name a fact; a day on which something was adopted is named by that."""
    is_law = fact.kind is DocumentFact.ISSUED and fact.act
    return messages.DAY_OF.format(act=fact.act) if is_law else messages.FACTS[fact.kind.value]


def _said(fact: FoundFact) -> str:
    said = "、".join(fact.values)
    match fact.kind:
        case DocumentFact.TITLE:
            said = f"《{said}》"
        case DocumentFact.EFFECTIVE:
            said += _day(messages.DONE_ON if fact.act else f"（{messages.ISSUED_ON}）", fact)
        case DocumentFact.UNTIL:
            said += _day(messages.LAST_DAY, fact)
        case DocumentFact.STAGE:
            said = messages.TITLE_SAYS.format(words="”“".join(fact.values))
        case DocumentFact.HISTORY:
            said = _acts(fact.values)
        case DocumentFact.OUTLINE:
            said = f"{messages.SECTION_COUNT.format(count=len(fact.values))}（{'；'.join(fact.values)}）"
    return said


def _day(message: str, fact: FoundFact) -> str:
    """Put a day in brackets that the words of the document do not give themselves."""
    written = messages.DAY.format(day=fact.day) if fact.day else ""
    is_said = not written or normalize(written) in normalize("".join(fact.values))
    return "" if is_said else message.format(day=written, act=fact.act)


def _acts(acts: Sequence[str]) -> str:
    """List what became of a law, and how often it was amended."""
    counts = [(word, sum(word in act for act in acts)) for word in _AMENDED]
    counted = "、".join(messages.TIMES.format(act=word, count=count) for word, count in counts if count)
    return "；".join(acts) + (messages.SO_OFTEN.format(counts=counted) if counted else "")
