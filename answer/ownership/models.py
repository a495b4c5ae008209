"""What an answer from the table is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from answer.refusal import Refusal
from ingest.models import Convention, Goal, Sentence
from ingest.ownership import Task


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """An answer read off the table of responsibilities.

    Attributes:
        body: what the user reads, with its citation marks.
        tasks: what it rests on, in order of importance.
        sentences: further sentences to quote, by the id of their task; its list of agencies is quoted anyway.
        conventions: what the document declares for all lists, and the answer rests on.
    """

    body: str
    tasks: tuple[Task | Goal, ...]
    sentences: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    conventions: tuple[Convention, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRefusal:
    """A question about responsibilities that the table does not answer, with questions that it does."""

    refusal: Refusal
    suggestions: tuple[str, ...]


TableReply = TableAnswer | TableRefusal
