"""Task → agencies: the answer for one task or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from answer import messages
from answer.ownership.models import TableAnswer
from answer.ownership.negation import asks_who_not, is_negated
from answer.ownership.request import Request, asks_yes_or_no
from answer.ownership.roles import (
    asks_contact,
    asks_role,
    contacts,
    declarations,
    parts_of,
    said_of_declarations,
    said_of_roles,
)
from answer.ownership.wording import cannot_rule_out, names_shown, paragraphs, task_line, task_lines, task_names
from index.normalize import normalize
from ingest.models import Measure, Role, Scenario, Sentence
from ingest.ownership import OwnershipTable, Task, as_listed, names, names_each, owners

_SAME = re.compile(
    r"一样|相同|同一|一致|不同|区别|差别|差异|差在|差了?哪|相比|比较|对比|比一比|\bsame\b|\bdiffer|\bcompare"
)
_OTHERS = re.compile(
    r"(?:还|另外?)[^,。?Ａ]{0,6}(?:谁|哪|别的|其[他它])|(?:其[他它]|别的)(?:责任)?(?:单位|部门)|不[仅止只光但单]是?[^,。?]{0,2}Ａ"
)
"""Asks for others than those that are named."""
_ONLY = re.compile(r"只(?!要)|仅(?!供)|单独|独[自家]|唯一|[一1]家(?:单位)?(?:负责|承担|管)")
_CLAUSE = re.compile("[^,。?;]+")
_OTHER_THAN_YES = re.compile(r"谁|哪|什么|几|多少|还是(?!不)")
"""Neither yes nor no answers it, though it may end in 吗."""
_COUNTED = re.compile(r"几|多少|\bhow many\b")
_DOMAIN = re.compile("领域")
"""Only rows have one."""
_SPEAKS_OF = 0.5
"""Share of the character pairs of a row's name that a sentence must hold to speak of it."""
_MOST_RELATED = 3


class MeasureOfRow:
    """Knows which sentence of the measures speaks of each row of the annex."""

    def __init__(self, table: OwnershipTable) -> None:
        """Compare the names of the rows with all sentences."""
        sentences = [(measure, part) for measure in table.document.measures for part in measure.sentences]
        self._found: dict[str, tuple[Measure, Sentence]] = {}
        for row in table.document.scenarios:
            best = max(sentences, key=lambda pair: share_of_pairs(row.name, pair[1].text), default=None)
            if best and share_of_pairs(row.name, best[1].text) >= _SPEAKS_OF:
                self._found[row.id] = best

    def of(self, row: Scenario) -> tuple[Measure, Sentence] | None:
        """Return the measure that speaks of a row, with the sentence that does; None if none does."""
        return self._found.get(row.id)

    def rows(self, measure: Measure) -> list[str]:
        """Return the ids of the rows that a measure speaks of."""
        return [row_id for row_id, (found, _) in self._found.items() if found is measure]


def share_of_pairs(name: str, text: str) -> float:
    """Return the share of a name's character pairs that a text holds, from 0 to 1."""
    pairs = [first + second for first, second in pairwise(normalize(name))]
    folded = normalize(text)
    return sum(pair in folded for pair in pairs) / len(pairs) if pairs else 0.0


