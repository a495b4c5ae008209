"""From search results to evidence: the items of the policy, each with its best chunks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from answer.models import Signals
from answer.question import Question
from answer.scope import speaks_of_subject
from answer.thresholds import (
    COVERAGE_BONUS,
    LINE,
    MATTER_WEIGHT,
    PLAIN_LINE,
    PLAIN_UNIT,
    PLAIN_WEIGHTS,
    SIGNAL_WEIGHTS,
    WORD_LINE,
    WORD_WEIGHTS,
)
from index.anchors import NOTHING_NEAR, Nearness
from index.models import SearchResult
from index.normalize import normalize
from index.remembered import remembered
from ingest.chunks import make_chunks
from ingest.models import CLOSING_ID, PREAMBLE_ID, Closing, Item, Notice, PolicyDocument, Scenario
from ingest.row_text import further_text

_LONG_WORD = 3
"""Characters of a word that names a row though it is but a small part of its name."""
_MOST_KNOWN = 20_000
"""Words whose occurrences are remembered, so that nobody can fill the memory by asking."""
_REMEMBERED = 256
_BEST_CHUNKS = 2
"""An item is as relevant as its two best chunks: one sentence alone may match by accident."""


class Evidence(NamedTuple):
    """An item of the policy with the chunks of it that were found, best first.

    Attributes:
        citation_id: of the item.
        item: the measure, row, goal, closing provisions or notice.
        results: its chunks, best first.
        score: relevance; comparable only within one question.
    """

    citation_id: str
    item: Item
    results: tuple[SearchResult, ...]
    score: float


def gather(
    question: Question,
    results: Sequence[SearchResult],
    coverage: Coverage,
    near: Nearness | None = None,
    about: Mapping[str, float] | None = None,
) -> list[Evidence]:
    """Group search results by the item that they belong to, best item first.

    Titles and signatures are left out unless the question is as people ask about just these: they are near to every
    question that names the city. So are rows of the annex with which the question
    has no word in common: they are so short that they are near to anything.

    Args:
        question: what is asked.
        results: of the search.
        coverage: weighs the question's words.
        near: what else the question is near to.
        about: by citation id, the log-probability that it is about an item, where that is known.
    """
    groups: dict[str, list[SearchResult]] = {}
    said = near.chunks if near and near.covers else {}
    nearest = max(said.values(), default=1.0)
    for result in results:
        if result.chunk.kind != "formality" or said.get(result.chunk.id, 0.0) == nearest:
            groups.setdefault(result.chunk.citation_id, []).append(result)
    about = about or {}
    least = min(about.values(), default=0.0)
    terms = [normalize(term) for terms in question.synonyms.values() for term in terms]
    shares = coverage.shares(question)
    bonuses = {key: COVERAGE_BONUS * shares[key] + MATTER_WEIGHT * about.get(key, least) for key in groups}
    items = ((key, coverage.document.item(key), tuple(group)) for key, group in groups.items())
    evidence = [
        Evidence(key, item, group, _relevance(item, group) + bonuses[key])
        for key, item, group in items
        if not isinstance(item, Scenario)
        or _is_named(item, coverage.name(item), question, terms)
        or any(word in coverage.further(item) for word in question.words)
    ]
    return sorted(evidence, key=lambda found: -found.score)


def _relevance(item: Item, results: Sequence[SearchResult]) -> float:
    # The paragraphs of a notice have nothing to do with each other, nor have the closing provisions.
    best = results[: 1 if isinstance(item, Notice | Closing) else _BEST_CHUNKS]
    return sum([result.score for result in best]) / len(best)


def _is_named(row: Scenario, name: str, question: Question, terms: Sequence[str]) -> bool:
    said = [word for word in question.words if word in name]
    is_most = 2 * sum(map(len, said)) >= len(row.name)
    return is_most or any(len(word) >= _LONG_WORD for word in said) or any(term in name for term in terms)


class _Needle(NamedTuple):
    """A word of a question, what counts as finding it, and the character pairs that count in part."""

    weight: float
    forms: tuple[str, ...]
    pairs: tuple[str, ...]

    def share_in(self, text: str) -> float:
        if any(form in text for form in self.forms):
            return 1.0
        return sum(pair in text for pair in self.pairs) / len(self.pairs) if self.pairs else 0.0


class Coverage:
    """How much of what a question is about a text holds, rare words counting most."""

    def __init__(self, document: PolicyDocument) -> None:
        """Prepare the texts of all items of the document."""
        self.document = document
        self._known: dict[str, frozenset[str]] = {}
        # The words of a question are looked for in every item, at several places on its way.
        self._needles = remembered(self._make_needles, _REMEMBERED)
        self._shares = remembered(self._make_shares, _REMEMBERED)
        self._names = {row.id: normalize(f"{row.name} {row.domain}") for row in document.scenarios}
        self._further = {row.id: normalize(further_text(row)) for row in document.scenarios}
        self._texts: dict[str, str] = {}
        for chunk in make_chunks(document):
            known = self._texts.get(chunk.citation_id, "")
            self._texts[chunk.citation_id] = known + "\n" + normalize(chunk.embedded_text)

    @cached_property
    def _count(self) -> int:
        return len(self._texts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The citation ids of all items."""
        return tuple(self._texts)

    def share_of_words(self, words: Sequence[str], citation_id: str) -> float:
        """Return the weighted share of some normalised words that an item holds, from 0 to 1."""
        weights = {word: self.rarity(word) for word in words}
        text = self._texts[citation_id]
        total = sum(weights.values())
        return sum(weight for word, weight in weights.items() if word in text) / total if total else 0.0

    def text(self, citation_id: str) -> str:
        """Return the normalised text of an item, with its title and section."""
        return self._texts[citation_id]

    def name(self, row: Scenario) -> str:
        """Return the normalised name and domain of a row."""
        return self._names[row.id]

    def further(self, row: Scenario) -> str:
        """Return what a row says besides its name and domain and whose it is, normalised; empty if nothing."""
        return self._further[row.id]

    def occurrences(self, word: str) -> int:
        """Count the items whose text contains a normalised word."""
        return len(self._holders(word))

    def _holders(self, word: str) -> frozenset[str]:
        """Return the ids of the items whose text contains a normalised word."""
        known = self._known.get(word)
        if known is None:
            known = frozenset(item for item, text in self._texts.items() if word in text)
            if len(self._known) < _MOST_KNOWN:
                self._known[word] = known
        return known

    def tasks_with(self, word: str) -> int:
        """Count the measures, rows and goals whose text contains a normalised word."""
        holders = self._holders(word)
        return len(holders) - (PREAMBLE_ID in holders) - (CLOSING_ID in holders)

    def rarity(self, word: str) -> float:
        """Weigh a word by how few items contain it (the idf of BM25); unknown words weigh most."""
        found = self.occurrences(word)
        return math.log(1 + (self._count - found + 0.5) / (found + 0.5))

    def share(self, question: Question, citation_id: str) -> float:
        """Return the weighted share of the question's words that an item holds, from 0 to 1."""
        return self.shares(question)[citation_id]

    def shares(self, question: Question) -> Mapping[str, float]:
        """Return what `share` gives for every item, by its citation id."""
        return self._shares(question.words, tuple(question.synonyms.items()))

    def most(self, question: Question) -> float:
        """Return the largest weighted share of the question's words that any item holds, from 0 to 1."""
        return max(self.shares(question).values(), default=0.0)

    def share_of(self, question: Question, text: str) -> float:
        """Return the weighted share of the question's words that a normalised text holds, from 0 to 1."""
        needles = self._needles(question.words, tuple(question.synonyms.items()))
        held = sum(needle.weight * needle.share_in(text) for needle in needles)
        total = sum(needle.weight for needle in needles)
        return held / total if total else 0.0

    def _make_shares(
        self, words: tuple[str, ...], synonyms: tuple[tuple[str, tuple[str, ...]], ...]
    ) -> dict[str, float]:
        """Return by citation id what `share_of` gives for its text, without reading each text for each word."""
        needles = self._needles(words, synonyms)
        shares = dict.fromkeys(self._texts, 0.0)
        for needle in needles:
            whole = frozenset[str]().union(*map(self._holders, needle.forms))
            for item in whole:
                shares[item] += needle.weight
            for pair in needle.pairs:
                for item in self._holders(pair) - whole:
                    shares[item] += needle.weight / len(needle.pairs)
        total = sum(needle.weight for needle in needles)
        return {item: share / total if total else 0.0 for item, share in shares.items()}

    def unknown(self, question: Question) -> float:
        """Return the share of the question's words that neither the document nor the lexicon has, from 0 to 1."""
        lost = [
            word
            for word in question.words
            if not self.occurrences(word)
            and not any(word in expression or expression in word for expression in question.synonyms)
        ]
        return len(lost) / len(question.words) if question.words else 0.0

    def _make_needles(
        self, words: tuple[str, ...], synonyms: tuple[tuple[str, tuple[str, ...]], ...]
    ) -> tuple[_Needle, ...]:
        return tuple(
            _Needle(
                self.rarity(word),
                (
                    word,
                    *(["人工智能"] if word == "ai" else []),
                    *(
                        normalize(term)
                        for expression, terms in synonyms
                        if word in expression or expression in word
                        for term in terms
                    ),
                ),
                # A long word cut differently in the text still shares its character pairs.
                () if word.isascii() or len(word) < _LONG_WORD else tuple(map("".join, pairwise(word))),
            )
            for word in words
        )


