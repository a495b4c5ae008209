"""What the readers of a question hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from answer.models import Comparison, Condition, Kind, Order, Token
from ingest.models import Role

NOUNS: dict[str, Kind] = {
    "AGENCY_NOUN": "agency",
    "OWNER_NOUN": "agency",
    "LEAD_NOUN": "agency",
    "HELP_NOUN": "agency",
    "UNIT_AGENCY": "agency",
    "MEASURE_NOUN": "measure",
    "ROW_NOUN": "row",
    "TASK_NOUN": "task",
    "VAGUE_NOUN": "task",
    "SECTION_NOUN": "section",
    "DOMAIN_NOUN": "domain",
    "RULE": "measure",
    "BODY_NOUN": "measure",
    "ANNEX_NOUN": "row",
}
"""What the nouns of a question are about."""
NOUN = "(" + "|".join(NOUNS) + ")"
"""Any of them, in a pattern of classes."""
ITEMS: frozenset[Kind] = frozenset({"item", "task", "measure", "row"})

BOUNDS: dict[str, Comparison] = {
    "AT_LEAST": ">=",
    "OR_MORE": ">=",
    "OVER": ">",
    "AT_MOST": "<=",
    "OR_LESS": "<=",
    "UNDER": "<",
}
"""What words say of a number beside them."""
WITHIN = ("里", "中", "里面", "里头", "当中", "之中", "内")
"""What stands behind what something is asked among: 十条政策里."""
OPERATORS = frozenset(
    "NOT UNSAID EXCEPT OUTSIDE ONLY MOST FEWEST MORE FEWER FIRST LAST SAME DIFFERENT AT_LEAST AT_MOST OVER UNDER "
    "REASON WHEN HOW_LONG COMPARED OR_MORE OR_LESS EITHER FRONT OPEN_LIST TITLED LEAD HELP BEGIN REPEATS SAY LENGTH_NOUN AMOUNT_NOUN SHARE_NOUN DATE_NOUN".split()
)
"""Words that bound what is asked for: each must be a part of the reading."""
ASKING = ("WHICH", "HOW_MANY", "WHO", "LIST", "YES_NO")
"""Words that ask: which, how many, who, a list, whether."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is asked for.

    Attributes:
        kind: of what is selected.
        ask: how it is asked for.
        tokens: that say so.
        also: further kinds that are asked for of them, each with how.
        of_text: whether it is asked what they say.
        of: whose owners are asked for, where agencies are; None where that does not stand beside the question word.
    """

    kind: Kind
    ask: Literal["which", "how_many", "list", "whether"]
    tokens: tuple[Token, ...]
    also: tuple[tuple[Kind, str], ...] = ()
    of: Kind | None = None
    of_text: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the query, and the tokens that say it.

    Attributes:
        about: whether the condition is one of what is asked for, or of the tasks through which it is connected.
        condition: that must hold.
        among: ids of the groups that are named, where groups are asked for.
        is_alternative: whether it is one of several of which one is enough: 由Ａ或者由Ｂ负责.
    """

    tokens: tuple[Token, ...]
    condition: Condition
    about: Literal["head", "task"] = "task"
    among: tuple[str, ...] = ()
    is_alternative: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something else what is asked for must be connected with.

    Attributes:
        tokens: that say so.
        what: is counted.
        comparison: of their number with ``count``.
        count: see there.
    """

    tokens: tuple[Token, ...]
    what: Kind
    comparison: Comparison
    count: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """By what it is ranked, and how many of the first are meant."""

    tokens: tuple[Token, ...]
    order: Order
    take: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """By what things are counted."""

    tokens: tuple[Token, ...]
    group: Kind


@dataclass(frozen=True, slots=True)
class Roles:
    """In which role agencies are meant in the whole question."""

    tokens: tuple[Token, ...] = ()
    role: Role | None = None
    first: bool = False
