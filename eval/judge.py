"""Is an answer right? The rules of the question file format, without a language model."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from answer.models import Answer
from eval.questions import JudgedQuestion

_LONG_CATEGORIES = frozenset({"agency_tasks", "list_aggregate", "annex"})
_LENGTH, _LONG_LENGTH = 700, 1500
_DROPPED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right about an answer.

    Attributes:
        right: whether all of it is.
        first_citation: whether the first citation is a right one; None where nothing must be cited.
        facts: whether every required fact is there.
        citations: whether every required citation is there and at least half of those given are right.
        short: whether it is not padded.
        refused: whether it refused.
        verbatim: whether every quote is literally in the source.
    """

    right: bool
    first_citation: bool | None
    facts: bool
    citations: bool
    short: bool
    refused: bool
    verbatim: bool


def judge(question: JudgedQuestion, answer: Answer, source: str) -> Verdict:
    """Judge one answer.

    Args:
        question: the question with its gold.
        answer: what the assistant said.
        source: the text that every quote must stand in (white space aside: line-break repairs take it out).
    """
    given = [citation.id for citation in answer.citations]
    facts = _has_facts(question, answer.body)
    citations = _cites_rightly(question, given)
    short = len(answer.body) <= (_LONG_LENGTH if question.category in _LONG_CATEGORIES else _LENGTH)
    verbatim = _is_verbatim(answer, source)
    right = (
        (facts and citations and short and verbatim and not answer.refused) if question.answerable else answer.refused
    )
    return Verdict(
        right=right,
        first_citation=bool(given and given[0] in question.relevant) if question.gold_cites else None,
        facts=facts,
        citations=citations,
        short=short,
        refused=answer.refused,
        verbatim=verbatim,
    )


def fold(text: str) -> str:
    """Fold a text as gold facts are compared: NFKC, lower case, no white space, no punctuation."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


def _has_facts(question: JudgedQuestion, text: str) -> bool:
    folded = fold(text)
    return all(any(fold(fact) in folded for fact in facts) for facts in question.gold_facts)


def _cites_rightly(question: JudgedQuestion, given: list[str]) -> bool:
    all_there = all(cites & set(given) for cites in question.gold_cites)
    right = sum(cite in question.relevant for cite in given)
    return all_there and 2 * right >= len(given)


def _is_verbatim(answer: Answer, source: str) -> bool:
    squeezed = "".join(source.split())
    return all("".join(quote.text.split()) in squeezed for citation in answer.citations for quote in citation.quotes)
