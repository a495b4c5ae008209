"""Answers about what was told before: which number is the largest, how many things were listed."""

from __future__ import annotations

from collections.abc import Iterable

from answer import messages
from answer.citations import cite, joined
from answer.compose.passages import compose_sources
from answer.find.told import extremes
from answer.labels import label_of
from answer.models import Answer, Citation
from answer.models.told import AskedOfTold, ElementsTold
from ingest.models import Chunk, PolicyDocument, Sentence


def write_told(asked: AskedOfTold, document: PolicyDocument) -> Answer | None:
    """Write the answer; None if nothing of it can be cited."""
    if isinstance(asked, ElementsTold):
        return _answer(_counted(asked), [(asked.item, asked.sentence)], document)
    if not asked.ends:
        return _answer("", [(one.item, one.sentence) for one in asked.told], document)
    values = "、".join(dict.fromkeys(one.fact.text for one in asked.told))
    found = extremes(asked)
    leads = [
        messages.EXTREME.format(end=messages.ENDS[end], value="、".join(dict.fromkeys(one.fact.text for one in these)))
        for end, these in found.items()
    ]
    lead = messages.COMPARED.format(values=values, ends="；".join(leads))
    return _answer(lead, [(one.item, one.sentence) for these in found.values() for one in these], document)


def _counted(asked: ElementsTold) -> str:
    parts = [messages.POINT_COUNT.format(count=len(asked.elements))]
    if asked.first:
        parts.append(messages.FIRST_OF_LIST.format(name=asked.elements[0]))
    if asked.last:
        parts.append(messages.LAST_OF_LIST.format(name=asked.elements[-1]))
    return "；".join(parts)


def _answer(lead: str, said: Iterable[tuple[str, Sentence]], document: PolicyDocument) -> Answer | None:
    shown = list(dict.fromkeys(said))
    citations = joined(filter(None, (_cite(item, sentence, document) for item, sentence in shown)))
    if not citations:
        return None
    lines = [_line(item, sentence, document) for item, sentence in shown]
    sources = compose_sources(citations)
    body = "\n\n".join(part for part in (f"**{lead}**" if lead else "", "\n".join(lines)) if part)
    return Answer("", f"{body}\n\n{sources}", "answered", "address", citations, sources=sources)


def _cite(item: str, sentence: Sentence, document: PolicyDocument) -> Citation | None:
    chunk = Chunk(item, item, "sentence", sentence.text, "", sentence.start, sentence.end)
    return cite(document.item(item), [chunk], document)


def _line(item: str, sentence: Sentence, document: PolicyDocument) -> str:
    mark = messages.CITED.format(label=label_of(document.item(item), document))
    return " ".join(sentence.text.split()) + mark
