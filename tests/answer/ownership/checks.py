"""How the tests of the answers from the table read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.models import Answer
from answer.ownership.models import TableAnswer, TableReply
from ingest.models import PolicyDocument
from ingest.ownership import Task

MARK = re.compile(r"〔([^〕]*)〕")


def expand(written: str) -> tuple[str, ...]:
    """Read a list of citation ids: ``M2 M4-6 A15``."""
    found: list[str] = []
    for part in written.split():
        first, _, last = part.partition("-")
        found += [f"{part[0]}{number}" for number in range(int(first[1:]), int(last or first[1:]) + 1)]
    return tuple(found)


def task_ids(reply: TableReply | None) -> tuple[str, ...]:
    """Return what a reply rests on; it must be an answer."""
    assert isinstance(reply, TableAnswer), reply
    return tuple(task.id for task in reply.tasks)


def cited(answer: Answer) -> tuple[str, ...]:
    """Return the ids of what an answer cites."""
    return tuple(citation.id for citation in answer.citations)


def marked(text: str, document: PolicyDocument) -> tuple[str, ...]:
    """Return the ids of the citation marks in a text, each once, in order."""
    tasks: tuple[Task, ...] = (*document.measures, *document.scenarios)
    by_label = {task.label: task.id for task in tasks}
    return tuple(dict.fromkeys(by_label[label] for label in MARK.findall(text)))


def defects(answer: Answer, document: PolicyDocument) -> Iterator[str]:
    """Name what an answer from the table does that none may do."""
    squeezed = "".join(document.source.split())
    labels = {citation.label for citation in answer.citations}
    yield from (f"mark without citation: {label}" for label in MARK.findall(answer.text) if label not in labels)
    for citation in answer.citations:
        if not citation.quotes:
            yield f"{citation.id} quotes nothing"
        for quote in citation.quotes:
            if "".join(quote.text.split()) not in squeezed:
                yield f"{citation.id}: not in the source: {quote.text}"
            if citation.id.startswith("A") and document.source[quote.start : quote.end] != quote.text:
                yield f"{citation.id}: wrong offsets of {quote.text}"
    if len(labels) < len(answer.citations):
        yield "an item cited twice"
    if answer.status == "answered" and not answer.citations:
        yield "an answer without citations"
    if answer.refused and answer.citations:
        yield "a refusal with citations"
