r"""What a parsed policy is made of: frozen values, with offsets into its source text.

Offsets count characters of ``PolicyDocument.source``: the decoded file without a byte-order mark or
zero-width characters and with line ends written as ``\\n``. Spans are half open, as Python slices are.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ingest.grammar import LineKind
from ingest.labels import Number, read_label

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
    "encoding",
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


class Heading(NamedTuple):
    """How people call a section: by the form of its label (第…章, 一、), if they name one, and by its number."""

    kind: LineKind | None
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over measures: 一、强化智能算力集群供给."""

    label: str
    title: str
    heading: str
    span: Span

    @property
    def number(self) -> int:
        """The number in its label; 0 if that has none."""
        read = read_label(self.label)
        return read[1].whole if read else 0

    def is_called(self, heading: Heading) -> bool:
        """Tell whether its label has the number, and the form if one is meant."""
        read = read_label(self.label)
        return read is not None and heading.kind in (None, read[0]) and heading.number == read[1].whole


def sections_over(sections: Sequence[Section], spans: Sequence[Span]) -> list[tuple[Section, ...]]:
    """Return for each of some parts of the source, in their order, what it stands under: 第二章, then 一、."""
    found: list[tuple[Section, ...]] = []
    chapter: tuple[Section, ...] = ()
    inner: tuple[Section, ...] = ()
    coming = deque(sections)
    for span in spans:
        while coming and coming[0].span.start < span.start:
            section = coming.popleft()
            read = read_label(section.label)
            # A chapter ends the sections of the one before.
            chapter, inner = ((section,), ()) if read and read[0] is LineKind.CHAPTER else (chapter, (section,))
        found.append(chapter + inner)
    return found


@dataclass(frozen=True, slots=True)
class Measure:
    """A numbered item with its responsible agencies.

    Attributes:
        number: its place in the document, from 1; what the policy calls it is its label.
        label: as the policy writes it: （四）, 第四条 or 第十七条之一; several measures may bear the same.
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
        among: what tells it from others of the same label: the label of its section; empty if it is the only one.
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

    @property
    def id(self) -> str:
        """Citation id, such as ``M4``."""
        return f"M{self.number}"

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

    @property
    def mark(self) -> str:
        """What it is cited as."""
        return self.label


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
    _labels: dict[str, tuple[LineKind, Number]] = field(init=False, repr=False, compare=False)
    _over: dict[str, tuple[Section, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the items ready to be looked up."""
        items: tuple[Measure | Scenario, ...] = (*self.measures, *self.scenarios)
        object.__setattr__(self, "_items", {**{item.id: item for item in items}, PREAMBLE_ID: self.notice})
        labels = {measure.id: read for measure in self.measures if (read := read_label(measure.label))}
        object.__setattr__(self, "_labels", labels)
        over = sections_over(self.sections, [measure.span for measure in self.measures])
        ids = (measure.id for measure in self.measures)
        object.__setattr__(self, "_over", dict(zip(ids, over, strict=True)))

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

    def labelled(
        self,
        first: Number,
        last: Number | None = None,
        *,
        kinds: Sequence[LineKind] = (),
        under: Sequence[Heading] = (),
    ) -> tuple[Measure, ...]:
        """Return the measures whose printed label has a number, or one of a range; in order, and all that bear it.

        Args:
            first: the number; nothing is known of places, so what was left out in print is not there.
            last: the end of the range, if one is meant; what was inserted in between is in it (第七条之一).
            kinds: the forms of label that are meant; any if empty.
            under: sections, where only what stands under all of them is meant.
        """
        return tuple(
            measure
            for measure in self.measures
            if measure.id in self._labels
            and first <= self._labels[measure.id][1] <= (last or first)
            and (not kinds or self._labels[measure.id][0] in kinds)
            and all(any(one.is_called(heading) for one in self._over[measure.id]) for heading in under)
        )

    def number_of(self, measure: Measure) -> Number | None:
        """Return the number in the label of one of its measures; None if that is no label."""
        read = self._labels.get(measure.id)
        return read[1] if read else None

    def has_labels(self, *kinds: LineKind) -> bool:
        """Tell whether labels of its measures have one of some forms."""
        return any(kind in kinds for kind, _ in self._labels.values())


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
