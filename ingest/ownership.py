"""Who owns what: every measure and annex row with its agencies, complete in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from ingest.models import Measure, PolicyDocument, Role, Scenario

Task = Measure | Scenario
"""What has responsible agencies: a measure or a row of a table."""

_ALL = "各"
"""Agencies such as 各区 name a whole class; 各区各部门 names this class and another one."""
_CLASS = re.compile(rf"{_ALL}|[有相]关")


class HasAgencies(Protocol):
    """Whatever has a list of agencies: a measure, a row, a citation of either."""

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies in the policy's order."""

    @property
    def agencies_open(self) -> bool:
        """Whether the list ends in 等."""


def as_listed(owned: HasAgencies) -> str:
    """Write a list of agencies as the policy does, with 等 where its list is open; empty if there is none."""
    return "、".join(owned.agencies) + ("等" if owned.agencies_open else "")


def declared(task: Task) -> tuple[str, ...]:
    """Return who is responsible though the list of a task does not print it: the document says so once for several."""
    named = (duty.agency for duty in task.duties if duty.role is not Role.CONSULTED)
    return tuple(agency for agency in named if agency not in task.agencies)


def owners(task: Task) -> tuple[str, ...]:
    """Return who is responsible for a task: the printed list, then who is declared."""
    return (*task.agencies, *declared(task))


def agencies_with(task: Task, role: Role) -> tuple[str, ...]:
    """Return the agencies that have a role in a task, in order."""
    return tuple(dict.fromkeys(duty.agency for duty in task.duties if duty.role is role))


class OwnershipTable:
    """The lists of agencies of a policy, read by task and by agency."""

    def __init__(self, document: PolicyDocument) -> None:
        """Take the parsed policy; nothing is looked for in its text again."""
        self.document = document
        self.tasks: tuple[Task, ...] = (*document.measures, *document.scenarios)
        self.agencies = document.agencies

    def tasks_of(self, agency: str, among: Iterable[Task] | None = None, role: Role | None = None) -> tuple[Task, ...]:
        """Return every task that an agency is responsible for, in the order of the document.

        Args:
            agency: as the policy writes it. A list that names 各区各部门 names 各区, too.
            among: the tasks to look through; all of them if None.
            role: what it does in them; anything if None.
        """
        return tuple(task for task in (self.tasks if among is None else among) if names(task, agency, role))

    def agencies_of(self, tasks: Sequence[Task]) -> tuple[str, ...]:
        """Return every agency that is responsible for some of these tasks, in order of first appearance."""
        return tuple(dict.fromkeys(agency for task in tasks for agency in owners(task)))

    def tells(self, role: Role) -> bool:
        """Tell whether the document says of some task who has a role in it."""
        return any(duty.role is role for task in self.tasks for duty in task.duties)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of the annex, in order."""
        return tuple(dict.fromkeys(scenario.domain for scenario in self.document.scenarios if scenario.domain))


def names(task: Task, agency: str, role: Role | None = None) -> bool:
    """Tell whether an agency is responsible for a task, in a role if one is meant: alone, or as the head of a wider class."""
    return any(
        written == agency or (agency.startswith(_ALL) and written.startswith(agency + _ALL))
        for written in (agencies_with(task, role) if role else owners(task))
    )


def names_each(task: Task) -> bool:
    """Tell whether a list names every agency one by one, so that it proves which ones are not on it."""
    return not (task.agencies_open or any(_CLASS.search(agency) for agency in owners(task)))