def owners_answer(
    request: Request,
    tasks: Sequence[Task],
    measure_of: MeasureOfRow,
    table: OwnershipTable,
    sentences: dict[str, tuple[Sentence, ...]] | None = None,
) -> TableAnswer:
    """Name the agencies of tasks: rows first, then the measures that speak of them, with their whole lists.

    Args:
        request: what is asked.
        tasks: what it is asked of, at least one.
        measure_of: finds the measures of the rows.
        table: of the document.
        sentences: what to quote from measures, by their ids.
    """
    found = {row.id: measure_of.of(row) for row in tasks if isinstance(row, Scenario)}
    sentences = dict(sentences or {})
    related: list[Measure] = []
    for linked in filter(None, found.values()):
        measure, sentence = linked
        sentences.setdefault(measure.id, (sentence,))
        if measure not in tasks and measure not in related:
            related.append(measure)
    # Who asks about the annex, or compares its rows, is answered from the annex alone.
    rows = sum(isinstance(task, Scenario) for task in tasks)
    in_annex = request.scope.kinds == "rows" or rows > 1 or _DOMAIN.search(request.text)
    related = [] if in_annex else related[:_MOST_RELATED]
    single = len(tasks) == 1
    lines = [
        single and _sentence_line(tasks[0], sentences),
        "" if single and isinstance(tasks[0], Measure) else task_lines(tasks, with_agencies=True),
        "\n".join(
            messages.RELATED_MEASURE.format(measure=task_line(measure, with_agencies=True)) for measure in related
        ),
    ]
    asked = contacts(tasks) if asks_contact(request.text) else ()
    conventions = () if asked else declarations(table.document, tasks, roles=asks_role(request.text))
    body = paragraphs(
        names_shown(request),
        *((messages.CONTACTS.format(agencies="、".join(asked)),) if asked else _first(request, tasks, table)),
        *(line for line in lines if line),
        said_of_declarations(table.document, conventions),
    )
    return TableAnswer(body, (*tasks, *related), sentences, conventions)


def _first(request: Request, tasks: Sequence[Task], table: OwnershipTable) -> tuple[str, ...]:
    """Put first who leads, where that is asked for; then whose the tasks are."""
    if not asks_role(request.text):
        return (_lead(request, tasks, table),)
    parts = parts_of(tasks[0], request.text) if len(tasks) == 1 else ""
    if parts:
        is_declared = any(duty.declared and duty.role is Role.LEAD for duty in tasks[0].duties)
        return _verdict(request, tasks), parts, "" if is_declared else said_of_roles(table.document, tasks)
    # Said first: what follows is no list of those who lead.
    return said_of_roles(table.document, tasks), _lead(request, tasks, table)


def _sentence_line(task: Task, sentences: dict[str, tuple[Sentence, ...]]) -> str:
    """Show what a measure says of it; a row says it itself."""
    if not isinstance(task, Measure):
        return ""
    mark = messages.CITED.format(label=task.mark)
    quoted = sentences.get(task.id, ())
    title = messages.TITLED.format(title=task.title) if task.title and quoted else ""
    return title + "\n".join(" ".join(sentence.text.split()) + mark for sentence in quoted) or task_line(task)


def _lead(request: Request, tasks: Sequence[Task], table: OwnershipTable) -> str:
    """Put first what was asked: yes or no, same or different, who besides, the agencies."""
    agencies = tuple(dict.fromkeys(agency for task in tasks for agency in owners(task)))
    if len(tasks) > 1 and _SAME.search(request.text):
        lists = {frozenset(owners(task)) for task in tasks}
        common = [agency for agency in agencies if all(agency in owners(task) for task in tasks)]
        shared = messages.OWNED_BY_ALL.format(agencies="、".join(common)) if common and len(lists) > 1 else ""
        same = messages.OWNERS_SAME if len({owners(task) for task in tasks}) == 1 else messages.OWNERS_REORDERED
        return paragraphs(same if len(lists) == 1 else messages.OWNERS_DIFFER, shared)
    besides = _besides(request)
    if besides:
        return _others(besides, tasks, agencies)
    if not request.mentions and asks_who_not(request.outline):
        rest = [agency for agency in table.agencies if not any(names(task, agency) for task in tasks)]
        found = messages.NOT_OWNERS.format(agencies="、".join(rest)) if rest else messages.ALL_OWNERS
        return paragraphs(found, cannot_rule_out(tasks, rest))
    verdict = _verdict(request, tasks)
    if len(tasks) > 1 and any(owners(task) != owners(tasks[0]) for task in tasks):
        return verdict
    if not agencies:
        return verdict or messages.NO_AGENCIES_HERE
    count = f"（{messages.AGENCY_COUNT.format(count=len(agencies))}）" if _COUNTED.search(request.text) else ""
    opened = messages.OPEN_LIST if any(task.agencies_open for task in tasks) else ""
    # Who leads was asked for, and all of them do not.
    form = messages.AGENCIES if asks_role(request.text) else messages.HEADLINE
    listed = as_listed(tasks[0]) or "、".join(agencies)
    return paragraphs(verdict, form.format(agencies=listed) + count + opened)


