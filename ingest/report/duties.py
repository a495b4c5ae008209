"""Who does what in an item: its lists as the policy writes them, and what follows from a declaration, which is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.models import Convention, Duty, Measure, PolicyDocument, RoleList, Scenario, Section

NOT_STATED = "未写明"
_QUOTED = 28
"""Characters of a declaration that are repeated at every item; all of it stands once, where declarations are listed."""


def listed(roles: Sequence[RoleList]) -> str:
    """Write lists of agencies with what each is called: 牵头单位：甲局；配合单位：乙局、丙局等."""
    return "；".join(f"{one.word}：{'、'.join(one.agencies)}{'等' if one.open else ''}" for one in roles)


def agency_lines(document: PolicyDocument, item: Measure | Scenario, path: Sequence[Section] = ()) -> list[str]:
    """Return a line with the lists of an item, and one with what declarations add to them, if they do.

    Args:
        document: that the item is of.
        item: a measure or a row.
        path: the sections that the item stands under.
    """
    added = "；".join(_declared(document, item, path))
    is_listed_above = any(section.roles for section in path)
    own = listed(item.roles) or ("" if is_listed_above else f"责任单位：{NOT_STATED}")
    return [line for line in (own, added) if line]


def _declared(document: PolicyDocument, item: Measure | Scenario, path: Sequence[Section]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    for duty in item.duties:
        if duty.declared:
            groups.setdefault((duty.role.value, _ground(document, item, path, duty)), []).append(duty.agency)
    for (role, ground), agencies in groups.items():
        yield f"{role}：{'、'.join(agencies)}（据{ground}）"


def _ground(document: PolicyDocument, item: Measure | Scenario, path: Sequence[Section], duty: Duty) -> str:
    """Quote what gives a unit a duty that the item's own lists do not."""
    if any(duty.agency in one.agencies for one in item.roles):
        marked = any(duty.agency in one.marked for one in item.roles)
        return _quoted(document.conventions, "mark_leads" if marked else "first_leads", duty.agency)
    above = next((section for section in reversed(path) if section.roles), None)
    if above and not item.roles and any(duty.agency in one.agencies for one in above.roles):
        return f"“{above.heading}”下的名单"
    return _quoted(document.conventions, "also_responsible", duty.agency)


def _quoted(conventions: Sequence[Convention], kind: str, agency: str) -> str:
    alike = [one for one in conventions if one.kind == kind and (kind != "also_responsible" or agency in one.agencies)]
    # One declaration may be repeated; a list with a sign may lead by its first place instead.
    found = alike or [one for one in conventions if one.kind in ("first_leads", "mark_leads")]
    return f"“{_short(found[0].text)}”" if found else "文件的统一约定"


def _short(text: str) -> str:
    half = _QUOTED // 2 - 2
    return text if len(text) <= _QUOTED else f"{text[:half]}……{text[-half:]}"
