"""A query as statements of SQL over the relations of the catalogue."""
# ruff: noqa: S608 - what a question has is bound; what is written are names of this package

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.find.bounds import MOST_ROWS, asks_consulted, require_bounded
from answer.find.conditions import Conditions
from answer.find.errors import IllTypedError
from answer.find.links import link, members, require_connected
from answer.find.relations import is_item, of_kind, relation, with_relations
from answer.models.plan import Kind, Order, Select

_FACTS = "JOIN item i ON i.key = m.item CROSS JOIN facts f ON f.revision = i.revision AND f.item = i.id"
_TEXTS = "JOIN item i ON i.key = m.item CROSS JOIN items x ON x.revision = i.revision AND x.id = i.id"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with what is bound in it."""

    text: str
    parameters: Mapping[str, object]


class Statements:
    """The statements that a query consists of.

    Args:
        query: that is run.
        opened: ids of the documents that it is run on, with their revisions, in order.
    """

    def __init__(self, query: Select, opened: Sequence[tuple[str, int]]) -> None:
        """Require that the query can be run.

        Raises:
            TooDeepError: if it is too large.
            IllTypedError: if how many are taken, or what they are grouped by, makes no sense.
        """
        require_bounded(query)
        if query.take is not None and query.take < 1:
            raise IllTypedError("Less than one cannot be taken.")
        if query.group:
            require_connected(query.what, query.group)
            if query.what == query.group:
                raise IllTypedError(f"A {query.what} is no group of others.")
        self._query = query
        self._fixed = {"opened": json.dumps(opened), "consulted": asks_consulted(query)}

    def rows(self) -> Statement:
        """Return what gives the rows that are selected, each behind the number of all things of the kind.

        Where nothing is selected there is one row with that number alone.
        """
        query, conditions = self._query, Conditions()
        wanted = conditions.things(query.what, query.where, "t", is_reached=False)
        rank, value, values, ranking = self._ranking(conditions)
        at_most = conditions.bind(query.take if query.take is not None else -1)
        ranked = f"SELECT t.*, {value} AS value, {rank} AS rank FROM {relation(query.what)} t {values} WHERE {wanted}"
        # Of items only those that are given need their names.
        name = "(SELECT x.name FROM items x WHERE x.revision = r.revision AND x.id = r.id)"
        is_of_items = is_item(query.what)
        text = f"""
            SELECT u.number, r.key, r.document, r.id, {"r.kind" if is_of_items else "''"}, {name if is_of_items else "r.name"},
                r.value
            FROM (SELECT count(*) AS number FROM {relation(query.what)} t WHERE {of_kind(query.what, "t")}) u
            LEFT JOIN ({ranked}) r ON r.rank <= {at_most} OR {at_most} < 0
            ORDER BY {ranking}r.at, r.position LIMIT {MOST_ROWS + 1}
        """
        return self._statement(text, conditions)

    def _ranking(self, conditions: Conditions) -> tuple[str, str, str, str]:
        """Return how things are ranked, the value by which, where that comes from, and how they are sorted by it."""
        order = self._query.order
        if order is None:
            return "row_number() OVER (ORDER BY t.at, t.position)", "NULL", "", ""
        ranking = "DESC" if order.most else "ASC"
        # What states no such number has no rank; what has none of what is counted, has 0 of them.
        value, join = ("v.value", "JOIN") if order.by == "value" else ("coalesce(v.value, 0)", "LEFT JOIN")
        values = f"{join} ({self._values(order, conditions)}) v ON v.key = t.key"
        return f"rank() OVER (ORDER BY {value} {ranking})", value, values, f"r.value {ranking}, "

    def _values(self, order: Order, conditions: Conditions) -> str:
        """Return a statement that gives for each thing what it is ordered by."""
        kind = self._query.what
        held = f"FROM ({members(kind, by_name=True)}) m"
        if order.by == "place":
            rows = f"FROM {relation(kind)} t WHERE {of_kind(kind, 't')}"
            return f"SELECT t.key, row_number() OVER (ORDER BY t.at, t.position) AS value {rows}"
        if order.by == "length":
            if kind == "agency":
                return "SELECT key, length(name) AS value FROM agency"
            return f"SELECT m.thing AS key, sum(length(x.text)) AS value {held} {_TEXTS} GROUP BY m.thing"
        if order.by == "value":
            if order.fact is None:
                raise IllTypedError("Things are ranked by a number, and no kind of it is told.")
            wanted = f"f.kind = {conditions.bind(order.fact.value)}"
            return f"SELECT m.thing AS key, max(f.value) AS value {held} {_FACTS} WHERE {wanted} GROUP BY m.thing"
        if order.what is None:
            raise IllTypedError("Things are ranked by a count, and what is counted is not told.")
        require_connected(kind, order.what, with_part=order.role is not None or order.first)
        part = conditions.part(order.role, order.first)
        return conditions.counted(kind, order.what, order.where, part, repeats=order.repeats)

    def groups(self, kind: Kind) -> Statement:
        """Return what gives all things of a kind that things are grouped by."""
        rows = f"FROM {relation(kind)} t WHERE {of_kind(kind, 't')}"
        text = f"SELECT t.key, t.document, t.id {rows} ORDER BY t.at, t.position LIMIT {MOST_ROWS + 1}"
        return self._statement(text, Conditions())

    def in_groups(self, kind: Kind, keys: Sequence[int]) -> Statement:
        """Return what gives each of some selected things in each of their groups, and how often it occurs there."""
        conditions, what = Conditions(), self._query.what
        if what == "agency":
            held = members(kind)
            links = (
                f"SELECT m.thing AS a, p.agency AS b, p.task AS via FROM ({held}) m JOIN ({self._pairs(conditions)}) p "
            )
            links += "ON p.task = m.item"
        else:
            links = link(kind, what, by_name=True)
        among = f"l.b IN {conditions.among(keys)} AND {of_kind(kind, 'g')}"
        text = f"SELECT l.a, l.b, count(*) FROM ({links}) l JOIN {relation(kind)} g ON g.key = l.a WHERE {among} GROUP BY l.a, l.b"
        return self._statement(text, conditions)

    def occurrences(self, keys: Sequence[int]) -> Statement:
        """Return what gives how often some selected agencies occur in the tasks that the query speaks of."""
        conditions = Conditions()
        text = f"SELECT count(*) FROM ({self._pairs(conditions)}) p WHERE p.agency IN {conditions.among(keys)}"
        return self._statement(text, conditions)

    def _pairs(self, conditions: Conditions) -> str:
        wanted = conditions.pairs(self._query.where)
        return f"SELECT d.agency, d.task FROM duty d WHERE (d.owner OR :consulted) AND {wanted}"

    def _statement(self, text: str, conditions: Conditions) -> Statement:
        return Statement(with_relations(text, conditions.relations), {**self._fixed, **conditions.parameters})
