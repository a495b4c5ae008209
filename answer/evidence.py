"""From search results to evidence: the items of the policy, each with its best chunks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from answer.models import Item, Signals
from answer.question import Question
from answer.thresholds import COSINE_WEIGHT, COVERAGE_WEIGHT
from index.models import SearchResult
from index.normalize import normalize
from ingest.chunks import make_chunks
from ingest.models import PolicyDocument

_BEST_CHUNKS = 2
"""An item is as relevant as its two best chunks: one sentence alone may match by accident."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An item of the policy with the chunks of it that were found, best first."""

    citation_id: str
    item: Item
    results: tuple[SearchResult, ...]

    @property
    def score(self) -> float:
        """Relevance; comparable only within one question."""
        return fmean(result.score for result in self.results[:_BEST_CHUNKS])


def gather(results: Sequence[SearchResult], document: PolicyDocument) -> list[Evidence]:
    """Group search results by the item that they belong to, best item first.

    Titles and signatures are left out: they are near to every question that names the city, and answer none but
    those about the document itself, which have a route of their own.
    """
    groups: dict[str, list[SearchResult]] = {}
    for result in results:
        if result.chunk.kind == "formality":
            continue
        groups.setdefault(result.chunk.citation_id, []).append(result)
    evidence = [Evidence(key, document.item(key), tuple(group)) for key, group in groups.items()]
    return sorted(evidence, key=lambda found: -found.score)


class Coverage:
    """How much of what a question is about a text holds, rare words counting most."""

    def __init__(self, document: PolicyDocument) -> None:
        """Prepare the texts of all items of the document."""
        self._texts: dict[str, str] = {}
        for chunk in make_chunks(document):
            known = self._texts.get(chunk.citation_id, "")
            self._texts[chunk.citation_id] = known + "\n" + normalize(chunk.embedded_text)

    @cached_property
    def _count(self) -> int:
        return len(self._texts)

    def text(self, citation_id: str) -> str:
        """Return the normalised text of an item, with its title and section."""
        return self._texts[citation_id]

    def occurrences(self, word: str) -> int:
        """Count the items whose text contains a normalised word."""
        return sum(word in text for text in self._texts.values())

    def rarity(self, word: str) -> float:
        """Weigh a word by how few items contain it (the idf of BM25); unknown words weigh most."""
        found = self.occurrences(word)
        return math.log(1 + (self._count - found + 0.5) / (found + 0.5))

    def share(self, question: Question, citation_id: str) -> float:
        """Return the weighted share of the question's words that an item holds, from 0 to 1."""
        return self.share_of(question, self._texts[citation_id])

    def share_of(self, question: Question, text: str) -> float:
        """Return the weighted share of the question's words that a normalised text holds, from 0 to 1."""
        total = held = 0.0
        for word in question.words:
            weight = self.rarity(word)
            total += weight
            held += weight * self._held(word, question, text)
        return held / total if total else 0.0

    def _held(self, word: str, question: Question, text: str) -> float:
        if word in text:
            return 1.0
        for expression, terms in question.synonyms.items():
            if (word in expression or expression in word) and any(normalize(term) in text for term in terms):
                return 1.0
        if word.isascii() or len(word) < 3:
            return 0.0
        # A long word cut differently in the text still shares its character pairs.
        pairs = [first + second for first, second in pairwise(word)]
        return fmean(pair in text for pair in pairs)


def measure_support(question: Question, evidence: Sequence[Evidence], coverage: Coverage, cosine: float) -> Signals:
    """Measure, in absolute terms, how well the best evidence supports an answer.

    Args:
        question: what is asked.
        evidence: the items found, best first.
        coverage: weighs the question's words.
        cosine: of the matter of the question and its nearest chunk.
    """
    share = max((coverage.share(question, found.citation_id) for found in evidence[:3]), default=0.0)
    return Signals(cosine, share, COSINE_WEIGHT * cosine + COVERAGE_WEIGHT * share)
