"""Which items answer a question, and which of their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answer.answer_kinds import AnswerKind
from answer.evidence import Evidence
from answer.ownership.negation import EXCEPT
from answer.question import Question
from answer.thresholds import (
    ITEM_MARGIN,
    MOST_ITEMS,
    MOST_SENTENCES,
    SENTENCE_MARGIN,
    SEVERAL_ITEM_MARGIN,
    STATED_BONUS,
)
from index.models import SearchResult
from index.normalize import normalize
from ingest.models import Chunk, Item, Measure

_MORE = r"(?=还|另|其[他它余]|别的)"
_EXCEPTED = re.compile(
    rf"{EXCEPT}(?P<after>[^,。?;]{{2,16}}?)(?:(?:以外|之外|外(?=[,还])|,)[^。?;]{{0,14}}?)?{_MORE}"
    rf"|(?:^|(?<=[,。?;]))(?P<before>[^,。?;]{{2,16}}?)(?:以外|之外),?{_MORE}"
)
"""除了甲，还有什么: an answer that is about 甲 says what is known already."""
_ASKS_FORBIDDEN = re.compile(r"(?:哪|什么|啥)[^,。?]{0,10}(?:不能|不可以?|不得|不准|不许|不应|禁止)")
_FORBIDS = re.compile(r"[不未]|禁止|除外")
_PAIR = 2
_MANY = re.compile(r"[三四五六七]|哪些|、[^、,。?]+、")
"""Where more than two things are asked for."""
_ASKS_LIST = re.compile(
    r"哪些|哪几|哪[一二两三四五六七八九十\d]+[个项种类条]|(?:什么|啥)(?:条件|情形|情况|材料|人|事|类型)|几[种类项]"
)
_ANNOUNCES = ("：", ":")
_POINT = re.compile(r"\s*(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[.、．是]|[①-⑳])")
_LONGEST_LIST = 420
"""Characters of a list that is shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An item with the sentences of it that answer, in the order of the text.

    ``best`` answers best; ``is_whole`` says that these are all sentences, because all were asked for.
    """

    item: Item
    chunks: tuple[Chunk, ...]
    best: Chunk
    is_whole: bool = False

    @property
    def item_id(self) -> str:
        """Citation id of the item."""
        return self.best.citation_id


def select(
    question: Question,
    evidence: Sequence[Evidence],
    most_items: int = MOST_ITEMS,
    most_sentences: int = MOST_SENTENCES,
) -> list[Passage]:
    """Choose a few sentences from a few items.

    The best item always counts; another one only if it is nearly as good, or if the question asks about
    several matters. Sentences compete within what was chosen, and each item keeps its best one.
    """
    evidence = _apt(question, evidence)
    items = _items(question, _stating_first(question, evidence))[:most_items]
    ranked = [(found, sorted(_sentences(found, question), key=lambda pair: -pair[0])) for found in items]
    ranked = [(found, sentences) for found, sentences in ranked if sentences]
    chosen: list[tuple[Evidence, float, Chunk]] = [(found, *sentences[0]) for found, sentences in ranked]
    best = max((score for _, score, _ in chosen), default=0.0)
    rest = [(found, score, chunk) for found, sentences in ranked for score, chunk in sentences[1:]]
    for candidate in sorted(rest, key=lambda candidate: -candidate[1]):
        if len(chosen) < most_sentences and candidate[1] >= best - SENTENCE_MARGIN:
            chosen.append(candidate)
    return [_passage(found.item, [chunk for owner, _, chunk in chosen if owner is found]) for found, _ in ranked]


def _apt(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Leave out sentences that answer the opposite, or are about what the question leaves out of account."""
    # One sentence may name several bodies, some of them left out and some not.
    excepted = None if question.kind is AnswerKind.AGENCY else _EXCEPTED.search(question.text)
    forbids = _ASKS_FORBIDDEN.search(question.text)
    if not (excepted or forbids):
        return list(evidence)

    def is_apt(text: str) -> bool:
        is_excepted = excepted is not None and (excepted["after"] or excepted["before"]) in text
        return not is_excepted and not (forbids and "可以" in text and not _FORBIDS.search(text))

    def title(found: Evidence) -> str:
        return found.item.title if isinstance(found.item, Measure) else ""

    kept = [
        found._replace(results=tuple(one for one in found.results if is_apt(normalize(title(found) + one.chunk.text))))
        for found in evidence
    ]
    return [found for found in kept if any(not one.chunk.is_whole for one in found.results)] or list(evidence)


