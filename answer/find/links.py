"""What is connected with what: two kinds of things by the items that both have part in.

A section, a domain and a document have part in the items that they hold, an agency in its tasks, an item in itself. So an
agency and a section are connected by the tasks between them, and what lies between is counted where things repeat.
"""
# ruff: noqa: S608 - what a question has is bound; what is written are names of this package

from __future__ import annotations

from answer.find.errors import IllTypedError
from answer.find.relations import is_item, of_kind, relation
from answer.models.plan import Kind

OWNER = "owner"
"""Of an agency's part in a task: that it is responsible."""
COUNTS = "counts"
"""That the task's lists print it, or print nobody: people count what stands there, and nobody who is declared besides."""

_HELD = {
    "section": "SELECT s.key AS thing, i.key AS item FROM section s JOIN item i "
    "ON i.revision = s.revision AND i.section >= s.position AND i.section < s.ends",
    "domain": "SELECT d.key AS thing, i.key AS item FROM domain d JOIN item i "
    "ON i.revision = d.revision AND i.domain = d.id",
    "document": "SELECT revision AS thing, key AS item FROM item",
}
_SECTIONS = """
    SELECT x.key AS a, y.key AS b, y.key AS via FROM section x JOIN section y ON x.revision = y.revision
        AND (y.position > x.position AND y.position < x.ends OR x.position > y.position AND x.position < y.ends)
"""
_OF_DOCUMENTS = {
    ("document", "section"): "SELECT revision AS a, key AS b, key AS via FROM section",
    ("section", "document"): "SELECT key AS a, revision AS b, key AS via FROM section",
    ("section", "section"): _SECTIONS,
}


def require_connected(one: Kind, other: Kind, *, with_part: bool = False) -> None:
    """Require that things of two kinds can be connected.

    Args:
        one: kind of things.
        other: kind of things.
        with_part: whether the part of an agency is told: its role, or that a list begins with it.

    Raises:
        IllTypedError: if they cannot, or there is no such kind.
    """
    for kind in (one, other):
        relation(kind)
    if (is_item(one) and is_item(other)) or (one == other and one in ("domain", "document")):
        raise IllTypedError(f"A {one} is connected with no {other}.")
    if with_part and "agency" not in (one, other):
        raise IllTypedError(f"No agency has a part in how a {one} is connected with a {other}.")


def members(kind: Kind, *, by_name: bool = False, part: str = OWNER) -> str:
    """Return a statement that gives each ``thing`` of a kind with every ``item`` that it has part in.

    Args:
        kind: of the things.
        by_name: whether an agency has part in all that names it, as 各区各部门 does 各区; else only where it is listed.
        part: condition on the agency's part in a task.
    """
    if kind == "agency":
        source = "SELECT DISTINCT agency AS thing, task AS item FROM named" if by_name else _LISTED
        return f"{source} WHERE {part}"
    if is_item(kind):
        return f"SELECT i.key AS thing, i.key AS item FROM item i WHERE {of_kind(kind, 'i')}"
    return _HELD[kind]


_LISTED = "SELECT agency AS thing, task AS item FROM duty"


def link(one: Kind, other: Kind, *, by_name: bool = False, part: str = OWNER) -> str:
    """Return a statement that gives each thing ``a`` of one kind with every ``b`` of another, and what is between (``via``).

    Of items all kinds are given: who reads it looks which they are. An agency ``b`` is always one that is listed.

    Args:
        one: kind of ``a``.
        other: kind of ``b``.
        by_name: whether an agency ``a`` has part in all that names it.
        part: condition on the part of the agency; of ``b`` where both are agencies.
    """
    if (one, other) in _OF_DOCUMENTS:
        return _OF_DOCUMENTS[one, other]
    if is_item(other):
        return f"SELECT thing AS a, item AS b, item AS via FROM ({members(one, by_name=by_name, part=part)})"
    if is_item(one):
        return f"SELECT item AS a, thing AS b, item AS via FROM ({members(other, part=part)})"
    are_agencies = one == other == "agency"
    mine = members(one, by_name=by_name, part=OWNER if are_agencies else part)
    return (
        f"SELECT DISTINCT x.thing AS a, y.thing AS b, x.item AS via FROM ({mine}) x JOIN ({members(other, part=part)}) y "
        f"ON y.item = x.item{' AND y.thing <> x.thing' if are_agencies else ''}"
    )
