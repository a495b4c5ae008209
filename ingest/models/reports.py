"""What a reader should know of a parse: what was set aside, and what may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.models.spans import Span

NoiseKind = Literal[
    "link",
    "page_number",
    "stamp",
    "repeated_title",
    "truncated_row",
    "unreadable_row",
    "running_head",
    "contents",
    "page_frame",
    "markup",
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
    "format",
    "running_head",
    "agency",
    "unnumbered",
    "list",
    "label",
    "layout",
]


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
