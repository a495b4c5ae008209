"""Finds what a document says of itself as a whole: why it was made, what it wants, to whom it applies, its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from answer.find.benefits import SCOPE_HEAD, Benefits
from answer.find.definition import LISTS, in_order, plain, sentences_of
from answer.models import Gist
from index.search_index import SearchIndex
from ingest.models import PREAMBLE_ID, Chunk, Goal, Measure, PolicyDocument, Section

_MADE = re.compile(r"(?:^|[，,。])(?:现?为|为了)[^，,]{2,}.*(?:制定|制订|提出|印发|出台|规定|发布|实施)")
_WANTED = re.compile(r"(?:^|[，,])为[^，,]{2,}")
_PROBLEM = re.compile(
    r"(?:但|然而|同时|不过).*(?:问题|不足|困难|短板|瓶颈|薄弱)|(?:问题|短板|瓶颈).*(?:突出|仍然|依然)"
)
_GOAL_HEAD = re.compile(r"目标")
_GOAL = re.compile(r"到20\d\d年|力争|(?:建成|打造|形成|实现).{4,}")
_TASKS = re.compile(r"(?:重点|主要|工作)任务|(?:主要|具体|工作|政策|重点)(?:措施|举措)|支持(?:内容|措施)")
_SCOPE = (
    re.compile(r"适用于|适用本|本[\u3400-\u9fff]{1,4}适用"),
    re.compile(r"所[称指]的?[^，,。]{0,8}对象"),
    re.compile(r"必须依照本|应当依照本|(?:符合|具备)(?:下列|以下)条件"),
)
_SHORTEST = 14
_NEAR = 6
"""Items at the beginning in which a document says what it regulates."""
_MOST_LISTED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: its heading, and the first item that stands under it (empty if none does)."""

    title: str
    item: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What answers one question about a document as a whole.

    Attributes:
        ask: what was asked.
        sentences: best first; those of one item stand together.
        parts: the outline.
        whole: whether the outline is that of the document, and not of a section of it.
        is_best_first: whether the sentences stand in the order of their worth, and need not all be told.
    """

    ask: str
    sentences: tuple[Chunk, ...] = ()
    parts: tuple[Part, ...] = ()
    whole: bool = True
    is_best_first: bool = False


def find(plan: Gist, index: SearchIndex) -> Overview | None:
    """Find what a plan asks for; None where the document does not say it.

    Args:
        plan: what is asked.
        index: of the document; only what benefits somebody is searched for.
    """
    document = index.document
    if plan.ask == "benefits":
        benefits = Benefits(index).find(plan.audience, plan.words)
        return Overview(plan.ask, benefits, is_best_first=True) if benefits else None
    if plan.ask == "outline":
        parts, whole = outline(document, plan.section)
        return Overview(plan.ask, (), parts, whole) if len(parts) > 1 else None
    found = [chunk for finder in _FINDERS[plan.ask] for chunk in finder(document)] or purpose(document)
    parts, whole = outline(document) if plan.ask == "overview" else ((), True)
    return Overview(plan.ask, tuple(dict.fromkeys(found)), parts, whole) if found else None


def purpose(document: PolicyDocument) -> list[Chunk]:
    """Return the sentence that says why a document was made, behind what it says is wrong today."""
    notice = sentences_of(document, PREAMBLE_ID)
    first = [chunk for measure in document.measures[:1] for chunk in sentences_of(document, measure.id)[:2]]
    begin = [chunk for goal in document.goals[:2] if not goal.section for chunk in sentences_of(document, goal.id)]
    # Where a notice and a policy both say why, the policy's own words come last.
    for pattern in (_MADE, _WANTED):
        found = [chunk for chunk in (*first, *reversed(notice), *begin) if pattern.search(chunk.text)]
        if found:
            problems = [chunk for chunk in notice if _PROBLEM.search(chunk.text)]
            return [*(problems[:1] if found[0] in notice else ()), found[0]]
    return []


def goals(document: PolicyDocument) -> list[Chunk]:
    """Return how a document words its goal: the beginning of the paragraph that is headed so, and what is to be reached
    last; the list that it announces.
    """
    headed = [goal for goal in document.goals if _GOAL_HEAD.search(goal.section + goal.text[:10])]
    headed = [*headed, *(goal for goal in document.goals if goal.section.endswith("要求") and _GOAL.search(goal.text))]
    items: list[Goal | Measure] = [*headed, *(one for one in document.measures[:2] if _GOAL_HEAD.search(one.title))]
    for place, item in enumerate(items):
        sentences = sentences_of(document, item.id)
        said = [one for one in sentences if len(one.text) >= _SHORTEST or one.text.rstrip().endswith(LISTS)]
        if said:
            last = max(said[1:], key=_year, default=None)
            listed = items[place + 1 :] if item.text.rstrip().endswith(LISTS) else []
            rest = [chunk for one in listed[:_MOST_LISTED] for chunk in sentences_of(document, one.id)[:1]]
            return [said[0], *([last] if last else []), *rest]
    return []


def _year(chunk: Chunk) -> int:
    """Return the last year that a sentence speaks of; 0 for none."""
    return max(map(int, re.findall(r"20\d\d", chunk.text)), default=0)


def subject(document: PolicyDocument) -> list[Chunk]:
    """Return the sentence at the beginning that says what a document's title speaks of: 本法所称档案，是指…."""
    own = plain(document.title)
    for item_id in list(in_order(document))[:_NEAR]:
        for chunk in sentences_of(document, item_id):
            text = plain(chunk.text)
            term = re.match(
                r"本[^,]{1,4}所[称指说]的?(?P<term>[^,]{2,20}?)(?:\([^)]*\))?,?是?指|(?P<named>[^,]{4,15}?)是", text
            )
            if term and (term["term"] or term["named"]) in own:
                return [chunk]
    return []


