"""Finds again in the document what an answer told: its numbers, and the things that it listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from answer.models.told import AmongTold, End, Told
from index.normalize import normalize
from ingest.facts import Fact, facts_in
from ingest.models import Closing, Goal, Measure, PolicyDocument, Sentence

_LEAST_LISTED = 3
_LEAD = re.compile(r"\*\*([^*]+)\*\*")
_SHORT = 80
"""Characters of an answer that says nothing but what was asked."""
_PHRASES = re.compile(r"[^，,；;。：:]+")
_BETWEEN = re.compile(r"、|和|以及|及(?!其)")
_LEADS = re.compile(r"^.*(?:包括|包含|分为|设有?|是指|(?<!其)有|为|由)")
_ENDS = re.compile(r"等[^、]{0,12}$")


def told_in(answer: str, cited: Sequence[str], document: PolicyDocument) -> tuple[Told, ...]:
    """Return the numbers that an answer told and the items that it was about state, in the order of these items.

    Args:
        answer: as it was given.
        cited: the ids of the items.
        document: has them.
    """
    numbers = {_key(fact) for fact in facts_in(answer)}
    said = _pairs(answer)
    found: list[Told] = []
    for item in cited:
        left = set(numbers)
        # A number that several sentences state is told by the one that says most of the answer.
        for sentence in sorted(_sentences(item, document), key=lambda one: -len(_pairs(one.text) & said)):
            stated = [fact for fact in facts_in(sentence.text) if _key(fact) in left]
            found += [Told(item, sentence, fact) for fact in stated]
            left -= {_key(fact) for fact in stated}
    return tuple(sorted(found, key=lambda one: (one.sentence.start, one.fact.start)))


def main_point(answer: str) -> str:
    """Return what an answer told as the point, rather than quoted with it: what leads it, or all of a short one."""
    led = _LEAD.findall(answer)
    return " ".join(led) or (answer if len(answer) <= _SHORT else "")


def tells_nothing_new(quotes: Sequence[str], answers: Sequence[str], states: Callable[[str], object]) -> bool:
    """Tell whether sentences state some number of a kind, and answers before told each of these numbers.

    Args:
        quotes: the sentences.
        answers: as they were given.
        states: tells whether a normalised text states a number of that kind.
    """
    stated = {_key(fact) for quote in quotes for fact in facts_in(quote) if states(normalize(fact.text))}
    return bool(stated) and stated <= {_key(fact) for answer in answers for fact in facts_in(answer)}


def extremes(asked: AmongTold) -> dict[End, tuple[Told, ...]]:
    """Return for each end that is asked for the numbers that are it; those that tie all are."""
    values = [one.fact.value for one in asked.told]
    best = {end: max(values) if end == "most" else min(values) for end in asked.ends}
    return {end: tuple(one for one in asked.told if one.fact.value == best[end]) for end in asked.ends}


def elements_in(answer: str, cited: Sequence[str], document: PolicyDocument) -> tuple[str, Sentence, tuple[str, ...]]:
    """Return the longest list within a sentence of some items of which an answer told every element.

    Returns:
        The id of the item, the sentence and the elements as printed; no id where there is no such list.
    """
    said = normalize(answer)
    best: tuple[str, Sentence, tuple[str, ...]] = ("", Sentence("", 0, 0), ())
    for item in cited:
        for sentence in _sentences(item, document):
            for phrase in _PHRASES.findall(sentence.text):
                elements = tuple(_elements(phrase))
                is_told = all(normalize(element) in said for element in elements)
                if is_told and len(elements) >= _LEAST_LISTED and len(elements) > len(best[2]):
                    best = (item, sentence, elements)
    return best


def _elements(phrase: str) -> Iterator[str]:
    first, *rest = _BETWEEN.split(phrase.strip())
    if not rest:
        return
    yield _LEADS.sub("", first) or first
    for element in rest:
        yield _ENDS.sub("", element)


def _sentences(item: str, document: PolicyDocument) -> Sequence[Sentence]:
    found = document.item(item)
    if isinstance(found, Closing):
        return found.parts
    return found.sentences if isinstance(found, Measure | Goal) else ()


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.value, fact.unit


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(normalize(text)))