def measure_support(
    question: Question, evidence: Sequence[Evidence], coverage: Coverage, near: Nearness | None
) -> Signals:
    """Measure, in absolute terms, how well the best evidence supports an answer.

    Args:
        question: what is asked.
        evidence: the items found, best first.
        coverage: weighs the question's words.
        near: what else the question is near to; None where there is no model to tell, nor any cosine.
    """
    has_model, near = near is not None, near or NOTHING_NEAR
    dense = (result.dense for found in evidence for result in found.results if result.dense is not None)
    first = coverage.text(evidence[0].citation_id) if evidence else ""
    cosine = max(dense, default=0.0)
    signals = Signals(
        cosine=cosine,
        coverage=max((coverage.share(question, found.citation_id) for found in evidence[:3]), default=0.0),
        held=sum(coverage.rarity(word) for word in question.words if word in first),
        unknown=coverage.unknown(question),
        lexicon=near.lexicon,
        other=near.other,
        subject=float(speaks_of_subject(question.text)),
        topic=0.0,
        support=0.0,
    )
    if not has_model:
        weights, line, unit = WORD_WEIGHTS, WORD_LINE, 1.0
    elif near.covers:
        weights, line, unit = SIGNAL_WEIGHTS, LINE, 1.0
    else:
        weights, line, unit = PLAIN_WEIGHTS, PLAIN_LINE, PLAIN_UNIT
    weighed = sum(weight * getattr(signals, name) for name, weight in weights.items())
    topic = (weighed - line) / unit
    return replace(signals, topic=topic, support=topic)
