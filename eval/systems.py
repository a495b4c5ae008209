"""What can be measured: the assistant as users meet it, its retrieval alone, and what takes ten minutes to build."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.models import Turn as AnswerTurn
from answer.phrasing.models import Writing
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from eval.questions import Asked
from index.encoders import Encoder
from index.llama_embedding import PolicyEmbedding
from index.models import SearchResult
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import PolicyDocument
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
        """Answer one question."""
        ...


class OneDocument(System, Protocol):
    """A system that knows one document, and how near a question is to it."""

    def nearness(self, asked: Asked) -> float:
        """Return how near the best of what it finds is; compared between documents, and only with others of its kind."""
        ...


def open_system(name: SystemName, document: PolicyDocument, settings: IndexSettings, encoder: Encoder) -> OneDocument:
    """Open one of the systems for one document, building what it needs.

    Args:
        name: of the system.
        document: what is asked about.
        settings: of its index.
        encoder: of questions, shared by all documents.

    Raises:
        SettingsError, SearchIndexError, EmbeddingError, OSError: each with a message for the user.
    """
    if name == "naive":
        from eval.naive import Naive

        return Naive(document, PolicyEmbedding(encoder))
    llm_settings = from_environment(LLMSettings)
    index = SearchIndex.open_or_build(document, settings).with_encoder(encoder)
    assistant = assemble(index, from_environment(AnswerSettings), Learned.load(document, settings), llm_settings)
    return Full(assistant) if name == "full" else RetrievalOnly(assistant, name)


class Full:
    """The assistant as users meet it."""

    def __init__(self, assistant: Assistant) -> None:
        """Take an open assistant."""
        self._assistant = assistant

    def answer(self, asked: Asked) -> Response:
        """Answer through the façade that the window uses."""
        history = [AnswerTurn(turn.role, turn.content) for turn in asked.history]
        answer = self._assistant.ask(asked.question, history)
        return Response(
            answer=answer.body,
            citations=tuple(citation.id for citation in answer.citations),
            quotes=tuple((citation.id, quote.text) for citation in answer.citations for quote in citation.quotes),
            refused=answer.refused,
            status=answer.status,
            route=answer.route,
            ranked=ranked_items(answer.results),
            support=answer.signals.support if answer.signals else None,
            milliseconds={**answer.timings, **_of_model(answer.writing)},
            by_model=answer.writing.by_model if answer.writing else None,
            dropped=answer.writing.dropped if answer.writing else (),
            failure=answer.writing.failure if answer.writing else "",
        )

    def nearness(self, asked: Asked) -> float:
        """Return the cosine of the nearest passage."""
        return _cosine(self._assistant, asked)


def _cosine(assistant: Assistant, asked: Asked) -> float:
    return max((result.dense or 0.0 for result in assistant.search(asked.question)), default=0.0)


def _of_model(writing: Writing | None) -> dict[str, float]:
    if writing is None:
        return {}
    first = writing.first_sentence_ms
    return {"model": writing.total_ms} | ({FIRST_SENTENCE: first} if first is not None else {})


class RetrievalOnly:
    """One leg of retrieval, or both fused, with its best chunk as the answer; it refuses nothing."""

    def __init__(self, assistant: Assistant, leg: Literal["hybrid", "dense", "bm25"]) -> None:
        """Take an open assistant, of which only the index is used."""
        self._assistant = assistant
        self._key = _KEYS[leg]

    def answer(self, asked: Asked) -> Response:
        """Answer with the best chunk, as it stands."""
        began = time.perf_counter()
        results = sorted(self._assistant.search(asked.question), key=self._key)
        results = [result for result in results if self._key(result) != _UNRANKED]
        took = (time.perf_counter() - began) * 1000
        return best_chunk([(result.chunk.citation_id, result.chunk.text) for result in results], took)

    def nearness(self, asked: Asked) -> float:
        """Return the cosine of the nearest passage, of the lexical leg the best BM25 score."""
        if self._key is not _KEYS["bm25"]:
            return _cosine(self._assistant, asked)
        return max((result.bm25 or 0.0 for result in self._assistant.search(asked.question)), default=0.0)


_UNRANKED = 1 << 30
_KEYS: dict[str, Callable[[SearchResult], int]] = {
    "hybrid": lambda result: result.rank,
    "dense": lambda result: result.dense_rank or _UNRANKED,
    "bm25": lambda result: result.bm25_rank or _UNRANKED,
}


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
