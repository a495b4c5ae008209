"""Who does what: the lists of agencies as they stand, with what the document declares once for all of them applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.grammar.conventions import find_conventions
from ingest.models import (
    CLOSING_ID,
    PREAMBLE_ID,
    Closing,
    Convention,
    Duty,
    Goal,
    Measure,
    Notice,
    Role,
    RoleList,
    Scenario,
    Section,
    sections_over,
)


def declared(notice: Notice, items: Iterable[Measure | Goal], closing: Closing | None) -> tuple[Convention, ...]:
    """Collect what a document declares for all its lists, in its order."""
    found: list[Convention] = []
    texts = [(PREAMBLE_ID, "\n".join(part.text for part in notice.parts if part.kind == "paragraph"))]
    texts += [(item.id, item.text) for item in sorted(items, key=lambda item: item.span.start)]
    texts += [(CLOSING_ID, closing.text)] if closing else []
    for citation_id, text in texts:
        found += [
            replace(one, citation_id=citation_id) for _, one in sorted(find_conventions(text), key=lambda pair: pair[0])
        ]
    return tuple(found)


def apply_conventions(
    measures: Sequence[Measure],
    rows: Sequence[Scenario],
    sections: Sequence[Section],
    conventions: Sequence[Convention],
) -> tuple[tuple[Measure, ...], tuple[Scenario, ...]]:
    """Give every measure and row its duties."""
    paths = sections_over(sections, [measure.span for measure in measures])
    given: list[Measure] = []
    active = [one for one in conventions if not one.from_here or not one.citation_id.startswith("M")]
    for measure, path in zip(measures, paths, strict=True):
        active += [one for one in conventions if one.citation_id == measure.id and one not in active]
        inherited = next((section.roles for section in reversed(path) if section.roles), ())
        duties = tuple(_duties(measure.roles, () if measure.roles else inherited, active))
        given.append(replace(measure, duties=duties))
    for_rows = [one for one in active if one.kind != "also_responsible"]
    return tuple(given), tuple(replace(row, duties=tuple(_duties(row.roles, (), for_rows))) for row in rows)


def _duties(own: Sequence[RoleList], inherited: Sequence[RoleList], active: Sequence[Convention]) -> Iterator[Duty]:
    # Where a list says itself who leads, nothing is left to the convention.
    says_who = any(listed.role is Role.LEAD for listed in own)
    first_leads = not says_who and any(one.kind == "first_leads" for one in active)
    marks_lead = any(one.kind == "mark_leads" for one in active)
    others_with = not says_who and any(one.others_with for one in active)
    found: dict[str, Duty] = {}
    for lists, is_inherited in ((own, False), (inherited, True)):
        for listed in lists:
            for place, agency in enumerate(listed.agencies):
                leads = (first_leads and place == 0) or (marks_lead and agency in listed.marked)
                made_lead = leads and listed.role is Role.RESPONSIBLE
                made_with = others_with and not leads and listed.role is Role.RESPONSIBLE
                role = Role.LEAD if made_lead else Role.WITH if made_with else listed.role
                duty = Duty(agency, role, declared=made_lead or made_with or is_inherited)
                if agency not in found or duty.role is Role.LEAD:
                    found[agency] = duty
    for convention in active:
        for agency in convention.agencies:
            found.setdefault(agency, Duty(agency, Role.RESPONSIBLE, declared=True))
    yield from found.values()