def _besides(request: Request) -> tuple[str, ...]:
    """Return the agencies besides which others are asked for: 除了Ａ还有谁, 不仅Ａ，还有哪家."""
    if request.sides.excepted:
        return request.sides.excepted
    return request.known if _OTHERS.search(request.outline) else ()


def _others(besides: Sequence[str], tasks: Sequence[Task], agencies: Iterable[str]) -> str:
    """Name the agencies of tasks without some."""
    others = [agency for agency in agencies if agency not in besides]
    absent = [agency for agency in besides if not any(names(task, agency) for task in tasks)]
    said = messages.OTHER_OWNERS if others else messages.NO_OTHER_OWNERS
    lines = [
        said.format(agency="、".join(besides), others="、".join(others)),
        messages.EXCEPTED_NOT_LISTED.format(agency="、".join(absent)) if absent else "",
        "" if all(map(names_each, tasks)) else messages.NOT_ALL_NAMED,
    ]
    return "\n".join(filter(None, lines))


def _verdict(request: Request, tasks: Sequence[Task]) -> str:
    """Say of each agency that the question names whether it is in the lists."""
    # What only looks like a body may be the matter itself: 市民中心归谁管.
    mentions = [mention for mention in request.mentions if mention.agencies or request.is_checked]
    asked = [(mention.agencies[0] if mention.agencies else mention.written) for mention in mentions]
    listed = [agency for agency in asked if any(names(task, agency) for task in tasks)]
    missing = "、".join(agency for agency in asked if agency not in listed)
    if listed and missing:
        return messages.SOME_LISTED.format(listed="、".join(listed), missing=missing)
    if listed:
        return _listed(request, listed, tasks)
    if not missing or all(map(names_each, tasks)):
        return messages.NOT_LISTED.format(agency=missing) if missing else ""
    is_open = any(task.agencies_open for task in tasks)
    return (messages.NOT_LISTED_OPEN if is_open else messages.NOT_LISTED_CLASS).format(agency=missing)


def _alone(listed: Sequence[str], task: Task) -> str:
    """Say whether a list names some agencies and nobody else."""
    others = "、".join(agency for agency in owners(task) if agency not in listed)
    form = messages.NOT_ALONE if others else messages.IS_ALONE if names_each(task) else messages.ALONE_AS_FAR_AS_NAMED
    return form.format(agency="、".join(listed), others=others)


def _asks_yes(clause: str) -> bool:
    """Tell whether yes alone answers a clause."""
    return asks_yes_or_no(clause) and not _OTHER_THAN_YES.search(clause)


def _listed(request: Request, listed: Sequence[str], tasks: Sequence[Task]) -> str:
    """Say that the lists name agencies; yes only to who asked for yes or no, of what every list proves."""
    agency = "、".join(listed)
    among = [task for task in tasks if all(names(task, one) for one in listed)]
    if len(among) < len(tasks):
        rest = [task for task in tasks if task not in among]
        return (
            messages.LISTED_IN_SOME.format(agency=agency, listed=task_names(among), missing=task_names(rest))
            if among
            else ""
        )
    if _ONLY.search(request.outline) and len(tasks) == 1:
        return _alone(listed, tasks[0])
    is_asked = any(map(_asks_yes, _CLAUSE.findall(request.outline))) and not is_negated(request.outline)
    is_proven = is_asked and not asks_role(request.text)
    return (messages.IS_LISTED if is_proven else messages.LISTED_IN_ALL).format(agency=agency)
