"""What a question leaves out of account besides agencies: 除附件外, 除了第十条, 智能分拣以外的场景, 不在附件里的任务.

It is blanked in the question and subtracted from what is asked about, so that neither it nor its opposite is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.addressing import find_addresses
from answer.ownership.negation import EXCEPT, without_lookalikes
from answer.ownership.task_names import Named
from ingest.models import Measure, PolicyDocument, Scenario
from ingest.ownership import Task

_ANNEX, _BODY = r"附件|附表|清单|表格", r"正文|措施|条款"
_KIND = rf"(?:{_ANNEX}|{_BODY}|(?:应用)?场景)"
_WHERE = r"(?:里面?|里头|中|之中|当中|内|上)?"
_BEFORE = re.compile(
    rf"{EXCEPT}(?P<what>[^,。?;Ａ]{{1,24}}?)(?P<end>以外|之外|外|,|(?=还|也|又|[，,]|剩|另|其[他它余]|别的|哪|有[哪什几]|$))"
)
_BEHIND = re.compile(r"(?P<what>[^,。?;Ａ]{1,24}?)(?:以外|之外|除外)")
_NOT_IN = re.compile(
    rf"(?:非(?=Ｔ)|不(?:在|属于?|列[入在]|写[入进在]|包括|包含|含)|(?:没有?|未)(?:被|再)?(?:[列写放归出][现入进到在]*)?(?:在|进|入))(?P<what>Ｔ+(?:领域|部分)?|{_KIND}|第[^,。?;Ａ的]{{1,6}}[条章]){_WHERE}"
)
_ASKS_WHICH = re.compile(r"哪|什么|啥|几|多少|列出|所有|全部")
_WHOLE_KIND = re.compile(rf"\W*(?:[这那]?些?|[由是在]|{_KIND})(?:{_KIND}|{_WHERE}|的|,)*\W*")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a question leaves out of account.

    Attributes:
        tasks: the items that it names, one by one or by their section or domain.
        kinds: the classes of items that it leaves out whole.
        spans: where it says so, in its text.
        written: what it calls them.
    """

    tasks: tuple[Task, ...] = ()
    kinds: tuple[type[Measure | Scenario], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    written: tuple[str, ...] = ()

    def blank(self, text: str) -> str:
        """Blank what it says of that in its text."""
        for start, end in self.spans:
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    def keeps(self, task: Task) -> bool:
        """Tell whether a task is still asked about."""
        return task not in self.tasks and not isinstance(task, self.kinds)


def read_left_out(
    text: str, agencies: Sequence[tuple[int, int]], named: Sequence[Named], document: PolicyDocument, *, checks: bool
) -> LeftOut:
    """Read what a question leaves out of account.

    Args:
        text: normalised.
        agencies: where it names agencies; what is left out besides them is read elsewhere.
        named: the tasks that it calls by their names.
        document: whose items they are.
        checks: whether it asks for yes or no, so that 不在附件里 is what it asks.
    """
    outline = text
    for start, end, mark in [*((*span, "Ａ") for span in agencies), *((one.start, one.end, "Ｔ") for one in named)]:
        outline = outline[:start] + mark * (end - start) + outline[end:]
    tasks: list[Task] = []
    kinds: list[type[Measure | Scenario]] = []
    spans: list[tuple[int, int]] = []
    written: list[str] = []
    for match in _said(outline, checks=checks):
        start, end = match.span("what")
        what = text[start:end]
        within = [task for one in named if start <= one.start and one.end <= end for task in one.tasks]
        numbered = set(find_addresses(what, document))
        items: tuple[Task, ...] = (*document.measures, *document.scenarios)
        found = [*within, *(item for item in items if item.id in numbered)]
        if found:
            tasks += found
        elif _WHOLE_KIND.fullmatch(what):
            kinds.append(Measure if re.search(_BODY, what) else Scenario)
        else:
            continue
        spans.append(match.span())
        written.append(what.strip(" ,的"))
    return LeftOut(tuple(dict.fromkeys(tasks)), tuple(kinds), tuple(spans), tuple(written))


def _said(outline: str, *, checks: bool) -> Iterator[re.Match[str]]:
    """Find where an outline leaves something out, without overlap."""
    bare = without_lookalikes(outline)
    forms = (_BEFORE, _BEHIND) if checks or not _ASKS_WHICH.search(bare) else (_BEFORE, _BEHIND, _NOT_IN)
    taken: list[tuple[int, int]] = []
    for form in forms:
        for match in form.finditer(bare):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield match
