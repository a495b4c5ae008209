"""Who leads and who only helps: said where the document says it, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from answer import messages
from ingest.models import Measure, PolicyDocument
from ingest.ownership import Task

_ROLE = re.compile("牵头|配合|主办|协办")
_ASKED = re.compile(r"牵头|主管|主责|主办|主要负责|总负责|\blead|配合|协办")
_DECLARED = re.compile(
    r"[^。；;，,（()）\s]{1,30}(?:为|是|即)(?:牵头|主办|主责)(?:单位|部门)|(?:牵头|主办|主责)(?:单位|部门)[为是即列排][^。；;，,（()）\s]{1,30}"
)
"""A rule for the whole document: 列第一位的为牵头单位."""


def asks_role(text: str) -> bool:
    """Tell whether a normalised question asks who leads, or who only helps."""
    return _ASKED.search(text) is not None


def said_of_roles(document: PolicyDocument, tasks: Iterable[Task]) -> str:
    """Quote how the lists of tasks, or the document for all of them, tell roles apart; say so where nothing does."""
    lists = [written.text for task in tasks if isinstance(task, Measure) for written in task.agency_lists]
    found = next((text for text in lists if _ROLE.search(text)), "")
    if not found:
        declared = _DECLARED.search(document.source)
        found = declared.group() if declared else ""
    return messages.ROLES_WRITTEN.format(written=" ".join(found.split())) if found else messages.NO_LEAD_AGENCY
