"""What a document says of each of several things: for each the item that speaks of it, with its best sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from answer.evidence import Evidence
from answer.models import Side
from answer.question import Question
from answer.selection import select
from answer.thresholds import COVERAGE_BONUS, STATED_BONUS
from index.normalize import normalize
from ingest.models import Chunk, Item

_CANDIDATES = 8
"""Items that are considered for a side."""
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A side, and what was found for the question that is asked of it alone.

    Attributes:
        side: as the question has it.
        question: asked of it alone.
        evidence: the items that were found for that, best first.
        shares: by citation id, how much of what the side is called an item says, from 0 to 1.
        called: the ids of the items that call it by these very words.
    """

    side: Side
    question: Question
    evidence: Sequence[Evidence]
    shares: Mapping[str, float]
    called: Collection[str]


@dataclass(frozen=True, slots=True)
class FoundSide:
    """What was found of a side.

    Attributes:
        name: what the question calls it.
        item: that speaks of it.
        chunks: its best sentences, best first.
        is_named: whether the item has most of the words by which the question calls it.
    """

    name: str
    item: Item
    chunks: tuple[Chunk, ...]
    is_named: bool


_NAMED = 0.5
"""Share of its words."""


def find_sides(asked: Sequence[Asked]) -> list[FoundSide]:
    """Find for each side the item that says most of it; what one item says of all of them comes from that one."""
    found = []
    for one in asked:
        best = max(one.evidence[:_CANDIDATES], key=lambda evidence: _weight(evidence, one), default=None)
        passages = select(one.question, [best], 1, _SENTENCES) if best else []
        for passage in passages:
            chunks = (passage.best, *(chunk for chunk in passage.chunks if chunk is not passage.best))
            is_named = one.shares.get(passage.item_id, 0.0) >= _NAMED
            found.append(FoundSide(one.side.name, passage.item, chunks, is_named))
    return found


def _weight(evidence: Evidence, asked: Asked) -> float:
    """Weigh an item: how near it is to what is asked, how much it says of the side, whether it states what is asked for."""
    stated = asked.question.spec.stated if asked.question.spec else None
    fine = (result.chunk.text for result in evidence.results if not result.chunk.is_whole)
    states = stated is not None and any(stated(normalize(text)) for text in fine)
    said = asked.shares.get(evidence.citation_id, 0.0) + (evidence.citation_id in asked.called)
    return evidence.score + COVERAGE_BONUS * said + STATED_BONUS * states
