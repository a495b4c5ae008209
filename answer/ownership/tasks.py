"""Agency → tasks: everything that an agency is named for, or that several are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import messages
from answer.ownership.models import TableAnswer, TableReply
from answer.ownership.request import Request
from answer.ownership.roles import asks_role, declarations, role_asked, said_of_declarations, said_of_roles
from answer.ownership.wording import (
    cannot_rule_out,
    kind_name,
    labelled_names,
    method,
    names_shown,
    nothing_listed,
    paragraphs,
    task_counts,
    task_lines,
    task_names,
    unclear_negation,
)
from ingest.models import Role
from ingest.ownership import OwnershipTable, Task, owners

_JOINT = re.compile(
    r"共同|既[^,。?]{0,2}Ａ[^,。?]{0,4}[又也]|一起|一块|联合|同时|都(?!有(?:哪些|什么|啥))|均|[两三四五]家|协同|共管|合管|合作|交集|重合|重叠|同列|同在|并列|同为|同属|携手|搭档|\bboth\b|\bjointly\b|\btogether\b"
)
_EACH = re.compile(r"分别|各自|各有|各是|各管|各在|各负责|各参与|\brespectively\b|\beach\b")
_MORE = re.compile(
    r"(?:谁|哪[个家])[^,。?]{0,10}(?:更?多|较多|最多|更?少)|(?:更|比[^,。?]{0,12})(?:多|少)|多还是|比较|对比|\bmore\b"
)


def tasks_answer(request: Request, table: OwnershipTable, among: Sequence[Task], topic: str = "") -> TableReply:
    """List every task, of those among which it is asked, whose list names the agencies in the question.

    Args:
        request: what is asked; it names at least one agency that the policy names.
        table: of the document.
        among: the tasks in question.
        topic: what they were narrowed to, for the reader; empty if they were not.
    """
    if not request.sides.is_clear:
        return unclear_negation(request)
    if request.sides.unwanted:
        return _without(request, table, among, topic)
    role = role_asked(request.text, table)
    owned = {agency: table.tasks_of(agency, among, role) for agency in request.known}
    if len(owned) == 1:
        return _of_one(request, table, *next(iter(owned.items())), topic, role)
    return _of_several(request, table, among, owned)


def _of_several(
    request: Request, table: OwnershipTable, among: Sequence[Task], owned: dict[str, tuple[Task, ...]]
) -> TableReply:
    """Compare the tasks of several agencies, or list what they share, or what each has."""
    if _MORE.search(request.text) and not _JOINT.search(request.text):
        return _compared(request, owned)
    if _JOINT.search(request.outline) and not _EACH.search(request.text):
        tasks = tuple(task for task in among if all(task in found for found in owned.values()))
        together = "、".join(owned)
        lead = messages.TASKS_JOINT.format(agencies=together, counts=task_counts(tasks, request.scope.kinds))
        return _listed(request, table, lead, tasks, f"同时列有{together}的{kind_name(request.scope)}")
    return _each(request, table, owned)


def _of_one(
    request: Request, table: OwnershipTable, agency: str, tasks: tuple[Task, ...], topic: str, role: Role | None
) -> TableReply:
    if not tasks:
        elsewhere = table.tasks_of(agency)
        more = messages.NO_TASKS_BUT.format(agency=agency, tasks=labelled_names(elsewhere)) if elsewhere else ""
        what = f"{agency}{role.value if role else '列名'}的{kind_name(request.scope)}"
        within = messages.TASKS_WITHIN.format(group=request.scope.group) if request.scope.group else ""
        besides = messages.LEFT_OUT.format(items=request.scope.besides) if request.scope.besides else ""
        return nothing_listed(
            table.document, what + within + besides, more, [messages.SUGGEST_TASKS.format(agency=agency)]
        )
    about = messages.TASKS_ABOUT.format(topic=topic) if topic else ""
    named = messages.ROLE_OF.format(agency=agency, role=role.value) if role else agency
    lead = messages.TASKS_OF.format(agency=named + about, counts=task_counts(tasks, request.scope.kinds))
    return _listed(request, table, lead, tasks, agency)


def _without(request: Request, table: OwnershipTable, among: Sequence[Task], topic: str) -> TableReply:
    """List the tasks whose lists name what is wanted, and none of the agencies that are not."""
    unwanted = messages.NOR.join(request.sides.unwanted)
    tasks = tuple(task for task in among if owners(task) and request.fits(task))
    counts = task_counts(tasks, request.scope.kinds)
    about = messages.ABOUT_AND.format(topic=topic) if topic else ""
    more = ""
    if request.wanted:
        wanted = "、".join(request.wanted)
        lead = messages.TASKS_WITHOUT.format(about=about, agency=wanted, other=unwanted, counts=counts)
        what = f"责任单位有{wanted}、没有{unwanted}的{kind_name(request.scope)}"
    else:
        lead = messages.TASKS_LACKING.format(about=about, agency=unwanted, counts=counts)
        what = f"责任单位不含{unwanted}的{kind_name(request.scope)}"
        more = messages.EVERY_LIST.format(agency=unwanted) if len(request.sides.unwanted) == 1 else ""
    notes = cannot_rule_out(tasks, request.sides.unwanted)
    bare = [task for task in among if not owners(task)]
    if bare:
        notes += messages.WITHOUT_LISTS.format(counts=task_counts(bare, request.scope.kinds))
    return _listed(request, table, lead, tasks, what, notes or more)


def _listed(
    request: Request, table: OwnershipTable, lead: str, tasks: tuple[Task, ...], what: str, notes: str = ""
) -> TableReply:
    if not tasks:
        suggestions = [messages.SUGGEST_TASKS.format(agency=agency) for agency in request.known]
        return nothing_listed(table.document, what, notes, suggestions)
    conventions = declarations(table.document, tasks, request.wanted, roles=asks_role(request.text))
    if asks_role(request.text) and all(one.kind == "also_responsible" for one in conventions):
        notes = "\n".join(filter(None, [notes, said_of_roles(table.document, tasks)]))
    declared = said_of_declarations(table.document, conventions)
    body = paragraphs(names_shown(request), lead + method(request.scope), task_lines(tasks), notes, declared)
    return TableAnswer(body, tasks, conventions=conventions)


def _each(request: Request, table: OwnershipTable, owned: dict[str, tuple[Task, ...]]) -> TableReply:
    """List the tasks of several agencies one after the other."""
    tasks = tuple(dict.fromkeys(task for found in owned.values() for task in found))
    if not tasks:
        return _listed(request, table, "", (), f"{'、'.join(owned)}列名的{kind_name(request.scope)}")
    parts = []
    for agency, found in owned.items():
        lead = messages.TASKS_OF.format(agency=agency, counts=task_counts(found, request.scope.kinds))
        parts.append("\n".join([lead + method(request.scope), task_lines(found)]).strip())
    common = [task for task in tasks if all(task in found for found in owned.values())]
    if common:
        parts.append(messages.TASKS_COMMON.format(tasks=task_names(common)))
    conventions = declarations(table.document, tasks, request.wanted)
    parts.append(said_of_declarations(table.document, conventions))
    return TableAnswer(paragraphs(names_shown(request), *parts), tasks, conventions=conventions)


def _compared(request: Request, owned: dict[str, tuple[Task, ...]]) -> TableReply:
    """Say which agency has more tasks, and how many each has."""
    most = max(map(len, owned.values()))
    leading = [agency for agency, tasks in owned.items() if len(tasks) == most]
    lead = messages.EQUAL_TASKS if len(leading) > 1 else messages.MORE_TASKS.format(agency=leading[0])
    tasks = tuple(dict.fromkeys(task for found in owned.values() for task in found))
    parts = []
    for agency, found in owned.items():
        heading = messages.AGENCY_LINE.format(agency=agency, counts=task_counts(found, request.scope.kinds))
        parts.append(f"{heading}\n{task_names(found)}")
    return TableAnswer(paragraphs(names_shown(request), lead + method(request.scope), *parts), tasks)
