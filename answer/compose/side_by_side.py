"""Words what a document says of several things: each with its sentences, every sentence once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from answer import messages
from answer.citations import cite, joined
from answer.compose.passages import compose_sources, passage_lines, place_of
from answer.find.sides import FoundSide
from answer.models import Answer, Citation
from answer.selection import Passage
from ingest.models import Chunk, PolicyDocument, Scenario

_LONGEST = 560
"""Characters up to which further sentences of a side are shown."""


def write_sides(found: Sequence[FoundSide], document: PolicyDocument, *, tells_place: bool = False) -> Answer | None:
    """Write what was found of each side, and where that stands if ``tells_place``; None if none of it can be cited."""
    blocks: list[str] = []
    citations: list[Citation] = []
    for names, passage in _blocks(found, _kept(found)):
        citation = cite(passage.item, passage.chunks, document)
        if citation:
            head = [messages.LISTED.join(names)] if names else []
            head += [place_of(passage.item, citation)] if tells_place else []
            lines = passage_lines(passage, citation)
            blocks.append(f"**{messages.SIDE.join(head)}**\n{lines}" if head else lines)
            citations.append(citation)
    if not citations:
        return None
    cited = joined(citations)
    sources = compose_sources(cited)
    body = "\n\n".join(blocks)
    is_extract = not any(isinstance(side.item, Scenario) for side in found)
    text = f"{body}\n\n{sources}"
    return Answer("", text, "answered", "retrieval", cited, sources=sources, is_extract=is_extract)


def _kept(found: Sequence[FoundSide]) -> set[str]:
    """Choose the sentences that are shown: the best of each side, and further ones while there is room."""
    best = {side.chunks[0].id: side.chunks[0] for side in found}
    kept = set(best)
    room = _LONGEST - sum(len(chunk.text) for chunk in best.values())
    for chunk in chain.from_iterable(side.chunks[1:] for side in found):
        if chunk.id not in kept and len(chunk.text) <= room:
            kept.add(chunk.id)
            room -= len(chunk.text)
    return kept


def _blocks(found: Sequence[FoundSide], kept: set[str]) -> Iterator[tuple[list[str], Passage]]:
    """Put sides together that the same sentence answers best; a sentence is said once, in the order of the text."""
    groups: dict[str, list[FoundSide]] = {}
    for side in found:
        groups.setdefault(side.chunks[0].id, []).append(side)
    said: set[str] = set()
    for place, sides in enumerate(groups.values()):
        later = {other.chunks[0].id for group in list(groups.values())[place + 1 :] for other in group}
        wanted = {chunk.id: chunk for side in sides for chunk in side.chunks if chunk.id in kept - said - later}
        said |= wanted.keys()
        names = [side.name for side in sides] if len(groups) > 1 and all(side.is_named for side in sides) else []
        yield names, Passage(sides[0].item, tuple(_in_order(wanted.values())), sides[0].chunks[0])


def _in_order(chunks: Iterable[Chunk]) -> list[Chunk]:
    return sorted(chunks, key=lambda chunk: chunk.start)
