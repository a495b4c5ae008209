"""Task → agencies: the answer for one task or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from answer import messages
from answer.ownership.models import TableAnswer
from answer.ownership.request import Request
from answer.ownership.wording import names_shown, paragraphs, task_line, task_lines
from index.normalize import normalize
from ingest.models import Measure, Scenario, Sentence
from ingest.ownership import OwnershipTable, Task, as_listed, names

_SAME = re.compile(
    r"一样|相同|同一|一致|不同|区别|差别|差异|差在|差了?哪|相比|比较|对比|比一比|\bsame\b|\bdiffer|\bcompare"
)
_LEAD = re.compile(r"牵头|主管|主责|主办|主要负责|总负责|\blead")
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
    sentences: dict[str, tuple[Sentence, ...]] | None = None,
) -> TableAnswer:
    """Name the agencies of tasks: rows first, then the measures that speak of them, with their whole lists.

    Args:
        request: what is asked.
        tasks: what it is asked of, at least one.
        measure_of: finds the measures of the rows.
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
    body = paragraphs(
        names_shown(request),
        _lead(request, tasks),
        *(line for line in lines if line),
        messages.NO_LEAD_AGENCY if _LEAD.search(request.text) else "",
    )
    return TableAnswer(body, (*tasks, *related), sentences)


def _sentence_line(task: Task, sentences: dict[str, tuple[Sentence, ...]]) -> str:
    """Show what a measure says of it; a row says it itself."""
    if not isinstance(task, Measure):
        return ""
    mark = messages.CITED.format(label=task.mark)
    quoted = sentences.get(task.id, ())
    title = messages.TITLED.format(title=task.title) if task.title and quoted else ""
    return title + "\n".join(" ".join(sentence.text.split()) + mark for sentence in quoted) or task_line(task)


def _lead(request: Request, tasks: Sequence[Task]) -> str:
    """Put first what was asked: yes or no, same or different, the agencies."""
    agencies = tuple(dict.fromkeys(agency for task in tasks for agency in task.agencies))
    verdict = _verdict(request, tasks)
    if len(tasks) > 1 and _SAME.search(request.text):
        lists = {frozenset(task.agencies) for task in tasks}
        common = [agency for agency in agencies if all(agency in task.agencies for task in tasks)]
        shared = messages.OWNED_BY_ALL.format(agencies="、".join(common)) if common and len(lists) > 1 else ""
        same = messages.OWNERS_SAME if len({task.agencies for task in tasks}) == 1 else messages.OWNERS_REORDERED
        return paragraphs(same if len(lists) == 1 else messages.OWNERS_DIFFER, shared)
    if len(tasks) > 1 and any(task.agencies != tasks[0].agencies for task in tasks):
        return verdict
    if not agencies:
        return verdict or messages.NO_AGENCIES_HERE
    count = f"（{messages.AGENCY_COUNT.format(count=len(agencies))}）" if _COUNTED.search(request.text) else ""
    opened = messages.OPEN_LIST if any(task.agencies_open for task in tasks) else ""
    return paragraphs(verdict, f"**{as_listed(tasks[0])}**{count}{opened}")


def _verdict(request: Request, tasks: Iterable[Task]) -> str:
    """Say of each agency that the question names whether it is in the lists."""
    tasks = list(tasks)
    # What only looks like a body may be the matter itself: 市民中心归谁管.
    mentions = [mention for mention in request.mentions if mention.agencies or request.is_checked]
    asked = [(mention.agencies[0] if mention.agencies else mention.written) for mention in mentions]
    listed = [agency for agency in asked if any(names(task, agency) for task in tasks)]
    missing = [agency for agency in asked if agency not in listed]
    if listed and missing:
        return messages.SOME_LISTED.format(listed="、".join(listed), missing="、".join(missing))
    if listed:
        return messages.IS_LISTED.format(agency="、".join(listed))
    if not missing:
        return ""
    is_open = any(task.agencies_open for task in tasks)
    return (messages.NOT_LISTED_OPEN if is_open else messages.NOT_LISTED).format(agency="、".join(missing))
