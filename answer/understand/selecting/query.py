"""Puts what was read of a question together into one selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.models import ALWAYS, All, AllHave, Any, Ask, Condition, Has, InEvery, Is, Kind, Not, OfKind, Select, Token
from answer.understand.names import Names
from answer.understand.selecting.pieces import ITEMS, Counted, Grouped, Head, Piece, Ranked, Roles
from answer.understand.selecting.shape import Shape
from ingest.models import sections_over


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a question says about what it asks for."""

    pieces: tuple[Piece, ...]
    counted: tuple[Counted, ...]
    ranked: Ranked | None
    roles: Roles
    grouped: Grouped | None = None
    repeats: tuple[Token, ...] = ()

    @property
    def tokens(self) -> set[Token]:
        """The tokens that say it."""
        pieces = {token for one in self.pieces for token in one.tokens}
        counted = {token for one in self.counted for token in one.tokens}
        ranked = self.ranked.tokens if self.ranked else ()
        grouped = self.grouped.tokens if self.grouped else ()
        return pieces | counted | {*self.roles.tokens, *ranked, *grouped, *self.repeats}


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that must hold at once, however they are nested."""
    return (
        tuple(part for one in condition.conditions for part in conjuncts(one))
        if isinstance(condition, All)
        else (condition,)
    )


def put_together(head: Head, parts: Parts, sections: tuple[str, ...]) -> Select:
    """Put the parts together."""
    kind, ranked = head.kind, parts.ranked
    order, take = (ranked.order, ranked.take) if ranked else (None, None)
    through = _with_alternatives(parts.pieces)
    if kind in ITEMS:
        heads = [piece.condition for piece in parts.pieces if piece.about == "head"]
        conditions = [*through, *heads, *_counts(parts, None)]
    else:
        conditions = _through_tasks(kind, through, parts)
        if order and order.by == "count" and through:
            order = replace(order, where=all_of(through))
        if kind == "section":
            conditions.append(Is(sections))
    repeats = bool(parts.repeats) and kind == "agency"
    group = parts.grouped.group if parts.grouped else None
    return Select(kind, all_of(conditions), order, take, _shown(head), group, repeats)


def _with_alternatives(pieces: Sequence[Piece]) -> list[Condition]:
    """Return the conditions on tasks; of alternatives one is enough."""
    either = [piece.condition for piece in pieces if piece.is_alternative]
    rest = [piece.condition for piece in pieces if piece.about == "task" and not piece.is_alternative]
    alone = [part for one in rest for part in conjuncts(one) if _is_alone(part)]
    if len(alone) > 1:
        # Ａ加Ｂ，就这两家: both of them, and nobody else.
        together = AllHave("agency", Is(tuple(agency for one in alone for agency in _ids_of(one))))
        rest = [all_of([part for part in conjuncts(one) if part not in alone]) for one in rest]
        rest.append(together)
    return [*rest, *([Any(tuple(either))] if either else [])]


def _is_alone(condition: Condition) -> bool:
    return isinstance(condition, AllHave) and condition.what == "agency" and isinstance(condition.where, Is)


def _ids_of(condition: Condition) -> tuple[str, ...]:
    return condition.where.ids if isinstance(condition, AllHave) and isinstance(condition.where, Is) else ()


def _counts(parts: Parts, within: Condition | None) -> list[Condition]:
    role, first = parts.roles.role, parts.roles.first
    return [Has(one.what, within, one.comparison, one.count, role, first) for one in parts.counted]


def _through_tasks(kind: Kind, through: list[Condition], parts: Parts) -> list[Condition]:
    """Connect what is asked for with the tasks that the conditions are about."""
    apart = [one for one in through if _is_place(one)]
    if kind == "agency" and len(apart) > 1:
        # 正文和附件都有的, 两个部分都有的: in a task of each, and no task stands in both.
        rest = [one for one in through if one not in apart]
        return [one for place in apart for one in _through_tasks(kind, [*rest, place], parts)]
    within, roles = all_of(through) if through else None, parts.roles
    heads = [piece.condition for piece in parts.pieces if piece.about == "head"]
    every = next((one for one in heads if isinstance(one, InEvery)), None)
    if every:
        return [*(one for one in heads if one is not every), replace(every, where=within)]
    connected = [*heads, *_counts(parts, within)]
    is_named = bool(roles.role or roles.first) and not any(map(_tells_part, heads))
    if not parts.counted and (within is not None or is_named) and not parts.ranked:
        # Agencies stand in a role; for sections that is said of the agencies in them.
        of_agency = kind == "agency"
        connected.append(Has("task", within, role=roles.role if of_agency else None, first=of_agency and roles.first))
    if kind == "agency":
        # Who works with some is somebody else.
        wanted = [one for piece in parts.pieces if piece.about == "task" for one in _agencies_of(piece.condition)]
        connected += [Not(Is(tuple(dict.fromkeys(wanted))))] if wanted else []
    return connected


def _is_place(condition: Condition) -> bool:
    """Tell whether a condition on tasks says where they stand, and no task stands in two such places."""
    in_group = (
        isinstance(condition, Has) and condition.what in ("section", "domain") and isinstance(condition.where, Is)
    )
    return in_group or isinstance(condition, OfKind)


def _tells_part(condition: Condition) -> bool:
    inner = condition.condition if isinstance(condition, Not) else condition
    return isinstance(inner, Has) and (inner.role is not None or inner.first)


def _agencies_of(condition: Condition) -> list[str]:
    if isinstance(condition, All):
        return [one for part in condition.conditions for one in _agencies_of(part)]
    if isinstance(condition, Has) and condition.what == "agency" and isinstance(condition.where, Is):
        return list(condition.where.ids)
    return []


def sections_meant(shape: Shape, pieces: Sequence[Piece], names: Names) -> tuple[str, ...]:
    """Return the sections that people count: those within one that is named, or several that are named; else of the level
    that has as many as they say, else the outermost that has several. Only sections that hold something numbered count.
    """
    sections = names.document.sections
    over = sections_over(sections, [task.span for task in names.table.tasks])
    holding = [f"S{sections.index(one)}" for one in dict.fromkeys(section for path in over for section in path)]
    named = [one for piece in pieces for one in piece.among]
    if named:
        parents = [set(path) for path in over if any(names.section(one) in path for one in named)]
        levels = {names.section(one).level for one in named}
        inside = {section for path in parents for section in path if section.level > min(levels)}
        within = tuple(one for one in holding if names.section(one) in inside)
        return within or tuple(named)
    by_level: dict[int, list[str]] = {}
    for one in holding:
        by_level.setdefault(names.section(one).level, []).append(one)
    numbers = {found.tokens[0].value for found in shape.find("NUMBER UNIT? SECTION_NOUN")}
    fitting = [ids for ids in by_level.values() if len(ids) in numbers and len(ids) > 1]
    several = [ids for _, ids in sorted(by_level.items()) if len(ids) > 1]
    return tuple(next(iter(fitting or several), []))


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Return one condition for several that must hold at once, each once."""
    flat = [part for one in conditions for part in (one.conditions if isinstance(one, All) else (one,))]
    once = tuple(dict.fromkeys(flat))
    return once[0] if len(once) == 1 else All(once) if once else ALWAYS


def _shown(head: Head) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    if head.ask == "how_many":
        asks.append("count")
    if head.ask == "whether":
        asks.append("yes_no")
    asks.append("text" if head.of_text else "names")
    if head.kind in ITEMS and any(kind == "agency" for kind, _ in head.also):
        asks.append("agencies")
    return tuple(asks)
