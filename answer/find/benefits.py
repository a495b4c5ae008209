"""Finds what a document gives somebody: the clauses that speak of a group and give money, relief or help, best first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answer.find.definition import plain
from answer.words.lists import word_list
from index.search_index import SearchIndex
from ingest.models import Chunk, Goal, Item, Measure

_MOST, _MOST_ITEMS = 8, 4
"""Sentences, and items that they stand in."""
_MONEY, _HELP, _NEAR, _GENERAL = 1.0, 0.4, 1.5, -0.4
"""What a sentence gains by giving money or relief, by giving other help, by being the nearest in the search, by standing
in no measure but among aims and principles."""
_MARGIN = 1.0
"""What is further behind the best is left out, where a document speaks of a group here and there."""
_COMMON = 0.25
"""A word in more than this share of the items bounds nothing."""
_OF_SCOPE = re.compile(r"所[称指]|适用于|适用本|以下[简统]称")
_QUERY = "{group}能得到什么补贴、奖励、减免和支持"
_SHORTEST, _LONG = 14, 240
"""Characters of what says something; of a sentence of which only the part that gives something is quoted."""
_KINDS = ("sentence", "scenario")
SCOPE_HEAD = re.compile(r"(?:支持|适用|服务|扶持|资助|保障|救助)(?:的)?(?:对象|范围)")
"""Heads what says to whom a document applies."""
_PARTS = re.compile(r"[^；;]+[；;]?")


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
        """Return what gives something, best first: one sentence of each item, then more of them.

        Args:
            audience: what those are called that it is asked for; nobody in particular if empty.
            words: the matters that it is asked of, one sentence each; one alone only comes first.
        """
        near = self._nearness(_QUERY.format(group=audience[0] if audience else "") + "。" + "、".join(words))
        given = [clause for chunk in self._index.chunks if (clause := self._clause(chunk, near))]
        given.sort(key=lambda clause: -clause.score)
        best = [clause for clause in given if not audience or self._speaks_of(audience, clause.chunk)]
        if audience and not any(name in self._own for name in audience):
            best = [clause for clause in best if clause.score >= best[0].score - _MARGIN]
        rare = self._rare(words)
        says = [clause for clause in best if any(word in self._text(clause.chunk) for word in rare)]
        spread = _spread([*says, *(clause for clause in best if clause not in says)])
        chosen = [self._giving(clause.chunk) for clause in spread]
        if len(rare) > 1:
            of_words = [chunk for word in rare if (chunk := self._of_word(word, [*best, *given]))]
            # What is found for no word leaves room for others.
            chosen = list(dict.fromkeys([*of_words, *chosen]))[: len(rare)]
        return tuple(dict.fromkeys(chosen))[:_MOST]

    def _of_word(self, word: str, best: Sequence[_Clause]) -> Chunk | None:
        """Return the best sentence that gives something and says a word, or else one of the nearest item."""
        for clause in best:
            if word in self._text(clause.chunk):
                return self._giving(clause.chunk)
        found = (result.chunk for result in self._index.search(word) if not result.chunk.is_whole)
        nearest = next(found, None)
        for clause in best:
            if nearest and clause.chunk.citation_id == nearest.citation_id:
                return self._giving(clause.chunk)
        is_apt = nearest is not None and nearest.kind in _KINDS and len(nearest.text) >= _SHORTEST
        return nearest if nearest and is_apt and not self._takes(nearest) else None

    @staticmethod
    def _giving(chunk: Chunk) -> Chunk:
        """Return a sentence, or of a long one the first part that gives something."""
        parts = list(_PARTS.finditer(chunk.text)) if len(chunk.text) > _LONG else []
        for words in (word_list("gives")["MONEY"], word_list("gives")["HELP"]):
            for part in parts:
                if any(word in part.group() for word in words):
                    start = chunk.start + part.start()
                    return replace(chunk, text=part.group(), start=start, end=start + len(part.group()))
        return chunk

    def _rare(self, words: Sequence[str]) -> list[str]:
        """Return the words that tell some items from the others."""
        items: tuple[Measure | Goal, ...] = (*self._document.measures, *self._document.goals)
        texts = [plain(item.text) for item in items]
        return [word for word in words if sum(word in text for text in texts) <= _COMMON * len(texts) + 1]

    def _nearness(self, query: str) -> dict[str, float]:
        """Return how near the chunks are to a query, from 1 for the nearest."""
        results = self._index.search(query)
        return {result.chunk.id: 1 - place / len(results) for place, result in enumerate(results)}

    def _clause(self, chunk: Chunk, near: dict[str, float]) -> _Clause | None:
        """Weigh a sentence; None if it gives nothing, or takes something back."""
        text = plain(chunk.text)
        if chunk.is_whole or chunk.kind not in _KINDS or _OF_SCOPE.search(text):
            return None
        gives = word_list("gives")
        money = any(word in text for word in gives["MONEY"])
        if not money and not any(word in text for word in gives["HELP"]):
            return None
        item = self._document.item(chunk.citation_id)
        if text.endswith(":") or self._takes(chunk) or _is_of_scope(item):
            return None
        score = (_MONEY if money else _HELP) + _NEAR * near.get(chunk.id, 0.0)
        score += _GENERAL if isinstance(item, Goal) else 0.0
        return _Clause(chunk, score, item.section if isinstance(item, Measure) else "")

    @staticmethod
    def _takes(chunk: Chunk) -> bool:
        """Tell whether a sentence takes something back, or forbids it."""
        return any(word in plain(chunk.text) for word in word_list("gives")["TAKE"])

    def _speaks_of(self, audience: Iterable[str], chunk: Chunk) -> bool:
        """Tell whether a sentence or its title speaks of a group, or all of the document is about it."""
        return any(name in self._own or name in self._text(chunk) for name in audience)

    def _text(self, chunk: Chunk) -> str:
        item = self._document.item(chunk.citation_id)
        return plain((item.title if isinstance(item, Measure) else "") + chunk.text)


def _is_of_scope(item: Item) -> bool:
    """Tell whether a paragraph says to whom a document applies."""
    return isinstance(item, Goal) and SCOPE_HEAD.search(item.section) is not None


def _spread(best: Sequence[_Clause]) -> list[_Clause]:
    """Take the best of some items, those of sections not seen yet first; behind them the second and third of each."""
    rounds: list[tuple[int, bool, _Clause]] = []
    times: Counter[str] = Counter()
    sections: set[str] = set()
    for clause in best:
        nth = times[clause.chunk.citation_id]
        is_new = bool(clause.section) and clause.section not in sections
        rounds.append((nth, nth > 0 or not is_new, clause))
        times[clause.chunk.citation_id] += 1
        sections.add(clause.section)
    ordered = [clause for _, _, clause in sorted(rounds, key=lambda one: one[:2])]
    items = list(dict.fromkeys(clause.chunk.citation_id for clause in ordered))[:_MOST_ITEMS]
    return [clause for clause in ordered if clause.chunk.citation_id in items]
