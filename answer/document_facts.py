"""Facts about the document as a whole, read off what was parsed; each is None where the document does not have it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from answer import messages
from answer.labels import label_of
from ingest.grammar.dates import read_date
from ingest.models import PREAMBLE_ID, Chunk, Goal, Measure, NoticePartKind, PolicyDocument, Scenario, Section
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.ownership import Task

_Placed = Measure | Goal | Scenario
"""What stands under headings."""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A fact about the whole document, as an answer begins with it.

    Attributes:
        lead: the fact.
        shown_by: the pieces of text that show it.
        tasks: the items that it is counted out of, where no one piece shows it.
    """

    lead: str
    shown_by: tuple[Chunk, ...] = ()
    tasks: tuple[Task | Goal, ...] = ()


def _notice_fact(lead: str, kind: NoticePartKind, document: PolicyDocument) -> DocumentFact | None:
    """Make a fact that a part of the notice of this kind shows; None if there is no such part."""
    parts = [part for part in document.notice.parts if part.kind == kind]
    if not parts:
        return None
    # A document number may stand beside the signature; the part that states the fact comes first.
    names, day = re.split("[、，]", lead), document.notice.date
    is_day = day is not None and day_of(document) in names
    part = max(
        parts, key=lambda part: any(name in part.text for name in names) or (is_day and read_date(part.text) == day)
    )
    chunk = Chunk(PREAMBLE_ID, PREAMBLE_ID, "formality", part.text, "", part.span.start, part.span.end)
    return DocumentFact(lead, (chunk,))


