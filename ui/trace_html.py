"""「为什么这样答」: how a question was understood, what was found for it and what was measured, to be opened below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from answer import messages
from answer.labels import label_of
from answer.messages import NOTICE_LABEL
from ingest.models import PREAMBLE_ID, PolicyDocument
from ui import words
from ui.escape import safe

if TYPE_CHECKING:
    from answer.models import Answer, Citation, Signals, Trace
    from index.models import SearchResult
    from ui.shelf import Shelf

MOST_RESULTS = 5
"""So many of the best results of a search are shown."""

_MINUS = str.maketrans("-", "−")


def item_names(document: PolicyDocument) -> dict[str, str]:
    """Return what a reader calls each item of a document, by its citation id."""
    measures = {measure.id: f"{measure.mark}{measure.name}" for measure in document.measures}
    rows = {scenario.id: f"{scenario.label} {scenario.name}" for scenario in document.scenarios}
    goals = {goal.id: label_of(goal, document) for goal in document.goals}
    closing = {document.closing.id: document.closing.label} if document.closing else {}
    return {**measures, **rows, **goals, **closing, PREAMBLE_ID: NOTICE_LABEL}


def names_for(answer: Answer, shelf: Shelf) -> dict[str, str]:
    """Return what the items of an answer's document are called; none where several answered, whose ids are alike."""
    entries = shelf.entries()
    if not answer.documents:
        alone = shelf.first if len(entries) <= 1 else None
        return item_names(alone) if alone else {}
    answered = [document.id for document in answer.documents if document.answered]
    # A refusal is of the first that was asked.
    of = answered or [answer.documents[0].id]
    entry = next((entry for entry in entries if of == [entry.id]), None)
    return item_names(shelf.document(entry)) if entry else {}


def trace_html(answer: Answer, names: Mapping[str, str]) -> str:
    """Explain an answer or a refusal; empty where the question was not read at all.

    Args:
        answer: what to explain.
        names: of the document's items, as `item_names` gives them; an item without one is called by its id.
    """
    if answer.trace is None:
        return ""
    rows = [*_understood(answer.trace), *_decided(answer, answer.trace), *_written(answer), *_found(answer, names)]
    shown = "".join(f"<dt>{safe(term)}</dt><dd>{content}</dd>" for term, content in rows if content)
    return f'<details class="trace"><summary>{safe(words.WHY)}</summary><dl>{shown}</dl></details>'


def _understood(trace: Trace) -> Iterable[tuple[str, str]]:
    """Say how the question was read; what there is nothing of comes out empty."""
    yield words.AS_ASKED, safe(trace.text)
    yield words.TRANSLATED_FROM, safe(trace.original)
    yield words.CORRECTIONS, _lines(_arrow(written, meant) for written, meant in trace.changes)
    yield words.ABOUT_WORDS, safe("、".join(trace.words))
    yield words.SYNONYMS, _lines(_arrow(said, "、".join(terms)) for said, terms in trace.synonyms.items())
    yield words.AGENCIES, _lines(_arrow(written, agency) for written, agency in trace.agencies.items())
    yield words.ASKS_FOR, safe(trace.asks_for or words.ANYTHING)
    yield words.PARTS, _lines(trace.parts)
    yield words.READINGS, _lines(trace.readings)
    yield words.LEARNED, safe(trace.learned)


def _decided(answer: Answer, trace: Trace) -> Iterable[tuple[str, str]]:
    yield words.ROUTE, safe(words.ROUTES[answer.route])
    yield words.OUTCOME, safe(words.OUTCOMES[answer.status])
    if answer.signals:
        support = answer.signals.support
        wording = words.ENOUGH if support >= trace.line else words.TOO_LITTLE
        measured = wording.format(support=_number(support), line=_number(trace.line))
        yield words.SUPPORT, safe(measured + (words.OF_PART if trace.parts else ""))
        yield words.SIGNALS_OF, _signals(answer.signals)


def _written(answer: Answer) -> Iterable[tuple[str, str]]:
    """Say what a language model did, if one was asked."""
    writing = answer.writing
    if writing is None:
        return
    used = words.MODEL_USE.format(model=writing.model, shown=writing.shown, dropped=len(writing.dropped))
    reason = messages.MODEL_FAILURES[writing.failure] if writing.failure else ""
    yield words.MODEL, safe("；".join(filter(None, (used, reason))))
    yield words.MODEL_DROPPED, _lines(words.FAULTS[fault] for fault in writing.dropped)
    times = words.MODEL_TIMES.format(total=writing.total_ms / 1000)
    if writing.first_sentence_ms is not None:
        times += words.MODEL_FIRST.format(first=writing.first_sentence_ms / 1000)
    yield words.MODEL_TIME, safe(times)
    if writing.prompt_tokens is not None or writing.completion_tokens is not None:
        counts = (
            words.NO_NUMBER if count is None else count for count in (writing.prompt_tokens, writing.completion_tokens)
        )
        prompt, completion = counts
        yield words.MODEL_TOKENS, safe(words.MODEL_COUNTS.format(prompt=prompt, completion=completion))


def _found(answer: Answer, names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    tables = [_results(search, names) for search in _searches(answer.results)]
    for number, table in enumerate(tables, 1):
        yield (words.RESULTS if len(tables) == 1 else words.RESULTS_OF.format(number=number)), table
    yield words.EVIDENCE, "".join(map(_quotes, answer.citations))


def _signals(signals: Signals) -> str:
    values = ((name, getattr(signals, signal)) for signal, name in words.SIGNALS.items())
    return _table((), ((name, f"{value:.3g}".translate(_MINUS)) for name, value in values))


def _searches(results: Sequence[SearchResult]) -> list[list[SearchResult]]:
    """Tell the results of several searches apart, whose scores do not compare: each begins with rank 1."""
    searches: list[list[SearchResult]] = []
    for result in results:
        if result.rank == 1 or not searches:
            searches.append([])
        searches[-1].append(result)
    return searches


def _results(results: Sequence[SearchResult], names: Mapping[str, str]) -> str:
    rows = (
        (_piece(result, names), _number(result.score), _number(result.dense, 3), _number(result.bm25))
        for result in results[:MOST_RESULTS]
    )
    return _table(words.RESULT_COLUMNS, rows)


def _piece(result: SearchResult, names: Mapping[str, str]) -> str:
    """Name a chunk by its item and which part of it it is."""
    chunk = result.chunk
    item = names.get(chunk.citation_id, chunk.citation_id)
    number = chunk.id.removeprefix(chunk.citation_id).lstrip(".")
    return f"{item} {words.PIECES[chunk.kind].format(number=number)}".rstrip()


def _quotes(citation: Citation) -> str:
    return "".join(f"<p><b>{safe(citation.label)}</b> {safe(quote.text)}</p>" for quote in citation.quotes)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out cells, the first of each row its name; too wide a table scrolls by itself."""
    columns = "".join(f'<th scope="col">{safe(column)}</th>' for column in head)
    above = f"<thead><tr>{columns}</tr></thead>" if head else ""
    lines = "".join(
        f'<tr><th scope="row">{safe(name)}</th>{"".join(f"<td>{safe(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in rows
    )
    return f'<div class="wide"><table>{above}<tbody>{lines}</tbody></table></div>'


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(map(safe, texts))


def _arrow(written: str, meant: str) -> str:
    return meant if written == meant else words.BECOMES.format(written=written, meant=meant)


def _number(value: float | None, digits: int = 2) -> str:
    return words.NO_NUMBER if value is None else f"{value:.{digits}f}".translate(_MINUS)