def scope(document: PolicyDocument) -> list[Chunk]:
    """Return the sentence that says to whom or what a document applies, with what it announces."""
    items = list(in_order(document))
    for goal in document.goals:
        if SCOPE_HEAD.search(goal.section):
            return sentences_of(document, goal.id)[:2]
    for pattern in _SCOPE:
        for item_id in items:
            said = sentences_of(document, item_id)
            for place, chunk in enumerate(said):
                if pattern.search(chunk.text):
                    lists = chunk.text.rstrip().endswith(("：", ":"))
                    return said[place : place + 1 + (_MOST_LISTED if lists else 0)]
    return []


_FINDERS: Mapping[str, tuple[Callable[[PolicyDocument], list[Chunk]], ...]] = {
    "purpose": (purpose, goals),
    "goals": (goals,),
    "applies_to": (scope, subject),
    "overview": (purpose, subject),
}
"""What is found for each ask; where nothing is, why the document was made says the most of it."""


def outline(document: PolicyDocument, section: str = "") -> tuple[tuple[Part, ...], bool]:
    """Return the parts of a document, or of one section; and whether they are those of the document.

    A document whose tasks stand under one heading is outlined by what stands under that.
    """
    if section:
        return tuple(_within(document, document.sections[int(section[1:])])), False
    outer = [one for one in document.sections if one.level == 0]
    tasks = next((one for one in outer if _TASKS.search(one.title)), None)
    inner = tuple(_within(document, tasks)) if tasks else ()
    if len(inner) > 1:
        return inner, False
    parts = tuple(_parts(document, outer))
    return (parts, True) if len(parts) > 1 else (tuple(_titles(document.measures)), True)


def _within(document: PolicyDocument, section: Section) -> Iterator[Part]:
    """Yield what stands under a heading: further headings, or else the titles of its items."""
    place = document.sections.index(section)
    end = next((one.span.start for one in document.sections[place + 1 :] if one.level <= section.level), None)
    inner = [
        one
        for one in document.sections[place + 1 :]
        if one.level > section.level and (end is None or one.span.start < end)
    ]
    if inner:
        top = min(one.level for one in inner)
        yield from _parts(document, [one for one in inner if one.level == top], end)
    else:
        held = (one for one in document.measures if one.span.start > section.span.start)
        yield from _titles([one for one in held if end is None or one.span.start < end])


def _titles(measures: Sequence[Measure]) -> Iterator[Part]:
    titled = [measure for measure in measures if measure.title]
    if 2 * len(titled) > len(measures):
        yield from (Part(measure.title, measure.id) for measure in titled)


def _parts(document: PolicyDocument, sections: Sequence[Section], end: int | None = None) -> Iterator[Part]:
    items: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    for section, follower in zip_longest(sections, sections[1:]):
        until = follower.span.start if follower else end
        held = [
            item
            for item in items
            if item.span.start > section.span.start and (until is None or item.span.start < until)
        ]
        first = min(held, key=lambda item: (isinstance(item, Goal), item.span.start), default=None)
        yield Part(" ".join(section.heading.split()), first.id if first else "")
