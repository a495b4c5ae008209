"""Agencies chosen by their tasks: with most of them, with one only, in every list, in the annex alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from answer import messages
from answer.ownership.models import TableAnswer, TableReply
from answer.ownership.negation import asks_who_not, is_unread
from answer.ownership.numbers import NUMBER, read_bound
from answer.ownership.request import Request
from answer.ownership.roles import asks_role, said_of_roles
from answer.ownership.wording import (
    cannot_rule_out,
    method,
    nothing_listed,
    paragraphs,
    task_counts,
    task_lines,
    unclear_negation,
)
from ingest.models import Measure
from ingest.numerals import to_int
from ingest.ownership import OwnershipTable, Task, owners

Owned = Mapping[str, tuple[Task, ...]]
"""Agencies with their tasks."""

_MOST = re.compile(r"最多|最忙|最长|最高|最大|最频繁|第一名|\bmost\b")
_FEWEST = re.compile(r"最少|最短|最低|\bfewest\b|\bleast\b")
_RANKED = re.compile(rf"(?:排名|排行|排在|最多的)?(?:前|top)(?P<number>{NUMBER})|排名|排行|排序|从多到少")
_EVERY = re.compile(
    r"条条|项项|个个|每[一个]?[条项个章](?:措施|场景)?[里中上]?[^,。?]{0,4}[都均]|(?:全部|所有|各条|[两三四五六]条)[^,。?]{0,8}[都均]"
)
_TIMES = re.compile(
    rf"(?P<number>{NUMBER})(?:次|[条项个](?:及?以上|及?以下)?的?(?:措施|场景|任务|条款|工作|附件)?(?!责任|单位|部门|领域))"
)
_HAVING = re.compile(rf"(?:负责|参与|承担|有|列名|列入|管)了?{NUMBER}[条项个次]")
_LIMITED = re.compile(
    r"只|仅|就(?=[^,。?]{0,4}[一1])|恰好|刚好|正好|以上|超过|至少|不少于|多于|不止|以下|不到|少于|不足|起码|至多"
)
_ONLY_ROWS = re.compile(
    r"(?:只|仅)(?:有|(?:在|出现在|列在|见于|出现于)[^,。?]{0,3})(?:附件|清单|场景)|(?:附件|清单)[^,。?]{0,6}有[^,。?]{0,4}(?:措施|正文|条款)[^,。?]{0,4}没"
)
_ONLY_MEASURES = re.compile(
    r"(?:只|仅)(?:有|(?:在|出现在|列在|见于|出现于)[^,。?]{0,3})(?:措施|正文|条款)|(?:措施|正文|条款)[^,。?]{0,6}有[^,。?]{0,4}(?:附件|清单|场景)[^,。?]{0,4}没"
)
_LISTED = re.compile(r"哪|什么|啥|几|多少|列|汇总|名单|谁|都有|全部|所有|一共|总共|\bwhich\b|\bhow many\b|\blist\b")
_OVERVIEW = re.compile(r"一共|总共|共(?!同)|合计|汇总|统计|名单|所有|全部|完整|[几多少]+[家个]|\bhow many\b|\ball\b")
_LISTS = re.compile(r"责任(?:单位|部门)")
_OF_SOMETHING = re.compile(
    r"^\W*(?:又|都|还|该|是|应该|具体)*(?:由|归|找|让|谁|哪[个些几家]*(?:单位|部门|局|委|办)?(?:来)?(?:负责|管|牵头|抓))"
)
"""归哪个局, with nothing before it, is asked of something that was spoken of."""
_POINTING = re.compile(r"[这那它此]|该")


def choose_agencies(request: Request, table: OwnershipTable) -> TableReply | None:
    """Answer which agencies of the scope have how many tasks in it; None if the question asks no such thing."""
    named = {agency: table.tasks_of(agency, request.scope.tasks) for agency in table.agencies}
    owned = {agency: tasks for agency, tasks in named.items() if tasks and agency not in request.sides.excepted}
    if not owned:
        return None
    only = _by_kind(request, {agency: table.tasks_of(agency) for agency in table.agencies})
    if only:
        return _shown(request, table, *only)
    if asks_who_not(request.outline):
        return _unnamed(request, table, [agency for agency, tasks in named.items() if not tasks])
    for choose in (_ranked, _extreme, _in_all, _by_times):
        choice = choose(request, owned)
        if choice:
            return _shown(request, table, *choice)
    if not (_LISTED.search(request.outline) and _is_overview(request)):
        return None
    is_opposite = is_unread(request.outline) and not request.sides.excepted
    return unclear_negation(request) if is_opposite else _all(request, table)


def _by_kind(request: Request, owned: Owned) -> tuple[str, Owned] | None:
    measures = _ONLY_MEASURES.search(request.outline) is not None
    if not (measures or _ONLY_ROWS.search(request.outline)):
        return None
    chosen = {
        agency: tasks for agency, tasks in owned.items() if all(isinstance(task, Measure) == measures for task in tasks)
    }
    return ("只在措施中列名" if measures else "只在附件中列名"), chosen


def _extreme(request: Request, owned: Owned) -> tuple[str, Owned] | None:
    most = _MOST.search(request.outline)
    if not most and not _FEWEST.search(request.outline):
        return None
    count = (max if most else min)(map(len, owned.values()))
    return ("列名最多" if most else "列名最少"), {name: tasks for name, tasks in owned.items() if len(tasks) == count}


def _ranked(request: Request, owned: Owned) -> tuple[str, Owned] | None:
    ranked = _RANKED.search(request.outline)
    if not ranked:
        return None
    order = sorted(owned, key=lambda name: -len(owned[name]))
    wanted = to_int(ranked["number"]) if ranked["number"] else len(order)
    # Who ties with the last one belongs to the list.
    least = len(owned[order[max(0, min(wanted, len(order)) - 1)]])
    return "按列名数量从多到少", {name: owned[name] for name in order if len(owned[name]) >= least}


def _in_all(request: Request, owned: Owned) -> tuple[str, Owned] | None:
    if not _EVERY.search(request.outline):
        return None
    count = len(request.scope.tasks)
    return "每一项都列有", {name: tasks for name, tasks in owned.items() if len(tasks) == count}


def _by_times(request: Request, owned: Owned) -> tuple[str, Owned] | None:
    times = _TIMES.search(request.outline)
    if not times or not (_LIMITED.search(request.outline) or _HAVING.search(request.outline)):
        return None
    bound = read_bound(request.outline, to_int(times["number"]), "次")
    return f"列名{bound.said}", {name: tasks for name, tasks in owned.items() if bound.fits(len(tasks))}


def _is_overview(request: Request) -> bool:
    """Tell whether a question is about all agencies of its scope, and not about those of something unnamed."""
    if request.scope.group:
        return True
    if request.residue:
        return _LISTS.search(request.outline) is not None and _OVERVIEW.search(request.outline) is not None
    return not (_POINTING.search(request.text) or _OF_SOMETHING.match(request.text))


def _shown(request: Request, table: OwnershipTable, what: str, owned: Owned) -> TableReply:
    """Show agencies with their tasks."""
    if not owned:
        return nothing_listed(table.document, f"{what}的单位")
    lead = messages.AGENCIES_FOUND.format(what=what, agencies="、".join(owned)) + method(request.scope)
    tasks = tuple(dict.fromkeys(task for found in owned.values() for task in found))
    counts = "\n".join(
        messages.AGENCY_LINE.format(agency=agency, counts=task_counts(found, request.scope.kinds))
        for agency, found in owned.items()
    )
    return TableAnswer(paragraphs(_roles(request, table, tasks), lead, counts, task_lines(tasks)), tasks)


def _unnamed(request: Request, table: OwnershipTable, agencies: Sequence[str]) -> TableReply:
    """Name the agencies that no list of the scope names, and show the lists."""
    if not agencies:
        return nothing_listed(table.document, messages.NONE_UNNAMED)
    pool = [task for task in request.scope.tasks if owners(task)]
    lead = messages.AGENCIES_FOUND.format(what=messages.UNNAMED, agencies="、".join(agencies)) + method(request.scope)
    lines = task_lines(pool, with_agencies=True)
    return TableAnswer(paragraphs(lead, lines, cannot_rule_out(pool, agencies)), tuple(pool))


def _all(request: Request, table: OwnershipTable) -> TableAnswer:
    """Show every agency of the scope; the tasks with their lists, too, where a section or domain bounds them."""
    pool = [task for task in request.scope.tasks if owners(task)]
    agencies = [agency for agency in table.agencies_of(pool) if agency not in request.sides.excepted]
    count = messages.AGENCY_COUNT.format(count=len(agencies))
    besides = messages.BESIDES.format(agencies="、".join(request.sides.excepted)) if request.sides.excepted else ""
    lead = messages.AGENCIES_FOUND.format(what=f"{besides}责任单位共 {count}", agencies="、".join(agencies))
    roles = _roles(request, table, pool)
    if request.scope.group:
        lines = task_lines(pool, with_agencies=True)
        return TableAnswer(paragraphs(roles, lead + method(request.scope), lines), tuple(pool))
    # One task for each agency shows that it is named.
    shown = tuple(dict.fromkeys(next(task for task in pool if agency in owners(task)) for agency in agencies))
    return TableAnswer(paragraphs(roles, lead + method(request.scope), task_lines(shown)), shown)


def _roles(request: Request, table: OwnershipTable, tasks: Sequence[Task]) -> str:
    """Say first, to who asks for those who lead or help, that what follows is no list of them."""
    return said_of_roles(table.document, tasks) if asks_role(request.text) else ""
