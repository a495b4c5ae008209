"""What answers told before, so far as a later turn may ask on about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.facts import Fact
from ingest.models import Sentence


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer as it was given, and the ids of the items that it was about."""

    answer: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A number that an answer told, with the sentence of the document that states it.

    Attributes:
        item: citation id.
        sentence: of that item.
        fact: as the sentence states it; its offsets are those in the sentence.
    """

    item: str
    sentence: Sentence
    fact: Fact


End = Literal["most", "least"]


@dataclass(frozen=True, slots=True)
class AmongTold:
    """A question about numbers that were told: which of them is the largest, the smallest; or only these again.

    Attributes:
        told: what is compared, in the order in which it was told.
        ends: which ends are asked for, in the order of the question; all of ``told`` is shown where there is none.
    """

    told: tuple[Told, ...]
    ends: tuple[End, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementsTold:
    """A question for how many things a sentence lists, and for the first or the last of them.

    Attributes:
        item: citation id.
        sentence: that lists them.
        elements: in its order, as printed.
        first: whether the first is asked for.
        last: whether the last is.
    """

    item: str
    sentence: Sentence
    elements: tuple[str, ...]
    first: bool = False
    last: bool = False


AskedOfTold = AmongTold | ElementsTold
