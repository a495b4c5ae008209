"""Finds what a document gives somebody: the clauses that speak of a group and give money, relief or help, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.find.definition import plain
from answer.words.lists import word_list
from index.search_index import SearchIndex
from ingest.models import Chunk, Goal, Measure

_MOST = 4
_MONEY, _HELP, _NEAR, _GENERAL = 1.0, 0.4, 1.5, -0.4
"""What a sentence gains by giving money or relief, by giving other help, by being the nearest in the search, by standing
in no measure but among aims and principles."""
_MARGIN = 1.0
"""What is further behind the best is left out, where a document speaks of a group here and there."""
_COMMON = 0.25
"""A word in more than this share of the items bounds nothing."""
_FOUND = 10
"""Chunks among which a clause must be found for a word that no clause says."""
_OF_SCOPE = re.compile(r"所[称指]|适用于|适用本|以下[简统]称")
_QUERY = "{group}能得到什么补贴、奖励、减免和支持"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence that gives something, with how well it answers; where it stands."""

    chunk: Chunk
    score: float
    section: str


class Benefits:
    """Chooses among the sentences of one document."""

    def __init__(self, index: SearchIndex) -> None:
        """Take the open document."""
        self._index = index
        self._document = index.document
        self._own = plain(index.document.title)

    def find(self, audience: Sequence[str], words: Sequence[str]) -> tuple[Chunk, ...]:
        """Return a few sentences that give something, in the order of the document.

        Args:
            audience: what those are called that it is asked for; nobody in particular if empty.
            words: the matters that it is asked of, one sentence each; one alone only comes first.
        """
        near = self._nearness(_QUERY.format(group=audience[0] if audience else "") + "。" + "、".join(words))
        clauses = [clause for chunk in self._index.chunks if (clause := self._clause(chunk, audience, near))]
        best = sorted(clauses, key=lambda clause: -clause.score)
        if audience and not any(name in self._own for name in audience):
            best = [clause for clause in best if clause.score >= best[0].score - _MARGIN]
        rare = self._rare(words)
        if len(rare) > 1:
            chosen = list(dict.fromkeys(filter(None, (self._of_word(word, best) for word in rare))))
        else:
            says = [clause for clause in best if any(word in self._text(clause.chunk) for word in rare)]
            chosen = _spread([*says, *(clause for clause in best if clause not in says)])
        return tuple(sorted({one.chunk for one in chosen[:_MOST]}, key=lambda chunk: chunk.start))

    def _of_word(self, word: str, best: Sequence[_Clause]) -> _Clause | None:
        """Return the best clause that says a word, or else that is found for it."""
        for clause in best:
            if word in self._text(clause.chunk):
                return clause
        found = [result.chunk.id for result in self._index.search(word)[:_FOUND]]
        return next((clause for key in found for clause in best if clause.chunk.id == key), None)

    def _rare(self, words: Sequence[str]) -> list[str]:
        """Return the words that tell some items from the others."""
        items: tuple[Measure | Goal, ...] = (*self._document.measures, *self._document.goals)
        texts = [plain(item.text) for item in items]
        return [word for word in words if sum(word in text for text in texts) <= _COMMON * len(texts) + 1]

    def _nearness(self, query: str) -> dict[str, float]:
        """Return how near the chunks are to a query, from 1 for the nearest."""
        results = self._index.search(query)
        return {result.chunk.id: 1 - place / len(results) for place, result in enumerate(results)}

    def _clause(self, chunk: Chunk, audience: Sequence[str], near: dict[str, float]) -> _Clause | None:
        """Weigh a sentence; None if it gives nothing, or speaks of others."""
        text = plain(chunk.text)
        if chunk.is_whole or chunk.kind not in ("sentence", "scenario") or _OF_SCOPE.search(text):
            return None
        gives = word_list("gives")
        money = any(word in text for word in gives["MONEY"])
        if not money and not any(word in text for word in gives["HELP"]):
            return None
        if audience and not self._speaks_of(audience, chunk):
            return None
        item = self._document.item(chunk.citation_id)
        score = (_MONEY if money else _HELP) + _NEAR * near.get(chunk.id, 0.0)
        score += _GENERAL if isinstance(item, Goal) else 0.0
        return _Clause(chunk, score, item.section if isinstance(item, Measure) else "")

    def _speaks_of(self, audience: Iterable[str], chunk: Chunk) -> bool:
        """Tell whether a sentence or its title speaks of a group, or all of the document is about it."""
        return any(name in self._own or name in self._text(chunk) for name in audience)

    def _text(self, chunk: Chunk) -> str:
        item = self._document.item(chunk.citation_id)
        return plain((item.title if isinstance(item, Measure) else "") + chunk.text)


def _spread(best: Sequence[_Clause]) -> list[_Clause]:
    """Take the best of each item, those of sections not seen yet first."""
    items: set[str] = set()
    sections: set[str] = set()
    first: list[_Clause] = []
    rest: list[_Clause] = []
    for clause in best:
        if clause.chunk.citation_id in items:
            continue
        items.add(clause.chunk.citation_id)
        (rest if clause.section and clause.section in sections else first).append(clause)
        sections.add(clause.section)
    return [*first, *rest]
