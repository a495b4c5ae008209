"""What can be measured: the assistant as users meet it, its retrieval alone, and what takes ten minutes to build."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from answer.build import library_assistant
from answer.citations import text_of
from answer.library_assistant import LibraryAssistant
from answer.models import Turn as AnswerTurn
from answer.phrasing.models import Writing
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from eval.questions import Asked, QuestionFileError
from index.catalogue.models import Entry
from index.library import Library
from index.models import SearchResult
from ingest.chunks import citation_of
from ingest.settings import from_environment

SystemName = Literal["full", "hybrid", "dense", "bm25", "naive"]
FIRST_SENTENCE = "first_sentence"
"""The step that ends when the first sentence of a model was verified."""
SYSTEMS: tuple[SystemName, ...] = get_args(SystemName)


@dataclass(frozen=True, slots=True)
class Response:
    """What a system makes of a question.

    Attributes:
        answer: the text that the user reads, without the sources beside it.
        citations: ids, in order of importance.
        quotes: the id and the text of every quote.
        refused: whether it gave no answer.
        status: as the assistant says it; other systems know ``answered`` only.
        route: how the answer was found.
        ranked: the ids of the items that retrieval ranked, best first; empty where it was not asked.
        support: what the refusal was decided on, None where it was not measured.
        milliseconds: per step, None where not measured.
        by_model: whether a language model phrased the text; None where none was asked.
        dropped: why sentences of the model are not shown.
        failure: why the model's text is not shown.
    """

    answer: str
    citations: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    refused: bool
    status: str
    route: str
    ranked: tuple[str, ...] = ()
    support: float | None = None
    milliseconds: dict[str, float] | None = None
    by_model: bool | None = None
    dropped: tuple[str, ...] = ()
    failure: str = ""


class System(Protocol):
    """Anything that answers questions."""

    def answer(self, asked: Asked) -> Response:
        """Answer one question.

        Raises:
            QuestionFileError: if it is asked of a document that is not open.
        """
        ...


def open_system(name: SystemName, library: Library, only: str = "") -> System:
    """Open one of the systems for a library.

    Args:
        name: of the system.
        library: with the documents that are asked about.
        only: id of the only document that is asked about; empty for all that are published.

    Raises:
        SettingsError, LibraryError, EmbeddingError: each with a message for the user.
    """
    if name == "naive":
        from eval.naive import NaiveLibrary

        return NaiveLibrary(library, only)
    assistant = library_assistant(library, from_environment(AnswerSettings), from_environment(LLMSettings), only)
    return Full(assistant) if name == "full" else RetrievalOnly(assistant, library, name)


class Full:
    """The assistant as users meet it."""

    def __init__(self, assistant: LibraryAssistant) -> None:
        """Take an open assistant."""
        self._assistant = assistant

    def answer(self, asked: Asked) -> Response:
        """Answer through the façade that the window uses."""
        require_open(asked, (entry.id for entry in self._assistant.documents()))
        history = [AnswerTurn(turn.role, turn.content) for turn in asked.history]
        answer = self._assistant.ask(asked.question, history, asked.document)
        prefix = f"{asked.document}/" if asked.document else ""
        return Response(
            answer=answer.body,
            citations=tuple(citation.id.removeprefix(prefix) for citation in answer.citations),
            quotes=tuple(
                (citation.id.removeprefix(prefix), quote.text)
                for citation in answer.citations
                for quote in citation.quotes
            ),
            refused=answer.refused,
            status=answer.status,
            route=answer.route,
            ranked=ranked_items(answer.results) if asked.document or not answer.documents else (),
            support=answer.signals.support if answer.signals else None,
            milliseconds={**answer.timings, **_of_model(answer.writing)},
            by_model=answer.writing.by_model if answer.writing else None,
            dropped=answer.writing.dropped if answer.writing else (),
            failure=answer.writing.failure if answer.writing else "",
        )


def _of_model(writing: Writing | None) -> dict[str, float]:
    if writing is None:
        return {}
    first = writing.first_sentence_ms
    return {"model": writing.total_ms} | ({FIRST_SENTENCE: first} if first is not None else {})


class RetrievalOnly:
    """One leg of retrieval, or both fused, with its best chunk as the answer; it refuses nothing."""

    def __init__(self, assistant: LibraryAssistant, library: Library, leg: Literal["hybrid", "dense", "bm25"]) -> None:
        """Take an open assistant, of which only the search is used, and its library."""
        self._assistant = assistant
        self._library = library
        self._leg = leg

    def answer(self, asked: Asked) -> Response:
        """Answer with the best chunk, as it stands."""
        began = time.perf_counter()
        opened = self._assistant.documents()
        require_open(asked, (entry.id for entry in opened))
        if asked.document or len(opened) == 1:
            entry = next(one for one in opened if asked.document in ("", one.id))
            ranked = self._in_document(entry, asked.question)
        else:
            ranked = self._in_all(asked.question)
        return best_chunk(ranked, (time.perf_counter() - began) * 1000)

    def _in_document(self, entry: Entry, question: str) -> list[tuple[str, str]]:
        key = _KEYS[self._leg]
        results = sorted(self._assistant.assistant_of(entry).search(question), key=key)
        return [(result.chunk.citation_id, result.chunk.text) for result in results if key(result) != _UNRANKED]

    def _in_all(self, question: str) -> list[tuple[str, str]]:
        found = self._library.search(question, self._library.snapshot())
        if self._leg != "hybrid":
            scores = [(one, one.dense if self._leg == "dense" else one.bm25) for one in found]
            found = [one for one, score in sorted(scores, key=lambda pair: -(pair[1] or 0.0)) if score is not None]
        cites = [(one.entry, citation_of(one.chunk)) for one in found]
        return [
            (f"{entry.id}/{cite}", text_of((document := self._library.document(entry)).item(cite), document))
            for entry, cite in cites[:_SHOWN]
        ]


_SHOWN = 20
_UNRANKED = 1 << 30
_KEYS: dict[str, Callable[[SearchResult], int]] = {
    "hybrid": lambda result: result.rank,
    "dense": lambda result: result.dense_rank or _UNRANKED,
    "bm25": lambda result: result.bm25_rank or _UNRANKED,
}


def require_open(asked: Asked, names: Iterable[str]) -> None:
    """Check that the document is there that a question is asked of.

    Raises:
        QuestionFileError: if it is not.
    """
    if asked.document and asked.document not in names:
        raise QuestionFileError(f"no document {asked.document!r} is open")


def best_chunk(ranked: Sequence[tuple[str, str]], took: float) -> Response:
    """Answer with the first of some chunks, each with the id of the item that it belongs to.

    Args:
        ranked: citation id and text, best first.
        took: milliseconds.
    """
    found = ranked[:1]
    return Response(
        answer="".join(text for _, text in found),
        citations=tuple(citation for citation, _ in found),
        quotes=tuple(found),
        refused=not found,
        status="answered" if found else "unanswerable_no_results",
        route="retrieval",
        ranked=tuple(dict.fromkeys(citation for citation, _ in ranked)),
        milliseconds={"retrieve": took},
    )


def ranked_items(results: Sequence[SearchResult]) -> tuple[str, ...]:
    """Return the ids of the items behind search results, each once, best first."""
    return tuple(dict.fromkeys(result.chunk.citation_id for result in results))
