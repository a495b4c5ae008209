"""What a question asks for, as one typed query: whatever can be combined is combined, and nothing is a form of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from ingest.facts import FactKind
from ingest.models import Role

Kind = Literal["document", "section", "domain", "agency", "item", "task", "measure", "row"]
"""What can be selected. An item is anything cited within the body or a table: a measure, a row, an unnumbered paragraph;
a task is a measure or a row: what has agencies. A domain is one of a document, an agency one of a place: several documents of
a place have it in common. An agency is responsible for something; who is only to be consulted is one where a query has that
role in it. Notice and closing provisions are never selected."""

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
Field = Literal["name", "text", "agencies", "anywhere", "beginning"]
"""Where words are looked for: in the title or name, in the whole text as printed, in its lists of agencies, in title and
text without these lists, or at the very beginning: of the title, or of the text where there is none (64 characters of it).
No word begins before a list that is left out and ends behind it."""
Ask = Literal["names", "agencies", "text", "count", "yes_no", "sections", "domains", "leads", "values"]
"""What an answer shows of what was selected: what it is called, whose it is, what it says, how many there are, whether
there is any, where it stands, who leads it, the numbers that it states."""


@dataclass(frozen=True, slots=True)
class Is:
    """One of some.

    An agency that something is connected with is 各区, too, where the list has 各区各部门; one that is selected, or that all
    are asked for (`InEvery`), is one of that very name.

    Attributes:
        ids: citation ids of items (``M4``), names of agencies as the policy writes them, ``S`` and the place of sections
            in their order from 0 (``S2``), names of domains, ids of documents. ``M4`` is that of every document that is
            meant, ``<document>/M4`` that of one; so with sections and domains. What is not there is nothing.
    """

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands some steps behind (or, negative, before) an item or a section, among those of its kind.

    Measures follow each other, rows do across tables, sections of all levels do; before the first there is nothing.
    """

    item: str
    step: int


@dataclass(frozen=True, slots=True)
class Says:
    """What says some normalised words: all of them, or any.

    Of what is no item only the name says something, whatever the field: a heading, the title of a document.
    """

    words: tuple[str, ...]
    field: Field = "anywhere"
    every: bool = True


@dataclass(frozen=True, slots=True)
class States:
    """An item that states a number of a kind; with a comparison, one for which that holds.

    Attributes:
        kind: of the fact.
        comparison: of the number that it states with ``value``, as it stands there (最高50万元 is 50万元); None for any
            number.
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
    """An item that has a title of its own: a measure with one in print, a row that is named."""


@dataclass(frozen=True, slots=True)
class Has:
    """How many of something else it is connected with, each counted once.

    Tasks and agencies are connected by who is responsible for what; sections and items, domains and rows, documents and
    everything by what contains what, at any depth; agencies and sections, domains or documents by the tasks between them, and
    so are sections and domains by rows, and two agencies by the tasks that they have in common. A section is connected with
    those within it and those that it is within. What stands in an annex is in no section. Two items, domains or documents
    are never connected.

    The agencies of something are those that its lists print, and who is declared besides; 各区各部门 is one. Where all of them
    are counted, or all must fulfil something, who is only declared counts where the lists print nobody: people count what
    stands there. The other way round, from an agency: with some (``>=`` 1) only what lists it by its very name counts, so
    that the agencies of a task are those that are printed; with any other number, and none, all that names it: 各区各部门 names
    各区 (`ingest.ownership.names`).
    ``Not`` of some is none.

    Attributes:
        what: the other kind.
        where: which of them count; all if None.
        comparison: of their number with ``count``.
        count: 1 with ``>=`` is some, 0 with ``=`` is none.
        role: of the agency in the task; any responsible one if None. Of two agencies it is the other one's.
        first: whether only the agency that a list begins with counts: the first that is responsible, whatever the role.
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
    """At least one thing of another kind is connected, and each that is fulfils a condition: 只在附件里出现的单位.

    An agency is connected with all that names it, as in `InEvery`.
    """

    what: Kind
    where: Condition


@dataclass(frozen=True, slots=True)
class InEvery:
    """It is connected with everything of another kind that fulfils a condition, and there is some: 每条措施都有的单位."""

    what: Kind
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class SameAgencies:
    """A task with the same agencies as another one, that task itself left out; what has none shares none.

    Attributes:
        item: the other one; empty for any other task.
        in_order: whether they must stand in the same order.
    """

    item: str = ""
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class SameNumber:
    """It is connected with some things of another kind, and another one of its kind with as many: 条数一样多的章.

    They are counted as `Order` counts them.

    Attributes:
        what: the other kind.
        among: with which of its kind it is compared; all if None.
    """

    what: Kind
    among: Condition | None = None


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
    Is
    | OfKind
    | Beside
    | Says
    | States
    | OpenList
    | Titled
    | Has
    | AllHave
    | InEvery
    | SameAgencies
    | SameNumber
    | Not
    | All
    | Any
)

ALWAYS = All()


@dataclass(frozen=True, slots=True)
class Order:
    """By what things are ranked; those that tie stay in the order of the documents.

    Attributes:
        by: the number of connected things of a kind (of an agency, in all that names it), the largest number of a kind that
            an item states, the length of its text, its place among all of its kind from 1. What is no item has the
            numbers and texts of its items or tasks, but an agency is as long as its name. What states no such number has
            no rank and is left out; what has none of what is counted has 0.
        most: whether the largest comes first.
        what: which kind is counted.
        where: which of them count.
        role: of the agencies that are counted, or in the tasks that are.
        first: whether only the agency that a list begins with counts.
        repeats: whether what occurs several times is counted as often: the agencies of a section, once for each task. Of
            two kinds that are connected by items each such item counts.
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
        order: how it is ranked; as the documents have it if None: documents as they were opened, items by measures, rows and
            paragraphs, agencies and domains by first appearance, agencies that no list prints behind those that one does.
        take: how many of the first are wanted, with all that tie with the last of them; None for all, 1 for the most.
        show: what is asked of them, the most important first.
        group: what those that are taken are counted by: 每个部分各有几条. What is in several (nested sections) counts in each.
        repeats: whether a count counts what occurs several times as often (家次): agencies, once for each task that prints or
            declares them and that the query speaks of. It speaks of a task where one holds that the agency has: in
            ``Has("measure", …)`` and ``Has("section", …)`` the measure and what is in the section, both of them where both
            are asked; not where it is asked within ``Not``. Groups of agencies count these tasks alone, too.
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


@dataclass(frozen=True, slots=True)
class Side:
    """One of several things of which the same is asked.

    Attributes:
        name: as the question calls it.
        question: the same question, asked of it alone; normalised.
    """

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What a document says of several things, each for itself."""

    sides: tuple[Side, ...]


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
    CONSULTATION = "consultation"
    CONTACT = "contact"
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


Talk = Literal[
    "greeting", "thanks", "farewell", "praise", "complaint", "who_are_you", "what_can_you_do", "wait", "understood"
]
"""Kinds of small talk; ``understood`` is an assent: 好的，心里有数了."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Something that is no question about a policy."""

    kind: Talk


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


Plan = Select | Compare | SideBySide | DocumentFacts | Gist | Definition | SmallTalk | Item | Several