def addressees(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """To whom it is addressed."""
    names = document.notice.addressees
    return _notice_fact("，".join(names), "addressees", document) if names else None


def approval(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """Who approved it."""
    return _sentence(document, re.compile(r"经[^，。]{2,20}(?:同意|批准|审议通过|审定)"))


def period(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """For which years it plans."""
    period = document.metadata.period
    return _notice_fact(f"规划期 {period}", "title", document) if period else None


def title(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """What it is called."""
    return _notice_fact(f"《{document.title}》", "title", document)


def date(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """When it was issued."""
    return _notice_fact(day_of(document), "signature", document) if document.notice.date else None


def day_of(document: PolicyDocument) -> str:
    """Write the day on which it was issued; empty if the text gives none."""
    return messages.DAY.format(day=document.notice.date) if document.notice.date else ""


def issuers(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """Who issued it, and when."""
    names, day = "、".join(document.notice.issuers), date(document)
    lead = "，".join(part for part in (names, day.lead if day else "") if part)
    return _notice_fact(lead, "signature", document) if names else None


def request(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """What it asks of those that it is addressed to."""
    return _sentence(document, re.compile("请[^。]{2,}"))


def purpose(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """What it is for."""
    return _sentence(document, re.compile("^为"), lead="")


def _sentence(document: PolicyDocument, pattern: re.Pattern[str], lead: str | None = None) -> DocumentFact | None:
    """Make a fact of the first sentence of the notice that a pattern is found in; what it finds leads the answer."""
    for sentence in (sentence for part in document.notice.parts for sentence in part.sentences):
        found = pattern.search(sentence.text)
        if found:
            chunk = Chunk(PREAMBLE_ID, PREAMBLE_ID, "preamble", sentence.text, "", sentence.start, sentence.end)
            return DocumentFact(found.group() if lead is None else lead, (chunk,))
    return None


def sections(document: PolicyDocument, asked: str = "") -> DocumentFact | None:
    """How it is laid out; one section of it where that is ``asked`` for."""
    outer = [section for section in document.sections if section.level == 0]
    items: tuple[Measure | Goal | Scenario, ...] = (*document.measures, *document.goals, *document.scenarios)
    held = {section.heading: _within(items, section, follower) for section, follower in zip_longest(outer, outer[1:])}
    if not held:
        return None
    lead = messages.SECTION_COUNT.format(count=len(held))
    one = re.search(rf"第([{NUMERAL_CHARS}]|\d)|最后一", asked)
    if one:
        number = to_int(one[1]) if one[1] else len(held)
        if 1 <= number <= len(held):
            heading = list(held)[number - 1]
            held, lead = {heading: held[heading]}, heading
    firsts = {heading: found[0] for heading, found in held.items() if found}
    if not firsts:
        return None
    lines = [f"{heading}{_range(found)}{_mark(found, document)}" for heading, found in held.items()]
    return DocumentFact("\n".join([f"**{lead}**", "", *lines]), tasks=tuple(firsts.values()))


def _within(items: Sequence[_Placed], section: Section, follower: Section | None) -> list[_Placed]:
    """Return what stands between two headings, measures first: they bear numbers."""
    end = follower.span.start if follower else sys.maxsize
    found = [item for item in items if section.span.start < item.span.start < end]
    return [item for item in found if isinstance(item, Measure)] or found


def _mark(items: Sequence[_Placed], document: PolicyDocument) -> str:
    return messages.CITED.format(label=label_of(items[0], document)) if items else ""


def _range(items: Sequence[_Placed]) -> str:
    """Say which measures stand under a heading; nothing of paragraphs, which bear no numbers."""
    spoken = [one.spoken for one in items if isinstance(one, Measure)]
    if not spoken:
        return ""
    return f"（{spoken[0]}）" if spoken[0] == spoken[-1] else f"（{spoken[0]}至{spoken[-1]}）"


def domains(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """Which domains the rows of the annex belong to."""
    domains: dict[str, list[Task]] = {}
    for row in document.scenarios:
        domains.setdefault(row.domain, []).append(row)
    if not domains:
        return None
    lines = [
        f"{domain}：{messages.ROW_COUNT.format(count=len(rows))}{messages.CITED.format(label=rows[0].label)}"
        for domain, rows in sorted(domains.items(), key=lambda pair: -len(pair[1]))
    ]
    lead = messages.DOMAIN_COUNT.format(count=len(domains))
    firsts = tuple(rows[0] for _, rows in sorted(domains.items(), key=lambda pair: -len(pair[1])))
    return DocumentFact("\n".join([f"**{lead}**", "", *lines]), tasks=firsts)


def measure_count(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """How many measures it has."""
    # The beginning of the last item shows the count better than any sentence: it carries the number.
    if not document.measures:
        return None
    last = document.measures[-1]
    beginning = last.text.partition("。")[0]
    start = last.span.start
    chunk = Chunk(last.id, last.id, "sentence", beginning, "", start, start + len(beginning))
    return DocumentFact(f"措施共 {len(document.measures)} 条", (chunk,))


def scenario_count(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """How many rows the annex has."""
    if not document.scenarios:
        return None
    last = document.scenarios[-1]
    chunk = Chunk(last.id, last.id, "scenario", last.text, "", last.span.start, last.span.end)
    return DocumentFact(f"附件所列场景共 {len(document.scenarios)} 项", (chunk,))


def annex_title(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """What the annex is called."""
    fact = scenario_count(document)
    return replace(fact, lead=f"{document.annex_title}（{fact.lead}）") if fact and document.annex_title else None


def all_rows(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """All rows of the annex."""
    lead = messages.ROW_COUNT.format(count=len(document.scenarios))
    return _listed(lead, [(row, row.domain) for row in document.scenarios])


def all_measures(document: PolicyDocument, _asked: str = "") -> DocumentFact | None:
    """All measures."""
    lead = messages.MEASURE_COUNT.format(count=len(document.measures))
    return _listed(lead, [(measure, "") for measure in document.measures])


def _listed(lead: str, items: list[tuple[Task, str]]) -> DocumentFact | None:
    if not items:
        return None
    lines = [
        f"{item.name}{f'（{group}）' if group else ''}" + messages.CITED.format(label=item.mark)
        for item, group in items
    ]
    return DocumentFact("\n".join([f"**{lead}**", "", *lines]), tasks=tuple(item for item, _ in items))
