"""Paragraphs that a page broke into lines of some width: they are joined again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import Field, replace
from itertools import groupby
from typing import Any, ClassVar, Protocol, TypeVar

from ingest.grammar.lines import LABELS

_FINISHED = "。！？；：:;!?…”）)】》"
_GOES_ON = "，、,"
_NARROWEST = 16
_WIDEST = 90
_SHARE = 0.75
"""A line that goes on fills the width, but for a word or a number that did not fit."""


class _Broken(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    text: str
    linked: int
    indented: bool
    broken: bool

    @property
    def node(self) -> object: ...


_Line = TypeVar("_Line", bound=_Broken)


def mend(lines: Sequence[_Line]) -> list[_Line]:
    """Join lines that a line break parted in mid-sentence; breaks between paragraphs stay."""
    mended: list[_Line] = []
    for _, group in groupby(lines, key=lambda line: id(line.node)):
        block = list(group)
        width = max(len(line.text) for line in block)
        for i, line in enumerate(block):
            if i and block[i - 1].broken and _goes_on(block[i - 1].text, line, width):
                mended[-1].text += _gap(mended[-1].text, line.text) + line.text
                mended[-1].linked += line.linked
            else:
                mended.append(replace(line))
    return mended


def _goes_on(text: str, line: _Broken, width: int) -> bool:
    if not text or not line.text or line.indented or any(pattern.match(line.text) for pattern in LABELS.values()):
        return False
    if text.endswith(tuple(_GOES_ON)):
        return True
    full = width <= _WIDEST and len(text) >= max(_NARROWEST, _SHARE * width)
    return full and not text.endswith(tuple(_FINISHED))


def _gap(before: str, after: str) -> str:
    return " " if before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum() else ""
