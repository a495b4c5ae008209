"""What a person settled about a document, applied to what the parser reads, so that it survives parsing again."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace

from index.catalogue.models import Correction, Edits
from ingest.grammar.notice import stage_of
from ingest.models import Duty, Measure, PolicyDocument, Role, RoleList, Scenario

Task = Measure | Scenario
_ALIKE = 0.5


def edited(document: PolicyDocument, edits: Edits) -> tuple[PolicyDocument, tuple[Correction, ...]]:
    """Return a parsed document with what a person settled, and the corrections whose item it has no longer.

    The level of the measures is not applied here: it decides how a text is parsed.
    """
    metadata = document.metadata
    short = edits.short_title or (f"《{edits.title}》" if edits.title and not metadata.doc_id else metadata.short_title)
    dates = {name: value for name in ("issued", "effective", "until") if (value := getattr(edits, name)) is not None}
    found = replace(
        document,
        title=edits.title if edits.title is not None else document.title,
        status=_stage(document, edits),
        document_number=edits.document_number if edits.document_number is not None else document.document_number,
        metadata=replace(metadata, short_title=short),
        dates=replace(document.dates, **dates),
    )
    tasks: tuple[Task, ...] = (*found.measures, *found.scenarios)
    items = {task.id: task for task in tasks}
    lost = []
    corrected = []
    for correction in edits.corrections:
        # By what the parser calls it, not by what an earlier correction does.
        item = _find(correction, tasks)
        if item is None:
            lost.append(correction)
            continue
        items[item.id] = _corrected(items[item.id], correction)
        corrected.append(item.id)
    return (
        replace(
            found,
            measures=tuple(item for item in items.values() if isinstance(item, Measure)),
            scenarios=tuple(item for item in items.values() if isinstance(item, Scenario)),
            corrected=tuple(dict.fromkeys(corrected)),
        ),
        tuple(lost),
    )


def _stage(document: PolicyDocument, edits: Edits) -> str:
    """Read 征求意见稿 and the like off the title that was settled; what the notice alone says of it stays."""
    if edits.title is None:
        return document.status
    return stage_of(edits.title) or ("" if stage_of(document.title) else document.status)


def _find(correction: Correction, items: Sequence[Task]) -> Task | None:
    """Find the item that a correction is of: by label and name, or by one alone: it was renumbered, or its name was touched up."""
    named = [item for item in items if item.name == correction.title]
    exact = [item for item in named if item.label == correction.label]
    same_place = [
        item
        for item in items
        if item.id == correction.item and item.label == correction.label and _are_alike(item.name, correction.title)
    ]
    for found in (exact, named, same_place):
        if len(found) == 1:
            return found[0]
    return next((item for item in exact if item.id == correction.item), None)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two names may be versions of one; the number of an item that is gone is another one's."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _corrected(item: Task, correction: Correction) -> Task:
    if correction.field == "name":
        (value,) = correction.values
        return replace(item, name=value) if isinstance(item, Scenario) else replace(item, title=value)
    if correction.field == "agencies":
        known = {duty.agency: duty for duty in item.duties}
        agencies = correction.values
        duties = [known.get(name, Duty(name, Role.RESPONSIBLE)) for name in agencies]
    else:
        role = Role.LEAD if correction.field == "lead" else Role.WITH
        others = [duty for duty in item.duties if duty.role is not role and duty.agency not in correction.values]
        mine = [Duty(name, role) for name in correction.values]
        duties = [*mine, *others] if role is Role.LEAD else [*others, *mine]
        agencies = tuple(dict.fromkeys((*item.agencies, *correction.values)))
    return replace(item, agencies=agencies, duties=tuple(duties), roles=_role_lists(duties))


def _role_lists(duties: Sequence[Duty]) -> tuple[RoleList, ...]:
    by_role: dict[Role, list[str]] = {}
    for duty in duties:
        by_role.setdefault(duty.role, []).append(duty.agency)
    return tuple(RoleList(role.value, role, tuple(names)) for role, names in by_role.items())
