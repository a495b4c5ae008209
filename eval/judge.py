"""Is an answer right? The rules of the question file format, without a language model."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from eval.categories import LONG
from eval.questions import JudgedQuestion
from eval.systems import Response

LENGTH, LONG_LENGTH = 700, 1500
"""Characters an answer may have; in categories whose answers are lists."""
_DROPPED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right about an answer.

    Attributes:
        right: whether all of it is.
        facts: whether every required fact is there.
        citations: whether every required citation is there and at least half of those given are right.
        short: whether it is not padded.
        refused: whether it refused.
        verbatim: whether every quote is literally in the source.
    """

    right: bool
    facts: bool
    citations: bool
    short: bool
    refused: bool
    verbatim: bool


def judge(question: JudgedQuestion, response: Response, source: str) -> Verdict:
    """Judge one answer.

    Args:
        question: the question with its gold.
        response: what the system said.
        source: the text that every quote must stand in (white space aside: line-break repairs take it out).
    """
    facts = all(has_fact(fact, response.answer) for fact in question.gold_facts)
    citations = _cites_rightly(question, response.citations)
    short = len(response.answer) <= (LONG_LENGTH if question.category in LONG else LENGTH)
    verbatim = _is_verbatim(response, source)
    answered = facts and citations and short and verbatim and not response.refused
    return Verdict(
        right=answered if question.answerable else response.refused,
        facts=facts,
        citations=citations,
        short=short,
        refused=response.refused,
        verbatim=verbatim,
    )


def fold(text: str) -> str:
    """Fold a text as gold facts are compared: NFKC, lower case, no white space, no punctuation."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


def has_fact(wordings: tuple[str, ...], text: str) -> bool:
    """Tell whether a text states a fact in one of its wordings."""
    folded = fold(text)
    return any(fold(wording) in folded for wording in wordings)


def _cites_rightly(question: JudgedQuestion, given: tuple[str, ...]) -> bool:
    all_there = all(cites & set(given) for cites in question.gold_cites)
    right = sum(cite in question.relevant for cite in given)
    return all_there and 2 * right >= len(given)


def _is_verbatim(response: Response, source: str) -> bool:
    squeezed = "".join(source.split())
    return all("".join(text.split()) in squeezed for _, text in response.quotes)
