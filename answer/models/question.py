"""A question, annotated once: nobody reads its text a second time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from answer.models.plan import Plan

MentionKind = Literal["agency", "item", "section", "domain", "document", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something of the library that a question names.

    Attributes:
        start: where the name stands in the normalised question.
        end: behind its last character.
        text: as written.
        kind: what it is the name of.
        ids: what it may stand for, as `answer.models.plan.Is` names it; several items where a name or a label is
            that of several, or a range was named; none of what the document does not have.
        name: what the document calls it.
        in_doubt: whether it may well mean something else.
        is_expanded: whether the document writes it in another way.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    ids: tuple[str, ...]
    name: str
    in_doubt: bool = False
    is_expanded: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question.

    Attributes:
        start: where it stands in the normalised question.
        end: behind its last character.
        text: as written.
        word: its class (`answer.words`): ``WHICH``, ``EXCEPT``; for a mention its kind in capitals, ``AGENCY``; ``NUMBER``,
            ``ORDINAL``, ``AMOUNT`` and ``SHARE`` for quantities, ``QUOTED``, ``MARK`` for punctuation, ``FILLER`` for function words, ``CONTENT`` for all that says
            what a question is about.
        mention: what it names, if it is a mention.
        value: of a number or an ordinal.
        topic: of a word that says what a question is about, its class (``ISSUE``), if it has one.
    """

    start: int
    end: int
    text: str
    word: str
    mention: Mention | None = None
    value: int | None = None
    topic: str = ""

    @property
    def counts(self) -> bool:
        """Whether a plan must account for it: what it says bounds what is asked for."""
        return self.mention is not None or self.word in ("CONTENT", "QUOTED", "NUMBER", "ORDINAL", "AMOUNT", "SHARE")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the recognisers see it.

    Attributes:
        raw: as typed.
        text: normalised and mended.
        tokens: all of ``text``, in its order.
    """

    raw: str
    text: str
    tokens: tuple[Token, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What it names, in its order."""
        return tuple(token.mention for token in self.tokens if token.mention)

    def has(self, *words: str) -> bool:
        """Tell whether it has a token of one of some classes."""
        return any(token.word in words for token in self.tokens)

    def all(self, *words: str) -> tuple[Token, ...]:
        """Return its tokens of some classes."""
        return tuple(token for token in self.tokens if token.word in words)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a question.

    Attributes:
        plan: what it asks for, read so.
        score: how sure the recogniser is of it, from 0 to 1, before it is looked at what it leaves out.
        why: what led to it, a short Chinese phrase for whoever asks why.
        used: the tokens that it accounts for.
    """

    plan: Plan
    score: float
    why: str
    used: frozenset[Token]

    def unused(self, question: Question) -> tuple[Token, ...]:
        """Return what a question says and this reading leaves out."""
        return tuple(token for token in question.tokens if token.counts and token not in self.used)
