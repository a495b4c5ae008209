"""Tasks chosen by their lists of agencies: with one agency only, with most, with 等 or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from answer import messages
from answer.ownership.models import TableAnswer, TableReply
from answer.ownership.negation import is_denied, is_unread
from answer.ownership.numbers import NUMBER, read_bound
from answer.ownership.request import Request
from answer.ownership.roles import asks_role, said_of_roles
from answer.ownership.wording import (
    cannot_rule_out,
    kind_name,
    method,
    nothing_listed,
    paragraphs,
    task_counts,
    task_lines,
    unclear_negation,
)
from ingest.numerals import to_int
from ingest.ownership import OwnershipTable, Task, owners

_UNIT = r"(?:责任|牵头|负责)?(?:单位|部门|机构)"
_BOUND = r"(?:及?以上|及?以下|以内)?"
_COUNTED = re.compile(
    rf"(?P<n1>{NUMBER})(?:个|家){_BOUND}的?{_UNIT}"
    rf"|(?P<n2>{NUMBER})家{_BOUND}(?:[^,。?]{{0,4}}(?:共管|共同|一起|联合|合管|负责|承担)|的|[?。]|$)"
    rf"|{_UNIT}[^,。?最]{{0,8}}(?P<n3>{NUMBER})(?:个|家)"
)
_ALONE = re.compile(
    r"单独(?!列)|独自|独家|(?<![每哪几])[一1]家(?:单位)?(?:负责|承担|包办|管|扛)|唯一的?(?:责任)?(?:单位|部门)|一家单位的"
)
_FIRST = re.compile(
    r"(?:排|列|写|放|居|在|站)[^,。?]{0,6}(?:第[一1](?!部分|章|批)|首位|最前|头一|头名|打头)|打头|首位|为首|头一名|\bfirst\b"
)
_EXACTLY = re.compile(
    r"(?:没有?|无|不含|不带)(?:别人|其他|别的|其它|第[三四五]家)|(?:恰好|正好|刚好|只|仅)(?:就?是|有|由)?[^,。?]{0,2}Ａ[^,。?]*(?:这?[两三四]家|的(?:措施|条款|场景))"
)
_MOST, _FEWEST = re.compile(r"最多|最长|最大|\bmost\b"), re.compile(r"最少|最短|\bfewest\b|\bleast\b")
_ETC = r"[“\"'‘「]?等[”\"'’」]?"
_ETC_END = r"(?=字|[”\"'’」]|结|收|的(?:措施|条款|条|场景|名单|是|有)|[?。,]|$)"
_COMPLETE = r"(?:列全|列尽|封闭)"
_CLOSED = re.compile(
    rf"(?:没有?|未|不|无)再?(?:写|带|用|加|列|含|以|标|出现)?[上有了着]?{_ETC}{_ETC_END}|不以{_ETC}"
    rf"|(?:名单|责任单位)[^,。?]{{0,4}}(?<![不没未]){_COMPLETE}[了的]"
)
_OPEN = re.compile(
    rf"(?:写|带|用|加|含|以|有|标)[上有了着]?{_ETC}{_ETC_END}|{_ETC}字?(?:结尾|收尾|收束|结束)|(?:没有?|未|不){_COMPLETE}"
)
_LAST_ONE = re.compile(r"最后(?!那?一?个?(?:部分|章|块))|最末|末[一尾位]|垫底|压轴")
_FIRST_ONE = re.compile(r"打头|头一|首个|第一[个项条行]|最前|排第一")
_LISTED = re.compile(
    r"哪|什么|啥|几|多少|列|全部|所有|一共|总共|都有|都是|个数|数量|明细|去重|念|报[一出给]|说[一出]|讲[一出]|数[一数]|统统|挨个|逐|一个个|\bwhich\b|\bhow many\b|\blist\b"
)


class Choice(NamedTuple):
    """Chosen tasks, and what they have in common."""

    what: str
    tasks: list[Task]


def choose_tasks(request: Request, table: OwnershipTable) -> TableReply | None:
    """Answer which tasks of the scope, of those of the agencies in the question, have a list of some kind.

    Returns:
        None if the question asks for no such thing.
    """
    tasks = [task for task in request.scope.tasks if owners(task) and request.fits(task)]
    for choose in (_by_place, _by_ending, _exactly, _by_length, _by_first, _by_number, _whole_group):
        choice = choose(request, tasks)
        if choice:
            is_opposite = choose is _whole_group and is_unread(request.outline)
            if is_opposite or not request.sides.is_clear:
                return unclear_negation(request)
            return _shown(request, table, choice)
    return None


def _by_place(request: Request, tasks: Sequence[Task]) -> Choice | None:
    """The first or the last of a section or domain."""
    if not request.scope.group or request.known or not tasks:
        return None
    if _LAST_ONE.search(request.outline):
        return Choice(f"{request.scope.group}中的最后一项", list(tasks[-1:]))
    return Choice(f"{request.scope.group}中的第一项", list(tasks[:1])) if _FIRST_ONE.search(request.outline) else None


def _by_ending(request: Request, tasks: Sequence[Task]) -> Choice | None:
    if _CLOSED.search(request.outline):
        return Choice("名单没有“等”字的", [task for task in tasks if not task.agencies_open])
    if _OPEN.search(request.outline):
        return Choice("名单以“等”字收尾的", [task for task in tasks if task.agencies_open])
    return None


def _by_length(request: Request, tasks: Sequence[Task]) -> Choice | None:
    most = _MOST.search(request.outline)
    if not (most or _FEWEST.search(request.outline)) or not tasks or request.known:
        return None
    count = (max if most else min)(len(owners(task)) for task in tasks)
    what = f"责任单位最{'多' if most else '少'}的（列名 {count} 家）"
    return Choice(what, [task for task in tasks if len(owners(task)) == count])


def _by_first(request: Request, tasks: Sequence[Task]) -> Choice | None:
    if not request.wanted or not _FIRST.search(request.outline):
        return None
    return Choice("名单中排在首位的", [task for task in tasks if owners(task)[0] in request.wanted])


def _exactly(request: Request, tasks: Sequence[Task]) -> Choice | None:
    if not request.known or not _EXACTLY.search(request.outline):
        return None
    return Choice("列名再无其他单位的", [task for task in tasks if set(owners(task)) == set(request.known)])


def _by_number(request: Request, tasks: Sequence[Task]) -> Choice | None:
    alone = _ALONE.search(request.outline)
    if alone:
        denied = is_denied(request.outline, alone.start())
        what = f"责任单位{'不止' if denied else '只有'}一家的"
        return Choice(what, [task for task in tasks if (len(owners(task)) == 1) is not denied])
    counted = _COUNTED.search(request.outline)
    # 工信局、发改委两家 counts those that are named.
    if not counted or len(request.known) > 1:
        return None
    bound = read_bound(request.outline, to_int(next(filter(None, counted.groups()))), "家")
    return Choice(f"责任单位{bound.said}的", [task for task in tasks if bound.fits(len(owners(task)))])


def _whole_group(request: Request, tasks: Sequence[Task]) -> Choice | None:
    bound = request.scope.group or (
        messages.ITEMS_BESIDES.format(items=request.scope.besides) if request.scope.besides else ""
    )
    if not bound or request.known or (request.residue and not _LISTED.search(request.outline)):
        return None
    return Choice(bound, list(tasks))


def _shown(request: Request, table: OwnershipTable, choice: Choice) -> TableReply:
    without = [f"没有{agency}" for agency in request.sides.unwanted]
    what = "、".join([*request.wanted, *without, choice.what])
    if not choice.tasks:
        return nothing_listed(table.document, what + kind_name(request.scope))
    lead = messages.TASKS_FOUND.format(what=what, counts=task_counts(choice.tasks, request.scope.kinds))
    lines = task_lines(choice.tasks, with_agencies=True)
    notes = cannot_rule_out(choice.tasks, request.sides.unwanted) if request.sides.unwanted else ""
    roles = said_of_roles(table.document, choice.tasks) if asks_role(request.text) else ""
    return TableAnswer(paragraphs(roles, lead + method(request.scope), lines, notes), tuple(choice.tasks))
