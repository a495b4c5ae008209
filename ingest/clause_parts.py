"""The parts of one item as lawyers count them: its paragraphs (款), and what is numbered within them (项, then 目)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.grammar.lines import LineKind, classify
from ingest.grammar.repair import RepairedText
from ingest.models import Measure, Sentence
from ingest.numerals import NUMERAL_CHARS, to_int

_NUM = f"[{NUMERAL_CHARS}]{{1,4}}"
_POINT = re.compile(
    r"(?:^|(?<=[：:；;。\n]))[^\S\n]*"
    rf"(?:[（(](?P<bracketed>{_NUM})[）)]|[（(](?P<digits>\d{{1,2}})[）)]"
    rf"|(?P<dotted>\d{{1,2}})[.．、](?!\d)|(?P<circled>[①-⑳])|(?P<listed>{_NUM})、)"
)
"""Where a numbered part begins: on a line of its own, or behind what ends the one before."""
_IN_BRACKETS = ("bracketed", "digits")
_CIRCLED = ord("①") - 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item: ``text[start:end]`` of its text, label included; ``body`` is where the label ends."""

    number: int
    start: int
    body: int
    end: int


def find_part(
    measure: Measure,
    source: str,
    paragraph: int | None,
    points: Sequence[int],
    in_brackets: Sequence[bool] = (),
) -> list[Sentence]:
    """Return what an item says in one of its parts, as literal slices of its text; none if it has no such part.

    Args:
        measure: the item.
        source: that it is parsed from.
        paragraph: the number of a 款, None if none is named.
        points: the numbers of a 项 and of what is numbered within it, from the outermost inwards.
        in_brackets: of each of them, whether only one in brackets is meant: （一） is no 1.

    Returns:
        One slice; several where no paragraph is named and more than one has such a point.
    """
    found = [part for part in _paragraphs(measure) if paragraph in (None, part.number)]
    for number, bracketed in zip_longest(points, in_brackets, fillvalue=False):
        inner = (one for part in found for one in _points(measure.text, part, in_brackets=bool(bracketed)))
        found = [one for one in inner if one.number == number]
    text = RepairedText(source, measure.span, measure.repairs)
    return [text.piece(part.start, part.end) for part in found]


def _paragraphs(measure: Measure) -> list[Part]:
    """Cut the body into its paragraphs; what is numbered belongs to the paragraph before it."""
    starts: list[int] = []
    ends: list[int] = []
    begin = measure.text.find(measure.body)
    for line in re.finditer(r"[^\n]*\S", measure.body):
        start = begin + line.start() + len(line.group()) - len(line.group().lstrip())
        if starts and (_POINT.match(line.group()) or classify(line.group()) is LineKind.TABLE_ROW):
            ends[-1] = begin + line.end()
        else:
            starts.append(start)
            ends.append(begin + line.end())
    return [Part(number, start, start, end) for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)]


def _points(text: str, part: Part, *, in_brackets: bool) -> Iterator[Part]:
    """Yield the numbered parts of the outermost level within a part; the first one shows how that level is written."""
    found = _POINT.finditer(text, part.body, part.end)
    marks = [mark for mark in found if not in_brackets or mark.lastgroup in _IN_BRACKETS]
    same = [mark for mark in marks if mark.lastgroup == marks[0].lastgroup]
    for mark, following in zip_longest(same, same[1:]):
        end = following.start() if following else part.end
        written = mark[mark.lastgroup or 0]
        number = ord(written) - _CIRCLED if mark.lastgroup == "circled" else to_int(written)
        start = mark.end() - len(mark.group().lstrip())
        yield Part(number, start, mark.end(), start + len(text[start:end].rstrip()))
