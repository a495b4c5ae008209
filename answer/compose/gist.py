"""Words what a document says of itself as a whole, and what a term means in it: in its own sentences, each cited."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from answer import messages
from answer.citations import cite, joined, whole_item
from answer.compose.passages import compose_sources
from answer.find.definition import Defined
from answer.find.gist import Overview, Part
from answer.labels import label_of
from answer.models import Answer, Citation, Definition, Gist
from ingest.models import Chunk, PolicyDocument

LONGEST = 640
"""Characters of an answer; what is longer is not read."""
_LEAST_CUT = 60
_LONG, _MARK = 110, 8
"""Characters that are kept of a long sentence where there is room for several, and of the mark behind it."""
_LEAST = 3
"""Sentences that are shown, however long they are."""
_STOPS = "。；，、;,"


def write_overview(found: Overview, document: PolicyDocument, longest: int = LONGEST) -> Answer:
    """Write an overview, no longer than ``longest``."""
    lead = f"**{_lead(found, document)}**"
    last, cited = _outline(found, document)
    room = longest - len(lead) - len(last)
    sentences = _fitting(found.sentences, room) if found.is_best_first else found.sentences
    lines, citations = _quoted(sentences, document, room)
    return _answer("\n\n".join(filter(None, (lead, "\n".join(lines), last))), (*citations, *cited))


def write_definition(found: Defined, document: PolicyDocument, longest: int = LONGEST) -> Answer:
    """Write what a term means."""
    lead = f"**{messages.DEFINED.format(term=found.term)}**"
    lines, citations = _quoted(found.sentences, document, longest - len(lead))
    return _answer("\n\n".join((lead, "\n".join(lines))), citations)


def write_absent(asked: Gist | Definition) -> Answer:
    """Say that a document does not say of itself what is asked beside something that it says."""
    if isinstance(asked, Definition):
        fact = messages.DEFINED.format(term=asked.term)
    else:
        fact = messages.GIST_LEADS[asked.ask].format(document=messages.THIS_DOCUMENT)
    return Answer("", messages.FACT_NOT_STATED.format(fact=fact), "unanswerable_not_stated", "document")


def _answer(body: str, citations: Sequence[Citation]) -> Answer:
    cited = joined(citations)
    sources = compose_sources(cited)
    return Answer("", f"{body}\n\n{sources}", "answered", "document", cited, sources=sources)


def _fitting(chunks: Sequence[Chunk], room: int) -> list[Chunk]:
    """Choose the best of some sentences, as many as there is room for, in the order of the document."""
    lengths = accumulate(min(len(chunk.text), _LONG) + _MARK for chunk in chunks)
    count = sum(length <= room for length in lengths)
    return sorted(chunks[: max(count, _LEAST)], key=lambda chunk: chunk.start)


def _quoted(chunks: Sequence[Chunk], document: PolicyDocument, room: int) -> tuple[list[str], list[Citation]]:
    """Quote sentences while there is room; a long one is cut behind a stop."""
    lines: list[str] = []
    citations: list[Citation] = []
    for place, (item_id, group) in enumerate(groupby(chunks, lambda chunk: chunk.citation_id)):
        item = document.item(item_id)
        mark = messages.CITED.format(label=label_of(item, document))
        for chunk in group:
            rest = len(chunks) - place - len(lines)
            kept = _cut(chunk, max(room // max(rest, 1), _LEAST_CUT) if rest > 1 else room - len(mark) - 2)
            citation = cite(item, [kept], document) if room > _LEAST_CUT else None
            if citation:
                text = " ".join(kept.text.split()) + ("" if kept is chunk else "……")
                lines.append(text + mark)
                citations.append(citation)
                room -= len(lines[-1]) + 1
    return lines, citations


def _cut(chunk: Chunk, most: int) -> Chunk:
    """Return a chunk, or its beginning up to the last stop within ``most`` characters."""
    if len(chunk.text) <= most:
        return chunk
    stop = max((chunk.text.rfind(sign, 0, most) for sign in _STOPS), default=-1)
    text = chunk.text[: stop + 1] if stop >= _LEAST_CUT // 2 else chunk.text[:most]
    return Chunk(chunk.id, chunk.citation_id, chunk.kind, text, chunk.context, chunk.start, chunk.start + len(text))


def _lead(found: Overview, document: PolicyDocument) -> str:
    """Say what follows; of an outline, how many parts there are."""
    if found.ask == "outline":
        return (messages.SECTION_COUNT if found.whole else messages.ASPECT_COUNT).format(count=len(found.parts))
    return messages.GIST_LEADS[found.ask].format(document=document.metadata.short_title)


def _outline(found: Overview, document: PolicyDocument) -> tuple[str, list[Citation]]:
    """Write the parts in a line; where they were asked for, the first item of each is cited."""
    if not found.parts:
        return "", []
    asked = found.ask == "outline"
    names = "；".join(_part(part, document, marked=asked) for part in found.parts)
    line = (
        names
        if asked
        else (messages.OUTLINE if found.whole else messages.OUTLINE_OF_TASKS).format(
            count=len(found.parts), parts=names
        )
    )
    items = [document.item(part.item) for part in found.parts if part.item and asked]
    return line, [whole_item(item, document) for item in items]


def _part(part: Part, document: PolicyDocument, *, marked: bool) -> str:
    mark = messages.CITED.format(label=label_of(document.item(part.item), document)) if marked and part.item else ""
    return part.title + mark
