"""What is cited: measures, rows of tables, goals and other paragraphs, closing provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.grammar.labels import read_label
from ingest.models.agencies import Duty, RoleList
from ingest.models.spans import Repair, Sentence, Span

CLOSING_ID = "C"
"""Citation id of the closing provisions."""


_NAME_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Measure:
    """A numbered item with its responsible agencies.

    Attributes:
        number: its place in the document, from 1; what the policy calls it is its label.
        label: as the policy writes it: （四）, 第四条 or 第十七条之一; several measures may bear the same.
        title: its title, empty where the policy gives none.
        section: the full heading that it stands under, the outermost one; empty where there is none.
        text: the whole item, label and agencies included, verbatim with its repairs applied.
        body: the part of ``text`` that says what is to be done (no label, title or agencies).
        sentences: the sentences of ``body``.
        agencies: the responsible agencies as written, in order, each once.
        agencies_open: whether a list ends in 等, so that the policy does not name all of them.
        agency_lists: the lists of agencies as written, brackets included.
        span: where ``text`` stands in the source.
        repairs: what was taken out of ``source[start:end]`` to give ``text``.
        among: what tells it from others of the same label: the label of its section; empty if it is the only one.
        subsection: the innermost heading between its section and it, empty where there is none.
        roles: the lists of agencies, each with what it is called.
        duties: who does what in it, with what the document declares for all lists applied.
    """

    number: int
    label: str
    title: str
    section: str
    text: str
    body: str
    sentences: tuple[Sentence, ...]
    agencies: tuple[str, ...]
    agencies_open: bool
    span: Span
    repairs: tuple[Repair, ...] = ()
    agency_lists: tuple[Sentence, ...] = ()
    among: str = ""
    subsection: str = ""
    roles: tuple[RoleList, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def id(self) -> str:
        """Citation id, such as ``M4``."""
        return f"M{self.number}"

    @property
    def name(self) -> str:
        """Its title, or what it begins with where the policy gives none: its first clause, cut short."""
        return self.title or short_name(self.body)

    @property
    def mark(self) -> str:
        """What it is cited as, which no other item of the document is: its label, behind what tells it from others."""
        return self.among + self.label

    @property
    def spoken(self) -> str:
        """How people say its label, whatever its form: 第四条, 第十七条之一."""
        read = read_label(self.label)
        return read[1].spoken if read else self.label


@dataclass(frozen=True, slots=True)
class Scenario:
    """A row of a table, such as the annex of application scenarios; ``text`` is the row as written.

    Attributes:
        number: its place among the rows of all tables, from 1.
        domain: what it is grouped under, empty if nothing.
        name: what the row is about: the cell of the task, the scenario, the indicator.
        agencies: those responsible, in order, each once.
        agencies_open: whether a list ends in 等.
        text: the row as written.
        span: where it stands in the source.
        cells: the heads of its columns with what stands in them, in order.
        table: the place of its table among the tables, from 1.
        place: among the rows of its table, from 1.
        in_annex: whether its table stands in an annex.
        printed: the number that the row carries in print, empty if none.
        roles: the lists of agencies, each with the head of its column.
        duties: who does what in it.
    """

    number: int
    domain: str
    name: str
    agencies: tuple[str, ...]
    agencies_open: bool
    text: str
    span: Span
    cells: tuple[tuple[str, str], ...] = ()
    table: int = 1
    place: int = 0
    in_annex: bool = True
    printed: str = ""
    roles: tuple[RoleList, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def id(self) -> str:
        """Citation id, such as ``A15``."""
        return f"A{self.number}"

    @property
    def label(self) -> str:
        """How a reader would call the row."""
        return f"附件第{self.number}项" if self.table == 1 and self.in_annex else f"表{self.table}第{self.place}行"

    @property
    def mark(self) -> str:
        """What it is cited as."""
        return self.label


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document.

    Attributes:
        number: its place among them, from 1.
        title: above it, empty if none.
        head: what its columns are called, in order; empty where it has no head.
        rows: the citation ids of its rows, in order.
        section: the heading that it stands under, empty if none.
    """

    number: int
    title: str
    head: tuple[str, ...]
    rows: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A paragraph of the body that states something and is no measure: an aim, a principle, a definition, prose of an annex.

    Attributes:
        number: its place among them, from 1.
        section: the heading that it stands under, empty where there is none.
        text: verbatim, repairs applied.
        sentences: of the text.
        span: where it stands in the source.
        repairs: what was taken out of ``source[start:end]`` to give ``text``.
        in_annex: whether it is prose of an annex.
    """

    number: int
    section: str
    text: str
    sentences: tuple[Sentence, ...]
    span: Span
    repairs: tuple[Repair, ...] = ()
    in_annex: bool = False

    @property
    def id(self) -> str:
        """Citation id, such as ``G2``."""
        return f"G{self.number}"

    @property
    def label(self) -> str:
        """How a reader would call it: by the heading that it stands under."""
        return self.section or "正文"

    @property
    def mark(self) -> str:
        """What it is cited as."""
        return self.label

    @property
    def name(self) -> str:
        """What it begins with."""
        return short_name(self.text)


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing provisions: when the policy begins and ends, who interprets it, what it replaces.

    Attributes:
        parts: its paragraphs, in order, each with its place in the source.
    """

    parts: tuple[Sentence, ...]

    @property
    def id(self) -> str:
        """Citation id."""
        return CLOSING_ID

    @property
    def text(self) -> str:
        """All of it, a paragraph a line."""
        return "\n".join(part.text for part in self.parts)

    @property
    def label(self) -> str:
        """How a reader would call it."""
        return "附则"

    @property
    def mark(self) -> str:
        """What it is cited as."""
        return self.label


def short_name(text: str) -> str:
    """Make a name of what a text begins with: its first clause, cut short where that is long."""
    clause = re.split(r"[，。；：！？\n]", text.strip(), maxsplit=1)[0]
    return clause if len(clause) <= _NAME_LENGTH else clause[:_NAME_LENGTH] + "……"
