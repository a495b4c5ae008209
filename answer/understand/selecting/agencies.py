"""On which side of a question its agencies stand: wanted, together, alone, in front, unwanted, left out of account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from answer.models import All, AllHave, Any, Condition, Has, Is, Not, Token
from answer.understand.selecting.pieces import Head, Piece, Roles
from answer.understand.selecting.shape import Found, Shape
from ingest.models import Role

_BETWEEN = "(AND|LISTED|EITHER|BOTH|MARKED)"
_GROUP = f"AGENCY ({_BETWEEN}+ AGENCY)*"
_LINK = "(OWN|INVOLVE|LEAD|HELP|FIRST|AND|BOTH|ALL|JOINT|LIST_NOUN|AGENCY_NOUN|LEAD_NOUN|SAY|RULE|TASK_NOUN)*"
_THESE = "(NUMBER (UNIT_AGENCY|UNIT) AGENCY_NOUN?)?"
"""工信局、发改委两家."""
_WITHOUT_BEFORE = f"(NOT|UNSAID) {_LINK}"
_WITHOUT_BEHIND = f"{_THESE} (ALL|BOTH|JOINT)* BUT? ONLY? (NOT|UNSAID) (OWN|INVOLVE|LEAD|HELP|FIRST|LIST_NOUN|SAY)*"
_EXCEPT_BEFORE = "EXCEPT (OWN|AND|NOT)*"
_EXCEPT_BEHIND = f"{_THESE} (OWN|INVOLVE|LEAD|HELP|BOTH|TASK_NOUN|MEASURE_NOUN|ROW_NOUN)* (ALL? EXCEPT)? OUTSIDE?"
_LEFT_OUT = "(AGENCY|ITEM|SECTION|DOMAIN|BODY_NOUN|ANNEX_NOUN|MEASURE_NOUN|ROW_NOUN)"
_NOT_IN_ROLE = "ONLY? BUT? NOT (LEAD|LEAD_NOUN|FIRST)|(LEAD|LEAD_NOUN|FIRST) NOT IT"
"""参与但不牵头, 牵头的不是它."""
_ONLY_BEFORE = "(ONLY|EXACTLY) (OWN|INVOLVE|LEAD|AND|SAY)*"
_ONLY_BEHIND = f"{_THESE} YES_NO? ONLY (OWN|LEAD)?"
_NO_OTHERS = "NOT AND? OTHER (AGENCY_NOUN|UNIT_AGENCY)? (JOINT|OWN)*|OTHER (AGENCY_NOUN|UNIT_AGENCY)? NOT (JOINT|OWN)+"
_TOGETHER = f"{_THESE} (JOINT|BOTH|ALL|SAME)"


def find_roles(shape: Shape) -> Roles:
    """Tell in which role agencies are meant in the whole question: those that lead, help or stand first."""
    return _roles(shape.tokens, is_listed=shape.first("AGENCY|AGENCY_NOUN|LIST_NOUN|WHO|UNIT_AGENCY") is not None)


def _roles(tokens: Sequence[Token], *, is_listed: bool) -> Roles:
    lead = tuple(token for token in tokens if token.word in ("LEAD", "LEAD_NOUN"))
    helping = tuple(token for token in tokens if token.word in ("HELP", "HELP_NOUN"))
    first = tuple(token for token in tokens if token.word == "FIRST")
    if lead and helping:
        return Roles((*lead, *helping))  # 牵头加配合
    if lead or helping:
        return Roles(lead or helping, Role.LEAD if lead else Role.WITH)
    return Roles(first, None, first=True) if first and is_listed else Roles()


def _roles_of(shape: Shape, group: Found, whole: Roles) -> Roles:
    """Return the role in which a group of agencies is meant: Ａ牵头、Ｂ配合; that of the whole question if its part tells none
    and no other part tells one of its own agencies.
    """
    own = _roles(_segment(shape, group), is_listed=True)
    if own.role or own.first or not (whole.role or whole.first):
        return own
    if shape.before(group.start, "BOTH (NOT|UNSAID) (OWN|INVOLVE)?"):
        return whole  # 排第一位的既不是Ａ、也不是Ｂ
    told = [found for found in shape.find(_GROUP) if set(_segment(shape, found)).intersection(whole.tokens)]
    return Roles() if told else whole


def _segment(shape: Shape, group: Found) -> tuple[Token, ...]:
    """Return the part of a question that a group stands in, between commas and contrasts."""
    ends = [at for at, token in enumerate(shape.tokens) if _parts(token) or _joins_clauses(shape, at)]
    start = max((at + 1 for at in ends if at < group.start), default=0)
    end = next((at for at in ends if at >= group.end), len(shape.tokens))
    return shape.tokens[start:end]


def _joins_clauses(shape: Shape, place: int) -> bool:
    """Tell whether 并且 stands between clauses (Ａ打头并且有Ｂ参与), and not between names."""
    token, before = shape.tokens[place], shape.tokens[max(0, place - 1)]
    return token.word == "AND" and before.word in ("LEAD", "HELP", "FIRST", "OWN")


def _parts(token: Token) -> bool:
    return token.word == "BUT" or (token.word == "MARK" and token.text.strip()[:1] in (",", "、", ";", "。", "?", "!"))


def read_agencies(shape: Shape, head: Head, roles: Roles) -> Iterator[Piece]:
    """Read what a question says of the agencies that it names."""
    for found in shape.find(_GROUP):
        for group in _groups(found):
            agencies = [token for token in group.tokens if token.word == "AGENCY"]
            if all(token.mention and token.mention.ids for token in agencies):
                yield _read_group(shape, head, roles, group, agencies)


def _groups(found: Found) -> Iterator[Found]:
    """Part a group where anything stands between its names: Ａ在、Ｂ不在的."""
    start = 0
    for place, (one, two) in enumerate(pairwise(found.tokens), 1):
        if one.end != two.start:
            yield from _group(found, start, place)
            start = place
    yield from _group(found, start, len(found.tokens))


def _group(found: Found, start: int, end: int) -> Iterator[Found]:
    tokens = found.tokens[start:end]
    first = next((place for place, token in enumerate(tokens) if token.word == "AGENCY"), None)
    if first is not None:
        last = max(place for place, token in enumerate(tokens) if token.word == "AGENCY") + 1
        yield Found(tokens[first:last], found.start + start + first, found.start + start + last)


def _read_group(shape: Shape, head: Head, whole: Roles, group: Found, agencies: list[Token]) -> Piece:
    ids = tuple(token.mention.ids[0] for token in agencies if token.mention)
    roles = _roles_of(shape, group, whole)
    excepted = _excepted(shape, group)
    if excepted:
        return _left_out(shape, head, roles, group, ids, excepted)
    denied = shape.before(group.start, _WITHOUT_BEFORE) or _denied_behind(shape, group.end)
    not_in_role = shape.first(_NOT_IN_ROLE)
    if not_in_role and not denied and group.end <= not_in_role.start and not shape.behind(not_in_role.end, "AGENCY"):
        denied, roles = not_in_role.tokens, _roles(not_in_role.tokens, is_listed=True)
    return _unwanted(shape, head, roles, group, ids, denied) if denied else _wanted(shape, head, roles, group, ids)


def _left_out(
    shape: Shape, head: Head, roles: Roles, group: Found, ids: tuple[str, ...], excepted: tuple[Token, ...]
) -> Piece:
    """Read what leaves agencies out of account; 除了Ａ再没有别家 is Ａ alone."""
    nobody_else = shape.behind(group.end, _NO_OTHERS)
    used = (*excepted, *(nobody_else or ()), *group.tokens)
    if nobody_else:
        return Piece(used, AllHave("agency", Is(ids)))
    if head.kind == "agency":
        return Piece(used, Not(Is(ids)), "head")
    return Piece(used, All(tuple(Not(_named(roles, (one,))) for one in ids)))


def _unwanted(
    shape: Shape, head: Head, roles: Roles, group: Found, ids: tuple[str, ...], denied: tuple[Token, ...]
) -> Piece:
    """Read that agencies must not be there, or not in a role: Ａ参与但不排首位 is there all the same."""
    used = (*denied, *group.tokens, *roles.tokens)
    without = tuple(Not(_named(roles, (one,))) for one in ids)
    together = shape.before(group.start, f"{_WITHOUT_BEFORE} AND") or shape.first("JOINT|SAME")
    said_of_role = any(token.word in ("LEAD", "LEAD_NOUN", "FIRST") for token in denied)
    if (roles.first or roles.role) and said_of_role and denied[0].start > group.tokens[-1].start:
        there = tuple(Has("agency", Is((one,))) for one in ids)
        return Piece(used, All((*there, *without)))
    if head.kind in ("section", "domain"):
        # 没有Ａ的部分: none of what stands there.
        return Piece(used, Not(Has("task", Any(tuple(_named(roles, (one,)) for one in ids)))), "head")
    if head.kind == "agency" and together:
        # 没和Ａ共同负责过的单位: in no task of theirs.
        apart = All((Not(Has("task", All(tuple(_named(roles, (one,)) for one in ids)))), Not(Is(ids))))
        joint = tuple(token for token in shape.tokens if token.word in ("JOINT", "SAME"))
        return Piece((*used, *joint), apart, "head")
    any_of = shape.behind(group.end, f"{_THESE} EITHER") or ()
    not_it = shape.first("NOT IT")
    return Piece((*used, *any_of, *(not_it.tokens if not_it else ())), All(without))


def _wanted(shape: Shape, head: Head, roles: Roles, group: Found, ids: tuple[str, ...]) -> Piece:
    """Read that agencies must be there: all of them, one of them, nobody else."""
    either = (
        shape.behind(group.end, f"{_THESE} COMMA? EITHER")
        or shape.behind(group.end, "AT_LEAST NUMBER (UNIT_AGENCY|UNIT)")
        or ()
    )
    alternative = shape.before(group.start, "AGENCY (OWN|LEAD)* EITHER") or shape.behind(
        group.end, "(OWN|LEAD)* EITHER AGENCY"
    )
    is_either = bool(either or alternative) or any(token.word == "EITHER" for token in group.tokens)
    wanted: Condition = _named(roles, ids) if is_either else All(tuple(_named(roles, (one,)) for one in ids))
    only = _only(shape, group)
    or_both = shape.first("EITHER NUMBER UNIT_AGENCY (ALL|BOTH) OWN?") if is_either else None
    linking = (token for token in alternative or () if token.word == "EITHER")
    beside = (*only, *either, *linking, *(or_both.tokens if or_both else ()))
    used = (*group.tokens, *beside, *roles.tokens, *(shape.behind(group.end, _TOGETHER) or ()))
    if only and head.kind != "agency" and roles.role and len(ids) == 1:
        # 由Ａ单独牵头的: others may well help.
        return Piece(used, All((wanted, Has("agency", None, "=", 1, roles.role))))
    if only and head.kind != "agency":
        return Piece(used, All((wanted, AllHave("agency", Is(ids)))))
    return Piece(used, wanted, is_alternative=bool(alternative))


def _excepted(shape: Shape, group: Found) -> tuple[Token, ...]:
    """Return what leaves agencies out of account, before or behind them: 除了Ａ, Ａ以外, 把Ａ划掉."""
    behind = shape.behind(group.end, _EXCEPT_BEHIND) or ()
    last = next((token for token in reversed(behind) if token.word in ("EXCEPT", "OUTSIDE")), None)
    # 住建局除了附件场景，还…: what is left out follows.
    if last is None or (last.word == "EXCEPT" and shape.behind(group.end + len(behind), _LEFT_OUT)):
        behind = ()
    return (*(shape.before(group.start, _EXCEPT_BEFORE) or ()), *behind)


def _denied_behind(shape: Shape, place: int) -> tuple[Token, ...]:
    """Return what denies agencies behind them; 有Ａ没有Ｂ denies Ｂ, not Ａ."""
    denied = shape.behind(place, _WITHOUT_BEHIND) or ()
    return () if denied and shape.behind(place + len(denied), "AGENCY|QUOTED") else denied


def _only(shape: Shape, group: Found) -> tuple[Token, ...]:
    only = shape.before(group.start, _ONLY_BEFORE) or shape.behind(group.end, _ONLY_BEHIND) or ()
    alone = shape.behind(group.end, "NUMBER (UNIT|UNIT_AGENCY)")
    if not only and alone and alone[0].value == 1 and shape.before(group.start, "(OWNER_NOUN|LIST_NOUN) SAY?"):
        only = alone  # 责任单位就Ａ一家
    others = shape.first(_NO_OTHERS)
    return (*only, *(others.tokens if others else ()))


def _named(roles: Roles, ids: tuple[str, ...]) -> Has:
    return Has("agency", Is(ids), role=roles.role, first=roles.first)