def _stating_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Where a fact of some kind is asked for, put the item first whose best sentence states one, if any does."""
    top = [found for found in evidence[:MOST_ITEMS] if _sentences(found, question)]
    if not top or question.spec is None or question.spec.stated is None:
        return list(evidence)
    best = max(top, key=lambda found: max(score for score, _ in _sentences(found, question)))
    return [best, *(found for found in evidence if found is not best)]


def _items(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    if not evidence:
        return []
    margin = SEVERAL_ITEM_MARGIN if question.several else ITEM_MARGIN
    most = MOST_ITEMS if question.several and _MANY.search(question.text) else 2
    near = [found for found in evidence[:most] if found.score >= evidence[0].score - margin]
    # Where it is asked which items there are, each counts.
    return near if question.asks_place else list(_adding(question, near))


def _adding(question: Question, evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Leave out what comes after two items and has no word of the question that these have not."""
    held: set[str] = set()
    for place, found in enumerate(evidence):
        text = normalize("\n".join(result.chunk.embedded_text for result in found.results))
        words = {word for word in question.words if word in text}
        if place < _PAIR or words - held or not question.words:
            yield found
        held |= words


def _sentences(found: Evidence, question: Question) -> list[tuple[float, Chunk]]:
    """Score the sentences of an item; what the question asks for counts in favour of a sentence stating it."""
    fine = [result for result in found.results if not result.chunk.is_whole]
    return [(_score(result, question), result.chunk) for result in fine]


def _score(result: SearchResult, question: Question) -> float:
    stated = question.spec.stated if question.spec else None
    states_it = stated is not None and bool(stated(normalize(result.chunk.text)))
    return result.score + (STATED_BONUS if states_it else 0.0)


def select_whole(item: Item, chunks: Sequence[Chunk]) -> Passage:
    """Choose all that an item says."""
    fine = [chunk for chunk in chunks if not (chunk.is_whole or chunk.kind == "formality")] or list(chunks)
    return _passage(item, fine, is_whole=True)


def with_list(question: Question, passage: Passage, chunks: Sequence[Chunk]) -> Passage:
    """Take in the list that a chosen sentence announces, where it is asked what is on it: 符合下列条件之一的：….

    Args:
        question: what is asked.
        passage: what was chosen.
        chunks: of the whole item.
    """
    heads = [chunk for chunk in passage.chunks if chunk.text.rstrip().endswith(_ANNOUNCES)]
    if not heads or not _ASKS_LIST.search(question.text) or passage.is_whole:
        return passage
    fine = [chunk for chunk in chunks if not chunk.is_whole]
    listed: list[Chunk] = []
    for chunk in fine[fine.index(heads[0]) + 1 :] if heads[0] in fine else ():
        if not _POINT.match(chunk.text) or sum(len(one.text) for one in listed) + len(chunk.text) > _LONGEST_LIST:
            break
        listed.append(chunk)
    kept = dict.fromkeys([*passage.chunks, *listed])
    return Passage(passage.item, tuple(sorted(kept, key=lambda chunk: chunk.start)), passage.best)


def select_within(
    question: Question,
    item: Item,
    chunks: Sequence[Chunk],
    results: Sequence[SearchResult],
    most: int = MOST_SENTENCES,
) -> Passage:
    """Choose the sentences of an item that the user named: the best found ones, or else the first ones.

    Where a fact of some kind is asked for, only what states one counts, if anything does.
    """
    ranks = {result.chunk.id: result.rank for result in results}
    fine = [chunk for chunk in chunks if not chunk.is_whole]
    stated = question.spec.stated if question.spec else None
    fine = [chunk for chunk in fine if stated and stated(normalize(chunk.text))] or fine
    told = most_told(question.said, [chunk.text for chunk in fine]) if stated or not question.words else ""
    best = sorted(fine, key=lambda chunk: (chunk.text != told, ranks.get(chunk.id, len(ranks) + 1)))[:most]
    return _passage(item, best)


def most_told(said: str, sentences: Sequence[str]) -> str:
    """Return the sentence of which most was said before; empty where nothing was."""
    pairs = set(pairwise(said))
    shares = [len(pairs & set(pairwise(normalize(one)))) for one in sentences]
    return sentences[shares.index(max(shares))] if any(shares) else ""


def _passage(item: Item, chunks: Sequence[Chunk], *, is_whole: bool = False) -> Passage:
    """Put sentences, given best first, into the order of the text."""
    return Passage(item, tuple(sorted(chunks, key=lambda chunk: chunk.start)), chunks[0], is_whole)
