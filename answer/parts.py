"""A question about several matters, cut into one question for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from answer.answer_kinds import FRAMES, kind_of
from answer.asking import ASKS
from answer.lexicon import own_words
from answer.question import ASKS_PLACE, Question

_CLAUSE_END = re.compile(r"(?P<strong>[?？;；。!！]+)|[,，]")
_JOINTS = re.compile(
    r"[,，;；。?？、]|以及|还有|并且|(?<=[\u3400-\u9fff])(?<!谁)(?:和|与|跟|同|及|又)(?=[\u3400-\u9fff\"“《])|还是|\bvs\b|\band\b"
)
_JOINED = re.compile(r"以及|还有|和|与|跟|同|及|、|\band\b")
_TOGETHER = re.compile(r"分别|各[自是怎有]?|都")
_WHERE = "{}在哪条"
_ENUMERATED = re.compile(r"^(?P<asked>[^:]{2,30}):(?P<matters>[^,。?!;:、]{1,12}(?:、[^,。?!;:、]{1,12}){1,3})")
"""企业能拿到哪些支持：算力、资金、场景."""
_IN_VIEW_OF = "{matter}方面{asked}"
_MOST = 4
_ELLIPTIC = 8

Words = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One matter of a question.

    Attributes:
        text: what is asked of it.
        leans: whether it names no matter of its own, so that it is about the one before.
        follows: whether only a comma stands before it.
    """

    text: str
    leans: bool = False
    follows: bool = False


def split_clauses(text: str, words: Words) -> list[Part]:
    """Cut a question into the clauses that each ask something; none if fewer than two do.

    A clause that asks nothing belongs to the next one that does, and one that only asks the same matter further
    to the one before.
    """
    parts: list[Part] = []
    held = 0
    strong = False
    for end in [*_CLAUSE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        clause = text[held:stop].strip(" ,，。;；?？!！、:：")
        is_strong = end is None or end["strong"] is not None
        if not clause or not ASKS.search(clause):
            continue
        elliptic = bool(parts) and clause.endswith("呢") and len(clause) <= _ELLIPTIC
        part = Part(clause, leans=elliptic or not own_words(clause, words), follows=bool(parts) and not strong)
        if parts and _belongs(part, parts[-1]):
            parts[-1] = Part(f"{parts[-1].text}，{part.text}", parts[-1].leans, parts[-1].follows)
        else:
            parts.append(part)
        held, strong = end.end() if end else stop, is_strong
    return parts if 1 < len(parts) <= _MOST else []


def _belongs(part: Part, before: Part) -> bool:
    """Tell whether a clause only goes on asking what the one before asks."""
    if part.text.startswith(("还是", "或者")):
        return True
    if not part.leans:
        return False
    asked, first = kind_of(part.text), kind_of(before.text)
    if _TOGETHER.search(part.text):
        return True
    return part.follows and (asked is None or first is None or asked.kind is first.kind)


def split_matters(question: Question, words: Words) -> list[Part]:
    """Return the matters that a question may ask the same of, each with words of its own; none if it is about one.

    Whether they are matters of the policy is for retrieval to say.
    """
    listed = _ENUMERATED.match(question.text)
    if listed:
        asked = listed["asked"]
        return [Part(_IN_VIEW_OF.format(matter=one, asked=asked)) for one in listed["matters"].split("、")]
    pieces = [piece.strip() for piece in _JOINTS.split(question.text)]
    parts = [piece for piece in pieces if own_words(piece, words)]
    if not 1 < len(parts) <= _MOST or not (question.several or _JOINED.search(question.text)):
        return []
    return [Part(_asked(part, question)) for part in parts]


def _asked(part: str, question: Question) -> str:
    """Ask of a matter what the whole question asks, if it does not say so itself."""
    frame = FRAMES.get(question.kind) or (_WHERE if question.asks_place else None)
    asks_itself = kind_of(part) is not None or (frame is _WHERE and ASKS_PLACE.search(part))
    return frame.format(part) if frame and not asks_itself else part
