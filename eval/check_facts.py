"""Does the policy bear a gold fact out? Read against the text of the items that the question cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.citations import text_of
from eval.judge import fold
from eval.questions import JudgedQuestion
from eval.selections import select
from ingest.models import Goal, Measure, PolicyDocument, Scenario
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.ownership import OwnershipTable, names

_NUMBER = rf"(?P<number>\d+|[{NUMERAL_CHARS}]+)"
_COUNT = re.compile(rf"{_NUMBER}[个项条家类行处种部件步章节名位次款份点段组样门本]?")
_PLACE = re.compile(rf"(?P<before>第|序号[为是]?|措施|m|measure|article)?{_NUMBER}(?P<unit>条|项|行|号|部分)?")
_MEASURE, _ROW, _SECTION = "measure", "row", "section"
_KINDS = {"条": {_MEASURE}, "行": {_ROW}, "号": {_ROW}, "部分": {_SECTION}}
"""What a unit may count; a number without one of these may be a measure's or a row's."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """An item that a question cites, as far as facts are concerned.

    Attributes:
        text: folded; of a measure with the heading that it stands under.
        places: its own number and that of its section, by kind.
    """

    text: str
    places: dict[str, int]


def unproved_facts(question: JudgedQuestion, document: PolicyDocument) -> Iterator[tuple[str, ...]]:
    """Yield the gold facts that the cited items do not bear out; every cited id must exist.

    A fact is one of three things:

    - a count (``4个``, ``四项``): all wordings give the same number, and it is one of `_counts`, or stands there;
    - a place (``第四条``, ``序号19``), alone or beside a label (``科技研发攻关``): all of it fits one and the same
      cited item;
    - anything else: at least one wording is literally in a cited item; digits are not cut out of longer numbers.
    """
    cited = [_cited(key, document) for key in sorted(question.relevant)]
    for fact in question.gold_facts:
        if not _is_proved(tuple(map(fold, fact)), cited, _counts(question, fact, document)):
            yield fact


def _is_proved(wordings: Sequence[str], cited: Sequence[_Cited], counts: set[int]) -> bool:
    found = [_COUNT.fullmatch(wording) for wording in wordings]
    numbers = {to_int(match["number"]) for match in found if match}
    if all(found) and len(numbers) == 1 and numbers <= counts:
        return True
    if any(_is_plainly_a_place(wording) for wording in wordings):
        return any(_all_fit(wordings, item) for item in cited)
    return any(_stands_in(wording, item.text) for wording in wordings for item in cited)


def _counts(question: JudgedQuestion, fact: tuple[str, ...], document: PolicyDocument) -> set[int]:
    """Return every number that may be counted out of a question's gold, or that its set counts.

    The required citations and the alternatives to one of them, the measures and the rows among them, the agencies of
    the answer and of one cited item, the cited items that name one agency of the answer, their sections and domains,
    and the other facts.
    """
    items = [task for task in OwnershipTable(document).tasks if task.id in question.relevant]
    rows = sum(not isinstance(item, Measure) for item in items)
    counts = {len(question.gold_cites), *map(len, question.gold_cites), rows, len(items) - rows}
    counts |= {len(question.gold_agencies), *(len(item.agencies) for item in items)}
    counts |= {sum(names(item, agency) for item in items) for agency in question.gold_agencies}
    # Who cites all measures may count their sections, who cites all rows their domains.
    counts |= {len({item.section for item in items if isinstance(item, Measure)})}
    counts |= {len({item.domain for item in items if not isinstance(item, Measure)})}
    counts.add(sum(other != fact and not _is_count(other) for other in question.gold_facts))
    counted = {select(expression, document) for name, expression in question.gold_set if name == "count"}
    return (counts - {0, 1}) | counted


def _is_count(fact: tuple[str, ...]) -> bool:
    return all(_COUNT.fullmatch(fold(wording)) for wording in fact)


def _is_plainly_a_place(wording: str) -> bool:
    match = _PLACE.fullmatch(wording)
    return bool(match and match["before"])


def _all_fit(wordings: Sequence[str], item: _Cited) -> bool:
    """Tell whether all places are those of one item and, if there are labels, one of them is in its text."""
    matches = {wording: _PLACE.fullmatch(wording) for wording in wordings}
    labels = [wording for wording, match in matches.items() if not match]
    right = all(_is_at(match, item) for match in matches.values() if match)
    return right and (not labels or any(_stands_in(label, item.text) for label in labels))


def _is_at(place: re.Match[str], item: _Cited) -> bool:
    kinds = {_MEASURE} if place["before"] in ("措施", "m", "measure", "article") else {_MEASURE, _ROW}
    kinds = _KINDS.get(place["unit"] or "", kinds)
    return any(item.places.get(kind) == to_int(place["number"]) for kind in kinds)


def _stands_in(wording: str, text: str) -> bool:
    before = r"(?<!\d)" if wording[:1].isdigit() else ""
    after = r"(?!\d)" if wording[-1:].isdigit() else ""
    return bool(wording) and re.search(before + re.escape(wording) + after, text) is not None


def _cited(key: str, document: PolicyDocument) -> _Cited:
    item = document.item(key)
    if isinstance(item, Scenario):
        return _Cited(fold(item.text), {_ROW: item.number})
    if not isinstance(item, Measure):
        heading = item.section if isinstance(item, Goal) else ""
        return _Cited(fold(heading + text_of(item, document)), {})
    section = next((number for number, one in enumerate(document.sections, 1) if one.heading == item.section), 0)
    number = document.number_of(item)
    places = {_MEASURE: number.whole if number else item.number, _SECTION: section}
    return _Cited(fold(item.section + item.text), places)
