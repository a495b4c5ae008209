"""What stands around the body: title, addressees, preamble, signature."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ingest.models.spans import Repair, Sentence, Span

NoticePartKind = Literal["title", "addressees", "paragraph", "signature"]


@dataclass(frozen=True, slots=True)
class NoticePart:
    """A part of the notice: a title, the addressees, a paragraph, or the issuers' names with the date.

    Attributes:
        text: verbatim, repairs applied.
        repairs: line breaks in mid-sentence, taken out of ``source[start:end]`` to give ``text``.
    """

    kind: NoticePartKind
    text: str
    span: Span
    sentences: tuple[Sentence, ...]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands before the first section: the covering notice and the preamble.

    Attributes:
        title: the title of the notice itself (关于印发……的通知), or of the policy if there is no notice.
        issuers: who issued it, in order.
        addressees: to whom it is addressed, as written, in order.
        date: day of issue, if the text gives one.
        parts: all that it consists of, in order; a signature behind the body is the last of them.
        span: what of it stands before the body.
        tail: the signature behind the body, if it has one.
    """

    title: str
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    date: datetime.date | None
    parts: tuple[NoticePart, ...]
    span: Span
    tail: Span | None = None

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Those of all its parts, in order."""
        return tuple(repair for part in self.parts for repair in part.repairs)
