"""Who leads, who only helps, who is to be asked, and who is responsible by a declaration: said where the document says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from answer import messages
from answer.labels import label_of
from ingest.models import Convention, Measure, PolicyDocument, Role
from ingest.ownership import OwnershipTable, Task, agencies_with, declared, owners

_ROLE = re.compile("牵头|配合|主办|协办")
_ASKED = re.compile(r"牵头|主管|主责|主办|主要负责|总负责|\blead|配合|协办")
_HELPS = re.compile("配合|协办|协助|协同")
_LEADS = re.compile(r"牵头|主管|主责|主办|主要负责|总负责|\blead")
_CONSULTS = re.compile(r"咨询|(?:找|问|联系)(?:谁|哪)")
_DECLARED = re.compile(
    r"[^。；;，,（()）\s]{1,30}(?:为|是|即)(?:牵头|主办|主责)(?:单位|部门)|(?:牵头|主办|主责)(?:单位|部门)[为是即列排][^。；;，,（()）\s]{1,30}"
)
"""A rule for the whole document: 列第一位的为牵头单位."""


def asks_role(text: str) -> bool:
    """Tell whether a normalised question asks who leads, or who only helps."""
    return _ASKED.search(text) is not None


def asks_contact(text: str) -> bool:
    """Tell whether a normalised question asks whom to turn to."""
    return _CONSULTS.search(text) is not None


def role_asked(text: str, table: OwnershipTable) -> Role | None:
    """Return the role that a normalised question asks for, if the document tells who has it in any task."""
    role = Role.WITH if _HELPS.search(text) and not _LEADS.search(text) else Role.LEAD if asks_role(text) else None
    return role if role and table.tells(role) else None


def said_of_roles(document: PolicyDocument, tasks: Sequence[Task]) -> str:
    """Quote how the lists of tasks, or the document for all of them, tell roles apart; say so where nothing does."""
    lists = [written.text for task in tasks if isinstance(task, Measure) for written in task.agency_lists]
    found = next((text for text in lists if _ROLE.search(text)), "")
    if not found:
        written = _DECLARED.search(document.source)
        found = written.group() if written else ""
    if found:
        return messages.ROLES_WRITTEN.format(written=" ".join(found.split()))
    # The columns of a table tell roles apart without a word in the lists.
    is_told = any(duty.role in (Role.LEAD, Role.WITH) for task in tasks for duty in task.duties)
    return "" if is_told else messages.NO_LEAD_AGENCY


def parts_of(task: Task, text: str) -> str:
    """Name the agencies of a task by what they do, first those that a normalised question asks for.

    Empty where the document does not tell them apart.
    """
    leads, helps = agencies_with(task, Role.LEAD), agencies_with(task, Role.WITH)
    others = [agency for agency in owners(task) if agency not in leads and agency not in helps]
    said = [(messages.LEADS, leads), (messages.AGENCIES, others), (messages.HELPS, helps)]
    if not leads or (helps and _HELPS.search(text) and not _LEADS.search(text)):
        said.reverse()
    first, *rest = [form.format(agencies="、".join(agencies)) for form, agencies in said if agencies] or [""]
    return "\n".join([f"**{first}**", *rest]) if leads or helps else ""


def contacts(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Return whom the document names to be asked about tasks."""
    return tuple(dict.fromkeys(agency for task in tasks for agency in agencies_with(task, Role.CONSULTED)))


def declarations(
    document: PolicyDocument, tasks: Sequence[Task], agencies: Collection[str] = (), *, roles: bool = False
) -> tuple[Convention, ...]:
    """Return what the document declares for all lists and is needed to answer about tasks.

    Args:
        document: may declare it.
        tasks: what is answered about.
        agencies: whose tasks were asked for; all agencies of the tasks if empty.
        roles: whether it is answered who leads.
    """
    extra = {agency for task in tasks for agency in declared(task) if not agencies or agency in agencies}
    leads = roles and any(duty.declared and duty.role is Role.LEAD for task in tasks for duty in task.duties)
    return tuple(
        one for one in document.conventions if extra & set(one.agencies) or (leads and one.kind != "also_responsible")
    )


def said_of_declarations(document: PolicyDocument, conventions: Iterable[Convention]) -> str:
    """Quote declarations, a line each, with what they come to."""
    lines = []
    for one in conventions:
        mark = messages.CITED.format(label=label_of(document.item(one.citation_id), document))
        also = messages.DECLARED_OWNERS.format(agencies="、".join(one.agencies)) if one.agencies else ""
        lines.append(messages.DECLARED.format(written=" ".join(one.text.split()), also=also) + mark)
    return "\n".join(lines)
