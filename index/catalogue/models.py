"""What the catalogue says of a document, and what a person settled about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from ingest.grammar.lines import LineKind

DocumentStatus = Literal["draft", "published", "withdrawn"]
CorrectedField = Literal["agencies", "lead", "with", "name"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right in a parsed item; it is applied again whenever the document is parsed again.

    Attributes:
        item: citation id that the item had when it was corrected.
        label: its printed label then.
        title: its title or name then; with the label it finds the item again after others were put before it.
        field: what is corrected: all its agencies, those that lead or take part, its title or name.
        values: the agencies in order, or the one text.
    """

    item: str
    label: str
    title: str
    field: CorrectedField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person settled about a document, in place of what the parser reads; None leaves that as it is.

    Attributes:
        title: of the document.
        short_title: how answers call it.
        document_number: 文号.
        place: where it applies; empty for the whole state.
        tier: of the government that issued it, such as 市.
        issued: day of issue.
        effective: first day of validity.
        until: last day of validity.
        level: form of label of the measures.
        replaced_by: id of the document that took its place.
        corrections: of items.
    """

    title: str | None = None
    short_title: str | None = None
    document_number: str | None = None
    place: str | None = None
    tier: str | None = None
    issued: datetime.date | None = None
    effective: datetime.date | None = None
    until: datetime.date | None = None
    level: LineKind | None = None
    replaced_by: str | None = None
    corrections: tuple[Correction, ...] = ()

    def corrected(self, correction: Correction) -> Edits:
        """Return them with a correction, which takes the place of an earlier one of the same field of the same item.

        An item is known by what the parser called it: who corrects one whose name was corrected sees the other name.
        """
        for one in self.corrections:
            if one.field == "name" and one.values == (correction.title,) and one.label == correction.label:
                correction = replace(correction, item=one.item, title=one.title)
        others = (one for one in self.corrections if _what(one) != _what(correction))
        return replace(self, corrections=(*others, correction))


def _what(correction: Correction) -> tuple[str, str, str]:
    """Say what is corrected; ids alone mean something else after items were put before others."""
    return correction.label, correction.title, correction.field


NOTHING_SETTLED = Edits()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the library with its newest revision.

    Attributes:
        id: how commands, links and citations name it.
        position: its place in the order in which documents were added.
        status: whether it is published.
        revision: number of the revision.
        title: of the document.
        short_title: how answers call it, in 《》.
        document_number: 文号, empty if none.
        stage: what the title says of it: 征求意见稿, 试行; empty if nothing.
        issuers: in order.
        issued: day of issue.
        effective: first day of validity.
        until: last day of validity.
        place: where it applies.
        tier: of the government that issued it.
        file: name of the file that it was added from.
        original: SHA-256 of that file.
        text_digest: of its text.
        collection: name of the Chroma collection with its vectors.
        vectors: how many there are.
        vectors_digest: of all of them with their ids.
        files_digest: of the files that they stand in, empty where they are on a server.
        made_with: model and versions that the revision was made with.
        added: day and time.
        edits: what a person settled.
    """

    id: str
    position: int
    status: DocumentStatus
    revision: int
    title: str
    short_title: str
    document_number: str
    stage: str
    issuers: tuple[str, ...]
    issued: datetime.date | None
    effective: datetime.date | None
    until: datetime.date | None
    place: str
    tier: str
    file: str
    original: str
    text_digest: str
    collection: str
    vectors: int
    vectors_digest: str
    files_digest: str
    made_with: str
    added: str
    edits: Edits = NOTHING_SETTLED

    def caveats(self, today: datetime.date) -> tuple[str, ...]:
        """Return what a reader must know before relying on it, as short Chinese phrases: 征求意见稿, 已于…失效.

        The end of a planning period is none: a plan is not void with its last year.
        """
        found = []
        if "征求意见" in self.stage or "草案" in self.stage:
            found.append("征求意见稿，尚未正式印发")
        if self.edits.replaced_by:
            found.append("已被新文件取代")
        if self.until and self.until < today:
            found.append(f"有效期已于{_written(self.until)}届满")
        if self.effective and self.effective > today:
            found.append(f"{_written(self.effective)}起施行，尚未生效")
        return tuple(found)


def name_of(entry: Entry) -> str:
    """Return how answers call a document."""
    return entry.short_title or f"《{entry.title}》"


def _written(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"
