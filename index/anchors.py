"""Texts that are no part of the policy but tell what a question is near to.

An anchor is a line of the lexicon (a term of the policy with what people call it), a sentence of the policy in plain
words, or another topic of daily life. A question that resembles what people call a term is probably about it, though it
has no word in common with the policy; one that resembles another topic more than anything here is probably about that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.normalize import normalize
from ingest.chunks import make_chunks
from ingest.lexicon import read_other_topics, read_plain_words, read_synonyms, text_of_plain_words
from ingest.models import PolicyDocument

_ENOUGH = 3
"""So many sentences in plain words for each chunk that they lead to show that what they say was said in full."""
_MOST_ITEMS = 5
"""A term that more items contain singles none of them out."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A text with the ids of the chunks that it leads to; none for another topic.

    Attributes:
        text: the text.
        chunks: the ids.
        is_plain: whether it says in plain words what the chunks say, and was written for their document.
    """

    text: str
    chunks: tuple[str, ...] = ()
    is_plain: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a question is to anchors, as cosines.

    Attributes:
        chunks: by id of a chunk, of the nearest line of the lexicon that leads to it.
        lexicon: of the nearest line of the lexicon, 0 if there is none.
        other: of the nearest other topic, 0 if there is none.
        covers: whether the lexicon leads to most of the document, so that being far from it means something.
    """

    chunks: Mapping[str, float]
    lexicon: float
    other: float
    covers: bool = False


NOTHING_NEAR = Nearness({}, 0.0, 0.0)


def make_anchors(document: PolicyDocument) -> tuple[Anchor, ...]:
    """Return the anchors of a document: what people call its terms, its sentences in plain words, other topics.

    Raises:
        MetadataError: if one of the files cannot be read.
    """
    chunks = make_chunks(document)
    texts = {chunk.id: normalize(chunk.text) for chunk in chunks}
    labels = {row.id: row.label for row in document.scenarios}
    anchors = []
    for line in read_synonyms():
        term = normalize(line.term)
        found = [chunk for chunk in chunks if term in texts[chunk.id]]
        # The expressions in other scripts would drag the whole line away from Chinese questions.
        said = [expression for expression in line.expressions if not expression.isascii()]
        if found and said and len({chunk.citation_id for chunk in found}) <= _MOST_ITEMS:
            anchors.append(Anchor(f"{line.term}：{'、'.join(said)}", tuple(chunk.id for chunk in found)))
    # Written for one text: in another one 附件第3项 is something else, and so is what was fitted with them.
    for line in read_plain_words() if text_of_plain_words() in ("", document.text_digest) else ():
        said_of = normalize(line.term)
        leads_to = tuple(
            chunk.id for chunk in chunks if said_of in texts[chunk.id] or line.term == labels.get(chunk.citation_id)
        )
        anchors += [Anchor(expression, leads_to, is_plain=True) for expression in line.expressions if leads_to]
    return (*anchors, *map(Anchor, read_other_topics()))


class AnchorIndex:
    """The vectors of anchors."""

    def __init__(self, anchors: Sequence[Anchor], vectors: NDArray[np.float32]) -> None:
        """Take anchors and their unit vectors (shape: number of anchors, dimensions)."""
        self._vectors = vectors
        plain = [anchor for anchor in anchors if anchor.is_plain]
        led_to = {chunk for anchor in plain for chunk in anchor.chunks}
        self._covers = bool(led_to) and len(plain) >= _ENOUGH * len(led_to)
        self._leading, self._others = (
            np.array([place for place, anchor in enumerate(anchors) if bool(anchor.chunks) is leads], dtype=np.intp)
            for leads in (True, False)
        )
        by_chunk: dict[str, list[int]] = {}
        for place, anchor in enumerate(anchors):
            for chunk in anchor.chunks:
                by_chunk.setdefault(chunk, []).append(place)
        self._chunks = tuple(by_chunk)
        # The anchors of each chunk behind one another, and where those of each begin.
        self._places = np.array([place for places in by_chunk.values() for place in places], dtype=np.intp)
        lengths = [0, *(len(places) for places in by_chunk.values())]
        self._starts = np.cumsum(lengths[:-1], dtype=np.intp)

    def near(self, vector: Sequence[float] | NDArray[np.float32]) -> Nearness:
        """Compare a question's unit vector with every anchor."""
        if not len(self._vectors):
            return NOTHING_NEAR
        # Not with BLAS: its threads keep the cores busy that other visitors need.
        cosines = np.einsum("ij,j->i", self._vectors, np.asarray(vector, dtype=np.float32))
        best = np.maximum.reduceat(cosines[self._places], self._starts).tolist() if self._chunks else []
        chunks = dict(zip(self._chunks, best, strict=True))
        lexicon = float(cosines[self._leading].max(initial=0.0))
        other = float(cosines[self._others].max(initial=0.0))
        return Nearness(chunks, lexicon, other, self._covers)
