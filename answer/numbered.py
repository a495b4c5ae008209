"""The items that a number stands for: rows and ids by their number, clauses by the label that is printed, with their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from answer import messages
from ingest.clause_parts import find_part
from ingest.grammar.labels import Number, written
from ingest.grammar.lines import LineKind
from ingest.models import Heading, Measure, PolicyDocument, Sentence
from ingest.numerals import NUMERAL_CHARS, to_int

ONE = rf"(?:\d{{1,3}}|[{NUMERAL_CHARS}]{{1,5}})"
AND = r"(?:[、,和及与跟]|以及|还有)+"
_JOINED = rf"(?:{AND}|至|到|-|~|—)"
_PARAGRAPHS = re.compile(rf"[的中里]?第{ONE}(?:[款段]?{_JOINED}第?{ONE})*(?:自然)?[款段]")
_PLAIN = rf"第{ONE}(?:(?:项|小?点)?{_JOINED}第?{ONE})*(?:项(?!目)|小?点|目)"
_BRACKETED = rf"第?\({ONE}\)(?:[项点目]?{_JOINED}第?\({ONE}\))*(?:[项点目]?|(?=$))"
_POINTS = re.compile(rf"[的中里]?(?:{_PLAIN}|{_BRACKETED})")
_POINTS_OF_BRACKETED = re.compile(rf"[的中里]?(?:{_PLAIN}|第{_BRACKETED})")
"""（四）（五） are two items."""
_NAMED = re.compile(rf"(?P<range>[至到~—-])?第?\(?(?P<number>{ONE})")
_LONGEST_RANGE = 200


def names_part(text: str, *, paragraph: bool = False) -> bool:
    """Tell whether a normalised text begins with the number of a part: 第二款, 第（一）项; or only of a ``paragraph``."""
    return _PARAGRAPHS.match(text) is not None or (not paragraph and _POINTS.match(text) is not None)


class Absent(NamedTuple):
    """An item, or a part of one, asked for by number that the document does not have."""

    label: str
    is_scenario: bool
    is_part: bool = False


@dataclass
class Numbered:
    """What an address names, while it is read.

    Attributes:
        document: the items may be in.
        is_scenario: whether rows of the annex are meant.
        by_id: whether the numbers are those of ids (M4), and none that is printed.
        kinds: the forms of label that are meant; any if empty.
        under: the sections that are named before the number.
        nth: which of the items there that bear one label; 0 where that is not said.
        prefix: all this as it is written.
        is_first: whether no number was read so far; those behind it may stand in another section.
        ids: what was found, in order.
        shared: those of them that bear one label, where no section says which is meant.
        pieces: the parts of items that are meant (款, 项), by the id of the item.
        absent: what the document does not have.
    """

    document: PolicyDocument
    is_scenario: bool = False
    by_id: bool = False
    kinds: tuple[LineKind, ...] = ()
    under: tuple[Heading, ...] = ()
    nth: int = 0
    prefix: str = ""
    is_first: bool = True
    ids: list[str] = field(default_factory=list)
    shared: list[tuple[str, ...]] = field(default_factory=list)
    pieces: list[tuple[str, Sentence]] = field(default_factory=list)
    absent: list[Absent] = field(default_factory=list)

    def label(self, number: Number) -> str:
        """Say a number as people do."""
        if self.is_scenario:
            return messages.SCENARIO_NUMBER.format(number=number.whole)
        if self.kinds == (LineKind.ITEM,) and (self.under or not self.document.has_labels(LineKind.ITEM)):
            return f"{self.prefix}（{written(number.whole)}）"
        return self.prefix + number.spoken

    def take(self, number: Number, question: str, end: int) -> int:
        """Take one number and the parts of it that are named behind it; returns where those end."""
        found = self._find(number, number)
        if self.is_scenario:
            return self._keep(number, found, end)
        paragraphs = _PARAGRAPHS.match(question, end)
        stop = paragraphs.end() if paragraphs else end
        levels: list[list[int]] = []
        in_brackets: list[bool] = []
        form = _POINTS_OF_BRACKETED if self.kinds else _POINTS
        while points := form.match(question, stop):
            levels.append(list(_numbers(points.group())))
            in_brackets.append("(" in points.group())
            form, stop = _POINTS, points.end()
        if not paragraphs and not levels:
            return self._keep(number, found, end)
        which = list(_numbers(paragraphs.group())) if paragraphs else [None]
        self._take_parts(number, found, which, levels, in_brackets)
        return stop

    def take_range(self, first: Number, last: Number) -> None:
        """Take all that is behind one number up to another one; of what is left out in print something is said."""
        self.ids += self._find(first, last)
        for whole in range(first.whole + 1, min(last.whole, first.whole + _LONGEST_RANGE) + 1):
            if not self._find(Number(whole), Number(whole)):
                self.absent.append(Absent(self.label(Number(whole)), self.is_scenario))

    def _find(self, first: Number, last: Number) -> tuple[str, ...]:
        if self.is_scenario or self.by_id:
            items = self.document.scenarios if self.is_scenario else self.document.measures
            return tuple(item.id for item in items if first.whole <= item.number <= last.whole)
        found = self.document.labelled(first, last, kinds=self.kinds, under=self.under)
        if not found and not self.is_first:
            found = self.document.labelled(first, last, kinds=self.kinds)
        nth = [measure for measure in found if measure.among.endswith(f"第{self.nth}个")]
        return tuple(measure.id for measure in nth or found)

    def _keep(self, number: Number, found: tuple[str, ...], end: int) -> int:
        self.ids += found
        if not found:
            self.absent.append(Absent(self.label(number), self.is_scenario))
        if len(found) > 1:
            self.shared.append(found)
        return end

    def _take_parts(
        self,
        number: Number,
        found: Sequence[str],
        paragraphs: Sequence[int | None],
        levels: Sequence[Sequence[int]],
        in_brackets: Sequence[bool],
    ) -> None:
        """Take parts of the items of one number: every combination of what is named on each level."""
        before = len(self.ids)
        for paragraph in paragraphs:
            for points in _paths(levels):
                label = self.label(number) + _said(paragraph, points)
                # Which item of several would be a guess, where 第二条 may be all of 二、.
                if len(found) != 1 and paragraph is None and self._take_from_section(number, points):
                    continue
                there = [(one, piece) for one in found for piece in self._parts(one, paragraph, points, in_brackets)]
                if there:
                    self.pieces += there
                    self.ids += [one for one, _ in there]
                elif not found:
                    self.absent.append(Absent(self.label(number), is_scenario=False))
                elif paragraph is None and self._take_from_section(number, points):
                    continue
                else:
                    self.absent.append(Absent(label, is_scenario=False, is_part=True))
        shared = tuple(dict.fromkeys(self.ids[before:]))
        if len(shared) > 1 and set(shared) <= set(found):
            self.shared.append(shared)

    def _parts(
        self, citation_id: str, paragraph: int | None, points: Sequence[int], in_brackets: Sequence[bool]
    ) -> list[Sentence]:
        item = self.document.item(citation_id)
        if not isinstance(item, Measure):
            return []
        return find_part(item, self.document.source, paragraph, points, in_brackets)

    def _take_from_section(self, number: Number, points: Sequence[int]) -> bool:
        """Read 第二条第（一）项 as 二、（一）, as people say where the items of each section are numbered anew."""
        if self.kinds or self.under or self.by_id:
            return False
        under = Heading(LineKind.SECTION, number.whole)
        found = self.document.labelled(Number(points[0]), kinds=(LineKind.ITEM,), under=(under,))
        if len(points) > 1 or len(found) != 1:
            return False
        self.ids.append(found[0].id)
        return True


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers that a list names: 第（一）、（三）项, 第一至三款."""
    last = 0
    for match in _NAMED.finditer(text):
        number = to_int(match["number"])
        if match["range"]:
            yield from range(last + 1, min(number, last + _LONGEST_RANGE))
        yield number
        last = number


def _paths(levels: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Yield each point with those that it lies in: only on the last level several make sense."""
    if not levels:
        yield ()
        return
    for number in levels[-1]:
        yield (*(level[-1] for level in levels[:-1]), number)


def _said(paragraph: int | None, points: Sequence[int]) -> str:
    said = f"第{written(paragraph)}款" if paragraph else ""
    units = ["项", *"目" * len(points)]
    return said + "".join(f"第{written(number)}{unit}" for number, unit in zip(points, units, strict=False))
