"""Answers that are read off the table: nothing may be encoded for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from eval.bench.figures import Bar, Ratio
from eval.bench.timing import milliseconds, percentile
from eval.bench.workplace import Workplace

BAR = Bar("most", 0.0)


def measure(place: Workplace) -> Ratio:
    """Ask for the owners of every task, the tasks of every agency, and every clause by its number, in each form."""
    taken: list[float] = []
    encoded: list[float] = []
    for ask in questions(place):
        before = place.encoder.encoded
        taken.append(milliseconds(ask))
        encoded.append(float(place.encoder.encoded - before))
    return Ratio(
        name="table_answers",
        what="encodings in an answer off the table (owners, tasks, clause by number), at most",
        against="an answer",
        rounds=(max(encoded),),
        bar=BAR,
        details={
            "answer_p50_ms": percentile(taken, 0.5),
            "answer_p95_ms": percentile(taken, 0.95),
            "answers": float(len(taken)),
        },
    )


def questions(place: Workplace) -> Iterator[Callable[[], object]]:
    """Yield one call for every answer of the table that can be asked for."""
    assistant, document = place.assistant, place.index.document
    ask, owners, tasks, item = assistant.ask, assistant.owners, assistant.tasks, assistant.items
    for clause in document.measures:
        yield partial(owners, clause.title or clause.label)
        yield partial(ask, f"{clause.title or clause.label}由哪些单位负责？")
        yield partial(item, clause.spoken)
        yield partial(ask, f"{clause.spoken}是什么内容？")
        yield partial(ask, f"{clause.spoken}的责任单位是谁？")
    for row in document.scenarios:
        yield partial(owners, row.name)
        yield partial(ask, f"{row.name}由哪些单位负责？")
        yield partial(item, f"附件第{row.number}项")
    for agency in document.agencies:
        yield partial(tasks, agency)
        yield partial(ask, f"{agency}负责哪些任务？")
