"""Are the questions on many documents right? What `eval.check` proves of one document, and what only several can have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from eval.check import faults_of, repeated_ids, repeated_words
from eval.documents import Corpus
from eval.judge import fold
from eval.questions import JudgedQuestion
from eval.selections import SelectionError, select
from ingest.models import PolicyDocument

LEAST_NEAR_MISSES = 0.2
"""Of the questions on a document."""
OVERLAP = 0.05
"""Share of the 8-grams of the shorter of two documents from which on they are near-duplicates."""
_GRAM = 8


class Split(NamedTuple):
    """The questions of a split with the documents that they ask about."""

    questions: Sequence[JudgedQuestion]
    corpus: Corpus


def faults_of_documents(splits: Mapping[str, Split]) -> Iterator[str]:
    """Yield what is wrong with the questions and the splits, a line per fault."""
    everything = [question for split in splits.values() for question in split.questions]
    yield from repeated_ids(everything)
    for name, split in splits.items():
        for question in split.questions:
            for fault in _faults(question, split.corpus):
                yield f"{question.id}: {fault}"
        yield from _faults_of_split(name, split)
    yield from _near_duplicates(splits)


def _faults(question: JudgedQuestion, corpus: Corpus) -> Iterator[str]:
    document = corpus.document_of(question.document)
    if document is not None:
        yield from faults_of(question, document)
        yield from _wrong_sets(question, document)
    else:
        yield from _faults_in_library(question, corpus)
    if question.evidence and _squeezed(question.evidence) not in _squeezed(corpus.scope_of(question).source):
        yield f"the evidence is not in the document: {question.evidence[:40]}"
    if not question.answerable and not question.gold_status and not question.dialogue:
        yield "says not how it should be refused"


def _wrong_sets(question: JudgedQuestion, document: PolicyDocument) -> Iterator[str]:
    """Prove that lists are complete: counted anew out of the document's own data."""
    named = {
        "cites": {"|".join(sorted(cites)) for cites in question.gold_cites},
        "agencies": set(question.gold_agencies),
    }
    for name, expression in question.gold_set:
        try:
            found = select(expression, document)
        except SelectionError as error:
            yield str(error)
            continue
        if name in named and set(found) != named[name]:
            yield f"{name} are {sorted(named[name])}, but {expression} gives {sorted(found)}"


def _faults_in_library(question: JudgedQuestion, corpus: Corpus) -> Iterator[str]:
    """Prove a question on several documents against each that it cites."""
    by_document: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for cites in question.gold_cites:
        for name in sorted({key.partition("/")[0] for key in cites}):
            by_document[name].append(frozenset(key.partition("/")[2] for key in cites if key.startswith(f"{name}/")))
    if question.answerable != bool(by_document):
        yield "is answerable without gold_cites" if question.answerable else "is unanswerable but has gold_cites"
    unknown = sorted(by_document.keys() - corpus.documents.keys())
    if unknown:
        yield f"cites documents that are not of its split: {' '.join(unknown)}"
        return
    # Which document it is, its title says.
    titles = [fold(corpus.documents[name].title) for name in by_document]
    left = {fact for fact in question.gold_facts if not any(fold(words) in title for words in fact for title in titles)}
    for name, own_cites in by_document.items():
        own = replace(question, document=name, gold_cites=tuple(own_cites), category="library", gold_agencies=())
        found = list(faults_of(own, corpus.documents[name]))
        yield from (fault for fault in found if not fault.startswith("the cited items do not say"))
        left &= {fact for fact in left if f"the cited items do not say {' / '.join(fact)}" in found}
    for fact in left:
        yield f"no cited item says {' / '.join(fact)}"


def _faults_of_split(name: str, split: Split) -> Iterator[str]:
    by_document: defaultdict[str, list[JudgedQuestion]] = defaultdict(list)
    for question in split.questions:
        if not question.dialogue:
            by_document[question.document].append(question)
    for document, questions in by_document.items():
        yield from repeated_words(questions)
        near = sum(question.category == "unanswerable_near" for question in questions)
        if document and near < LEAST_NEAR_MISSES * len(questions):
            yield f"{name}: {document} has {near} near misses among {len(questions)} questions"
    for document in split.corpus.documents:
        if split.questions and document not in by_document:
            yield f"{name}: no question is about {document}"
    yield from _broken_dialogues(split.questions)


def _broken_dialogues(questions: Sequence[JudgedQuestion]) -> Iterator[str]:
    """Say which turns do not follow those before them."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    last = ""
    for question in questions:
        if question.dialogue and question.dialogue != last and asked[question.dialogue]:
            yield f"{question.id}: other questions stand between the turns of {question.dialogue}"
        last = question.dialogue
        if question.dialogue:
            before = [turn.content for turn in question.history if turn.role == "user"]
            if before != asked[question.dialogue]:
                yield f"{question.id}: its history is not what was asked before in {question.dialogue}"
            asked[question.dialogue].append(question.question)


def _near_duplicates(splits: Mapping[str, Split]) -> Iterator[str]:
    """Say which documents of different splits share too much of their text."""
    grams = {
        (split, name): _grams(document.source)
        for split, found in splits.items()
        for name, document in found.corpus.documents.items()
    }
    for (one, own), (other, theirs) in combinations(grams.items(), 2):
        shared = len(own & theirs) / min(len(own), len(theirs))
        if one[0] != other[0] and shared >= OVERLAP:
            yield f"{one[0]}: {one[1]} shares {shared:.2f} of its text with {other[1]} of {other[0]}"
    times = Counter(name for _, name in grams)
    yield from (f"all: {name} is in {count} splits" for name, count in times.items() if count > 1)


def _grams(text: str) -> set[str]:
    text = _squeezed(text)
    return {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
