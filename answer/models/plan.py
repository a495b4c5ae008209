"""What a question asks for, as one typed query: whatever can be combined is combined, and nothing is a form of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from ingest.facts import FactKind
from ingest.models import Role

Kind = Literal["document", "section", "domain", "agency", "item", "task", "measure", "row"]
"""What can be selected. An item is anything cited within the body or a table: a measure, a row, an unnumbered paragraph;
a task is a measure or a row: what has agencies."""

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
Field = Literal["name", "text", "agencies", "anywhere", "beginning"]
"""Where words are looked for: in the title or name, in the whole text as printed, in its lists of agencies, in the text
without these lists, or at the very beginning of what is to be done."""
Ask = Literal["names", "agencies", "text", "count", "yes_no", "sections", "domains", "leads", "values"]
"""What an answer shows of what was selected: what it is called, whose it is, what it says, how many there are, whether
there is any, where it stands, who leads it, the numbers that it states."""


@dataclass(frozen=True, slots=True)
class Is:
    """One of some.

    Attributes:
        ids: citation ids of items (``M4``), names of agencies as the policy writes them, ``S`` and the place of sections
            in their order from 0 (``S2``), names of domains, ids of documents.
    """

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands some steps behind (or, negative, before) an item, among those of its kind."""

    item: str
    step: int


@dataclass(frozen=True, slots=True)
class Says:
    """An item that says some normalised words: all of them, or any."""

    words: tuple[str, ...]
    field: Field = "anywhere"
    every: bool = True


@dataclass(frozen=True, slots=True)
class States:
    """An item that states a number of a kind; with a comparison, one for which that holds.

    Attributes:
        kind: of the fact.
        comparison: of the number that it states with ``value``; None for any number.
        value: in ``unit``; of money in 元.
        unit: only facts of this unit; empty for any.
    """

    kind: FactKind
    comparison: Comparison | None = None
    value: float = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OpenList:
    """A task whose list of agencies ends in 等."""


@dataclass(frozen=True, slots=True)
class Titled:
    """An item that has a title of its own."""


@dataclass(frozen=True, slots=True)
class Has:
    """How many of something else it is connected with.

    Tasks and agencies are connected by who is responsible for what; sections and items, domains and rows, documents and
    everything by what contains what; agencies and sections, domains or documents by the tasks between them.

    Attributes:
        what: the other kind.
        where: which of them count; all if None.
        comparison: of their number with ``count``.
        count: 1 with ``>=`` is some, 0 with ``=`` is none.
        role: of the agency in the task; any responsible one if None.
        first: whether only the agency that a list begins with counts.
    """

    what: Kind
    where: Condition | None = None
    comparison: Comparison = ">="
    count: int = 1
    role: Role | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class OfKind:
    """An item of a narrower kind: among tasks, the measures."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class AllHave:
    """At least one thing of another kind is connected, and each that is fulfils a condition: 只在附件里出现的单位."""

    what: Kind
    where: Condition


@dataclass(frozen=True, slots=True)
class InEvery:
    """It is connected with everything of another kind that fulfils a condition, and there is some: 每条措施都有的单位."""

    what: Kind
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class SameAgencies:
    """A task with the same agencies as another one, that task itself left out.

    Attributes:
        item: the other one; empty for any other task.
        in_order: whether they must stand in the same order.
    """

    item: str = ""
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Several conditions at once; none at all is always fulfilled."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One of several conditions."""

    conditions: tuple[Condition, ...]


Condition = (
    Is | OfKind | Beside | Says | States | OpenList | Titled | Has | AllHave | InEvery | SameAgencies | Not | All | Any
)

ALWAYS = All()


@dataclass(frozen=True, slots=True)
class Order:
    """By what things are ranked.

    Attributes:
        by: the number of connected things of a kind, the largest number of a kind that an item states, the length of its
            text, its place in the document.
        most: whether the largest comes first.
        what: which kind is counted.
        where: which of them count.
        role: of the agencies that are counted, or in the tasks that are.
        first: whether only the agency that a list begins with counts.
        repeats: whether what occurs several times is counted as often: the agencies of a section, once for each task.
        fact: the kind of number that is compared.
    """

    by: Literal["count", "value", "length", "place"]
    most: bool = True
    what: Kind | None = None
    where: Condition | None = None
    role: Role | None = None
    first: bool = False
    repeats: bool = False
    fact: FactKind | None = None


@dataclass(frozen=True, slots=True)
class Select:
    """A query over one document, some, or all that are open.

    Attributes:
        what: is selected.
        where: what must hold of it.
        order: how it is ranked; as the documents have it if None.
        take: how many of the first are wanted, with all that tie with the last of them; None for all, 1 for the most.
        show: what is asked of them, the most important first.
        group: what they are counted by: 每个部分各有几条.
        repeats: whether a count counts what occurs several times as often (家次).
        documents: ids of the documents that are meant; all that are open if empty.
    """

    what: Kind
    where: Condition = ALWAYS
    order: Order | None = None
    take: int | None = None
    show: tuple[Ask, ...] = ("names",)
    group: Kind | None = None
    repeats: bool = False
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compare:
    """Two or more selections side by side.

    Attributes:
        sides: each with what it is called in the answer.
        on: what is compared: how many each has, what one has and the others have not, what all have, whose they are.
    """

    sides: tuple[tuple[str, Select], ...]
    on: Literal["count", "difference", "common", "agencies", "names"]


class DocumentFact(Enum):
    """What a document says of itself."""

    TITLE = "title"
    NUMBER = "number"
    ISSUERS = "issuers"
    ISSUED = "issued"
    ADDRESSEES = "addressees"
    APPROVAL = "approval"
    EFFECTIVE = "effective"
    UNTIL = "until"
    REPLACES = "replaces"
    INTERPRETER = "interpreter"
    STAGE = "stage"
    HISTORY = "history"
    PURPOSE = "purpose"
    PERIOD = "period"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Facts that a document states about itself, in the order in which they are asked for."""

    kinds: tuple[DocumentFact, ...]


@dataclass(frozen=True, slots=True)
class Gist:
    """What a document is about as a whole.

    Attributes:
        ask: what it is about, why it was made, what it wants to reach, what it gives somebody, to whom it applies, which
            parts it has.
        audience: for whom it is asked, as the question says and in the document's words, normalised; empty for everybody.
        section: ``S`` and the place of the section that it is asked of; empty for the document.
        words: the matter that bounds it, normalised: 用地、融资; empty for all of it.
    """

    ask: Literal["overview", "purpose", "goals", "benefits", "applies_to", "outline"]
    audience: tuple[str, ...] = ()
    section: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What a term means in a document."""

    term: str


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Something that is no question about a policy."""

    kind: Literal["greeting", "thanks", "farewell", "praise", "complaint", "who_are_you", "what_can_you_do", "wait"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item that is called by its number or name.

    Attributes:
        ids: citation ids.
        ask: what of it.
    """

    ids: tuple[str, ...]
    ask: Ask = "text"


@dataclass(frozen=True, slots=True)
class Several:
    """Several matters in one turn, each planned for itself."""

    plans: tuple[Plan, ...]


Plan = Select | Compare | DocumentFacts | Gist | Definition | SmallTalk | Item | Several
