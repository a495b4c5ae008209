"""The lines that answers from the table consist of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from answer import messages
from answer.details import with_details
from answer.ownership.agency_names import Mention
from answer.ownership.models import TableRefusal
from answer.ownership.request import Request, Scope
from answer.refusal import Refusal
from ingest.models import Measure, PolicyDocument, Sentence
from ingest.ownership import Task, names_each

_LONGEST_LIST = 1300
"""Characters; the sources beside an answer show every list anyway."""


def task_line(task: Task, *, with_agencies: bool = False) -> str:
    """Name a task on a line of its own, with its citation mark."""
    mark = messages.CITED.format(label=task.mark)
    if not isinstance(task, Measure):
        if with_agencies:
            return with_details(messages.NAMED_ROW.format(number=task.number, name=task.name), task, task) + mark
        return with_details(task.name, task) + mark
    return (with_details(task.name, task, task) if with_agencies else task.name) + mark


def task_lines(tasks: Iterable[Task], *, with_agencies: bool = False) -> str:
    """Name tasks, a line each; with their lists of agencies, if that is asked for and does not grow too long."""
    tasks = list(tasks)
    plain = "\n".join(map(task_line, tasks))
    if not with_agencies:
        return plain
    lines = [task_line(task, with_agencies=True) for task in tasks]
    if any(task.agencies_open for task in tasks):
        lines.append(messages.OPEN_LISTS)
    listed = "\n".join(lines)
    return listed if len(listed) <= _LONGEST_LIST else plain


def quoting_lines(sentences: Mapping[Measure, Sequence[Sentence]]) -> str:
    """Quote sentences of measures, a line for each measure; only name the measures if that grows too long."""
    quoted = "\n".join(
        "".join(" ".join(sentence.text.split()) for sentence in found) + messages.CITED.format(label=measure.mark)
        for measure, found in sentences.items()
    )
    return quoted if len(quoted) <= _LONGEST_LIST else task_lines(sentences)


def task_names(tasks: Iterable[Task]) -> str:
    """Name tasks within a sentence."""
    return "、".join(task.name + messages.CITED.format(label=task.mark) for task in tasks)


def labelled_names(tasks: Iterable[Task]) -> str:
    """Name tasks by label and name, without citation marks, for a text that cites nothing."""
    return "、".join(task.mark + task.name for task in tasks)


def task_counts(tasks: Sequence[Task], kinds: str) -> str:
    """Count tasks of the kinds that were asked for."""
    measures = sum(isinstance(task, Measure) for task in tasks)
    parts = []
    if kinds != "rows":
        parts.append(messages.MEASURE_COUNT.format(count=measures))
    if kinds != "measures":
        parts.append(messages.ROW_COUNT.format(count=len(tasks) - measures))
    total = messages.TOTAL.format(count=len(tasks)) if len(parts) > 1 else ""
    return "，".join(parts) + total


def method(scope: Scope) -> str:
    """Say how an answer was computed, and within which bounds."""
    within = messages.TASKS_WITHIN.format(group=scope.group) if scope.group else ""
    besides = messages.LEFT_OUT.format(items=scope.besides) if scope.besides else ""
    return within + besides + messages.BY_LISTS


def kind_name(scope: Scope) -> str:
    """Name the kind of tasks that a question is about."""
    return {"measures": "措施", "rows": "附件场景", "both": "措施或附件场景"}[scope.kinds]


def nothing_listed(
    document: PolicyDocument, what: str, more: str = "", suggestions: Sequence[str] = ()
) -> TableRefusal:
    """Say that no list is as asked."""
    message = messages.NO_TASKS.format(document=document.metadata.short_title, what=what) + more
    return TableRefusal(Refusal("unanswerable_no_such_item", message), tuple(suggestions))


def cannot_rule_out(tasks: Iterable[Task], agencies: Iterable[str]) -> str:
    """Say of which tasks it cannot be told whether agencies that their lists do not name are meant all the same."""
    labels = "、".join(task.label for task in tasks if not names_each(task))
    return messages.CANNOT_RULE_OUT.format(labels=labels, agency="、".join(agencies)) if labels else ""


def unclear_negation(request: Request) -> TableRefusal:
    """Ask back where it is not sure what a question negates."""
    agencies = [*request.known][:1]
    suggestions = [
        form.format(agency=one) for one in agencies for form in (messages.SUGGEST_WITHOUT, messages.SUGGEST_TASKS)
    ]
    example = "或".join(suggestions)
    message = messages.UNCLEAR_NEGATION.format(example=example) if example else messages.LACKING_UNCLEAR
    return TableRefusal(Refusal("unanswerable_not_stated", message), tuple(suggestions))


def names_shown(request: Request) -> str:
    """Say how the names in a question were understood, where that is not plain; ask back where it is in doubt."""
    return "\n".join(filter(None, map(_name_shown, request.mentions)))


def _name_shown(mention: Mention) -> str:
    if not mention.agencies:
        return ""
    if mention.in_doubt:
        return messages.IN_DOUBT.format(written=mention.written, agency=mention.agencies[0])
    if mention.is_expanded:
        return messages.EXPANDED.format(written=mention.written, agency=mention.agencies[0])
    return ""


def paragraphs(*parts: str) -> str:
    """Join the parts of an answer that are not empty."""
    return "\n\n".join(filter(None, parts))
