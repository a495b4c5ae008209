"""Who does what: lists of agencies with their roles, and what a document declares once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Role(Enum):
    """What a policy says that a unit does in a task."""

    LEAD = "牵头"
    RESPONSIBLE = "负责"
    WITH = "配合"
    CONSULTED = "咨询"


@dataclass(frozen=True, slots=True)
class RoleList:
    """One list of agencies as the policy writes it.

    Attributes:
        word: what it is called there: 责任单位, 配合, 按职责分工负责.
        role: what that means.
        agencies: as written, in order, each once.
        open: whether it ends in 等.
        marked: those of them that carry a sign of their own (★, *).
    """

    word: str
    role: Role
    agencies: tuple[str, ...]
    open: bool = False
    marked: tuple[str, ...] = ()


ConventionKind = Literal["first_leads", "mark_leads", "also_responsible"]


@dataclass(frozen=True, slots=True)
class Convention:
    """What a document declares once for all of its lists.

    Attributes:
        kind: that the first of each list leads, that those with a sign lead, or who is responsible without being listed.
        text: the declaration, verbatim.
        agencies: the units that are not listed again.
        mark: the sign.
        others_with: whether it says that all others only take part.
        from_here: whether it counts from where it stands on; otherwise for the whole document.
        citation_id: of the item that declares it.
    """

    kind: ConventionKind
    text: str
    agencies: tuple[str, ...] = ()
    mark: str = ""
    others_with: bool = False
    from_here: bool = True
    citation_id: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's part in a task; ``declared`` where it follows from a convention and not from the list alone."""

    agency: str
    role: Role
    declared: bool = False
