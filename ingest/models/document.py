"""A parsed policy, and the chunks that it is cut into."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.grammar.labels import Number, read_label
from ingest.grammar.lines import LineKind
from ingest.models.agencies import Convention, Role
from ingest.models.items import CLOSING_ID, Closing, Goal, Measure, Scenario, Table
from ingest.models.notice import Notice
from ingest.models.reports import Noise, ParseWarning
from ingest.models.sections import Heading, Section, sections_over
from ingest.models.spans import Origin, Span

PREAMBLE_ID = "P"
"""Citation id of the notice and the preamble."""


Item = Measure | Scenario | Goal | Closing | Notice
"""What is cited."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When a policy was issued, when it begins to apply and when it ends; None where the text does not say."""

    issued: datetime.date | None = None
    effective: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How sure the parser is of what it found, and why.

    Attributes:
        reasons: which level was taken for the measures, and on what ground; Chinese sentences.
        doubts: what a person should check; empty where nothing was close.
    """

    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether nothing is in doubt."""
        return not self.doubts


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
        measures: the form of label of the measures, such as ``1.``, where a person overrules what the parser finds.
    """

    doc_id: str
    short_title: str
    issuers: tuple[str, ...] = ()
    date: datetime.date | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    measures: LineKind | None = None

    @property
    def period(self) -> str:
        """The planning period as answers write it, such as ``2023—2024年``; empty if unknown."""
        if self.valid_from is None or self.valid_until is None:
            return ""
        return f"{self.valid_from}—{self.valid_until}年"


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One parsed policy; see the module's docstring for what offsets mean.

    ``corrected`` has the citation ids of items that a person put right after they were parsed.
    """

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
    goals: tuple[Goal, ...] = ()
    closing: Closing | None = None
    tables: tuple[Table, ...] = ()
    conventions: tuple[Convention, ...] = ()
    document_number: str = ""
    status: str = ""
    dates: Dates = Dates()
    reading: Reading = Reading()
    origin: Origin = field(default=Origin())
    corrected: tuple[str, ...] = ()
    _items: dict[str, Item] = field(init=False, repr=False, compare=False)
    _labels: dict[str, tuple[LineKind, Number]] = field(init=False, repr=False, compare=False)
    _over: dict[str, tuple[Section, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the items ready to be looked up."""
        items: tuple[Item, ...] = (*self.measures, *self.scenarios, *self.goals)
        closing = {CLOSING_ID: self.closing} if self.closing else {}
        object.__setattr__(self, "_items", {**{_id(item): item for item in items}, PREAMBLE_ID: self.notice, **closing})
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
        """Every agency that the policy makes responsible, in order of first appearance; those to be asked are none."""
        items: tuple[Measure | Scenario, ...] = (*self.measures, *self.scenarios)
        listed = (agency for item in items for agency in item.agencies)
        duties = (duty.agency for item in items for duty in item.duties if duty.role is not Role.CONSULTED)
        return tuple(dict.fromkeys((*listed, *duties)))

    @property
    def ids(self) -> tuple[str, ...]:
        """The citation ids of all items."""
        return tuple(self._items)

    def has(self, citation_id: str) -> bool:
        """Tell whether the document has an item of that citation id."""
        return citation_id in self._items

    def item(self, citation_id: str) -> Item:
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


def _id(item: Item) -> str:
    return PREAMBLE_ID if isinstance(item, Notice) else item.id


ChunkKind = Literal["measure", "sentence", "scenario", "preamble", "goal", "closing", "formality"]
"""A formality is a part of the notice with no content of its own: titles, addressees, issuers and date."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and retrieved; belongs to exactly one item.

    Attributes:
        id: unique in the document, such as ``M4``, ``M4.2`` (its second sentence), ``A15`` or ``P.1``.
        citation_id: what an answer cites: ``M4``, ``A15``, ``G2``, ``C`` or ``P``.
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
    def is_whole(self) -> bool:
        """Whether it is all of an item that is cut into sentences besides."""
        return self.kind in ("measure", "goal")

    @property
    def embedded_text(self) -> str:
        """The text that the embedding model and BM25 see."""
        return f"{self.context}\n{self.text}" if self.context else self.text
