r"""What a parsed policy is made of: frozen values, with offsets into its source text.

Offsets count characters of ``PolicyDocument.source``: the decoded file without a byte-order mark or
zero-width characters and with line ends written as ``\\n``. Spans are half open, as Python slices are.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Literal

PREAMBLE_ID = "P"
"""Citation id of the notice and the preamble."""

NoiseKind = Literal[
    "link",
    "page_number",
    "stamp",
    "repeated_title",
    "truncated_row",
    "unreadable_row",
    "annex_text",
    "section_text",
    "closing",
]
WarningKind = Literal[
    "page_break",
    "stray_line",
    "truncated_row",
    "unreadable_row",
    "numbering",
    "unattached_text",
    "no_agencies",
    "invisible_characters",
    "lost_characters",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the source."""

    start: int
    end: int

    def of(self, source: str) -> str:
        """Return the characters that the span covers."""
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Repair:
    """A line break in mid-sentence (as page breaks leave them) that was taken out.

    ``source[start:end]`` is white space and recorded noise only; the measure's text leaves it out.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a measure or of the preamble, or a list of agencies; a literal slice of the repaired text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something in the source that a reader should know of.

    Attributes:
        kind: a fixed word, for programs.
        line: line of the source, from 1.
        message: one Chinese sentence, for people.
    """

    kind: WarningKind
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Noise:
    """Characters of the source that belong to no measure and no scenario, kept on record."""

    kind: NoiseKind
    span: Span
    text: str


NoticePartKind = Literal["title", "addressees", "paragraph", "signature"]


@dataclass(frozen=True, slots=True)
class NoticePart:
    """A part of the notice: a title, the addressees, a paragraph, or the issuers' names with the date."""

    kind: NoticePartKind
    text: str
    span: Span
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands before the first section: the covering notice and the preamble.

    Attributes:
        title: the title of the notice itself (关于印发……的通知), or of the policy if there is no notice.
        issuers: who issued it, in order.
        addressees: to whom it is addressed, as written, in order.
        date: day of issue, if the text gives one.
        parts: all that it consists of, in order.
        span: the whole of it in the source.
    """

    title: str
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    date: datetime.date | None
    parts: tuple[NoticePart, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over measures: 一、强化智能算力集群供给."""

    label: str
    title: str
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """A numbered item with its responsible agencies.

    Attributes:
        number: its number, unique in the document.
        label: as the policy writes it: （四） or 第四条.
        title: its title, empty where the policy gives none.
        section: the full heading that it stands under, empty where there is none.
        text: the whole item, label and agencies included, verbatim with its repairs applied.
        body: the part of ``text`` that says what is to be done (no label, title or agencies).
        sentences: the sentences of ``body``.
        agencies: the responsible agencies as written, in order, each once.
        agencies_open: whether a list ends in 等, so that the policy does not name all of them.
        agency_lists: the lists of agencies as written, brackets included.
        span: where ``text`` stands in the source.
        repairs: what was taken out of ``source[start:end]`` to give ``text``.
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

    @property
    def id(self) -> str:
        """Citation id, such as ``M4``."""
        return f"M{self.number}"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A row of the annex table of application scenarios; ``text`` is the row as written."""

    number: int
    domain: str
    name: str
    agencies: tuple[str, ...]
    agencies_open: bool
    text: str
    span: Span

    @property
    def id(self) -> str:
        """Citation id, such as ``A15``."""
        return f"A{self.number}"

    @property
    def label(self) -> str:
        """How a reader would call the row."""
        return f"附件第{self.number}项"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the document beside its text.

    Attributes:
        doc_id: a short name for programs, unique among documents.
        short_title: how answers call the document, such as 《行动方案》.
        issuers: used where the text names none.
        date: day of issue, used where the text gives none.
        valid_from: first year that the policy plans for.
        valid_until: last year that the policy plans for.
    """

    doc_id: str
    short_title: str
    issuers: tuple[str, ...] = ()
    date: datetime.date | None = None
    valid_from: int | None = None
    valid_until: int | None = None

    @property
    def period(self) -> str:
        """The planning period as answers write it, such as ``2023—2024年``; empty if unknown."""
        if self.valid_from is None or self.valid_until is None:
            return ""
        return f"{self.valid_from}—{self.valid_until}年"


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One parsed policy; see the module's docstring for what offsets mean."""

    title: str
    notice: Notice
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    annex_title: str
    scenarios: tuple[Scenario, ...]
    noise: tuple[Noise, ...]
    warnings: tuple[ParseWarning, ...]
    headings: tuple[Span, ...]
    source: str = field(repr=False)
    metadata: Metadata
    _items: dict[str, Measure | Scenario | Notice] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the items ready to be looked up."""
        items: tuple[Measure | Scenario, ...] = (*self.measures, *self.scenarios)
        # Of two with one number the first is meant.
        by_id = {item.id: item for item in reversed(items)}
        object.__setattr__(self, "_items", {**by_id, PREAMBLE_ID: self.notice})

    @property
    def digest(self) -> str:
        """SHA-256 of the source text, in hexadecimal."""
        return hashlib.sha256(self.source.encode()).hexdigest()

    @property
    def text_digest(self) -> str:
        """SHA-256 of what the source text says, in hexadecimal: white space that ends a line or the text is none of it.

        What was made for a text (weights, plain words) is known by it to belong to that text.
        """
        lines = (line.rstrip() for line in self.source.strip().splitlines())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def agencies(self) -> tuple[str, ...]:
        """Every agency that the policy names, in order of first appearance."""
        items: tuple[Measure | Scenario, ...] = (*self.measures, *self.scenarios)
        return tuple(dict.fromkeys(agency for item in items for agency in item.agencies))

    def has(self, citation_id: str) -> bool:
        """Tell whether the document has an item of that citation id."""
        return citation_id in self._items

    def item(self, citation_id: str) -> Measure | Scenario | Notice:
        """Return what a citation id stands for.

        Raises:
            KeyError: if the document has no such item.
        """
        return self._items[citation_id]


ChunkKind = Literal["measure", "sentence", "scenario", "preamble", "formality"]
"""A formality is a part of the notice with no content of its own: titles, addressees, issuers and date."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and retrieved; belongs to exactly one measure, scenario or the preamble.

    Attributes:
        id: unique in the document, such as ``M4``, ``M4.2`` (its second sentence), ``A15`` or ``P.1``.
        citation_id: what an answer cites: ``M4``, ``A15`` or ``P``.
        kind: what part of the document it is.
        text: an exact slice of the source, once the repairs of its measure are applied.
        context: what is embedded and indexed with the text although it is not quoted (title, section).
        start: offset of its first character in the source.
        end: offset after its last character in the source.
    """

    id: str
    citation_id: str
    kind: ChunkKind
    text: str
    context: str
    start: int
    end: int

    @property
    def embedded_text(self) -> str:
        """The text that the embedding model and BM25 see."""
        return f"{self.context}\n{self.text}" if self.context else self.text
