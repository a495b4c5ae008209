"""The catalogue as a query sees it: one relation for each kind of things, and who does what between them.

Every thing has a ``key``, a number that is unique in its kind, and ``at`` and ``position``, which give the order of the
documents. A relation is a common table expression over the documents that are open, and is only written into a statement
that reads it.
"""
# ruff: noqa: S608 - what a question has is bound; what is written are names of this package

from __future__ import annotations

import re
from collections.abc import Iterable

from answer.find.errors import IllTypedError
from answer.models.plan import Kind
from ingest.models import Role

_OPENED = """
    SELECT key AS at, json_extract(value, '$[0]') AS document, json_extract(value, '$[1]') AS revision
    FROM json_each(:opened)
"""
_ITEM = """
    SELECT (i.revision << 20) + i.position AS key, o.at, i.position, o.document, i.revision, i.id, i.kind, i.number, i.section,
        i.domain
    FROM opened o CROSS JOIN items i ON i.revision = o.revision
    WHERE i.kind IN ('measure', 'row', 'goal')
"""
# What stands under a section ends where the next one of its level, or of an outer one, begins.
_SECTION = """
    SELECT (s.revision << 20) + s.position AS key, o.at, s.position, o.document, s.revision, 'S' || s.position AS id,
        s.heading AS name, coalesce(
            (SELECT min(n.position) FROM sections n
             WHERE n.revision = s.revision AND n.position > s.position AND n.level <= s.level), 1 << 20) AS ends
    FROM opened o CROSS JOIN sections s ON s.revision = o.revision
"""
_DOMAIN = """
    SELECT min(i.key) AS key, i.at, min(i.position) AS position, i.document, i.revision, i.domain AS id, i.domain AS name
    FROM item i WHERE i.domain <> '' GROUP BY i.revision, i.domain
"""
_DOCUMENT = """
    SELECT o.revision AS key, o.at, 0 AS position, o.document, o.revision, o.document AS id, r.title AS name
    FROM opened o CROSS JOIN revisions r ON r.number = o.revision
"""
# An owner is who `ingest.ownership.owners` names, and the first of them is the one that the list begins with.
_OWNER = f"(d.listed OR d.role <> '{Role.CONSULTED.value}')"
_DUTY = f"""
    SELECT i.key AS task, i.at, i.position, d.agency, d.position AS place, d.role, d.listed, {_OWNER} AS owner,
        coalesce(d.position = min(CASE WHEN {_OWNER} THEN d.position END) OVER (PARTITION BY i.key), 0) AS first,
        d.listed OR NOT max(d.listed) OVER (PARTITION BY i.key) AS counts
    FROM item i CROSS JOIN duties d ON d.revision = i.revision AND d.item = i.id
"""
# As `PolicyDocument.agencies` has them: those that lists print, in their order, then those that are only declared. Both
# and the place of an agency are packed into one number, whose smallest is its first appearance.
_AGENCY = """
    SELECT f.agency AS key, f.first >> 42 AS at, f.first & ((1 << 42) - 1) AS position, o.document, o.revision, a.name AS id,
        a.name, a.place
    FROM (
        SELECT agency, min((at << 42) + ((NOT listed) << 41) + (position << 20) + place) AS first
        FROM duty WHERE owner OR :consulted GROUP BY agency
    ) f CROSS JOIN agencies a ON a.number = f.agency JOIN opened o ON o.at = f.first >> 42
"""
# As `ingest.ownership.names` does: 各区 is named by a list that has 各区各部门.
_WIDER = """
    SELECT a.key AS agency, w.number AS written
    FROM agency a CROSS JOIN agencies w ON w.place = a.place AND substr(w.name, 1, length(a.name) + 1) = a.name || '各'
    WHERE substr(a.name, 1, 1) = '各'
"""
_NAMED = """
    SELECT agency, task, role, owner, first FROM duty
    UNION SELECT w.agency, d.task, d.role, d.owner, d.first FROM wider w JOIN duty d ON d.agency = w.written
"""
_SAME = """
    SELECT DISTINCT task, group_concat(agency) OVER (
        PARTITION BY task ORDER BY {by} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS agencies
    FROM duty WHERE owner
"""

_RELATIONS = {
    "opened": _OPENED,
    "item": _ITEM,
    "section": _SECTION,
    "domain": _DOMAIN,
    "document": _DOCUMENT,
    "duty": _DUTY,
    "agency": _AGENCY,
    "wider": _WIDER,
    "named": _NAMED,
    "same_set": _SAME.format(by="agency"),
    "same_order": _SAME.format(by="place"),
}
_OTHERS = ("document", "section", "domain", "agency")
_READ = re.compile(r"(?:FROM|JOIN) (\w+)")
_OF_KIND = {
    "item": "1",
    "task": "{0}.kind IN ('measure', 'row')",
    "measure": "{0}.kind = 'measure'",
    "row": "{0}.kind = 'row'",
}


def is_item(kind: Kind) -> bool:
    """Tell whether things of a kind are items."""
    return kind in _OF_KIND


def relation(kind: Kind) -> str:
    """Return the name of the relation that things of a kind are in.

    Raises:
        IllTypedError: if there is no such kind.
    """
    if is_item(kind):
        return "item"
    if kind not in _OTHERS:
        raise IllTypedError("There is no such kind of things.")
    return kind


def of_kind(kind: Kind, alias: str) -> str:
    """Return the condition that a thing of the relation is of the kind."""
    return _OF_KIND.get(kind, "1").format(alias)


def with_relations(statement: str, own: Iterable[tuple[str, str]] = ()) -> str:
    """Return a statement behind the relations that it reads.

    Args:
        statement: that reads them.
        own: relations that were made for it, by name; each may read those before it.
    """
    own = list(own)
    read: set[str] = set()
    waiting = [statement, *(text for _, text in own)]
    while waiting:
        new = {name for name in _READ.findall(waiting.pop()) if name in _RELATIONS} - read
        read |= new
        waiting += [_RELATIONS[name] for name in new]
    parts = [*((name, text) for name, text in _RELATIONS.items() if name in read), *own]
    return "WITH " + ",\n".join(f"{name} AS ({text})" for name, text in parts) + f"\n{statement}"
